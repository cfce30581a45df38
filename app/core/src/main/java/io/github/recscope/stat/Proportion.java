package io.github.recscope.stat;

/// A share with its interval.
///
/// @param value the share, in `[0, 1]`
/// @param low   lower end of the 95 % interval
/// @param high  upper end of it
public record Proportion(double value, double low, double high) {
    private static final double Z = 1.959963984540054;

    /// The Wilson score interval (1927), which stays within `[0, 1]` and holds for small samples too.
    ///
    /// @param share in `[0, 1]`
    /// @param n     the sample size; for a weighted share Kish's effective one, `(Σw)² / Σw²`
    /// @return NaN everywhere if `n` is not positive
    public static Proportion wilson(double share, double n) {
        if (!(n > 0)) {
            return new Proportion(Double.NaN, Double.NaN, Double.NaN);
        }
        double z2 = Z * Z;
        double centre = share + z2 / (2 * n);
        double spread = Z * Math.sqrt(Math.max(0, share * (1 - share)) / n + z2 / (4 * n * n));
        double scale = 1 + z2 / n;
        return new Proportion(share, Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
    }
}
