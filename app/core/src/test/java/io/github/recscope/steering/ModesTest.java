package io.github.recscope.steering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The ways from an edited code to an embedding, on users and on items, for every scorer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModesTest {
    private final TestCtx ctx = TestCtx.of(3);
    private PlantedRun run;

    @BeforeAll
    void train() {
        run = PlantedRun.run(ctx);
    }

    static Stream<Scorer> scorers() {
        SplittableRandom random = new SplittableRandom(8);
        float[] first = new float[12 * 32];
        float[] second = new float[12];
        for (int i = 0; i < first.length; i++) {
            first[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < second.length; i++) {
            second[i] = (float) random.nextGaussian();
        }
        return Stream.of(
                new Scorer.Dot(),
                new Scorer.Cosine(),
                new Scorer.Euclidean(),
                new Scorer.Mlp(List.of(
                        new Scorer.Layer(Matrix.of(12, 32, first), new float[12]),
                        new Scorer.Layer(Matrix.of(1, 12, second), new float[1]))));
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void anEmptyEditIsTheModelForEveryScorer(Scorer scorer) {
        Recommender m = run.model();
        Recommender model = new Recommender(
                m.name(),
                m.users(),
                m.items(),
                m.userBias(),
                m.itemBias(),
                m.globalBias(),
                scorer,
                m.split(),
                m.evaluation(),
                m.curves());
        Steerer steerer = new Steerer(run.data(), model, run.sae(), ctx.kernels());
        for (SteeringMode mode : SteeringMode.values()) {
            if (mode == SteeringMode.DECODE_ONLY) {
                continue;
            }
            for (List<Integer> items : List.of(List.<Integer>of(), List.of(3, 50))) {
                for (Treatment t : List.of(
                        new Treatment(List.of(), mode, items, 1),
                        new Treatment(List.of(new Edit(1, Edit.Kind.ADD, 0)), mode, items, 1),
                        new Treatment(List.of(new Edit(1, Edit.Kind.ADD, 0.7)), mode, items, 0))) {
                    for (int u = 0; u < 40; u += 3) {
                        Steering.UserLists lists = steerer.lists(u, t, 10);
                        for (int r = 0; r < lists.model().size(); r++) {
                            assertEquals(
                                    lists.model().get(r).item(),
                                    lists.steered().get(r).item());
                            assertEquals(
                                    lists.model().get(r).score(),
                                    lists.steered().get(r).score(),
                                    1e-5);
                        }
                    }
                }
            }
        }
    }

    @Test
    void anEditedItemMovesByItsDecodedChangeAndNothingElseDoes() {
        Steerer steerer = new Steerer(run.data(), run.model(), run.sae(), ctx.kernels());
        Treatment t =
                new Treatment(List.of(new Edit(4, Edit.Kind.ADD, 2)), SteeringMode.PRESERVE_RESIDUAL, List.of(7), 1);
        Matrix edited = steerer.items(new int[] {7}, t);
        for (int c = 0; c < edited.cols(); c++) {
            assertEquals(
                    run.model().items().get(7, c)
                            + 2 * run.sae().scale() * run.sae().decoder().get(4, c),
                    edited.get(0, c),
                    1e-4);
        }
        Steering.UserLists lists = steerer.lists(2, t, 320);
        for (Steering.Listed l : lists.steered()) {
            if (l.item() != 7) {
                double own = lists.model().stream()
                        .filter(m -> m.item() == l.item())
                        .findFirst()
                        .orElseThrow()
                        .score();
                assertEquals(own, l.score(), 0);
            }
        }
    }

    /// After zeroing with a cleared residual nothing that the code knows of the latent is left: the embedding minus
    /// what the other latents stand for has no positive part along its row.
    @Test
    void clearingTheResidualLeavesNothingAlongTheRow() {
        Steerer steerer = new Steerer(run.data(), run.model(), run.sae(), ctx.kernels());
        int j = 6;
        Treatment t = Treatment.of(List.of(new Edit(j, Edit.Kind.ZERO, 0)), SteeringMode.CLEAR_RESIDUAL);
        int d = run.model().dimensions();
        int lowered = 0;
        for (int u = 0; u < 60; u++) {
            Matrix edited = steerer.users(new int[] {u}, t);
            float[] z = steerer.code(u);
            double along = 0;
            for (int c = 0; c < d; c++) {
                double rest = edited.get(0, c) - run.sae().scale() * run.sae().decoderBias()[c];
                for (int k = 0; k < z.length; k++) {
                    rest -= k == j
                            ? 0
                            : run.sae().scale() * z[k] * run.sae().decoder().get(k, c);
                }
                along += rest * run.sae().decoder().get(j, c);
            }
            assertTrue(along < 1e-3, "user " + u + " keeps " + along);
            lowered += edited.equals(run.model().users().gather(new int[] {u})) ? 0 : 1;
        }
        assertTrue(lowered > 0);
    }

    @Test
    void decodingAnEditedItemMeetsReconstructedUsers() {
        Steerer steerer = new Steerer(run.data(), run.model(), run.sae(), ctx.kernels());
        Treatment t = new Treatment(List.of(), SteeringMode.DECODE_ONLY, List.of(5), 1);
        Steering.UserLists lists = steerer.lists(9, t, 10);
        assertEquals(lists.reconstructed(), lists.steered());
    }
}
