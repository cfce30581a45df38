package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeTest {
    private static Kernels kernels(String id) {
        return KernelRegistry.fromClassPath().select(id, Workers.single());
    }

    /// The definition: of the full product's rows, the largest positive values, by latent.
    private static SparseCodes byDefinition(float[] pre, int rows, int latents, int k) {
        int[] offsets = new int[rows + 1];
        List<Integer> latent = new ArrayList<>();
        List<Float> value = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            int at = r * latents;
            IntStream.range(0, latents)
                    .filter(j -> pre[at + j] > 0)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(j -> -pre[at + j])
                            .thenComparingInt(j -> j))
                    .limit(k)
                    .sorted()
                    .forEach(j -> {
                        latent.add(j);
                        value.add(pre[at + j]);
                    });
            offsets[r + 1] = latent.size();
        }
        float[] values = new float[value.size()];
        for (int p = 0; p < values.length; p++) {
            values[p] = value.get(p);
        }
        return new SparseCodes(
                rows, latents, offsets, latent.stream().mapToInt(j -> j).toArray(), values);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 17, 8, 3",
        "3, 15, 5, 40",
        "7, 100, 33, 10",
        "5, 1021, 64, 20",
        "33, 31, 16, 31",
        "200, 300, 16, 300",
        "2, 4098, 64, 7",
        "110, 1100, 130, 32",
        "1, 20000, 64, 20",
        "13, 400, 257, 9",
        "0, 5, 3, 2",
        "4, 0, 3, 2",
        "4, 9, 0, 5"
    })
    void codesAreThoseOfTheFullProduct(int rows, int latents, int d, int k) {
        Random random = new Random(rows * 31L + latents);
        Matrix x = Numbers.matrix(random, rows, d);
        Matrix encoder = Numbers.matrix(random, latents, d);
        float[] bias = Numbers.normal(random, latents);
        // Mostly silent rows too: fewer than k values are positive.
        float[] low = new float[latents];
        Arrays.fill(low, -2.5f * (float) Math.sqrt(d));
        for (String id : new String[] {"scalar", "simd"}) {
            for (float @Nullable [] b : new float[] @Nullable [] {null, bias, low}) {
                float[] pre = new float[rows * latents];
                kernels(id).multiplyTransposed(x, encoder, b, pre);
                assertEquals(byDefinition(pre, rows, latents, k), kernels(id).encodeLargest(x, encoder, b, k), id);
            }
        }
    }

    /// The definition: of the full product's rows, what reaches the bar of its latent.
    private static SparseCodes byDefinition(float[] pre, int rows, int latents, float[] bars) {
        int[] offsets = new int[rows + 1];
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < pre.length; at++) {
            if (pre[at] >= bars[at % latents]) {
                places.add(at);
                offsets[at / latents + 1]++;
            }
        }
        for (int r = 0; r < rows; r++) {
            offsets[r + 1] += offsets[r];
        }
        float[] values = new float[places.size()];
        for (int p = 0; p < values.length; p++) {
            values[p] = pre[places.get(p)];
        }
        return new SparseCodes(
                rows,
                latents,
                offsets,
                places.stream().mapToInt(at -> at % latents).toArray(),
                values);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 17, 8",
        "3, 15, 5",
        "7, 100, 33",
        "5, 1021, 64",
        "33, 31, 16",
        "200, 300, 16",
        "2, 4098, 64",
        "110, 1100, 130",
        "1, 20000, 64",
        "13, 400, 257",
        "0, 5, 3",
        "4, 0, 3",
        "4, 9, 0"
    })
    void whatReachesItsBar(int rows, int latents, int d) {
        Random random = new Random(rows * 37L + latents);
        Matrix x = Numbers.matrix(random, rows, d);
        Matrix encoder = Numbers.matrix(random, latents, d);
        float[] bias = Numbers.normal(random, latents);
        float[] high = new float[latents];
        float[] mixed = new float[latents];
        float[] strange = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0f, -1f, 3f};
        for (int j = 0; j < latents; j++) {
            high[j] = 2 * (float) Math.sqrt(d);
            mixed[j] = strange[random.nextInt(strange.length)];
        }
        for (String id : new String[] {"scalar", "simd"}) {
            for (float @Nullable [] b : new float[] @Nullable [] {null, bias}) {
                float[] pre = new float[rows * latents];
                kernels(id).multiplyTransposed(x, encoder, b, pre);
                for (float[] bars : new float[][] {new float[latents], high, mixed}) {
                    SparseCodes codes = kernels(id).encodeReaching(x, encoder, b, bars);
                    assertEquals(byDefinition(pre, rows, latents, bars), codes, id);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void barsAreReachedByEqualValuesAndNeverByNaN(String id) {
        float[] pre = {Float.NaN, 1f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2f};
        float[] bars = {0f, 1f, 0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Math.nextUp(2f)};
        SparseCodes codes = kernels(id).encodeReaching(Matrix.zeros(5, 2), Matrix.zeros(6, 2), pre, bars);
        for (int r = 0; r < 5; r++) {
            assertArrayEquals(
                    new int[] {1, 2, 3, 4},
                    Arrays.copyOfRange(codes.latent(), codes.offsets()[r], codes.offsets()[r + 1]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void strangeValuesAndTies(String id) {
        Random random = new Random(12);
        int latents = 700;
        float[] bias = new float[latents];
        float[] strange = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0f, -0f, Float.MIN_VALUE, 1f};
        for (int j = 0; j < latents; j++) {
            bias[j] = strange[random.nextInt(strange.length)];
        }
        float[] pre = new float[2 * latents];
        System.arraycopy(bias, 0, pre, 0, latents);
        System.arraycopy(bias, 0, pre, latents, latents);
        for (int k : new int[] {1, 5, 150, 250, 300, 700, 900}) {
            SparseCodes codes = kernels(id).encodeLargest(Matrix.zeros(2, 3), Matrix.zeros(latents, 3), bias, k);
            assertEquals(byDefinition(pre, 2, latents, k), codes, "k = " + k);
        }
        Matrix nan = Matrix.of(1, 1, new float[] {Float.NaN});
        assertEquals(
                0, kernels(id).encodeLargest(nan, Matrix.zeros(9, 1), null, 4).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void threadsDoNotShow(String id) {
        Random random = new Random(13);
        Matrix x = Numbers.matrix(random, 230, 70);
        Matrix encoder = Numbers.matrix(random, 900, 70);
        SparseCodes one = kernels(id).encodeLargest(x, encoder, null, 12);
        try (Workers workers = Workers.of(3)) {
            SparseCodes three =
                    KernelRegistry.fromClassPath().select(id, workers).encodeLargest(x, encoder, null, 12);
            assertEquals(one, three);
            Numbers.assertSameBits(id, one.value(), three.value());
        }
        for (int r : new int[] {0, 101, 229}) {
            SparseCodes alone = kernels(id).encodeLargest(x.gather(new int[] {r}), encoder, null, 12);
            assertArrayEquals(one.dense(r), alone.dense(0));
        }
        float[] bars = Numbers.normal(random, 900);
        SparseCodes reaching = kernels(id).encodeReaching(x, encoder, null, bars);
        try (Workers workers = Workers.of(3)) {
            SparseCodes three =
                    KernelRegistry.fromClassPath().select(id, workers).encodeReaching(x, encoder, null, bars);
            assertEquals(reaching, three);
            Numbers.assertSameBits(id, reaching.value(), three.value());
        }
        SparseCodes alone = kernels(id).encodeReaching(x.gather(new int[] {101}), encoder, null, bars);
        assertArrayEquals(reaching.dense(101), alone.dense(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void badCallsAreRefused(String id) {
        Kernels kernels = kernels(id);
        Matrix x = Matrix.zeros(2, 3);
        Matrix encoder = Matrix.zeros(4, 3);
        assertThrows(IllegalArgumentException.class, () -> kernels.encodeLargest(x, encoder, null, 0));
        assertThrows(IllegalArgumentException.class, () -> kernels.encodeLargest(x, encoder, new float[3], 1));
        assertThrows(IllegalArgumentException.class, () -> kernels.encodeLargest(x, Matrix.zeros(4, 2), null, 1));
        assertThrows(IllegalArgumentException.class, () -> kernels.encodeReaching(x, encoder, null, new float[3]));
    }
}
