package io.github.recscope.stat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What concepts are judged by, against brute force and cases worked out by hand.
class ConceptStatTest {
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void momentsAreThoseOfAllPermutations() {
        double[] a = {0, 0, 1.5, 0.2, 3};
        boolean[] has = {true, false, true, false, false};
        double[] sums = new double[120];
        int[] n = new int[1];
        permute(new int[] {0, 1, 2, 3, 4}, 0, order -> {
            double s = 0;
            for (int i = 0; i < 5; i++) {
                s += has[i] ? a[order[i]] : 0;
            }
            sums[n[0]++] = s;
        });
        double mean = Arrays.stream(sums).average().orElseThrow();
        StratifiedPermutation test = new StratifiedPermutation();
        test.add(5, sum(a, 1), sum(a, 2), sum(a, 3), 2);
        assertEquals(mean, test.mean(), 1e-12);
        assertEquals(Arrays.stream(sums).map(s -> Math.pow(s - mean, 2)).sum() / 120, test.variance(), 1e-12);
        assertEquals(Arrays.stream(sums).map(s -> Math.pow(s - mean, 3)).sum() / 120, test.thirdMoment(), 1e-12);
    }

    private interface Taker {
        void take(int[] order);
    }

    private static void permute(int[] x, int at, Taker taker) {
        if (at == x.length) {
            taker.take(x);
            return;
        }
        for (int i = at; i < x.length; i++) {
            swap(x, at, i);
            permute(x, at + 1, taker);
            swap(x, at, i);
        }
    }

    private static void swap(int[] x, int i, int j) {
        int t = x[i];
        x[i] = x[j];
        x[j] = t;
    }

    private static double sum(double[] a, int power) {
        return Arrays.stream(a).map(x -> Math.pow(x, power)).sum();
    }

    @Test
    void theTailIsCloseToDealingInEarnest() {
        int n = 400;
        double[] a = new double[n];
        for (int i = 0; i < 40; i++) {
            a[i] = 0.2 + random.nextDouble();
        }
        StratifiedPermutation test = new StratifiedPermutation();
        test.add(n, sum(a, 1), sum(a, 2), sum(a, 3), 20);
        double observed = test.mean() + 2.5 * Math.sqrt(test.variance());
        int atLeast = 0;
        int deals = 40_000;
        for (int b = 0; b < deals; b++) {
            double s = 0;
            for (int k = 0; k < 20; k++) {
                int j = k + random.nextInt(n - k);
                double t = a[j];
                a[j] = a[k];
                a[k] = t;
                s += t;
            }
            atLeast += s >= observed ? 1 : 0;
        }
        double p = (double) atLeast / deals;
        assertEquals(p, test.pValue(observed), 0.2 * p);
        assertEquals(1, test.pValue(-1), 1e-3);
        assertEquals(1, new StratifiedPermutation().pValue(3));
    }

    @Test
    void theBestMatchingIsThatOfTryingAll() {
        for (int round = 0; round < 50; round++) {
            int n = 1 + random.nextInt(5);
            int m = n + random.nextInt(3);
            double[][] gain = new double[n][m];
            for (double[] row : gain) {
                Arrays.setAll(row, _ -> random.nextDouble() * 4 - 2);
            }
            int[] match = Assignment.largest(gain, () -> {});
            double total = 0;
            for (int i = 0; i < n; i++) {
                total += gain[i][match[i]];
            }
            assertEquals(n, Arrays.stream(match).distinct().count());
            assertEquals(best(gain, 0, new boolean[m]), total, 1e-9);
        }
        assertThrows(IllegalArgumentException.class, () -> Assignment.largest(new double[2][1], () -> {}));
    }

    private static double best(double[][] gain, int row, boolean[] taken) {
        if (row == gain.length) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                best = Math.max(best, gain[row][j] + best(gain, row + 1, taken));
                taken[j] = false;
            }
        }
        return best;
    }

    @Test
    void theMonosemanticityScoreIsThatOfAllPairs() {
        int n = 50;
        float[] x = new float[n * 4];
        double[] a = new double[n];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble() - 0.3f;
        }
        for (int i = 0; i < n; i++) {
            a[i] = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        }
        Matrix unit = Cohesion.unitRows(Matrix.of(n, 4, x));
        int[] top = Cohesion.strongest(a, 10);
        double weighted = 0;
        double weights = 0;
        for (int i : top) {
            for (int j : top) {
                if (i != j) {
                    double cosine = 0;
                    for (int c = 0; c < 4; c++) {
                        cosine += (double) unit.get(i, c) * unit.get(j, c);
                    }
                    weighted += a[i] * a[j] * cosine;
                    weights += a[i] * a[j];
                }
            }
        }
        assertEquals(weighted / weights, Cohesion.score(a, Cohesion.rows(unit), 10), 1e-9);
        assertTrue(Double.isNaN(Cohesion.score(new double[n], Cohesion.rows(unit), 10)));
    }

    @Test
    void keptPValuesAreAdjustedAsIfAllWereThere() {
        double[] all = new double[200];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < 20 ? random.nextDouble() * 0.001 : 0.1 + 0.9 * random.nextDouble();
        }
        double[] whole = MultipleTesting.benjaminiHochberg(all);
        double[] kept = MultipleTesting.benjaminiHochberg(Arrays.copyOf(all, 20), 200);
        assertArrayEquals(Arrays.copyOf(whole, 20), kept, 1e-12);
    }

    @Test
    void theWilsonIntervalIsTheTextbooks() {
        Proportion p = Proportion.wilson(0.1, 20);
        assertEquals(0.0279, p.low(), 1e-4);
        assertEquals(0.3010, p.high(), 1e-4);
        assertTrue(Double.isNaN(Proportion.wilson(0.5, 0).low()));
    }

    @Test
    void whatIsHeldFixedExplainsNothing() {
        int n = 2000;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = random.nextGaussian();
            x[i] = z[i] + 0.5 * random.nextGaussian();
            y[i] = z[i] + 0.5 * random.nextGaussian();
        }
        assertTrue(Ranks.spearman(x, y) > 0.7);
        Correlation c = Correlation.partialSpearman(x, y, z);
        assertTrue(c.low() < 0.08 && c.high() > -0.08 && Math.abs(c.value()) < 0.15, c.toString());
        Correlation own = Correlation.partialSpearman(x, x, new double[n]);
        assertEquals(1, own.value(), 1e-9);
    }

    @Test
    void theIntervalOfTheAurocHoldsIt() {
        double[] score = {1, 2, 3, 4, 5, 6};
        boolean[] positive = {false, false, true, false, true, true};
        Proportion p = Detection.aurocInterval(score, positive);
        assertEquals(8.0 / 9, p.value(), 1e-12);
        assertTrue(p.low() < p.value() && p.high() <= 1);
    }
}
