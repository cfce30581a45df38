package io.github.recscope.concept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Concept.Relation;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.ConceptStability;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Split;
import io.github.recscope.stat.LogisticRegression;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The evidence beside a name: relations, users, baselines and other trainings.
class ConceptEvidenceTest {
    private static final PlantedRun RUN = PlantedRun.run(TestCtx.of(3));

    @Test
    void relationsFollowFromWhereBothFire() {
        // Latents by item: 0 fires for 0..39, 1 for the same but one, 2 for 0..9, 3 far away, 4 like 0 by name only.
        int[][] fires = {range(0, 40), range(0, 39), range(0, 10), range(100, 120), range(150, 170)};
        SparseCodes byLatent = byLatent(200, fires);
        Attribute a = new Attribute("tags", "a");
        Attribute b = new Attribute("tags", "b");
        @Nullable Attribute[] label = {a, b, b, null, a};
        Relations relations = new Relations(byLatent.transpose(), byLatent, label);
        List<Relation> of0 = relations.of(0);
        assertEquals(
                List.of(Relation.Kind.DUPLICATE, Relation.Kind.SPLIT, Relation.Kind.CHILD),
                of0.stream().map(Relation::kind).toList());
        assertEquals(List.of(1, 4, 2), of0.stream().map(Relation::latent).toList());
        assertEquals(39.0 / 40, of0.getFirst().overlap(), 1e-12);
        assertEquals(200.0 / 40, of0.getLast().lift(), 1e-12);
        assertEquals(Relation.Kind.PARENT, relations.of(2).getFirst().kind());
        assertEquals(List.of(), relations.of(3));
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static SparseCodes byLatent(int items, int[][] fires) {
        int[] offsets = new int[fires.length + 1];
        for (int j = 0; j < fires.length; j++) {
            offsets[j + 1] = offsets[j] + fires[j].length;
        }
        float[] value = new float[offsets[fires.length]];
        Arrays.fill(value, 1);
        return new SparseCodes(
                fires.length,
                items,
                offsets,
                Arrays.stream(fires).flatMapToInt(Arrays::stream).toArray(),
                value);
    }

    @Test
    void aUsersActivationTellsTheShareAmongHeldOutItems() {
        int users = 300;
        SplittableRandom random = new SplittableRandom(5);
        List<Integer> test = new ArrayList<>();
        int[] offsets = new int[users + 1];
        List<Integer> fans = new ArrayList<>();
        for (int u = 0; u < users; u++) {
            boolean fan = u % 3 == 0;
            if (fan) {
                fans.add(u);
            }
            for (int k = 0; k < 6; k++) {
                // The first 50 of 100 items carry the label.
                test.add(random.nextDouble() < (fan ? 0.8 : 0.3) ? k : 50 + k);
            }
            offsets[u + 1] = test.size();
        }
        IntLists held = new IntLists(offsets, test.stream().mapToInt(i -> i).toArray());
        boolean[] has = new boolean[100];
        Arrays.fill(has, 0, 50, true);
        SparseCodes codes =
                byLatent(users, new int[][] {fans.stream().mapToInt(i -> i).toArray(), range(0, 150)});
        UserValidity validity = new UserValidity(new Split(held, held, "by hand"));
        Concept.Validity real = validity.of(codes, 0, has);
        assertEquals(users, real.users());
        assertTrue(real.correlationLow() > 0.4, real.toString());
        assertTrue(real.aurocLow() > 0.6, real.toString());
        assertEquals(0.8, real.shareFiring(), 0.05);
        assertEquals(0.3, real.shareSilent(), 0.05);
        Concept.Validity none = validity.of(codes, 1, has);
        assertTrue(none.correlationLow() < 0 && none.correlationHigh() > 0, none.toString());
    }

    @Test
    void evidenceIsThereForEveryNameAndBeatsShuffling() {
        ConceptSet set = RUN.concepts();
        for (Concept c : set.concepts()) {
            Concept.Evidence e = c.evidence();
            if (c.status() == Concept.Status.NAMED) {
                assertEquals(
                        List.of(10, 20, 50),
                        e.purities().stream().map(Concept.Purity::k).toList());
                assertEquals(c.purityCorrected(), e.purities().get(1).corrected());
                assertTrue(e.detection().nearLow() <= e.detection().near());
                assertTrue(e.validity().users() > 0);
                assertTrue(c.fits().getFirst().pairQ() <= 0.05, c.toString());
            } else {
                assertTrue(e.purities().isEmpty());
            }
        }
        ConceptSet.Quality q = set.quality();
        assertTrue(q.detection().easy() > 0.8, q.toString());
        // With eight genres, few shuffled latents have any candidate but popularity, which has no easy score.
        assertTrue(!(q.shuffled().easy() > q.detection().easy() - 0.2), q.toString());
        assertEquals(0.5, q.shuffled().near(), 0.15, q.toString());
        assertTrue(q.cohesion() > q.cohesionChance(), q.toString());
        assertTrue(q.likeness() > q.likenessChance(), q.toString());
        assertTrue(q.pairsHolding() > 0 && q.pairsHolding() < q.pairs());
    }

    @Test
    void aJoinedNameIsFoundWhereOnlyBothTogetherFit() {
        int n = 1200;
        SplittableRandom random = new SplittableRandom(2);
        boolean[] a = new boolean[n];
        boolean[] b = new boolean[n];
        List<Integer> both = new ArrayList<>();
        List<Integer> one = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            a[i] = random.nextDouble() < 0.3;
            b[i] = random.nextDouble() < 0.3;
            if (a[i] && b[i] && random.nextDouble() < 0.8) {
                both.add(i);
            }
            if (a[i] && random.nextDouble() < 0.3) {
                one.add(i);
            }
        }
        List<int[]> rows = List.of(where(a), where(b));
        int[] offsets = {0, rows.get(0).length, rows.get(0).length + rows.get(1).length};
        int[] decile = IntStream.range(0, n).map(i -> i % 10).toArray();
        Attribute first = new Attribute("tags", "a");
        Attribute second = new Attribute("tags", "b");
        var table = new io.github.recscope.model.AttributeTable(
                List.of(first, second),
                new IntLists(offsets, rows.stream().flatMapToInt(Arrays::stream).toArray()),
                decile);
        float[] x = new float[n * 3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble() - 0.5f;
        }
        TestCtx ctx = TestCtx.of(1);
        Namer namer = new Namer(table, Matrix.of(n, 3, x), new ConceptParams(0.05, 10, 999, 0.05), ctx);
        SparseCodes codes = byLatent(n, new int[][] {
            both.stream().mapToInt(i -> i).toArray(),
            one.stream().mapToInt(i -> i).toArray()
        });
        Namer.Names names = namer.name(codes, "test", ctx);
        Attribute joined = names.fits().get(0).getFirst().attribute();
        assertTrue(joined.words().equals("a and b") || joined.words().equals("b and a"), joined.words());
        assertEquals(1, names.fits().get(0).getFirst().precision(), 1e-9);
        assertEquals("a", names.fits().get(1).getFirst().attribute().words());
        boolean[] has = table.members(joined);
        for (int i = 0; i < n; i++) {
            assertEquals(a[i] && b[i], has[i]);
        }
    }

