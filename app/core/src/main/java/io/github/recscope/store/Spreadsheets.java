package io.github.recscope.store;

import java.util.regex.Pattern;

/// Cells of CSV files that are safe in a spreadsheet.
public final class Spreadsheets {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /// Also the wide forms that some spreadsheets take for the same.
    private static final String RISKY = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private Spreadsheets() {}

    /// The text, with an apostrophe in front if a spreadsheet could take it for a formula.
    public static String guarded(String text) {
        boolean risky = !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0;
        return risky && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    /// The shortest text that gives the same number back; whole numbers without a point, nothing for NaN.
    public static String number(double v) {
        if (Double.isNaN(v)) {
            return "";
        }
        boolean whole = v == Math.rint(v) && Math.abs(v) < 1e15 && Double.doubleToRawLongBits(v) != Long.MIN_VALUE;
        return whole ? Long.toString((long) v) : Double.toString(v);
    }

    /// The shortest text that gives the same float back.
    public static String number(float v) {
        if (Float.isNaN(v)) {
            return "";
        }
        boolean whole = v == Math.rint(v) && Math.abs(v) < 1e7f && Float.floatToRawIntBits(v) != 0x8000_0000;
        return whole ? Integer.toString((int) v) : Float.toString(v);
    }
}
