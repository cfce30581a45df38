package io.github.recscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Results as plain text for people.
final class Text {
    private Text() {}

    /// A number of four significant digits; a whole one in full.
    static String number(double v) {
        if (v == Math.rint(v) && Math.abs(v) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) v);
        }
        int digits = Math.clamp(3 - (int) Math.floor(Math.log10(Math.abs(v))), 0, 8);
        return String.format(Locale.ROOT, "%,." + digits + "f", v);
    }

    /// A number as one types it.
    static String plain(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }

    /// The plain values of an object, one a line; lists and objects in it are left out.
    static String lines(JsonNode object) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> e : object.properties()) {
            if (e.getValue().isValueNode()) {
                rows.add(List.of(e.getKey().replace('_', ' '), value(e.getValue())));
            }
        }
        return table(rows);
    }

    private static String value(JsonNode v) {
        if (v.isNull()) {
            return "–";
        }
        return v.isNumber() ? number(v.asDouble()) : v.asText();
    }

    /// Columns as wide as they must be; the first row is not special.
    static String table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                width[c] = Math.max(width[c], length(row.get(c)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int c = 0; c < row.size(); c++) {
                String cell = clean(row.get(c));
                line.append(cell);
                line.repeat(' ', width[c] - length(cell) + 2);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int length(String s) {
        return clean(s).codePointCount(0, clean(s).length());
    }

    /// Titles come from files; control characters must not reach a terminal.
    static String clean(String s) {
        return s.replaceAll("\\p{Cntrl}", " ");
    }

    /// At most so many characters.
    static String brief(String s, int length) {
        return s.codePointCount(0, s.length()) <= length
                ? s
                : s.substring(0, s.offsetByCodePoints(0, length - 1)) + "…";
    }
}
