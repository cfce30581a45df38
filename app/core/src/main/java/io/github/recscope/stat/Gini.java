package io.github.recscope.stat;

import java.util.Arrays;

/// The Gini coefficient.
public final class Gini {
    private Gini() {}

    /// How unequal amounts are: 0 when all are equal, `1 − 1/n` when one has everything.
    ///
    /// @param amount not negative
    /// @return NaN if there is nothing to share out
    public static double of(double[] amount) {
        double[] x = amount.clone();
        Arrays.sort(x);
        int n = x.length;
        double total = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            total += x[i];
            weighted += (2.0 * (i + 1) - n - 1) * x[i];
        }
        return weighted / (n * total);
    }
}
