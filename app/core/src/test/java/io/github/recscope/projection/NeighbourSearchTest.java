package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighbourSearchTest {
    private final TestCtx ctx = TestCtx.of(1);

    private static int[] bruteForce(Matrix x, int i, int k) {
        return IntStream.range(0, x.rows())
                .filter(j -> j != i)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> Planted.squared(x, i, x, j))
                        .thenComparing(j -> j))
                .limit(k)
                .mapToInt(j -> j)
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void exactSearchAgreesWithAllPairs(Distance distance) {
        Matrix x = Planted.groups(300, 7, 5, 3, 2);
        Matrix prepared = distance.prepare(x, ctx.kernels());
        Neighbours near = NeighbourSearch.of(prepared, 9, ctx).neighbours();
        for (int i = 0; i < 300; i++) {
            assertArrayEquals(bruteForce(prepared, i, 9), java.util.Arrays.copyOfRange(near.index(), i * 9, i * 9 + 9));
        }
    }

    @Test
    void cosineDistanceIsOneMinusTheCosine() {
        Matrix x = Matrix.of(3, 2, new float[] {2, 0, 0, 5, 3, 3});
        Neighbours near = NeighbourSearch.of(Distance.COSINE.prepare(x, ctx.kernels()), 2, ctx)
                .neighbours();
        assertArrayEquals(new int[] {2, 1, 2, 0, 0, 1}, near.index());
        assertEquals(1 - Math.sqrt(0.5), Distance.COSINE.ofSquared(near.squared()[0]), 1e-6);
        assertEquals(1, Distance.COSINE.ofSquared(near.squared()[1]), 1e-6);
    }

    @Test
    void farFromTheOriginDigitsAreNotLost() {
        Matrix near = Planted.groups(200, 5, 3, 2, 4);
        float[] moved = near.data().clone();
        for (int v = 0; v < moved.length; v++) {
            moved[v] += 4096;
        }
        Matrix x = Matrix.of(200, 5, moved);
        Neighbours found = NeighbourSearch.of(x, 5, ctx).neighbours();
        for (int i = 0; i < 200; i++) {
            assertArrayEquals(bruteForce(x, i, 5), java.util.Arrays.copyOfRange(found.index(), i * 5, i * 5 + 5));
        }
    }

    @Test
    void aPointIsNotItsOwnNeighbourAmongDuplicates() {
        Neighbours near = NeighbourSearch.of(Matrix.zeros(30, 4), 6, ctx).neighbours();
        for (int i = 0; i < 30; i++) {
            for (int e = i * 6; e < i * 6 + 6; e++) {
                assertTrue(near.index()[e] != i);
                assertEquals(0, near.squared()[e]);
            }
        }
    }

    /// The share of the true nearest that were found, by distance.
    private static double recall(Neighbours near, Neighbours truth) {
        int k = near.k();
        long hits = 0;
        for (int e = 0; e < near.index().length; e++) {
            hits += near.squared()[e] <= truth.squared()[e / k * k + k - 1] ? 1 : 0;
        }
        return hits / (double) near.index().length;
    }

    /// Ascending, of distinct others, at their distances.
    private static void assertLists(Neighbours near, Matrix x) {
        int k = near.k();
        for (int e = 0; e < near.index().length; e++) {
            int i = e / k;
            assertTrue(near.index()[e] != i && near.index()[e] >= 0 && near.index()[e] < x.rows());
            assertTrue(e % k == 0
                    || near.squared()[e] > near.squared()[e - 1]
                    || (near.squared()[e] == near.squared()[e - 1] && near.index()[e] > near.index()[e - 1]));
            double s = Planted.squared(x, i, x, near.index()[e]);
            assertEquals(s, near.squared()[e], 1e-5 * s);
        }
    }

    /// Points of a curved surface of a few dimensions.
    private static Matrix smooth(int n, int d, int latents, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weight = new double[d * latents];
        Arrays.setAll(weight, _ -> random.nextGaussian());
        float[] x = new float[n * d];
        double[] z = new double[latents];
        for (int i = 0; i < n; i++) {
            Arrays.setAll(z, _ -> random.nextGaussian());
            for (int c = 0; c < d; c++) {
                double sum = 0;
                for (int a = 0; a < latents; a++) {
                    sum += z[a] * weight[c * latents + a];
                }
                x[i * d + c] = (float) Math.tanh(sum / 2);
            }
        }
        return Matrix.of(n, d, x);
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void theApproximateSearchFindsAlmostAllAndSaysHowMany(Distance distance) {
        Matrix x = distance.prepare(Planted.groups(6000, 24, 10, 2, 3), ctx.kernels());
        Neighbours near = new CellSearch(x, 15, 32, ctx).run();
        assertLists(near, x);
        double recall = recall(near, NeighbourSearch.exact(x, 15, ctx));
        assertTrue(recall > 0.98, "recall " + recall);
        NeighbourSearch.Found found = NeighbourSearch.measured(near, x, ctx);
        assertEquals(NeighbourSearch.RECALL_SAMPLE, found.sampled());
        assertEquals(recall, found.recall(), 3 * found.halfWidth() + 0.002);
    }

    @Test
    void theApproximateSearchFindsNearlyAllOfSmoothData() {
        Matrix x = smooth(6000, 16, 4, 8);
        Neighbours near = new CellSearch(x, 15, 32, ctx).run();
        assertLists(near, x);
        double recall = recall(near, NeighbourSearch.exact(x, 15, ctx));
        assertTrue(recall > 0.99, "recall " + recall);
    }

    @Test
    void longListsAreFoundToo() {
        Matrix x = Planted.groups(3000, 10, 6, 2, 12);
        Neighbours near = new CellSearch(x, 90, 90, ctx).run();
        assertLists(near, x);
        double recall = recall(near, NeighbourSearch.exact(x, 90, ctx));
        assertTrue(recall > 0.95, "recall " + recall);
    }

    @Test
    void theApproximateSearchGivesTheSameBitsForAnyNumberOfThreads() {
        Matrix x = Planted.groups(5000, 20, 2, 3, 5);
        Neighbours one = new CellSearch(x, 8, 12, TestCtx.of("auto", 1, 7)).run();
        for (int threads : new int[] {2, 3}) {
            Neighbours several = new CellSearch(x, 8, 12, TestCtx.of("auto", threads, 7)).run();
            assertArrayEquals(one.index(), several.index());
            assertArrayEquals(one.squared(), several.squared());
        }
    }

    @Test
    void theApproximateSearchLosesNoDigitsFarFromTheOrigin() {
        Matrix near = Planted.groups(3000, 6, 3, 2, 4);
        float[] moved = near.data().clone();
        for (int v = 0; v < moved.length; v++) {
            moved[v] += 4096;
        }
        Matrix x = Matrix.of(3000, 6, moved);
        Neighbours found = new CellSearch(x, 10, 24, ctx).run();
        assertLists(found, x);
        assertTrue(recall(found, NeighbourSearch.exact(x, 10, ctx)) > 0.99);
    }

    @Test
    void theApproximateSearchSurvivesDuplicatesAndConstantColumns() {
        Neighbours same = new CellSearch(Matrix.zeros(3000, 3), 5, 12, ctx).run();
        for (int e = 0; e < same.index().length; e++) {
            assertTrue(same.index()[e] != e / 5);
            assertEquals(0, same.squared()[e]);
        }
        // Two thirds of the rows are one and the same; a column says nothing.
        Matrix some = Planted.groups(3000, 4, 5, 3, 9);
        float[] rows = some.data().clone();
        for (int i = 0; i < 3000; i++) {
            if (i % 3 > 0) {
                System.arraycopy(rows, 0, rows, i * 4, 4);
            }
            rows[i * 4 + 2] = 7;
        }
        Matrix x = Matrix.of(3000, 4, rows);
        Neighbours near = new CellSearch(x, 10, 24, ctx).run();
        double recall = recall(near, NeighbourSearch.exact(x, 10, ctx));
        assertTrue(recall > 0.98, "recall " + recall);
    }

    @Test
    void theTreeOfThePlaneFindsExactlyTheNearest() {
        Matrix x = Planted.groups(700, 2, 4, 5, 6);
        int[] near = new PlaneTree(x.data(), ctx.kernels().workers()).nearest(7);
        for (int i = 0; i < 700; i++) {
            assertArrayEquals(bruteForce(x, i, 7), java.util.Arrays.copyOfRange(near, i * 7, i * 7 + 7));
        }
        int[] same = new PlaneTree(new float[60], ctx.kernels().workers()).nearest(3);
        assertArrayEquals(new int[] {1, 2, 3, 0, 2, 3}, java.util.Arrays.copyOf(same, 6));
    }
}
