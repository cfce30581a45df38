package io.github.recscope.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Numbers as data files write them: decimal digits, nothing that only Java understands (`0x1p3`, `1f`, `NaN`).
final class Numbers {
    private Numbers() {}

    /// The number, NaN if the text is not a finite decimal number.
    ///
    /// @param text         stripped
    /// @param decimalComma whether `4,5` is 4.5
    static double parse(String text, boolean decimalComma) {
        int n = text.length();
        int digits = 0;
        boolean plain = n > 0 && n < 16;
        long whole = 0;
        boolean point = false;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                whole = whole * 10 + (c - '0');
            } else if (i == 0 && (c == '-' || c == '+')) {
                plain = false;
            } else if ((c == '.' || (decimalComma && c == ',')) && !point) {
                point = true;
                plain = false;
            } else if ((c == 'e' || c == 'E') && digits > 0) {
                return exponent(text, i, decimalComma);
            } else {
                return Double.NaN;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        if (plain) {
            return whole;
        }
        return finite(text, decimalComma);
    }

    private static double exponent(String text, int e, boolean decimalComma) {
        String tail = text.substring(e + 1);
        return tail.matches("[+-]?[0-9]+") ? finite(text, decimalComma) : Double.NaN;
    }

    private static double finite(String text, boolean decimalComma) {
        double v = Double.parseDouble(decimalComma ? text.replace(',', '.') : text);
        return Double.isFinite(v) ? v : Double.NaN;
    }

    /// A point in time as a number that sorts: the number itself, or for ISO dates and times the seconds since
    /// 1970 in UTC. NaN if it is neither.
    static double time(String text) {
        double v = parse(text, false);
        if (!Double.isNaN(v) || text.length() < 10 || text.charAt(4) != '-') {
            return v;
        }
        String iso = text.replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            }
            boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            Instant t = offset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return t.getEpochSecond() + t.getNano() * 1e-9;
        } catch (DateTimeException _) {
            return Double.NaN;
        }
    }
}
