package io.github.recscope.ui.text;

import java.util.Locale;

/// Writes numbers with as many digits as a person can use. What is not a number becomes a dash.
public final class Numbers {
    /// Shown in place of a number that does not exist.
    public static final String NONE = "–";

    private static final String SPACE = "\u00a0";

    private Numbers() {}

    /// A share of one in per cent: `81 %`, below 1 % with one more digit (`0.4 %`), never a false zero (`< 0.1
    /// %`).
    public static String percent(double share) {
        if (!Double.isFinite(share)) {
            return NONE;
        }
        double p = share * 100;
        if (p != 0 && Math.abs(p) < 0.1) {
            return (p < 0 ? "> −0.1" : "< 0.1") + SPACE + "%";
        }
        return (Math.abs(p) < 1 && p != 0 ? fixed(p, 1) : fixed(p, 0)) + SPACE + "%";
    }

    /// With a fixed number of decimals and a real minus sign.
    public static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(value));
        boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
        return value < 0 && !zero ? "−" + text : text;
    }

    /// As [#fixed(double, int)], with a plus sign before what is above zero.
    public static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
        return value > 0 && !zero ? "+" + text : text;
    }

    /// A factor: `2.1×`, above ten without decimals.
    public static String times(double factor) {
        return Double.isNaN(factor) ? NONE : fixed(factor, Math.abs(factor) < 9.95 ? 1 : 0) + "×";
    }

    /// A probability with two significant digits, not below `< 0.0001`.
    public static String probability(double p) {
        if (Double.isNaN(p)) {
            return NONE;
        }
        if (p < 0.0001) {
            return "< 0.0001";
        }
        int decimals = p >= 0.1 ? 2 : p >= 0.01 ? 3 : 4;
        return fixed(p, decimals);
    }

    /// `q = 0.0004` or `q < 0.0001`.
    public static String equation(String name, double p) {
        String text = probability(p);
        return name + (text.startsWith("<") ? " " : " = ") + text;
    }

    /// A whole number with separators.
    public static String whole(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// `1 item`, `84 items`.
    public static String count(long n, String one) {
        return count(n, one, one + "s");
    }

    /// `1 latent is`, `3 latents are`: for words whose plural is not an added s.
    public static String count(long n, String one, String many) {
        return whole(n) + " " + (n == 1 ? one : many);
    }
}
