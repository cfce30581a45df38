package io.github.recscope.kernels;

import static io.github.recscope.kernels.Numbers.absolute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.RowOps.AdamStep;
import java.util.List;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOpsTest {
    private static final int[] LENGTHS = {0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 1021, 4098};
    private static final int[] OFFSETS = {0, 1, 5, 16};

    private final RowOps reference = Providers.reference().rows();
    private final RowOps simd = Providers.simd().rows();

    @Test
    void sumsAgreeAtAllLengthsAndOffsets() {
        Random random = new Random(1);
        for (int n : LENGTHS) {
            for (int offset : OFFSETS) {
                float[] a = Numbers.normal(random, n + 40);
                float[] b = Numbers.normal(random, n + 40);
                String what = "n = " + n + " at " + offset;
                float magnitude = reference.dot(absolute(a), offset, absolute(b), 2 * offset, n);
                same(
                        "dot, " + what,
                        reference.dot(a, offset, b, 2 * offset, n),
                        simd.dot(a, offset, b, 2 * offset, n),
                        magnitude,
                        n);
                float distance = reference.squaredDistance(a, offset, b, 2 * offset, n);
                // Each difference is rounded before it is squared: three more roundings a term.
                same("distance, " + what, distance, simd.squaredDistance(a, offset, b, 2 * offset, n), distance, n + 3);
            }
        }
    }

    @Test
    void valuesThatReachABarAreFound() {
        Random random = new Random(7);
        for (RowOps ops : List.of(reference, simd)) {
            for (int n : LENGTHS) {
                float[] x = Numbers.normal(random, n + 40);
                for (int i = 0; i < n; i += 5) {
                    x[3 + i] = i % 2 == 0 ? Float.NaN : 0.5f;
                }
                List<Integer> expected = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    if (x[3 + i] >= 0.5f) {
                        expected.add(i);
                    }
                }
                int[] where = new int[n + 2];
                int found = ops.reaching(0.5f, x, 3, n, where, 2);
                assertEquals(
                        expected, Arrays.stream(where, 2, 2 + found).boxed().toList());
                assertThrows(IndexOutOfBoundsException.class, () -> ops.reaching(0, x, 3, n, where, 3));
            }
        }
    }

    @Test
    void valuesThatExceedOneOfTwoSumsAreFound() {
        Random random = new Random(8);
        for (RowOps ops : List.of(reference, simd)) {
            for (int n : LENGTHS) {
                float[] x = Numbers.normal(random, n + 3);
                float[] s = Numbers.normal(random, n + 2);
                float[] t = Numbers.normal(random, n + 2);
                for (int i = 0; i < n; i += 4) {
                    x[3 + i] = i % 8 == 0 ? Float.NaN : 0.25f + s[2 + i]; // Equal is not above.
                    t[2 + i] = Float.POSITIVE_INFINITY;
                }
                if (n > 2) {
                    s[4] = Float.NEGATIVE_INFINITY;
                }
                List<Integer> expected = new ArrayList<>();
                for (int i = 0; i < n; i++) {
                    if (x[3 + i] > 0.25f + s[2 + i] || x[3 + i] > -0.5f + t[2 + i]) {
                        expected.add(i);
                    }
                }
                int[] where = new int[n];
                int found = ops.exceeding(x, 3, n, 0.25f, s, -0.5f, t, 2, where);
                assertEquals(expected, Arrays.stream(where, 0, found).boxed().toList());
                assertThrows(
                        IndexOutOfBoundsException.class, () -> ops.exceeding(x, 4, n, 0.25f, s, -0.5f, t, 2, where));
            }
        }
    }

    @Test
    void productsOfSomeRowsHaveTheBitsOfTheLargeProduct() {
        Random random = new Random(9);
        for (int d : new int[] {0, 1, 16, 65, 300}) {
            for (int m : new int[] {0, 1, 6, 13}) {
                for (int n : new int[] {0, 1, 33, 70}) {
                    Matrix a = Numbers.matrix(random, m, d);
                    Matrix b = Numbers.matrix(random, n, d);
                    float[] left = shifted(a.data(), 5);
                    float[] right = shifted(b.data(), 2);
                    float[] expected = new float[m * n];
                    Providers.simd().multiplyTransposed(a, b, null, expected);
                    float[] actual = new float[m * n];
                    simd.products(left, 5, m, right, 2, n, d, actual, new float[simd.productSpace(m, n, d)]);
                    assertArrayEquals(expected, actual);
                    float[] slow = new float[m * n];
                    reference.products(left, 5, m, right, 2, n, d, slow, new float[0]);
                    for (int i = 0; i < slow.length; i++) {
                        assertEquals(slow[i], actual[i], 1e-4 * Math.max(1, d));
                    }
                }
            }
        }
        float[] few = new float[7];
        for (RowOps ops : List.of(reference, simd)) {
            float[] space = new float[1000];
            assertThrows(
                    IndexOutOfBoundsException.class, () -> ops.products(few, 0, 2, few, 0, 2, 4, new float[4], space));
            assertThrows(
                    IndexOutOfBoundsException.class, () -> ops.products(few, 0, 1, few, 0, 3, 2, new float[2], space));
        }
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> simd.products(few, 0, 1, few, 0, 1, 2, new float[1], new float[2]));
    }

    private static float[] shifted(float[] values, int by) {
        float[] out = new float[values.length + by];
        System.arraycopy(values, 0, out, by, values.length);
        return out;
    }

    @Test
    void passesOfFourierTransformsAgree() {
        Random random = new Random(3);
        for (int radix = 2; radix <= 4; radix++) {
            for (int parts : new int[] {1, 2, 5}) {
                for (int stride : new int[] {1, 7, 16, 33}) {
                    int length = radix * parts;
                    float[] cos = new float[length];
                    float[] sin = new float[length];
                    for (int i = 0; i < length; i++) {
                        cos[i] = (float) Math.cos(-2 * Math.PI * i / length);
                        sin[i] = (float) Math.sin(-2 * Math.PI * i / length);
                    }
                    FourierPass pass = new FourierPass(radix, length, stride, 1, cos, sin);
                    float[] re = Numbers.normal(random, length * stride);
                    float[] im = Numbers.normal(random, length * stride);
                    float[][] expected = new float[2][length * stride];
                    float[][] actual = new float[2][length * stride];
                    reference.fourier(pass, re, im, expected[0], expected[1]);
                    simd.fourier(pass, re, im, actual[0], actual[1]);
                    for (int part = 0; part < 2; part++) {
                        assertArrayEquals(expected[part], actual[part], 5e-6f);
                    }
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new FourierPass(5, 5, 1, 1, new float[5], new float[5]));
        FourierPass two = new FourierPass(2, 2, 8, 1, new float[2], new float[2]);
        for (RowOps ops : new RowOps[] {reference, simd}) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> ops.fourier(two, new float[16], new float[16], new float[16], new float[15]));
        }
    }

    private static void same(String what, float expected, float actual, float magnitude, int terms) {
        Numbers.assertClose(what, new float[] {expected}, new float[] {actual}, new float[] {magnitude}, terms);
    }

    @Test
    void aSumDoesNotDependOnWhereThePieceLies() {
        Random random = new Random(2);
        float[] a = Numbers.normal(random, 77);
        float[] b = Numbers.normal(random, 77);
        float[] shifted = new float[200];
        System.arraycopy(a, 0, shifted, 51, 77);
        // Many calls, so that interpreted and compiled code both take part.
        float first = simd.dot(a, 0, b, 0, 77);
        float firstDistance = simd.squaredDistance(a, 0, b, 0, 77);
        for (int i = 0; i < 20_000; i++) {
            assertEquals(first, simd.dot(shifted, 51, b, 0, 77));
            assertEquals(firstDistance, simd.squaredDistance(shifted, 51, b, 0, 77));
        }
    }

    @Test
    void updatesAgreeAndTouchNothingElse() {
        Random random = new Random(3);
        for (int n : LENGTHS) {
            for (int offset : OFFSETS) {
                float[] x = Numbers.normal(random, n + 40);
                float[] y = Numbers.normal(random, n + 40);
                float[] expected = y.clone();
                reference.axpy(-1.7f, x, offset, expected, 3 + offset, n);
                float[] actual = y.clone();
                simd.axpy(-1.7f, x, offset, actual, 3 + offset, n);
                float[] magnitude = absolute(y);
                reference.axpy(1.7f, absolute(x), offset, magnitude, 3 + offset, n);
                Numbers.assertClose("axpy " + n, expected, actual, magnitude, 1);
                outsideUnchanged(y, actual, 3 + offset, n);

                float[] scaled = y.clone();
                simd.scale(0.3f, scaled, offset, n);
                float[] scaledExpected = y.clone();
                reference.scale(0.3f, scaledExpected, offset, n);
                assertArrayEquals(scaledExpected, scaled);
                outsideUnchanged(y, scaled, offset, n);
            }
        }
    }

    @Test
    void aStepOfDescentAgreesAndTouchesNothingElse() {
        Random random = new Random(31);
        for (int n : LENGTHS) {
            for (int offset : OFFSETS) {
                float[] x = Numbers.normal(random, n + 40);
                float[] y = Numbers.normal(random, n + 40);
                float[] g = Numbers.normal(random, n + 40);
                float[] y1 = y.clone();
                float[] g1 = g.clone();
                reference.descend(x, offset, y1, 3 + offset, g1, 2, n, 0.7f, 0.99f, -0.3f);
                float[] y2 = y.clone();
                float[] g2 = g.clone();
                simd.descend(x, offset, y2, 3 + offset, g2, 2, n, 0.7f, 0.99f, -0.3f);
                for (int i = 0; i < n; i++) {
                    double old = y[3 + offset + i];
                    assertEquals(0.99f * old + 0.3f * x[offset + i], y2[3 + offset + i], 1e-5);
                    assertEquals(g[2 + i] + 0.7f * old, g2[2 + i], 1e-5);
                    assertEquals(y1[3 + offset + i], y2[3 + offset + i], 1e-5f);
                    assertEquals(g1[2 + i], g2[2 + i], 1e-5f);
                }
                outsideUnchanged(y, y2, 3 + offset, n);
                outsideUnchanged(g, g2, 2, n);
                outsideUnchanged(y, y1, 3 + offset, n);
                outsideUnchanged(g, g1, 2, n);
            }
        }
        float[] nan = {Float.NaN, 1, Float.POSITIVE_INFINITY};
        for (RowOps ops : new RowOps[] {reference, simd}) {
            float[] y = {1, 1, 1};
            float[] g = new float[3];
            ops.descend(nan, 0, y, 0, g, 0, 3, 1, 1, 1);
            assertEquals(Float.NaN, y[0]);
            assertEquals(0, y[1]);
            assertEquals(Float.NEGATIVE_INFINITY, y[2]);
            assertThrows(IndexOutOfBoundsException.class, () -> ops.descend(nan, 0, y, 1, g, 0, 3, 1, 1, 1));
        }
    }

    private static void outsideUnchanged(float[] before, float[] after, int at, int n) {
        for (int i = 0; i < before.length; i++) {
            if (i < at || i >= at + n) {
                assertEquals(before[i], after[i]);
            }
        }
    }

    @Test
    void adamAgreesOverManySteps() {
        Random random = new Random(4);
        for (int n : LENGTHS) {
            float[] w = Numbers.normal(random, n + 5);
            float[] w2 = w.clone();
            float[] m = new float[n + 5];
            float[] m2 = new float[n + 5];
            float[] v = new float[n + 5];
            float[] v2 = new float[n + 5];
            for (int t = 1; t <= 5; t++) {
                float[] g = Numbers.normal(random, n + 9);
                AdamStep step = AdamStep.at(t, 0.01, 0.9, 0.999, 1e-8, 0.001);
                reference.adam(w, m, v, 2, g, 7, n, step);
                simd.adam(w2, m2, v2, 2, g, 7, n, step);
            }
            assertArrayEquals(w, w2, 1e-5f);
            assertArrayEquals(m, m2, 1e-6f);
            assertArrayEquals(v, v2, 1e-6f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void adamByHand(String id) {
        RowOps rows =
                KernelRegistry.fromClassPath().select(id, Workers.single()).rows();
        float[] w = new float[40];
        float[] m = new float[40];
        float[] v = new float[40];
        float[] g = new float[40];
        Arrays.fill(w, 1f);
        Arrays.fill(g, 2f);
        rows.adam(w, m, v, 0, g, 0, 40, new AdamStep(0.5f, 0.5f, 0.75f, 1f, 0.25f));
        // Gradient 2 + 0.25 = 2.25; m = 1.125; v = 0.25 · 5.0625 = 1.265625, its root 1.125; w = 1 − 0.5625 / 2.125.
        for (int i = 0; i < 40; i++) {
            assertEquals(1.125f, m[i]);
            assertEquals(1.265625f, v[i]);
            assertEquals(0.7352941f, w[i], 1e-7f);
        }
    }

    @Test
    void theFirstAdamStepMovesByTheRate() {
        AdamStep step = AdamStep.at(1, 0.01, 0.9, 0.999, 1e-8, 0);
        float[] w = {1, 1};
        reference.adam(w, new float[2], new float[2], 0, new float[] {5, -0.001f}, 0, 2, step);
        assertEquals(0.99f, w[0], 1e-6f);
        assertEquals(1.01f, w[1], 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 100})
    void whatIsNotFinitePropagates(int n) {
        for (int bad = 0; bad < n; bad++) {
            float[] a = new float[n];
            float[] ones = new float[n];
            Arrays.fill(ones, 1f);
            a[bad] = Float.NaN;
            assertTrue(Float.isNaN(simd.dot(a, 0, ones, 0, n)));
            assertTrue(Float.isNaN(simd.squaredDistance(a, 0, ones, 0, n)));
            a[bad] = Float.NEGATIVE_INFINITY;
            assertEquals(Float.NEGATIVE_INFINITY, simd.dot(a, 0, ones, 0, n));
            assertEquals(Float.POSITIVE_INFINITY, simd.squaredDistance(a, 0, ones, 0, n));
            a[bad] = Float.MIN_VALUE;
            assertEquals(Float.MIN_VALUE, simd.dot(a, 0, ones, 0, n));
            float[] y = new float[n];
            simd.axpy(3, a, 0, y, 0, n);
            assertEquals(3 * Float.MIN_VALUE, y[bad]);
            simd.scale(0.5f, y, 0, n);
            assertEquals(2 * Float.MIN_VALUE, y[bad], "rounds to even");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void piecesOutsideAreRefusedBeforeAnythingIsWritten(String id) {
        RowOps rows =
                KernelRegistry.fromClassPath().select(id, Workers.single()).rows();
        float[] a = new float[50];
        float[] b = new float[40];
        Arrays.fill(a, 1f);
        Class<IndexOutOfBoundsException> refused = IndexOutOfBoundsException.class;
        assertThrows(refused, () -> rows.dot(a, 0, b, 0, 41));
        assertThrows(refused, () -> rows.dot(a, -1, b, 0, 3));
        assertThrows(refused, () -> rows.squaredDistance(a, 11, b, 0, 40));
        assertThrows(refused, () -> rows.axpy(1, a, 0, b, 1, 40));
        assertThrows(refused, () -> rows.scale(1, b, 0, 41));
        assertThrows(refused, () -> rows.adam(a, a, b, 0, a, 0, 41, new AdamStep(1, 0, 0, 1, 0)));
        assertArrayEquals(new float[40], b);
    }
}
