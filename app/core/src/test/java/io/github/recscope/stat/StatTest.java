package io.github.recscope.stat;

import java.util.concurrent.CancellationException;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
