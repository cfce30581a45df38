package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation at sizes of 0, 1 and a little more, with lists longer than there is to list, on values that mean
/// little: both providers give the very same, as small whole numbers leave nothing to rounding.
class OddInputTest {
    private static final int[] ROWS = {0, 1, 2, 19};
    private static final int[] OTHERS = {0, 1, 3, 33};
    private static final int[] COLUMNS = {0, 1, 17};
    private static final int[] LENGTHS = {1, 2, 100};

    enum Values {
        WHOLE,
        ZERO,
        CONSTANT_COLUMNS,
        DUPLICATES,
        NAN,
        POSITIVE_INFINITY,
        NEGATIVE_INFINITY;

        float[] of(int rows, int cols, SplittableRandom random) {
            float[] x = new float[rows * cols];
            for (int i = 0; i < x.length; i++) {
                x[i] = switch (this) {
                    case ZERO -> 0;
                    case CONSTANT_COLUMNS -> i % cols - 3;
                    case DUPLICATES -> i / cols % 2 + i % cols;
                    case WHOLE, NAN, POSITIVE_INFINITY, NEGATIVE_INFINITY -> random.nextInt(-4, 5);
                };
            }
            if (x.length > 0) {
                int odd = x.length / 2;
                x[odd] = switch (this) {
                    case NAN -> Float.NaN;
                    case POSITIVE_INFINITY -> Float.POSITIVE_INFINITY;
                    case NEGATIVE_INFINITY -> Float.NEGATIVE_INFINITY;
                    case WHOLE, ZERO, CONSTANT_COLUMNS, DUPLICATES -> x[odd];
                };
            }
            return x;
        }
    }

    private static void same(String what, float[] expected, float[] actual) {
        // NaN equals NaN, and zeros of both signs are the same number.
        for (float[] x : new float[][] {expected, actual}) {
            for (int i = 0; i < x.length; i++) {
                x[i] += 0f;
            }
        }
        assertArrayEquals(expected, actual, what);
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void bothProvidersGiveTheSame(Values values) {
        Kernels reference = Providers.reference();
        Kernels simd = Providers.simd();
        SplittableRandom random = new SplittableRandom(3);
        for (int n : ROWS) {
            for (int m : OTHERS) {
                for (int d : COLUMNS) {
                    String what = values + " " + n + " × " + m + " × " + d;
                    Matrix a = Matrix.of(n, d, values.of(n, d, random));
                    Matrix b = Matrix.of(m, d, values.of(m, d, random));
                    Matrix c = Matrix.of(n, m, values.of(n, m, random));
                    products(what, reference, simd, a, b, c);
                    lists(what, reference, simd, a, b);
                    codes(what, reference, simd, a, b, random);
                }
            }
        }
    }

    private static void products(String what, Kernels reference, Kernels simd, Matrix a, Matrix b, Matrix c) {
        float[] one = new float[a.rows() * b.rows()];
        float[] two = new float[one.length];
        reference.multiplyTransposed(a, b, null, one);
        simd.multiplyTransposed(a, b, null, two);
        same(what + " a · bᵀ", one, two);
        one = new float[c.rows() * b.cols()];
        two = new float[one.length];
        reference.multiply(c, b, one);
        simd.multiply(c, b, two);
        same(what + " c · b", one, two);
        one = new float[a.cols() * c.cols()];
        two = new float[one.length];
        reference.transposedMultiply(a, c, one);
        simd.transposedMultiply(a, c, two);
        same(what + " aᵀ · c", one, two);
    }

    private static void lists(String what, Kernels reference, Kernels simd, Matrix a, Matrix b) {
        for (int k : LENGTHS) {
            TopK one = reference.topKInner(a, b, null, k, null);
            TopK two = simd.topKInner(a, b, null, k, null);
            assertArrayEquals(one.index(), two.index(), what + " lists of " + k);
            for (int q = 0; q < a.rows(); q++) {
                assertEquals(one.row(q).length, two.row(q).length, what);
            }
            SparseCodes x = reference.encodeLargest(a, b, null, k);
            SparseCodes y = simd.encodeLargest(a, b, null, k);
            assertArrayEquals(x.offsets(), y.offsets(), what + " codes of " + k);
            assertArrayEquals(x.latent(), y.latent(), what + " codes of " + k);
            same(what + " codes of " + k, x.value().clone(), y.value().clone());
        }
    }

    private static void codes(
            String what, Kernels reference, Kernels simd, Matrix g, Matrix dictionary, SplittableRandom random) {
        SparseCodes codes = Numbers.codes(random, g.rows(), dictionary.rows(), 2);
        float[] whole = new float[codes.size()];
        for (int p = 0; p < whole.length; p++) {
            whole[p] = 1 + p % 3;
        }
        SparseCodes z = new SparseCodes(codes.rows(), codes.latents(), codes.offsets(), codes.latent(), whole);
        float[] one = new float[g.rows() * g.cols()];
        float[] two = new float[one.length];
        reference.decode(z, dictionary, null, one);
        simd.decode(z, dictionary, null, two);
        same(what + " decoded", one, two);
        one = new float[z.size()];
        two = new float[one.length];
        reference.codeGradient(z, g, dictionary, one);
        simd.codeGradient(z, g, dictionary, two);
        same(what + " gradient of codes", one, two);
        one = new float[dictionary.rows() * g.cols()];
        two = new float[one.length];
        ByLatent active = ByLatent.of(z);
        reference.dictionaryGradient(active, z.value(), g, false, one);
        simd.dictionaryGradient(active, z.value(), g, false, two);
        same(what + " gradient of the dictionary", one, two);
        float[] delta = new float[z.size()];
        float[] other = new float[z.size()];
        reference.decodeBackward(active, z.value(), g, dictionary, delta, false, one);
        simd.decodeBackward(active, z.value(), g, dictionary, other, false, two);
        same(what + " both gradients", one, two);
        same(what + " both gradients, of codes", delta, other);
    }
}
