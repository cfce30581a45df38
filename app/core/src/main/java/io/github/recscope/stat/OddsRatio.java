package io.github.recscope.stat;

/// The odds ratio of a two by two table, with its interval.
///
/// @param value the odds ratio, with half a count added to each cell
/// @param low   lower end of the 95 % interval
/// @param high  upper end of it
public record OddsRatio(double value, double low, double high) {
    private static final double Z = 1.959963984540054;

    /// Haldane's and Anscombe's estimate (1956) with Woolf's interval on the log scale; half a count is added to
    /// each cell, so that empty cells give a finite value.
    ///
    /// @param both    items that fire and have the attribute
    /// @param firing  items that fire and lack it
    /// @param having  items that have it and are silent
    /// @param neither the others
    public static OddsRatio of(int both, int firing, int having, int neither) {
        double a = both + 0.5;
        double b = firing + 0.5;
        double c = having + 0.5;
        double d = neither + 0.5;
        double log = Math.log(a * d / (b * c));
        double half = Z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
        return new OddsRatio(Math.exp(log), Math.exp(log - half), Math.exp(log + half));
    }
}
