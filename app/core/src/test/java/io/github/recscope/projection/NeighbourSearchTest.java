package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.testing.TestCtx;
import java.util.Comparator;
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

    @Test
    void descentFindsAlmostAllAndSaysHowMany() {
        Matrix x = Planted.groups(4000, 12, 10, 2, 3);
        Neighbours near = new NeighbourDescent(x, 15, ctx).run();
        Neighbours truth = NeighbourSearch.exact(x, 15, ctx);
        long hits = 0;
        for (int i = 0; i < 4000; i++) {
            for (int e = i * 15; e < i * 15 + 15; e++) {
                hits += near.squared()[e] <= truth.squared()[i * 15 + 14] ? 1 : 0;
                assertTrue(near.index()[e] != i);
                assertTrue(e == i * 15 || near.squared()[e] >= near.squared()[e - 1]);
            }
        }
        double recall = hits / 60_000.0;
        assertTrue(recall > 0.95, "recall " + recall);
        NeighbourSearch.Found found = NeighbourSearch.measured(near, x, ctx);
        assertEquals(NeighbourSearch.RECALL_SAMPLE, found.sampled());
        assertEquals(recall, found.recall(), 3 * found.halfWidth() + 1e-9);
    }

    @Test
    void descentGivesTheSameBitsForAnyNumberOfThreads() {
        Matrix x = Planted.groups(3000, 8, 4, 3, 5);
        Neighbours one = new NeighbourDescent(x, 8, TestCtx.of("auto", 1, 7)).run();
        for (int threads : new int[] {2, 3}) {
            Neighbours several = new NeighbourDescent(x, 8, TestCtx.of("auto", threads, 7)).run();
            assertArrayEquals(one.index(), several.index());
            assertArrayEquals(one.squared(), several.squared());
        }
    }

    @Test
    void descentSurvivesDuplicates() {
        Neighbours near = new NeighbourDescent(Matrix.zeros(500, 3), 5, ctx).run();
        for (int e = 0; e < near.index().length; e++) {
            assertTrue(near.index()[e] != e / 5);
        }
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
