package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {
    private static Kernels kernels(String id) {
        return KernelRegistry.fromClassPath().select(id, Workers.single());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 17, 8, 3",
        "3, 15, 5, 40",
        "7, 100, 33, 10",
        "5, 1021, 64, 20",
        "50, 1021, 64, 20",
        "200, 300, 16, 300",
        "2, 4098, 64, 7",
        "30, 5000, 130, 100",
        "1, 20000, 64, 20",
        "3, 2500, 300, 9",
        "400, 90, 260, 5",
        "0, 5, 3, 2",
        "4, 0, 3, 2",
        "4, 9, 0, 5"
    })
    void listsAreThoseOfAFullSort(int queries, int items, int d, int k) {
        Random random = new Random(queries * 31L + items);
        Matrix q = Numbers.matrix(random, queries, d);
        Matrix x = Numbers.matrix(random, items, d);
        float[] bias = Numbers.normal(random, items);
        int[] row = random.ints(items * 2L, 0, Math.max(1, queries)).toArray();
        int[] value =
                items == 0 ? new int[0] : random.ints(row.length, 0, items).toArray();
        IntLists masked = queries == 0 ? IntLists.empty(0) : IntLists.groupSorted(queries, row, value);
        for (String id : new String[] {"scalar", "simd"}) {
            Kernels kernels = kernels(id);
            for (float @Nullable [] b : new float[] @Nullable [] {null, bias}) {
                for (@Nullable IntLists mask : new @Nullable IntLists[] {null, masked}) {
                    float[] scores = new float[queries * items];
                    kernels.multiplyTransposed(q, x, b, scores);
                    assertEquals(sorted(scores, queries, items, k, mask), kernels.topKInner(q, x, b, k, mask), id);
                }
            }
        }
    }

    private static TopK sorted(float[] scores, int queries, int items, int k, @Nullable IntLists mask) {
        int[] index = new int[queries * k];
        float[] score = new float[queries * k];
        Arrays.fill(index, -1);
        Arrays.fill(score, Float.NEGATIVE_INFINITY);
        for (int q = 0; q < queries; q++) {
            int at = q;
            int[] best = IntStream.range(0, items)
                    .filter(i -> !Float.isNaN(scores[at * items + i]))
                    .filter(i -> mask == null || !mask.containsSorted(at, i))
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(i -> -scores[at * items + i])
                            .thenComparingInt(i -> i))
                    .limit(k)
                    .mapToInt(i -> i)
                    .toArray();
            for (int n = 0; n < best.length; n++) {
                index[q * k + n] = best[n];
                score[q * k + n] = scores[q * items + best[n]];
            }
        }
        return new TopK(k, index, score);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void tiesGoToTheSmallerIndex(String id) {
        Random random = new Random(9);
        int items = 3000;
        float[] bias = new float[items];
        for (int i = 0; i < items; i++) {
            bias[i] = random.nextInt(4);
        }
        Matrix q = Matrix.zeros(3, 2);
        Matrix x = Matrix.zeros(items, 2);
        for (int k : new int[] {1, 10, 700, 900, 3000}) {
            float[] scores = new float[3 * items];
            for (int r = 0; r < 3; r++) {
                System.arraycopy(bias, 0, scores, r * items, items);
            }
            assertEquals(sorted(scores, 3, items, k, null), kernels(id).topKInner(q, x, bias, k, null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void nanIsNeverListedAndInfinitiesAre(String id) {
        Matrix q = Matrix.of(2, 1, new float[] {1, Float.NaN});
        float nan = Float.NaN;
        float inf = Float.POSITIVE_INFINITY;
        Matrix x = Matrix.of(6, 1, new float[] {nan, -inf, 2, inf, nan, 3});
        TopK top = kernels(id).topKInner(q, x, null, 5, null);
        assertArrayEquals(new int[] {3, 5, 2, 1}, top.row(0));
        assertArrayEquals(new float[] {inf, 3, 2, -inf}, top.scores(0));
        assertArrayEquals(new int[0], top.row(1));
        assertArrayEquals(new int[] {3, 5, 2, 1, -1, -1, -1, -1, -1, -1}, top.index());
        assertEquals(2, top.queries());
        assertArrayEquals(
                new int[] {3, 5}, kernels(id).topKInner(q, x, null, 2, null).row(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void listsAreRightAmongManyNanAndInfiniteScores(String id) {
        Random random = new Random(10);
        int items = 2500;
        float[] bias = Numbers.normal(random, items);
        float[] strange = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0f, Float.MIN_VALUE};
        for (int i = 0; i < items; i++) {
            int kind = random.nextInt(10);
            bias[i] = kind < strange.length ? strange[kind] : bias[i];
        }
        float[] scores = new float[2 * items];
        System.arraycopy(bias, 0, scores, 0, items);
        System.arraycopy(bias, 0, scores, items, items);
        for (int k : new int[] {1, 30, 120, 260, 600, 2000, 2500, 2600}) {
            TopK actual = kernels(id).topKInner(Matrix.zeros(2, 3), Matrix.zeros(items, 3), bias, k, null);
            assertEquals(sorted(scores, 2, items, k, null), actual, "k = " + k);
        }
    }

    /// Where one list's scores say nothing about those of the next.
    @Test
    void neighboursOfAnotherScaleDoNotMislead() {
        Random random = new Random(12);
        float[] scale = {1, 1e30f, -1e-30f, 0, -1e20f, 1e-40f, 3, Float.MAX_VALUE, 1, 0, 0, -1};
        float[] queries = new float[60];
        for (int q = 0; q < queries.length; q++) {
            queries[q] = scale[q % scale.length];
        }
        Matrix q = Matrix.of(queries.length, 1, queries);
        Matrix x = Numbers.matrix(random, 3000, 1);
        for (int k : new int[] {1, 5, 32, 100, 128, 200}) {
            TopK expected = kernels("scalar").topKInner(q, x, null, k, null);
            assertEquals(expected, kernels("simd").topKInner(q, x, null, k, null), "k = " + k);
            SparseCodes codes = kernels("scalar").encodeLargest(q, x, null, k);
            assertEquals(codes, kernels("simd").encodeLargest(q, x, null, k), "k = " + k);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void zerosOfBothSignsTie(String id) {
        Matrix x = Matrix.zeros(4, 1);
        TopK top = kernels(id).topKInner(Matrix.zeros(1, 1), x, new float[] {-0f, 0f, -0f, 0f}, 3, null);
        assertArrayEquals(new int[] {0, 1, 2}, top.row(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void maskedItemsAreLeftOut(String id) {
        Matrix q = Matrix.of(2, 1, new float[] {1, -1});
        Matrix x = Matrix.of(4, 1, new float[] {0, 1, 2, 3});
        IntLists masked = IntLists.groupSorted(2, new int[] {0, 0, 1, 1, 1, 1}, new int[] {3, 1, 0, 1, 2, 3});
        TopK top = kernels(id).topKInner(q, x, null, 3, masked);
        assertArrayEquals(new int[] {2, 0, -1, -1, -1, -1}, top.index());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void badCallsAreRefused(String id) {
        Kernels kernels = kernels(id);
        Matrix q = Matrix.zeros(2, 3);
        Matrix x = Matrix.zeros(4, 3);
        assertThrows(IllegalArgumentException.class, () -> kernels.topKInner(q, x, null, 0, null));
        assertThrows(IllegalArgumentException.class, () -> kernels.topKInner(q, x, new float[3], 1, null));
        assertThrows(IllegalArgumentException.class, () -> kernels.topKInner(q, x, null, 1, IntLists.empty(1)));
        assertThrows(IllegalArgumentException.class, () -> kernels.topKInner(q, Matrix.zeros(4, 2), null, 1, null));
        assertThrows(IllegalArgumentException.class, () -> kernels.topKInner(q, x, null, Integer.MAX_VALUE, null));
    }

    @Test
    void aListKnowsItsShape() {
        assertThrows(IllegalArgumentException.class, () -> new TopK(2, new int[3], new float[3]));
        assertThrows(IllegalArgumentException.class, () -> new TopK(2, new int[2], new float[4]));
        assertThrows(IllegalArgumentException.class, () -> new TopK(0, new int[1], new float[1]));
        assertEquals(0, new TopK(0, new int[0], new float[0]).queries());
    }
}
