package io.github.recscope.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Numbers as a report prints them: English, the same everywhere, `–` where there is none.
public final class Figures {
    /// What is printed where there is no number.
    public static final String NONE = "–";

    private static final int MAX_DECIMALS = 6;
    private static final int MOST_IN_INTERVAL = 4;
    private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_UP);

    private Figures() {}

    /// A whole number with thousands separators: `234,158`.
    public static String count(double value) {
        if (!Double.isFinite(value)) {
            return decimal(value);
        }
        return minus(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(new BigDecimal(value).setScale(0, RoundingMode.HALF_UP)));
    }

    /// Three significant digits: `0.213`, `12.3`, `1,235`; at most six decimals, `∞` for infinity.
    public static String decimal(double value) {
        return fixed(value, decimals(value));
    }

    /// A share in `[0, 1]` with one digit: `21.3%`; shares above 0 that would be printed as 0 are `<0.1%`.
    public static String percent(double share) {
        if (share > 0 && share < 0.0005) {
            return "<0.1%";
        }
        return Double.isFinite(share) ? fixed(share * 100, 1) + "%" : decimal(share);
    }

    /// A coefficient in `[−1, 1]` with two digits: `−0.12`.
    public static String correlation(double r) {
        return fixed(r, 2);
    }

    /// A probability: three decimals, `<0.001` below.
    public static String probability(double p) {
        return p < 0.001 ? "<0.001" : fixed(p, 3);
    }

    /// A difference of shares in percentage points, with its sign: `+1.3 pp`.
    public static String points(double difference) {
        return Double.isFinite(difference) ? signed(difference) + " pp" : decimal(difference);
    }

    /// An estimate with its interval: `0.213 [0.205, 0.221]`; the ends have as many digits as the estimate.
    public static String interval(double value, double low, double high) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        // An estimate of exactly 0 has no digits of its own: its ends say how many are sensible.
        int d = value == 0 ? decimals(Math.max(Math.abs(low), Math.abs(high))) : decimals(value);
        d = Math.min(d, MOST_IN_INTERVAL);
        return fixed(value, d) + " [" + fixed(low, d) + ", " + fixed(high, d) + "]";
    }

    /// A share with its interval: `71.3% [70.8%, 71.8%]`.
    public static String percentInterval(double share, double low, double high) {
        return Double.isNaN(share) ? NONE : percentEnd(share) + " [" + percentEnd(low) + ", " + percentEnd(high) + "]";
    }

    /// A difference of shares with its interval: `+1.3 pp [+1.0, +1.6]`.
    public static String pointsInterval(double difference, double low, double high) {
        return Double.isNaN(difference) ? NONE : points(difference) + " [" + signed(low) + ", " + signed(high) + "]";
    }

    private static String signed(double difference) {
        String s = Double.isFinite(difference) ? fixed(difference * 100, 1) : decimal(difference);
        return difference > 0 && !s.equals("0.0") ? "+" + s : s;
    }

    /// A count with its noun: `1 user`, `2,672 users`.
    public static String plural(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    private static String percentEnd(double share) {
        return Double.isFinite(share) ? fixed(share * 100, 1) + "%" : decimal(share);
    }

    private static int decimals(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return 0;
        }
        BigDecimal r = BigDecimal.valueOf(value).round(THREE);
        int magnitude = r.precision() - r.scale(); // digits before the point
        return Math.clamp(3 - magnitude, 0, MAX_DECIMALS);
    }

    private static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal r = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        String pattern = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
        return minus(new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(r));
    }

    private static String minus(String s) {
        boolean zero = s.chars().noneMatch(c -> c >= '1' && c <= '9');
        return s.startsWith("-") ? (zero ? "" : "−") + s.substring(1) : s;
    }
}
