package io.github.recscope.stat;

import java.util.Arrays;

/// Quantiles by linear interpolation between order statistics (type 7, the default of NumPy and R).
public final class Quantiles {
    private Quantiles() {}

    /// The quantile of ascending values.
    ///
    /// @param q in `[0, 1]`
    /// @return NaN for no values
    public static double ofSorted(double[] ascending, double q) {
        if (ascending.length == 0) {
            return Double.NaN;
        }
        double at = q * (ascending.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
    }

    /// The quantile of values in any order.
    public static double of(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, q);
    }
}
