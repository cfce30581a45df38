package io.github.recscope.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One table laid out for a width: header, rows and caption, ready to be drawn at any place.
final class TablePainter {
    private static final float GAP = 11;
    /// Longer heads of number columns are broken into lines.
    private static final float LONG_HEAD = 58;
    /// Narrower tables of their own stay narrow: numbers far from their words are hard to read.
    private static final float NARROW = 0.62f;

    private final float pad;
    private final float leading;
    private final Fonts fonts;
    private final Table table;
    private final List<Column> columns;
    private final String[][] text;
    private final float[] width;
    private final float[] left;
    private final float[] fraction;
    private final List<List<String>> header = new ArrayList<>();
    private final List<List<List<String>>> lines = new ArrayList<>();
    private final List<String> caption;
    private final float total;

    TablePainter(Fonts fonts, Table table, float available, boolean compact) throws IOException {
        this.pad = compact ? 1.4f : 2.5f;
        this.leading = compact ? 9.8f : Style.TABLE_LEADING;
        this.fonts = fonts;
        this.table = table;
        int[] shown = IntStream.range(0, table.columns().size())
                .filter(c -> table.columns().get(c).onPaper())
                .toArray();
        this.columns = IntStream.of(shown).mapToObj(table.columns()::get).toList();
        int rows = Math.min(table.rows().size(), table.paperRows());
        this.text = new String[rows][shown.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < shown.length; c++) {
                text[r][c] =
                        table.rows().get(r).get(shown[c]).print(columns.get(c).format());
            }
        }
        this.width = new float[shown.length];
        this.left = new float[shown.length];
        this.fraction = new float[shown.length];
        measure(available, compact);
        this.total = total(width);
        for (int c = 0; c < columns.size(); c++) {
            header.add(Lines.of(fonts, columns.get(c).title(), true, Style.SMALL, width[c], 3));
        }
        for (String[] row : text) {
            List<List<String>> cells = new ArrayList<>();
            for (int c = 0; c < row.length; c++) {
                cells.add(
                        isNumber(c)
                                ? List.of(row[c])
                                : Lines.of(
                                        fonts,
                                        row[c],
                                        false,
                                        Style.TABLE,
                                        width[c],
                                        columns.get(c).lines()));
            }
            lines.add(cells);
        }
        String more = rows < table.rows().size()
                ? "The first " + Figures.count(rows) + " of "
                        + Figures.count(table.rows().size()) + " rows; the CSV file has all. "
                : "";
        String below = (more + table.caption()).strip();
        this.caption = below.isEmpty() ? List.of() : Lines.of(fonts, below, false, Style.SMALL, available, 20);
    }

    int rows() {
        return text.length;
    }

    float titleHeight() {
        return table.title().isEmpty() ? 0 : 18;
    }

    float headerHeight() {
        int most = header.stream().mapToInt(List::size).max().orElse(1);
        return most * leading + 2 * pad;
    }

    float rowHeight(int row) {
        int most = lines.get(row).stream().mapToInt(List::size).max().orElse(1);
        return most * leading + 2 * pad;
    }

    float captionHeight() {
        return caption.isEmpty() ? 0 : caption.size() * Style.SMALL_LEADING + 5;
    }

    float height() {
        float h = titleHeight() + headerHeight() + captionHeight();
        for (int r = 0; r < rows(); r++) {
            h += rowHeight(r);
        }
        return h;
    }

    void drawTitle(Pages pages, float x, float top) throws IOException {
        pages.text(x, top, table.title(), Style.BODY, true, Style.INK);
    }

    void drawHeader(Pages pages, float x, float top) throws IOException {
        float h = headerHeight();
        float at = x;
        for (int c = 0; c < columns.size(); c++) {
            List<String> words = header.get(c);
            for (int l = 0; l < words.size(); l++) {
                boolean right = isNumber(c) && !hasIntervals(c);
                float indent = right ? width[c] - fonts.width(words.get(l), true, Style.SMALL) : 0;
                float y = top + h - pad - (words.size() - l) * leading + 1;
                pages.text(at + indent, y, words.get(l), Style.SMALL, true, Style.MUTED);
            }
            at += width[c] + GAP;
        }
        pages.box(x, top + h - 0.8f, total, 0.8f, Style.MUTED);
    }

    void drawRow(Pages pages, int row, float x, float top) throws IOException {
        float at = x;
        for (int c = 0; c < columns.size(); c++) {
            List<String> cell = lines.get(row).get(c);
            if (isNumber(c)) {
                String s = cell.getFirst();
                float before = fonts.width(s.substring(0, point(s)), false, Style.TABLE);
                float start = at + width[c] - fraction[c] - before;
                pages.text(start, top + pad + 1, s, Style.TABLE, false, Style.INK);
            } else {
                for (int l = 0; l < cell.size(); l++) {
                    float y = top + pad + 1 + l * leading;
                    pages.text(at, y, cell.get(l), Style.TABLE, false, Style.INK);
                }
            }
            at += width[c] + GAP;
        }
        pages.box(x, top + rowHeight(row) - 0.4f, total, 0.4f, Style.RULE);
    }

    void drawCaption(Pages pages, float x, float top) throws IOException {
        for (int l = 0; l < caption.size(); l++) {
            pages.text(x, top + 5 + l * Style.SMALL_LEADING, caption.get(l), Style.SMALL, false, Style.MUTED);
        }
    }

    private boolean isNumber(int c) {
        return columns.get(c).format() != Format.TEXT;
    }

    private boolean hasIntervals(int c) {
        return Arrays.stream(text).anyMatch(row -> row[c].indexOf('[') >= 0);
    }

    private static float total(float[] width) {
        float sum = GAP * Math.max(0, width.length - 1);
        for (float w : width) {
            sum += w;
        }
        return sum;
    }

    /// Numbers take what they need; texts share the rest by weight, and none takes more than it needs.
    private void measure(float available, boolean compact) throws IOException {
        float[] natural = new float[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            String title = columns.get(c).title();
            float head = fonts.width(title, true, Style.SMALL);
            if (isNumber(c)) {
                for (String word : title.split(" ")) {
                    natural[c] = Math.max(natural[c], fonts.width(word, true, Style.SMALL));
                }
                natural[c] = Math.max(natural[c], Math.min(head, LONG_HEAD));
                alignment(c);
                natural[c] = Math.max(natural[c], left[c] + fraction[c]);
            } else {
                natural[c] = head;
                for (String[] row : text) {
                    natural[c] = Math.max(natural[c], fonts.width(row[c], false, Style.TABLE) + 0.5f);
                }
            }
        }
        System.arraycopy(natural, 0, width, 0, width.length);
        float sum = total(natural);
        if (sum > available) {
            shrink(natural, available);
        } else if (compact || sum > NARROW * available) {
            stretch(available - sum);
        }
    }

    private void alignment(int c) throws IOException {
        for (String[] row : text) {
            int p = point(row[c]);
            left[c] = Math.max(left[c], fonts.width(row[c].substring(0, p), false, Style.TABLE));
            fraction[c] = Math.max(fraction[c], fonts.width(row[c].substring(p), false, Style.TABLE));
        }
    }

    /// Where numbers are aligned: the decimal point, or behind the last digit in front of a space or unit.
    private static int point(String s) {
        for (int i = 0; i < s.length(); i++) {
            char ch = s.charAt(i);
            if (ch == '.' || ch == ' ' || ch == '%') {
                return i;
            }
        }
        return s.length();
    }

    private void shrink(float[] natural, float available) {
        float room = available - GAP * (columns.size() - 1);
        boolean[] settled = new boolean[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            if (isNumber(c) || columns.get(c).weight() == 0) {
                settled[c] = true;
                room -= natural[c];
            }
        }
        boolean again = true;
        while (again) {
            again = false;
            double weights = 0;
            for (int c = 0; c < columns.size(); c++) {
                weights += settled[c] ? 0 : columns.get(c).weight();
            }
            for (int c = 0; c < columns.size(); c++) {
                if (!settled[c]) {
                    width[c] = Math.max(20, (float) (room * columns.get(c).weight() / weights));
                    if (natural[c] <= width[c]) {
                        width[c] = natural[c];
                        settled[c] = true;
                        room -= natural[c];
                        again = true;
                        break;
                    }
                }
            }
        }
    }

    private void stretch(float extra) {
        double weights = columns.stream().mapToDouble(Column::weight).sum();
        for (int c = 0; c < columns.size(); c++) {
            double share = weights == 0 ? 1.0 / columns.size() : columns.get(c).weight() / weights;
            width[c] += (float) (extra * share);
        }
    }
}
