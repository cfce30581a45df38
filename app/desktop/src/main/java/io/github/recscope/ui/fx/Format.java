package io.github.recscope.ui.fx;

import io.github.recscope.model.MetricValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/// Numbers as the window writes them: English, three significant digits, "–" for what is not a number.
public final class Format {
    /// Stands for a value that does not exist.
    public static final String NONE = "–";

    private Format() {}

    /// A count with thousands separated: `234,158`.
    public static String count(long n) {
        return decimal("#,##0").format(n);
    }

    /// Three significant digits: `0.123`, `12.3`, `1,230`; `1.2e-05` below a ten-thousandth; `–` for NaN.
    public static String number(double v) {
        if (Double.isNaN(v)) {
            return NONE;
        }
        if (Double.isInfinite(v)) {
            return v > 0 ? "∞" : "−∞";
        }
        if (v == 0) {
            return "0";
        }
        if (Math.abs(v) < 1e-4) {
            return minus(String.format(Locale.ROOT, "%.1e", v));
        }
        BigDecimal rounded = new BigDecimal(v).round(new MathContext(3, RoundingMode.HALF_EVEN));
        int decimals = Math.max(0, Math.min(6, rounded.scale()));
        return minus(decimal("#,##0" + (decimals == 0 ? "" : "." + "#".repeat(decimals)))
                .format(rounded));
    }

    /// A fixed number of decimals, for columns that are compared line by line: `0.120`.
    public static String fixed(double v, int decimals) {
        return Double.isNaN(v) ? NONE : minus(String.format(Locale.ROOT, "%,." + decimals + "f", v));
    }

    /// A share in `[0, 1]` as per cent with three significant digits: `12.3 %`.
    public static String percent(double share) {
        return Double.isFinite(share) ? number(share * 100) + " %" : NONE;
    }

    /// With its sign: `+0.12`, `−0.12`, `0`.
    public static String signed(double v) {
        return v > 0 ? "+" + number(v) : number(v);
    }

    /// The 95 % interval of a mean: `0.118 to 0.127`; `–` when it has none.
    public static String interval(MetricValue v) {
        return interval(v.low(), v.high());
    }

    /// An interval: `0.118 to 0.127`.
    public static String interval(double low, double high) {
        return Double.isNaN(low) || Double.isNaN(high) ? NONE : number(low) + " to " + number(high);
    }

    /// `1 user`, `2,672 users`.
    public static String plural(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /// Bytes in binary units: `1.5 MiB`.
    public static String bytes(long n) {
        if (n < 1024) {
            return plural(n, "byte", "bytes");
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        double v = n;
        int unit = -1;
        while (v >= 1024 && unit < units.length - 1) {
            v /= 1024;
            unit++;
        }
        return number(v) + " " + units[unit];
    }

    /// How long something still takes, in words: "less than 5 seconds left", "about 20 seconds left".
    public static String timeLeft(Duration left) {
        long seconds = Math.max(0, left.toSeconds());
        if (seconds < 5) {
            return "a few seconds left";
        }
        if (seconds < 55) {
            return "about " + (seconds + 2) / 5 * 5 + " seconds left";
        }
        long minutes = Math.max(1, (seconds + 30) / 60);
        if (minutes < 60) {
            return minutes == 1 ? "about a minute left" : "about " + minutes + " minutes left";
        }
        long hours = (minutes + 30) / 60;
        return hours == 1 ? "about an hour left" : "about " + hours + " hours left";
    }

    /// A duration: `0.8 s`, `42 s`, `3 min 5 s`.
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return NONE;
        }
        if (seconds < 60) {
            return number(seconds) + " s";
        }
        long s = Math.round(seconds);
        return s / 60 + " min " + s % 60 + " s";
    }

    private static DecimalFormat decimal(String pattern) {
        DecimalFormat f = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        f.setRoundingMode(RoundingMode.HALF_EVEN);
        return f;
    }

    private static String minus(String s) {
        return s.startsWith("-") ? "−" + s.substring(1) : s;
    }
}