    private static int[] where(boolean[] is) {
        return IntStream.range(0, is.length).filter(i -> is[i]).toArray();
    }

    @Test
    void baselinesAreJudgedAlikeAndTheProbeKnowsWhatToLookFor() {
        ConceptParams params = new ConceptParams(0.05, 5, 499, 0.05);
        ConceptBaselines table = new BaselinesOperation()
                .run(params, PlantedRun.inputs(RUN.data(), RUN.model(), RUN.sae()), TestCtx.of(3));
        assertEquals(
                List.of(ConceptBaselines.Method.values()),
                table.rows().stream().map(ConceptBaselines.Row::method).toList());
        ConceptBaselines.Row probe = table.rows().getLast();
        assertTrue(probe.namedShare() > 0.7, probe.toString());
        ConceptBaselines.Row clusters = table.rows().get(6);
        assertTrue(clusters.detection().easy() > 0.7, clusters.toString());
        ConceptBaselines.Row random = table.rows().get(2);
        assertTrue(random.purity() < probe.purity(), table.toString());
        assertEquals(
                table,
                new BaselinesOperation()
                        .run(params, PlantedRun.inputs(RUN.data(), RUN.model(), RUN.sae()), TestCtx.of("auto", 2, 3)));
    }

    @Test
    void latentsAreFoundAgainInAnotherOrder() {
        Autoencoder own = RUN.sae();
        int m = own.latents();
        SparseCodes byLatent = own.items().transpose();
        int[][] order = IntStream.range(0, m)
                .mapToObj(j -> {
                    int from = byLatent.offsets()[m - 1 - j];
                    return Arrays.copyOfRange(byLatent.latent(), from, byLatent.offsets()[m - j]);
                })
                .toArray(int[][]::new);
        SparseCodes other = byLatent(own.items().rows(), order).transpose();
        double[] match = StabilityOperation.matched(byLatent, other, TestCtx.of(1));
        for (int j = 0; j < m; j++) {
            // The other one knows where they fire, not how strongly.
            assertTrue(byLatent.l0(j) == 0 || match[j] > 0.7, j + ": " + match[j]);
        }
        ConceptStability same =
                new StabilityOperation().run(StabilityParams.defaults(), PlantedRun.inputs(own, own), TestCtx.of(1));
        assertEquals(1, same.mean(), 1e-6);
        assertEquals(1, same.stableShare());
        assertTrue(same.chance() < 0.5, same.chance() + "");
        assertThrows(
                ProblemException.class,
                () -> new StabilityOperation().run(StabilityParams.defaults(), PlantedRun.inputs(own), TestCtx.of(1)));
    }

