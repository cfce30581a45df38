package io.github.recscope.stat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonosemanticityTest {
    /// The definition: all pairs of the strongest items after scaling to [0, 1].
    private static double brute(double[] activation, Matrix vectors) {
        int n = activation.length;
        double least = Arrays.stream(activation).min().orElseThrow();
        double most = Arrays.stream(activation).max().orElseThrow();
        int[] best = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -activation[i]))
                .limit(Cohesion.STRONGEST)
                .mapToInt(i -> i)
                .toArray();
        double above = 0;
        double below = 0;
        for (int a : best) {
            for (int b : best) {
                if (a != b) {
                    double x = (activation[a] - least) / (most - least);
                    double y = (activation[b] - least) / (most - least);
                    above += x * y * cosine(vectors, a, b);
                    below += x * y;
                }
            }
        }
        return below == 0 ? 0 : above / below;
    }

    private static double cosine(Matrix x, int a, int b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int c = 0; c < x.cols(); c++) {
            dot += (double) x.get(a, c) * x.get(b, c);
            aa += (double) x.get(a, c) * x.get(a, c);
            bb += (double) x.get(b, c) * x.get(b, c);
        }
        return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
    }

    private static Matrix random(int rows, int cols, SplittableRandom random) {
        float[] x = new float[rows * cols];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return Matrix.of(rows, cols, x);
    }

    private static SparseCodes codes(float[][] dense) {
        int latents = dense[0].length;
        int[] offsets = new int[dense.length + 1];
        int[] latent = new int[dense.length * latents];
        float[] value = new float[latent.length];
        int n = 0;
        for (int r = 0; r < dense.length; r++) {
            for (int j = 0; j < latents; j++) {
                if (dense[r][j] > 0) {
                    latent[n] = j;
                    value[n++] = dense[r][j];
                }
            }
            offsets[r + 1] = n;
        }
        return new SparseCodes(dense.length, latents, offsets, Arrays.copyOf(latent, n), Arrays.copyOf(value, n));
    }

    @Test
    void linearTimeGivesWhatAllPairsGive() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 20; run++) {
            int items = 5 + random.nextInt(70);
            double fires = run % 4 == 0 ? 1 : 0.4;
            Matrix vectors = random(items, 6, random);
            float[][] z = new float[items][2];
            for (float[] row : z) {
                for (int j = 0; j < 2; j++) {
                    row[j] = random.nextDouble() < fires ? (float) (0.1 + random.nextDouble()) : 0;
                }
            }
            SparseCodes codes = codes(z);
            double sum = 0;
            for (int j = 0; j < 2; j++) {
                int at = j;
                double[] dense =
                        IntStream.range(0, items).mapToDouble(i -> z[i][at]).toArray();
                double expected = brute(dense, vectors);
                sum += expected / 2;
                assertEquals(
                        expected,
                        Monosemanticity.of(codes.transpose(), j, Cohesion.unitRows(vectors)),
                        1e-5,
                        "run " + run);
            }
            assertEquals(sum, Monosemanticity.mean(codes, vectors), 1e-5);
        }
    }

    @Test
    void handMadeCases() {
        Matrix vectors = Matrix.of(4, 2, new float[] {2, 0, 5, 0, 0, 1, 0, 0});
        // Two parallel items; one alone; a right angle; an item that is like nothing.
        SparseCodes codes = codes(new float[][] {{1, 1, 3, 1}, {3, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
        SparseCodes byLatent = codes.transpose();
        Matrix unit = Cohesion.unitRows(vectors);
        assertEquals(1, Monosemanticity.of(byLatent, 0, unit), 1e-9);
        assertEquals(0, Monosemanticity.of(byLatent, 1, unit));
        assertEquals(0, Monosemanticity.of(byLatent, 2, unit), 1e-9);
        assertEquals(0, Monosemanticity.of(byLatent, 3, unit), 1e-9);
        assertEquals(0.25, Monosemanticity.mean(codes, vectors), 1e-9);
    }

    @Test
    void randomDirectionsFireForAsManyItems() {
        SplittableRandom random = new SplittableRandom(8);
        Matrix items = random(50, 5, random);
        int[] active = {0, 1, 7, 50};
        SparseCodes codes =
                Monosemanticity.randomDirections(items, active, random).transpose();
        for (int j = 0; j < active.length; j++) {
            assertEquals(active[j], codes.l0(j));
            for (int p = codes.offsets()[j]; p < codes.offsets()[j + 1]; p++) {
                assertTrue(codes.value()[p] > 0);
            }
        }
    }

    @Test
    void theFrontHoldsWhatNothingBeats() {
        List<double[]> points = List.of(
                new double[] {1, 5, 0},
                new double[] {2, 2, Double.NaN},
                new double[] {3, 3, 0},
                new double[] {2, 2, 9},
                new double[] {5, 1, 0});
        assertArrayEquals(new boolean[] {true, true, false, true, true}, ParetoFront.of(points));
        assertArrayEquals(new boolean[0], ParetoFront.of(List.of()));
    }
}
