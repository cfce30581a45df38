package io.github.recscope.kernels;

import static io.github.recscope.kernels.Numbers.absolute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductParityTest {
    private static final int[] SIZES = {0, 1, 2, 3, 5, 6, 7, 8, 9, 13, 16, 17, 31, 32, 33};

    private final Kernels reference = Providers.reference();
    private final Kernels simd = Providers.simd();

    @Test
    void smallProductsAgreeInAllShapes() {
        Random random = new Random(1);
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    compare(random, m, n, k);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "191, 513, 129",
        "193, 70, 257",
        "25, 97, 1021",
        "13, 1100, 300",
        "1, 4098, 64",
        "1021, 1, 64",
        "400, 33, 128",
        "100, 100, 100",
        "6, 32, 4098",
        "200, 600, 256",
        "64, 64, 1021"
    })
    void largeProductsAgree(int m, int n, int k) {
        compare(new Random(2), m, n, k);
    }

    private void compare(Random random, int m, int n, int k) {
        String shape = m + " × " + n + " × " + k;
        Matrix a = Numbers.matrix(random, m, k);
        Matrix b = Numbers.matrix(random, n, k);
        float[] bias = Numbers.normal(random, n);
        for (float @Nullable [] c : new float[] @Nullable [] {null, bias}) {
            float[] magnitude = new float[m * n];
            reference.multiplyTransposed(absolute(a), absolute(b), c == null ? null : absolute(c), magnitude);
            float[] expected = stale(m * n);
            reference.multiplyTransposed(a, b, c, expected);
            float[] actual = stale(m * n);
            simd.multiplyTransposed(a, b, c, actual);
            Numbers.assertClose("A·Bᵀ " + shape, expected, actual, magnitude, k);
        }

        Matrix right = Numbers.matrix(random, k, n);
        float[] magnitude = new float[m * n];
        reference.multiply(absolute(a), absolute(right), magnitude);
        float[] expected = stale(m * n);
        reference.multiply(a, right, expected);
        float[] actual = stale(m * n);
        simd.multiply(a, right, actual);
        Numbers.assertClose("A·B " + shape, expected, actual, magnitude, k);

        Matrix left = Numbers.matrix(random, k, m);
        reference.transposedMultiply(absolute(left), absolute(right), magnitude);
        reference.transposedMultiply(left, right, expected);
        Arrays.fill(actual, Float.NaN);
        simd.transposedMultiply(left, right, actual);
        Numbers.assertClose("Aᵀ·B " + shape, expected, actual, magnitude, k);
    }

    /// An output that shows what was not written.
    private static float[] stale(int n) {
        float[] a = new float[n];
        Arrays.fill(a, Float.NaN);
        return a;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void productsByHand(String id) {
        Kernels kernels = KernelRegistry.fromClassPath().select(id, Workers.single());
        Matrix a = Matrix.of(2, 3, new float[] {1, 2, 3, 4, 5, 6});
        Matrix b = Matrix.of(2, 3, new float[] {1, 0, -1, 2, 1, 0});
        float[] out = new float[4];
        kernels.multiplyTransposed(a, b, new float[] {10, 20}, out);
        assertArrayEquals(new float[] {8, 24, 8, 33}, out);
        kernels.multiplyTransposed(a, b, null, out);
        assertArrayEquals(new float[] {-2, 4, -2, 13}, out);
        kernels.multiply(a, Matrix.of(3, 2, new float[] {1, 2, 0, 1, -1, 0}), out);
        assertArrayEquals(new float[] {-2, 4, -2, 13}, out);
        float[] nine = new float[9];
        kernels.transposedMultiply(a, b, nine);
        assertArrayEquals(new float[] {9, 4, -1, 12, 5, -2, 15, 6, -3}, nine);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33, 130})
    void whatIsNotFinitePropagates(int k) {
        Random random = new Random(3);
        Matrix a = Numbers.matrix(random, 9, k);
        Matrix b = Numbers.matrix(random, 41, k);
        a.data()[2 * k] = Float.NaN;
        a.data()[4 * k + k - 1] = Float.POSITIVE_INFINITY;
        b.data()[3 * k] = Float.NEGATIVE_INFINITY;
        b.data()[40 * k + k / 2] = Float.NaN;
        float[] expected = new float[9 * 41];
        reference.multiplyTransposed(a, b, null, expected);
        float[] actual = new float[9 * 41];
        simd.multiplyTransposed(a, b, null, actual);
        float[] magnitude = new float[9 * 41];
        reference.multiplyTransposed(absolute(a), absolute(b), null, magnitude);
        Numbers.assertClose("k = " + k, expected, actual, magnitude, k);
        assertTrue(Float.isNaN(actual[2 * 41]));
        assertTrue(Float.isInfinite(actual[4 * 41]) || k == 1);
        assertTrue(Float.isFinite(actual[8 * 41 + 39]));
    }

    @Test
    void denormalsAreKept() {
        Matrix a = Matrix.of(1, 2, new float[] {1e-20f, 2});
        Matrix b = Matrix.of(2, 2, new float[] {1e-20f, 0, 0, Float.MIN_VALUE});
        float[] out = new float[2];
        simd.multiplyTransposed(a, b, null, out);
        assertEquals(1e-40f, out[0], Float.MIN_VALUE);
        assertEquals(2 * Float.MIN_VALUE, out[1]);
    }

    @Test
    void aRowHasTheSameBitsAloneAndTogether() {
        Random random = new Random(4);
        Matrix a = Numbers.matrix(random, 197, 150);
        Matrix b = Numbers.matrix(random, 545, 150);
        float[] bias = Numbers.normal(random, 545);
        float[] all = new float[197 * 545];
        simd.multiplyTransposed(a, b, bias, all);
        for (int i : new int[] {0, 5, 6, 191, 196}) {
            float[] alone = new float[545];
            simd.multiplyTransposed(Matrix.of(1, 150, a.row(i)), b, bias, alone);
            Numbers.assertSameBits("row " + i, Arrays.copyOfRange(all, i * 545, (i + 1) * 545), alone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void shapesThatDoNotFitAreRefused(String id) {
        Kernels kernels = KernelRegistry.fromClassPath().select(id, Workers.single());
        Matrix a = Matrix.zeros(2, 3);
        Matrix b = Matrix.zeros(4, 5);
        float[] out = new float[8];
        assertThrows(IllegalArgumentException.class, () -> kernels.multiplyTransposed(a, b, null, out));
        assertThrows(IllegalArgumentException.class, () -> kernels.multiply(a, b, out));
        assertThrows(IllegalArgumentException.class, () -> kernels.transposedMultiply(a, b, out));
        Matrix c = Matrix.zeros(4, 3);
        assertThrows(
                IllegalArgumentException.class, () -> kernels.multiplyTransposed(a, c, new float[3], new float[8]));
        assertThrows(IllegalArgumentException.class, () -> kernels.multiplyTransposed(a, c, null, new float[9]));
        assertThrows(IllegalArgumentException.class, () -> kernels.multiplyTransposed(a, a, null, a.data()));
    }
}
