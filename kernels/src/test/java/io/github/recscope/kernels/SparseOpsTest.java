package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparseOpsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 4, 3, 1",
        "3, 0, 5, 1",
        "4, 6, 0, 2",
        "1, 1, 1, 1",
        "7, 9, 15, 3",
        "20, 40, 16, 8",
        "33, 64, 31, 8",
        "50, 30, 100, 30",
        "200, 256, 64, 8",
        "9, 12, 1021, 4",
        "300, 17, 129, 17"
    })
    void sparseOperationsAgreeWithDenseBruteForce(int rows, int latents, int d, int l0) {
        Random random = new Random(rows * 7L + d);
        SparseCodes codes = Numbers.codes(random, rows, latents, l0);
        Matrix dictionary = Numbers.matrix(random, latents, d);
        Matrix g = Numbers.matrix(random, rows, d);
        float[] bias = Numbers.normal(random, d);
        for (String id : new String[] {"scalar", "simd"}) {
            Kernels kernels = KernelRegistry.fromClassPath().select(id, Workers.single());
            for (float @Nullable [] b : new float[] @Nullable [] {null, bias}) {
                float[] out = stale(rows * d);
                kernels.decode(codes, dictionary, b, out);
                float[] magnitude = decode(
                        Numbers.absolute(codes), Numbers.absolute(dictionary), b == null ? null : Numbers.absolute(b));
                Numbers.assertClose(id + " decode", decode(codes, dictionary, b), out, magnitude, latents);
            }
            float[] active = stale(codes.size());
            kernels.codeGradient(codes, g, dictionary, active);
            Numbers.assertClose(
                    id + " codeGradient",
                    codeGradient(codes, g, dictionary),
                    active,
                    codeGradient(codes, Numbers.absolute(g), Numbers.absolute(dictionary)),
                    d);
            float[] out = stale(latents * d);
            ByLatent places = ByLatent.of(codes);
            kernels.dictionaryGradient(places, codes.value(), g, false, out);
            float[] expected = dictionaryGradient(codes, g);
            float[] magnitude = dictionaryGradient(Numbers.absolute(codes), Numbers.absolute(g));
            Numbers.assertClose(id + " dictionaryGradient", expected, out, magnitude, rows);
            float[] both = stale(latents * d);
            float[] delta = stale(codes.size());
            kernels.decodeBackward(places, codes.value(), g, dictionary, delta, false, both);
            assertArrayEquals(active, delta, id + " decodeBackward");
            assertArrayEquals(out, both, id + " decodeBackward");
            kernels.decodeBackward(places, codes.value(), g, dictionary, delta, true, both);
            kernels.dictionaryGradient(places, codes.value(), g, true, both);
            for (int i = 0; i < expected.length; i++) {
                expected[i] *= 3;
                magnitude[i] *= 3;
            }
            Numbers.assertClose(id + " added", expected, both, magnitude, 3 * rows);
        }
    }

    private static float[] stale(int n) {
        float[] a = new float[n];
        Arrays.fill(a, Float.NaN);
        return a;
    }

    private static float[] decode(SparseCodes codes, Matrix dictionary, float @Nullable [] bias) {
        int d = dictionary.cols();
        float[] out = new float[codes.rows() * d];
        for (int r = 0; r < codes.rows(); r++) {
            float[] z = codes.dense(r);
            for (int i = 0; i < d; i++) {
                double sum = bias == null ? 0 : bias[i];
                for (int j = 0; j < z.length; j++) {
                    sum += (double) z[j] * dictionary.get(j, i);
                }
                out[r * d + i] = (float) sum;
            }
        }
        return out;
    }

    private static float[] codeGradient(SparseCodes codes, Matrix g, Matrix dictionary) {
        float[] out = new float[codes.size()];
        int p = 0;
        for (int r = 0; r < codes.rows(); r++) {
            for (int j = 0; j < codes.latents(); j++) {
                if (Arrays.binarySearch(codes.latent(), codes.offsets()[r], codes.offsets()[r + 1], j) >= 0) {
                    double sum = 0;
                    for (int i = 0; i < g.cols(); i++) {
                        sum += (double) g.get(r, i) * dictionary.get(j, i);
                    }
                    out[p++] = (float) sum;
                }
            }
        }
        return out;
    }

    private static float[] dictionaryGradient(SparseCodes codes, Matrix g) {
        float[] out = new float[codes.latents() * g.cols()];
        for (int j = 0; j < codes.latents(); j++) {
            for (int i = 0; i < g.cols(); i++) {
                double sum = 0;
                for (int r = 0; r < codes.rows(); r++) {
                    sum += (double) codes.get(r, j) * g.get(r, i);
                }
                out[j * g.cols() + i] = (float) sum;
            }
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void byHand(String id) {
        Kernels kernels = KernelRegistry.fromClassPath().select(id, Workers.single());
        SparseCodes codes = new SparseCodes(3, 2, new int[] {0, 2, 2, 3}, new int[] {0, 1, 1}, new float[] {2, 3, -1});
        Matrix dictionary = Matrix.of(2, 2, new float[] {1, 10, 100, 1000});
        float[] out = new float[6];
        kernels.decode(codes, dictionary, new float[] {0.5f, 0.25f}, out);
        assertArrayEquals(new float[] {302.5f, 3020.25f, 0.5f, 0.25f, -99.5f, -999.75f}, out);
        Matrix g = Matrix.of(3, 2, new float[] {1, 0, 5, 5, 2, -1});
        float[] active = new float[3];
        kernels.codeGradient(codes, g, dictionary, active);
        assertArrayEquals(new float[] {1, 100, -800}, active);
        float[] gradient = new float[4];
        ByLatent places = ByLatent.of(codes);
        kernels.dictionaryGradient(places, codes.value(), g, false, gradient);
        assertArrayEquals(new float[] {2, 0, 1, 1}, gradient);
        kernels.dictionaryGradient(places, codes.value(), g, true, gradient);
        assertArrayEquals(new float[] {4, 0, 2, 2}, gradient);
        kernels.decodeBackward(places, codes.value(), g, dictionary, active, false, gradient);
        assertArrayEquals(new float[] {1, 100, -800}, active);
        assertArrayEquals(new float[] {2, 0, 1, 1}, gradient);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void shapesThatDoNotFitAreRefused(String id) {
        Kernels kernels = KernelRegistry.fromClassPath().select(id, Workers.single());
        SparseCodes codes = new SparseCodes(1, 2, new int[] {0, 1}, new int[] {1}, new float[] {1});
        Matrix dictionary = Matrix.zeros(2, 3);
        Matrix g = Matrix.zeros(1, 3);
        Class<IllegalArgumentException> refused = IllegalArgumentException.class;
        assertThrows(refused, () -> kernels.decode(codes, Matrix.zeros(3, 3), null, new float[3]));
        assertThrows(refused, () -> kernels.decode(codes, dictionary, new float[2], new float[3]));
        assertThrows(refused, () -> kernels.decode(codes, dictionary, null, new float[4]));
        assertThrows(refused, () -> kernels.codeGradient(codes, Matrix.zeros(2, 3), dictionary, new float[1]));
        assertThrows(refused, () -> kernels.codeGradient(codes, Matrix.zeros(1, 2), dictionary, new float[1]));
        assertThrows(refused, () -> kernels.codeGradient(codes, g, dictionary, new float[2]));
        assertThrows(refused, () -> kernels.codeGradient(codes, g, dictionary, codes.value()));
        ByLatent places = ByLatent.of(codes);
        float[] z = codes.value();
        float[] six = new float[6];
        float[] one = new float[1];
        Matrix tall = Matrix.zeros(2, 3);
        assertThrows(refused, () -> kernels.dictionaryGradient(places, z, g, false, new float[5]));
        assertThrows(refused, () -> kernels.dictionaryGradient(places, z, tall, false, six));
        assertThrows(refused, () -> kernels.dictionaryGradient(places, new float[2], g, false, six));
        assertThrows(refused, () -> kernels.decodeBackward(places, z, g, Matrix.zeros(3, 3), one, false, six));
        assertThrows(refused, () -> kernels.decodeBackward(places, z, g, dictionary, new float[2], false, six));
        assertThrows(refused, () -> kernels.decodeBackward(places, z, g, dictionary, z, false, six));
        assertThrows(refused, () -> kernels.decodeBackward(places, z, g, dictionary, one, false, dictionary.data()));
    }
}
