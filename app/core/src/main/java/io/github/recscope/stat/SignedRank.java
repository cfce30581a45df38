package io.github.recscope.stat;

import java.util.Arrays;

/// Wilcoxon's signed-rank test of paired values (1945).
///
/// @param n      pairs that differ
/// @param p      two-sided, by the normal approximation with correction for ties; NaN if no pair differs
/// @param effect the rank-biserial correlation (Kerby, 2014), in `[−1, 1]`: rank sum of positive differences less
///     that of negative ones, over their total; NaN if no pair differs
public record SignedRank(int n, double p, double effect) {
    /// Tests whether the differences are centred on 0. Zeros and NaNs are left out.
    public static SignedRank of(double[] difference) {
        // The sign goes into the last bit of the mantissa, so that sorting moves plain numbers.
        long[] key = Arrays.stream(difference)
                .filter(d -> d != 0 && !Double.isNaN(d))
                .mapToLong(d -> (Double.doubleToLongBits(Math.abs(d)) & ~1L) | (d > 0 ? 1 : 0))
                .sorted()
                .toArray();
        int n = key.length;
        if (n == 0) {
            return new SignedRank(0, Double.NaN, Double.NaN);
        }
        double plus = 0;
        double ties = 0;
        for (int first = 0; first < n; ) {
            int end = first;
            int positive = 0;
            while (end < n && key[end] >>> 1 == key[first] >>> 1) {
                positive += (int) (key[end] & 1);
                end++;
            }
            plus += positive * (first + 1.0 + end) / 2;
            double t = end - first;
            ties += t * t * t - t;
            first = end;
        }
        double total = n * (n + 1.0) / 2;
        double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - ties / 48;
        double z = variance == 0 ? 0 : (plus - total / 2) / Math.sqrt(variance);
        return new SignedRank(n, Normal.twoSided(z), (2 * plus - total) / total);
    }
}
