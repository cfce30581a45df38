package io.github.recscope.stat;

import java.util.concurrent.CancellationException;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatTest {
    @Test
    void quantilesInterpolateBetweenOrderStatistics() {
        double[] x = {4, 1, 3, 2};
        assertEquals(1, Quantiles.of(x, 0));
        assertEquals(2.5, Quantiles.of(x, 0.5));
        assertEquals(1.75, Quantiles.of(x, 0.25));
        assertEquals(4, Quantiles.of(x, 1));
        assertTrue(Double.isNaN(Quantiles.of(new double[0], 0.5)));
    }

    @Test
    void tiesShareTheirMeanRank() {
        assertArrayEquals(new double[] {2.5, 1, 2.5, 4}, Ranks.midranks(new double[] {5, 1, 5, 9}));
    }

    @Test
    void notTestedIsNeitherCountedNorAdjusted() {
        double[] q = MultipleTesting.benjaminiHochberg(new double[] {0.01, Double.NaN, 0.04});
        assertArrayEquals(new double[] {0.02, Double.NaN, 0.04}, q, 1e-12);
    }

    /// The interval of a mean of n normal values should cover the truth about 95 times in 100.
    @Test
    void bootstrapIntervalsCoverTheTruth() {
        SplittableRandom random = new SplittableRandom(1);
        int covered = 0;
        int runs = 300;
        for (int r = 0; r < runs; r++) {
            double[] x = new double[60];
            for (int i = 0; i < x.length; i++) {
                x[i] = 3 + random.nextGaussian();
            }
            Bootstrap.Interval i = Bootstrap.mean(x, r);
            covered += i.low() <= 3 && 3 <= i.high() ? 1 : 0;
        }
        // Binomial(300, 0.95): fewer than 270 has a chance below 1 in 1,000; the percentile method is a little narrow.
        assertTrue(covered >= 268 && covered <= 298, "covered " + covered + " of " + runs);
    }

    /// Each resample draws n units; a unit's count is Binomial(n, 1/n), that of two units covaries by −1/n.
    @Test
    void drawsBlockByBlockAreDrawsFromAll() {
        int n = 2 * Draws.BLOCK + 500;
        int resamples = 400;
        SplittableRandom root = new SplittableRandom(3);
        SplittableRandom[] randoms = new SplittableRandom[resamples];
        Arrays.setAll(randoms, _ -> root.split());
        Draws draws = new Draws(n, randoms, () -> {});
        double[] drawn = new double[resamples];
        double[] last = new double[resamples];
        double[] ofUnit = new double[n];
        double squares = 0;
        for (int block = 0; block < draws.blocks(); block++) {
            float[] counts = draws.counts(block);
            int length = draws.length(block);
            for (int i = 0; i < counts.length; i++) {
                drawn[i / length] += counts[i];
                last[i / length] += block == draws.blocks() - 1 ? counts[i] : 0;
                ofUnit[block * Draws.BLOCK + i % length] += counts[i];
                squares += (counts[i] - 1) * (counts[i] - 1);
            }
        }
        assertTrue(Arrays.stream(drawn).allMatch(d -> d == n));
        assertEquals(1, squares / n / resamples, 0.01);
        double inLast = Arrays.stream(last).map(l -> (l - 500) * (l - 500)).sum() / resamples;
        assertEquals(500.0 * (n - 500) / n, inLast, 80, "variance of the draws that fall into the last block");
        double chi = Arrays.stream(ofUnit)
                .map(o -> (o - resamples) * (o - resamples) / resamples)
                .sum();
        assertEquals(n - 1, chi, 5 * Math.sqrt(2.0 * n), "every unit is as likely as the others");
    }

    /// The standard error of a mean is σ / √n, whatever the blocks; a constant has no interval.
    @Test
    void intervalsOfManyUnitsAreThoseOfTheory() {
        SplittableRandom random = new SplittableRandom(8);
        int n = 3000;
        double[] x = new double[n];
        double[] gaps = new double[n];
        double[] constant = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1000 + random.nextGaussian();
            gaps[i] = i % 3 == 0 ? Double.NaN : x[i];
            constant[i] = 0.3;
        }
        List<Bootstrap.Interval> i =
                Bootstrap.means(List.of(x, gaps, constant), 5, TestCtx.of(1).kernels());
        assertEquals(2 * 1.96 / Math.sqrt(n), i.get(0).high() - i.get(0).low(), 0.008);
        assertEquals(
                2 * 1.96 / Math.sqrt(n * 2 / 3.0), i.get(1).high() - i.get(1).low(), 0.01);
        assertEquals(0.3, i.get(2).low(), 1e-12);
        assertEquals(0.3, i.get(2).high(), 1e-12);
    }

    @Test
    void orderIsStableAndPutsNanLast() {
        double[] x = {2, Double.NaN, -0.0, 2, 0.0, Double.NEGATIVE_INFINITY, Double.NaN};
        assertArrayEquals(new int[] {5, 2, 4, 0, 3, 1, 6}, Ranks.order(x));
        assertArrayEquals(new double[] {4.5, 6, 2.5, 4.5, 2.5, 1, 7}, Ranks.midranks(x));
        assertEquals(0, Ranks.order(new double[0]).length);
    }

    @Test
    void bootstrapLeavesOutUsersWithoutAValue() {
        Bootstrap.Interval i = Bootstrap.mean(new double[] {1, Double.NaN, 3}, 7);
        assertEquals(2, i.mean());
        assertEquals(2, i.n());
        assertEquals(0, Bootstrap.mean(new double[] {Double.NaN}, 7).n());
    }

    /// The 95 % interval of the lift should cover the true lift about 95 times in 100.
    @Test
    void liftIntervalsCoverTheTruth() {
        SplittableRandom random = new SplittableRandom(2);
        int covered = 0;
        int runs = 1000;
        for (int r = 0; r < runs; r++) {
            int both = 0;
            int firing = 0;
            int having = 0;
            int n = 500;
            for (int i = 0; i < n; i++) {
                boolean fires = random.nextDouble() < 0.2;
                boolean has = random.nextDouble() < (fires ? 0.6 : 0.2);
                firing += fires ? 1 : 0;
                having += has ? 1 : 0;
                both += fires && has ? 1 : 0;
            }
            Lift lift = Lift.of(both, firing, having, n);
            double truth = 0.6 / (0.2 * 0.6 + 0.8 * 0.2);
            covered += lift.low() <= truth && truth <= lift.high() ? 1 : 0;
        }
        assertTrue(covered >= 925 && covered <= 975, "covered " + covered + " of " + runs);
    }

    @Test
    void liftOfNothingIsNotANumber() {
        assertTrue(Double.isNaN(Lift.of(0, 0, 5, 10).value()));
        Lift none = Lift.of(0, 5, 5, 100);
        assertEquals(0, none.value());
        assertTrue(none.high() > 0);
    }

    @Test
    void bootstrapCanBeStopped() {
        int[] calls = {0};
        assertThrows(
                CancellationException.class,
                () -> Bootstrap.mean(new double[] {1, 2, 3}, 7, () -> {
                    if (++calls[0] == 5) {
                        throw new CancellationException();
                    }
                }));
        assertEquals(5, calls[0]);
    }
}
