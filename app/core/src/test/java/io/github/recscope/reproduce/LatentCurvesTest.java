package io.github.recscope.reproduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Recommender;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatentCurvesTest {
    private static final int K = 10;
    private final TestCtx ctx = TestCtx.of(3);
    private final PlantedRun run = PlantedRun.run(ctx);
    private final LatentCurves curves = new LatentCurves(run.data(), run.model(), run.sae(), ctx.kernels());
    private final Concept concept = run.concepts().concepts().stream()
            .filter(c -> c.label().startsWith("genre"))
            .max(Comparator.comparingDouble(Concept::purityCorrected))
            .orElseThrow();
    private final boolean[] member = AttributeTable.of(run.data(), 1)
            .members(concept.labelFit().orElseThrow().attribute());

    private static double mean(double[] x) {
        return Arrays.stream(x).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    @Test
    void theModelsOwnSharesAreThoseOfAllScores() {
        int[] audience = {0, 7, 42};
        double[] shares = curves.shares(audience, concept.latent(), LatentCurves.MODEL, member, K);
        for (int a = 0; a < audience.length; a++) {
            assertEquals(bruteShare(audience[a]), shares[a], 1e-9);
        }
    }

    private double bruteShare(int user) {
        Recommender m = run.model();
        int[] history = run.data().interactions().byUser().row(user);
        return IntStream.range(0, m.items().rows())
                        .filter(i -> Arrays.stream(history).noneMatch(h -> h == i))
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -score(m, user, i)))
                        .limit(K)
                        .filter(i -> member[i])
                        .count()
                / (double) K;
    }

    private static double score(Recommender m, int user, int item) {
        double sum = m.itemBias()[item];
        for (int c = 0; c < m.dimensions(); c++) {
            sum += (double) m.users().get(user, c) * m.items().get(item, c);
        }
        return sum;
    }

    @Test
    void moreOfALatentBringsMoreOfItsConcept() {
        int[] everybody = IntStream.range(0, 100).toArray();
        double none = mean(curves.shares(everybody, concept.latent(), 0, member, K));
        double much = mean(curves.shares(everybody, concept.latent(), 10, member, K));
        double less = mean(curves.shares(everybody, concept.latent(), -10, member, K));
        assertTrue(much > none + 0.1, none + " " + much);
        assertTrue(less <= none, less + " " + none);
    }

    @Test
    void anItemIsPromotedToThoseWhoLikeTheConcept() {
        int[] keenest = curves.keenest(member, 40, 1);
        int item = IntStream.range(0, member.length)
                .filter(i -> !member[i])
                .findFirst()
                .orElseThrow();
        double before = mean(curves.promoted(keenest, item, concept.latent(), 0));
        double after = mean(curves.promoted(keenest, item, concept.latent(), 20));
        assertTrue(after > before, before + " " + after);
    }

    @Test
    void theKeenestHaveTheLargestShareInTheirHistory() {
        double[] share = new double[run.data().users().size()];
        for (int u = 0; u < share.length; u++) {
            share[u] = mean(Arrays.stream(run.data().interactions().byUser().row(u))
                    .mapToDouble(i -> member[i] ? 1 : 0)
                    .toArray());
        }
        int[] keenest = curves.keenest(member, 5, 1);
        double[] sorted = share.clone();
        Arrays.sort(sorted);
        double[] expected = new double[5];
        for (int n = 0; n < 5; n++) {
            expected[n] = sorted[sorted.length - 1 - n];
        }
        assertArrayEquals(
                expected, Arrays.stream(keenest).mapToDouble(u -> share[u]).toArray(), 1e-9);
    }
}
