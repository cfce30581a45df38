package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Seeded inputs and the comparison with a bound that rounding cannot exceed.
final class Numbers {
    private Numbers() {}

    static float[] normal(RandomGenerator random, int n) {
        float[] a = new float[n];
        for (int i = 0; i < n; i++) {
            a[i] = (float) random.nextGaussian();
        }
        return a;
    }

    static Matrix matrix(RandomGenerator random, int rows, int cols) {
        return Matrix.of(rows, cols, normal(random, rows * cols));
    }

    /// Codes with about `l0` active latents a row; every fifth row is empty.
    static SparseCodes codes(RandomGenerator random, int rows, int latents, int l0) {
        int[] offsets = new int[rows + 1];
        int[] latent = new int[rows * latents];
        int n = 0;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < latents; j++) {
                if (r % 5 != 2 && random.nextInt(latents) < l0) {
                    latent[n++] = j;
                }
            }
            offsets[r + 1] = n;
        }
        return new SparseCodes(rows, latents, offsets, Arrays.copyOf(latent, n), normal(random, n));
    }

    static float[] absolute(float[] a) {
        float[] b = a.clone();
        for (int i = 0; i < b.length; i++) {
            b[i] = Math.abs(b[i]);
        }
        return b;
    }

    static SparseCodes absolute(SparseCodes c) {
        return new SparseCodes(c.rows(), c.latents(), c.offsets(), c.latent(), absolute(c.value()));
    }

    static Matrix absolute(Matrix m) {
        return Matrix.of(m.rows(), m.cols(), absolute(m.data()));
    }

    /// Compares sums of `terms` products with the bound of Higham (2002, 3.1): that many roundings of the sum
    /// of the terms' magnitudes. What is not finite must be equal.
    ///
    /// @param magnitude the same operation on absolute values
    static void assertClose(String what, float[] expected, float[] actual, float[] magnitude, int terms) {
        assertEquals(expected.length, actual.length, what);
        double unit = (terms + 4) * 0x1p-24;
        for (int i = 0; i < expected.length; i++) {
            if (!Float.isFinite(expected[i])) {
                assertEquals(expected[i], actual[i], what + " at " + i);
            } else {
                double bound = unit * magnitude[i] + (terms + 4.0) * Float.MIN_VALUE;
                if (!(Math.abs((double) expected[i] - actual[i]) <= bound)) {
                    fail(what + " at " + i + ": expected " + expected[i] + " within " + bound + ", was " + actual[i]);
                }
            }
        }
    }

    static void assertSameBits(String what, float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToRawIntBits(expected[i]) != Float.floatToRawIntBits(actual[i])) {
                fail(what + " at " + i + ": expected exactly " + expected[i] + ", was " + actual[i]);
            }
        }
    }
}
