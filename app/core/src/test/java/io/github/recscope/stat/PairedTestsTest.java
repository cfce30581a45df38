package io.github.recscope.stat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedTestsTest {
    /// 0.01, 0.04, 0.03 and 0.005: times 4, 3, 2, 1 in order of size, never falling, at most 1.
    @Test
    void holmByHand() {
        assertArrayEquals(
                new double[] {0.03, 0.06, 0.06, 0.02, Double.NaN},
                MultipleTesting.holm(new double[] {0.01, 0.04, 0.03, 0.005, Double.NaN}),
                1e-12);
        assertArrayEquals(new double[] {1, 1}, MultipleTesting.holm(new double[] {0.6, 0.9}), 0);
    }

    /// Differences 1, −2, 3, 3 and a zero: ranks 1, 2, 3.5, 3.5, so 8 for and 2 against.
    @Test
    void signedRanksByHand() {
        SignedRank s = SignedRank.of(new double[] {1, -2, 3, 3, 0, Double.NaN});
        assertEquals(4, s.n());
        assertEquals(0.6, s.effect(), 1e-12);
        double variance = 4 * 5 * 9 / 24.0 - (8 - 2) / 48.0;
        assertEquals(Normal.twoSided(3 / Math.sqrt(variance)), s.p(), 1e-12);
        assertTrue(Double.isNaN(SignedRank.of(new double[] {0, 0}).p()));
    }

    @Test
    void theNormalDistributionIsThatOfTables() {
        assertEquals(1, Normal.twoSided(0), 1e-6);
        assertEquals(0.05, Normal.twoSided(1.959963984540054), 1e-7);
        assertEquals(0.05, Normal.twoSided(-1.959963984540054), 1e-7);
        assertEquals(1.973175e-9, Normal.twoSided(6), 1e-14);
    }

    /// The test rejects at its level where nothing is to be found, and more often where something is.
    @Test
    void theLevelOfTheTestHolds() {
        SplittableRandom random = new SplittableRandom(3);
        int[] rejected = new int[2];
        for (int t = 0; t < 2000; t++) {
            for (int side = 0; side < 2; side++) {
                double[] d = new double[80];
                for (int i = 0; i < d.length; i++) {
                    d[i] = Math.rint(3 * (random.nextGaussian() + 0.3 * side));
                }
                rejected[side] += SignedRank.of(d).p() < 0.05 ? 1 : 0;
            }
        }
        assertTrue(rejected[0] > 60 && rejected[0] < 140, "of 2000: " + rejected[0]);
        assertTrue(rejected[1] > 1000, "of 2000: " + rejected[1]);
    }

    @Test
    void giniByHand() {
        assertEquals(0, Gini.of(new double[] {2, 2, 2}), 1e-12);
        assertEquals(2.0 / 3, Gini.of(new double[] {0, 5, 0}), 1e-12);
        assertEquals(0.25, Gini.of(new double[] {3, 1}), 1e-12);
        assertTrue(Double.isNaN(Gini.of(new double[] {0, 0})));
    }
}
