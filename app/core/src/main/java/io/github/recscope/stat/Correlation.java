package io.github.recscope.stat;

/// A rank correlation with its interval.
///
/// @param value the correlation, in `[−1, 1]`
/// @param low   lower end of the 95 % interval
/// @param high  upper end of it
/// @param n     how many pairs it rests on
public record Correlation(double value, double low, double high, int n) {
    private static final double Z = 1.959963984540054;

    /// Spearman's correlation of `x` and `y`, with a third variable held fixed: the partial correlation of ranks,
    /// `(r_xy − r_xz r_yz) / √((1 − r_xz²)(1 − r_yz²))`. The interval is Fisher's, with the variance
    /// `(1 + r²/2) / (n − 4)` of Bonett and Wright (2000).
    ///
    /// @return NaN everywhere when one side is constant or there are fewer than six pairs
    public static Correlation partialSpearman(double[] x, double[] y, double[] fixed) {
        int n = x.length;
        double[] rx = Ranks.midranks(x);
        double[] ry = Ranks.midranks(y);
        double[] rz = Ranks.midranks(fixed);
        double xy = Ranks.pearson(rx, ry);
        double xz = Ranks.pearson(rx, rz);
        double yz = Ranks.pearson(ry, rz);
        double r = Double.isNaN(xz) || Double.isNaN(yz)
                ? xy
                : (xy - xz * yz) / Math.sqrt(Math.max(1e-12, (1 - xz * xz) * (1 - yz * yz)));
        return n < 6 || Double.isNaN(r)
                ? new Correlation(Double.NaN, Double.NaN, Double.NaN, n)
                : fisher(Math.clamp(r, -1, 1), n);
    }

    private static Correlation fisher(double r, int n) {
        double inner = Math.clamp(r, -1 + 1e-12, 1 - 1e-12);
        double z = 0.5 * Math.log((1 + inner) / (1 - inner));
        double half = Z * Math.sqrt((1 + r * r / 2) / (n - 4.0));
        return new Correlation(r, Math.tanh(z - half), Math.tanh(z + half), n);
    }
}
