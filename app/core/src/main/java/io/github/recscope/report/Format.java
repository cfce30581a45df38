package io.github.recscope.report;

/// How numbers of a column are printed on paper; a CSV file holds them unrounded.
public enum Format {
    /// Words, to the left.
    TEXT,
    /// A whole number: `234,158`.
    COUNT,
    /// Three significant digits: `0.213`, `12.3`.
    DECIMAL,
    /// A share in `[0, 1]` with one digit: `21.3%`.
    PERCENT,
    /// A difference of shares, in percentage points: `+1.3 pp`.
    POINTS,
    /// A probability: `0.012`, `<0.001`.
    PROBABILITY;

    /// The number in this format; `–` for NaN.
    public String print(double value) {
        return switch (this) {
            case COUNT -> Figures.count(value);
            case TEXT, DECIMAL -> Figures.decimal(value);
            case PERCENT -> Figures.percent(value);
            case POINTS -> Figures.points(value);
            case PROBABILITY -> Figures.probability(value);
        };
    }

    /// The number with its interval in this format.
    public String print(double value, double low, double high) {
        return switch (this) {
            case PERCENT -> Figures.percentInterval(value, low, high);
            case POINTS -> Figures.pointsInterval(value, low, high);
            case TEXT, COUNT, DECIMAL, PROBABILITY -> Figures.interval(value, low, high);
        };
    }
}
