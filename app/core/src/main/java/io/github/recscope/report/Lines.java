package io.github.recscope.report;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Breaks text into lines of a given width.
final class Lines {
    private static final String ELLIPSIS = "…";

    private Lines() {}

    /// At least one line; the last of `maxLines` ends in `…` if there is more.
    static List<String> of(Fonts fonts, String text, boolean bold, float size, float width, int maxLines)
            throws IOException {
        if (fonts.width(text, bold, size) <= width && text.indexOf('\n') < 0) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces(text)) {
            if (!line.isEmpty() && fonts.width((line + piece).stripTrailing(), bold, size) > width) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(piece);
            while (fonts.width(line.toString().strip(), bold, size) > width && line.length() > 1) {
                int fit = fitting(fonts, line.toString(), bold, size, width);
                lines.add(line.substring(0, fit));
                line.delete(0, fit);
            }
        }
        if (!line.toString().isBlank()) {
            lines.add(line.toString().strip());
        }
        if (lines.isEmpty()) {
            lines.add("");
        }
        if (lines.size() > maxLines) {
            String last = lines.get(maxLines - 1) + ELLIPSIS;
            lines = new ArrayList<>(lines.subList(0, maxLines - 1));
            lines.add(shorten(fonts, last, bold, size, width));
        }
        return lines;
    }

    /// The text, cut with `…` if it is too wide.
    static String shorten(Fonts fonts, String text, boolean bold, float size, float width) throws IOException {
        if (fonts.width(text, bold, size) <= width) {
            return text;
        }
        int fit = fitting(fonts, text, bold, size, width - fonts.width(ELLIPSIS, bold, size));
        String cut = text.substring(0, fit).stripTrailing();
        return (cut.endsWith(ELLIPSIS) ? cut.substring(0, cut.length() - 1) : cut) + ELLIPSIS;
    }

    private static List<String> pieces(String text) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> pieces = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            // The JDK's rules would break "−0.12" behind the point.
            boolean inNumber = to < text.length()
                    && Character.isDigit(text.charAt(to))
                    && !Character.isWhitespace(text.charAt(to - 1));
            if (!inNumber) {
                pieces.add(text.substring(from, to));
                from = to;
            }
        }
        return pieces;
    }

    /// How many chars fit, at least one whole character.
    private static int fitting(Fonts fonts, String text, boolean bold, float size, float width) throws IOException {
        int fit = 0;
        float used = 0;
        while (fit < text.length()) {
            int next = text.offsetByCodePoints(fit, 1);
            used += fonts.width(text.substring(fit, next), bold, size);
            if (used > width && fit > 0) {
                return fit;
            }
            fit = next;
        }
        return fit;
    }
}