    @Test
    void independentComponentsUnmixWhatWasMixed() {
        int n = 2000;
        SplittableRandom random = new SplittableRandom(3);
        double[][] source = new double[3][n];
        float[] mixed = new float[n * 3];
        double[][] mix = {{1, 0.6, 0.2}, {-0.4, 1, 0.5}, {0.3, -0.2, 1}};
        for (int i = 0; i < n; i++) {
            for (int s = 0; s < 3; s++) {
                double u = random.nextDouble() - 0.5;
                source[s][i] = Math.signum(u) * Math.log(1 - 2 * Math.abs(u));
            }
            for (int c = 0; c < 3; c++) {
                for (int s = 0; s < 3; s++) {
                    mixed[i * 3 + c] += (float) (mix[c][s] * source[s][i]);
                }
            }
        }
        TestCtx ctx = TestCtx.of(2);
        Matrix white = Components.principal(Matrix.of(n, 3, mixed), ctx.kernels());
        for (Matrix found : List.of(Components.independent(white, ctx), Components.varimax(white, ctx))) {
            for (int s = 0; s < 3; s++) {
                double best = 0;
                for (int c = 0; c < 3; c++) {
                    double[] x = new double[n];
                    for (int i = 0; i < n; i++) {
                        x[i] = found.get(i, c);
                    }
                    best = Math.max(best, Math.abs(io.github.recscope.stat.Ranks.pearson(x, source[s])));
                }
                assertTrue(best > 0.97, "source " + s + " found with " + best);
            }
        }
    }

    @Test
    void theProbeFindsTheMinimumOfItsLoss() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 300;
        float[] x = new float[n * 2];
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = (float) random.nextGaussian();
            x[2 * i + 1] = (float) random.nextGaussian();
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(-(2 * x[2 * i] - x[2 * i + 1] + 0.5)));
        }
        Matrix m = Matrix.of(n, 2, x);
        double[] w = LogisticRegression.fit(m, IntStream.range(0, n).toArray(), y, 0.5, () -> {});
        double best = loss(x, y, w);
        for (int c = 0; c < 3; c++) {
            for (double step : new double[] {-0.01, 0.01}) {
                double[] other = w.clone();
                other[c] += step;
                assertTrue(loss(x, y, other) > best);
            }
        }
        assertArrayEquals(new double[] {2, -1, 0.5}, w, 0.6);
    }

    private static double loss(float[] x, boolean[] y, double[] w) {
        double sum = 0.25 * (w[0] * w[0] + w[1] * w[1]);
        for (int i = 0; i < y.length; i++) {
            double score = w[0] * x[2 * i] + w[1] * x[2 * i + 1] + w[2];
            sum += Math.log1p(Math.exp(y[i] ? -score : score));
        }
        return sum;
    }
}
