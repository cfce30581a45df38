package io.github.recscope.data;

/// What numbers in a column of times count.
public enum EpochUnit {
    /// Found out by their size.
    AUTO("found out", Double.NaN),
    /// Seconds since 1970.
    SECONDS("seconds since 1970", 1),
    /// Thousandths of a second since 1970.
    MILLISECONDS("milliseconds since 1970", 1e3),
    /// Millionths of a second since 1970.
    MICROSECONDS("microseconds since 1970", 1e6),
    /// Billionths of a second since 1970.
    NANOSECONDS("nanoseconds since 1970", 1e9),
    /// Nothing: they only say what came before what.
    ORDER("an order, not a time", 1);

    /// Seconds from 1973 to 5138; in the next unit the same digits are other years, so the ranges of the units do not
    /// touch.
    private static final double LEAST = 1e8;

    private static final double MOST = 1e11;

    private final String words;
    private final double perSecond;

    EpochUnit(String words, double perSecond) {
        this.words = words;
        this.perSecond = perSecond;
    }

    /// For people.
    public String words() {
        return words;
    }

    /// How many there are in a second; 1 for an order, NaN for [#AUTO].
    double perSecond() {
        return perSecond;
    }

    /// The unit in which more than half of the numbers are years from 1973 to 5138; else an order.
    ///
    /// @param values at least `n`; NaN says nothing
    static EpochUnit of(double[] values, int n) {
        EpochUnit[] units = {SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS};
        int[] count = new int[units.length];
        int known = 0;
        for (int i = 0; i < n; i++) {
            known += Double.isNaN(values[i]) ? 0 : 1;
            for (int u = 0; u < units.length; u++) {
                double seconds = values[i] / units[u].perSecond;
                count[u] += seconds >= LEAST && seconds < MOST ? 1 : 0;
            }
        }
        for (int u = 0; u < units.length; u++) {
            if (count[u] > known / 2) {
                return units[u];
            }
        }
        return ORDER;
    }
}
