package io.github.recscope.sae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.kernels.Workers;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.testing.Planted;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.Reference;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.Test;

class SaeMathTest {
    private final TestCtx ctx = TestCtx.of("scalar", 1, 5);
    private final Kernels kernels = ctx.kernels();

    private static Matrix random(int rows, int cols, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] data = new float[rows * cols];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return Matrix.of(rows, cols, data);
    }

    private static double brute(Matrix u, Matrix uHat, Matrix v, Matrix vHat) {
        double sum = 0;
        for (int a = 0; a < u.rows(); a++) {
            for (int b = 0; b < v.rows(); b++) {
                double diff = 0;
                for (int c = 0; c < u.cols(); c++) {
                    diff += (double) uHat.get(a, c) * vHat.get(b, c) - (double) u.get(a, c) * v.get(b, c);
                }
                sum += diff * diff;
            }
        }
        return sum;
    }

    @Test
    void predictionLossIsThatOfAllPairs() throws Exception {
        JsonNode c = Reference.read("autoencoder");
        Matrix u = Reference.matrix(c.get("u"));
        Matrix v = Reference.matrix(c.get("v"));
        Matrix uHat = Reference.matrix(c.get("u_hat"));
        Matrix vHat = Reference.matrix(c.get("v_hat"));
        double expected = c.get("prediction_loss_sum").asDouble();
        assertEquals(expected, brute(u, uHat, v, vHat), 1e-3);
        assertEquals(expected, PredictionLoss.of(u, uHat, v, vHat, kernels).value(), 1e-3 * expected);
    }

    @Test
    void predictionGradientsAreThoseOfFiniteDifferences() {
        Matrix u = random(7, 4, 1);
        Matrix v = random(5, 4, 2);
        Matrix uHat = random(7, 4, 3);
        Matrix vHat = random(5, 4, 4);
        PredictionLoss loss = PredictionLoss.of(u, uHat, v, vHat, kernels);
        for (int i = 0; i < uHat.data().length; i++) {
            assertEquals(slope(uHat, i, () -> brute(u, uHat, v, vHat)), loss.userGrad()[i], 0.05);
        }
        for (int i = 0; i < vHat.data().length; i++) {
            assertEquals(slope(vHat, i, () -> brute(u, uHat, v, vHat)), loss.itemGrad()[i], 0.05);
        }
    }

    private static double slope(Matrix m, int i, java.util.function.DoubleSupplier f) {
        return slope(m.data(), i, 1e-2f, f);
    }

    private static double slope(float[] x, int i, float step, java.util.function.DoubleSupplier f) {
        float before = x[i];
        x[i] = before + step;
        double above = f.getAsDouble();
        x[i] = before - step;
        double below = f.getAsDouble();
        x[i] = before;
        return (above - below) / (2.0 * step);
    }

    @Test
    void scoreVarianceIsWithinUsers() {
        Matrix u = random(6, 3, 5);
        Matrix v = random(9, 3, 6);
        double expected = 0;
        for (int a = 0; a < 6; a++) {
            double[] scores = new double[9];
            for (int b = 0; b < 9; b++) {
                for (int c = 0; c < 3; c++) {
                    scores[b] += (double) u.get(a, c) * v.get(b, c);
                }
            }
            double mean = Arrays.stream(scores).average().orElseThrow();
            expected += Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
        }
        assertEquals(expected, PredictionLoss.scoreVariance(u, v, kernels), 1e-3);
    }

    @Test
    void batchTopKKeepsTheLargestAndBreaksTiesByPosition() {
        float[] pre = {0.5f, -1, 2, 0.5f, 0.5f, 0, 3, 0.25f};
        SparseCodes codes = largest(pre, 2, 4, 4, Float.NaN, kernels).codes();
        assertArrayEquals(new float[] {0.5f, 0, 2, 0.5f}, codes.dense(0));
        assertArrayEquals(new float[] {0, 0, 3, 0}, codes.dense(1));
    }

    /// Of entries that are pre-activations as they are: rows that an identity encodes.
    private static Largest.Found largest(float[] pre, int rows, int latents, int keep, float guess, Kernels kernels) {
        Matrix identity = Matrix.zeros(latents, latents);
        for (int j = 0; j < latents; j++) {
            identity.data()[j * latents + j] = 1;
        }
        return Largest.of(Matrix.of(rows, latents, pre), identity, new float[latents], keep, guess, kernels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void batchTopKAgreesWithSorting(String id) {
        Kernels some = KernelRegistry.fromClassPath().select(id, Workers.of(2));
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 50; run++) {
            int rows = 1 + random.nextInt(9);
            int latents = 1 + random.nextInt(20);
            float[] pre = new float[rows * latents];
            for (int i = 0; i < pre.length; i++) {
                pre[i] = random.nextInt(12) - 5;
            }
            agreesWithSorting(pre, rows, latents, random.nextInt(pre.length + 3), some);
        }
        // Large enough for a sample to say where the edge is about.
        float[] normal = new float[130 * 256];
        float[] spiky = new float[normal.length];
        float[] even = new float[normal.length];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = (float) random.nextGaussian();
            // What the sample sees is larger than all the rest, so that it misleads.
            spiky[i] = i % 9 == 0 ? 1000 + i : 1 + i % 7;
            even[i] = i % 3 - 1;
        }
        normal[77] = 3e38f;
        for (float[] pre : List.of(normal, spiky, even, new float[normal.length])) {
            for (int keep : new int[] {1, 130, 1040, 4000, 12_000, 20_000, normal.length}) {
                agreesWithSorting(pre, 130, 256, keep, some);
            }
        }
        normal[4] = Float.NaN;
        SparseCodes codes = largest(normal, 130, 256, 1040, Float.NaN, some).codes();
        assertEquals(1040, codes.size());
        assertEquals(0, codes.l0(0), "NaN is never active");
    }

    private static void agreesWithSorting(float[] pre, int rows, int latents, int keep, Kernels kernels) {
        Integer[] order = new Integer[pre.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(pre[b], pre[a]));
        float[] expected = new float[pre.length];
        for (int r = 0; r < Math.min(keep, order.length); r++) {
            expected[order[r]] = Math.max(0, pre[order[r]]);
        }
        float edge = keep <= 0 ? Float.MAX_VALUE : keep > pre.length ? 0 : Math.max(0, pre[order[keep - 1]]);
        for (float guess : new float[] {Float.NaN, 0.8f * edge, 0, Float.MAX_VALUE}) {
            Largest.Found found = largest(pre, rows, latents, keep, guess, kernels);
            float[] actual = new float[pre.length];
            for (int r = 0; r < rows; r++) {
                System.arraycopy(found.codes().dense(r), 0, actual, r * latents, latents);
            }
            assertArrayEquals(expected, actual, "keep " + keep + ", guess " + guess);
            assertEquals(edge, found.edge(), "keep " + keep + ", guess " + guess);
        }
    }

    @Test
    void thresholdGivesTheMeanNumberOfActiveLatentsAskedFor() {
        Matrix x = random(5000, 6, 21);
        Weights w = Weights.onData(32, x, false, ctx.random("w", 0));
        float threshold = Thresholds.forL0(3, x, w, ctx);
        float[] bars = new float[w.latents];
        Arrays.fill(bars, Math.nextUp(threshold));
        SparseCodes codes = new PreActivations(w.centred(x, ctx.kernels()), w, ctx.kernels()).reaching(bars);
        assertEquals(3, codes.meanL0(), 0.01);
        float[] pre = w.preActivations(w.centred(x, kernels), kernels);
        for (int r = 0; r < 20; r++) {
            for (int j = 0; j < 32; j++) {
                float v = pre[r * 32 + j];
                assertEquals(v > threshold ? v : 0, codes.get(r, j));
            }
        }
    }

    /// Two users who have both items: there is no list to compare.
    @Test
    void emptyListsSayNothingAboutAgreement() {
        Dataset data = Planted.dataset(2, 2, 1, 2, 3);
        Recommender model = new TrainOperation()
                .run(
                        new TrainParams(4, 3, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0, 20),
                        PlantedRun.inputs(data),
                        TestCtx.of(1));
        Fidelity f = new SaeOperation()
                .run(
                        SaeParams.of(SaeParams.Variant.BATCH_TOP_K, 4, 2, 3, 2, 0.01),
                        PlantedRun.inputs(model),
                        TestCtx.of(1))
                .fidelity();
        assertTrue(Double.isNaN(f.rbo().mean()));
        assertTrue(Double.isNaN(f.overlap().mean()));
        assertEquals(0, f.rbo().n());
    }
}
