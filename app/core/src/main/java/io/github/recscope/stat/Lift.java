package io.github.recscope.stat;

/// Precision over base rate, with its interval.
///
/// @param value the lift
/// @param low   lower end of the 95 % interval
/// @param high  upper end of it
public record Lift(double value, double low, double high) {
    private static final double Z = 1.959963984540054;

    /// The share of the attribute among the firing items over its share among all items.
    ///
    /// The interval is that of log lift by the delta method for the four cells of a multinomial table: with a
    /// = both, F = firing, H = having and N = total, `var = 1/a − 1/F − 1/H + 2a/(F·H) − 1/N`. When no item is
    /// in both, half a count is added to each cell for the interval.
    ///
    /// @param both   items that fire and have the attribute
    /// @param firing items that fire
    /// @param having items that have the attribute
    /// @param total  all items
    /// @return NaN everywhere when nothing fires or nothing has the attribute
    public static Lift of(int both, int firing, int having, int total) {
        if (firing == 0 || having == 0 || total == 0) {
            return new Lift(Double.NaN, Double.NaN, Double.NaN);
        }
        double extra = both == 0 ? 0.5 : 0;
        double a = both + extra;
        double f = firing + 2 * extra;
        double h = having + 2 * extra;
        double n = total + 4 * extra;
        double centre = a * n / (f * h);
        double half = Z * Math.sqrt(Math.max(0, 1 / a - 1 / f - 1 / h + 2 * a / (f * h) - 1 / n));
        double value = (double) both * total / ((double) firing * having);
        return new Lift(value, both == 0 ? 0 : centre * Math.exp(-half), centre * Math.exp(half));
    }
}
