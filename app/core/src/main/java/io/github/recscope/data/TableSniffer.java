package io.github.recscope.data;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out what a table is from its first 64 KiB: encoding, separator, header, and what its columns mean.
///
/// The separator is the one that cuts most rows into the same number of at least two fields. The first row is a
/// header if it holds two known names ([ColumnNames]), or if it holds no number and either one known name or
/// numbers below it. Without a header, columns are taken as user, item, rating, time if they look like it; the
/// time may stand third, and is told by dates and by numbers from 100,000,000 on.
final class TableSniffer {
    private static final int HEAD = 1 << 16;
    private static final int ROWS = 100;

    /// From so many neighbouring columns of 0 and 1 on, they are taken for the values of one attribute.
    static final int FLAGS = 3;

    private TableSniffer() {}

    /// Judges a file.
    ///
    /// @return null if it is empty or not text
    static @Nullable TableHead sniff(Source.Entry entry) throws IOException {
        return sniff(entry, ReadOptions.AUTO);
    }

    /// Judges a file as far as a person has not said what it is.
    ///
    /// @return null if it is empty or not text
    static @Nullable TableHead sniff(Source.Entry entry, ReadOptions options) throws IOException {
        byte[] bytes = entry.head(HEAD);
        if (ParquetRows.isParquet(bytes)) {
            return ParquetRows.head(entry, options);
        }
        boolean cut = bytes.length == HEAD;
        TextEncoding encoding = TextEncoding.of(bytes, options.encoding());
        String text = encoding.decode(bytes);
        if (isBinary(text)) {
            return null;
        }
        if (JsonRows.looksLikeJson(text)) {
            return JsonRows.head(entry, encoding, cut ? wholeLines(text) : text, options);
        }
        Separator separator = Separator.COMMA;
        List<List<String>> rows = List.of();
        double best = -1;
        for (Separator s : candidates(options.separator())) {
            List<List<String>> candidate = rows(text, s, options.quote(), cut);
            double score = score(candidate);
            if (score > best) {
                best = score;
                separator = s;
                rows = candidate;
            }
        }
        if (rows.isEmpty()) {
            return null;
        }
        TableHead lists = ListRows.head(entry, encoding, cut ? wholeLines(text) : text, best, options);
        if (lists != null) {
            return lists;
        }
        if (best <= 0 && options.separator() == ImportParams.Delimiter.AUTO) {
            separator = Separator.COMMA;
            rows = rows(text, separator, options.quote(), cut);
        }
        TableHead table = head(entry, encoding, separator, rows, options).with(options.quote());
        boolean unknown = table.kind() == TableKind.UNKNOWN && !table.header() && separator == Separator.WHITESPACE;
        lists = unknown ? ListRows.head(entry, encoding, cut ? wholeLines(text) : text, 0.5, options) : null;
        return lists == null ? table : lists;
    }

    private static List<Separator> candidates(ImportParams.Delimiter wanted) {
        return wanted == ImportParams.Delimiter.AUTO ? Separator.FOUND : List.of(Separator.valueOf(wanted.name()));
    }

    /// The text up to its last line end.
    private static String wholeLines(String text) {
        int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /// Whether more than one character in twenty is a control character that no text has.
    private static boolean isBinary(String text) {
        long strange = text.chars()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')
                .count();
        return strange * 20 > text.length();
    }

    private static List<List<String>> rows(String text, Separator separator, ReadFormat.Quote quote, boolean cut)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean more = false;
        try (RowReader reader = new RowReader(new StringReader(text), "", separator, quote)) {
            while (reader.next()) {
                if (rows.size() == ROWS) {
                    more = true;
                    break;
                }
                List<String> row = new ArrayList<>();
                for (int f = 0; f < reader.size(); f++) {
                    row.add(reader.get(f).strip());
                }
                rows.add(row);
            }
        }
        if (cut && !more && rows.size() > 1) {
            rows.removeLast();
        }
        return rows;
    }

    /// The share of rows that have the commonest number of fields, if that is at least two.
    private static double score(List<List<String>> rows) {
        int best = 0;
        for (List<String> row : rows) {
            int same = 0;
            for (List<String> other : rows) {
                same += row.size() > 1 && other.size() == row.size() ? 1 : 0;
            }
            best = Math.max(best, same);
        }
        return rows.isEmpty() ? -1 : (double) best / rows.size();
    }

    private static List<String> numbered(int columns) {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= columns; c++) {
            names.add("column " + c);
        }
        return names;
    }

    private static TableHead head(
            Source.Entry entry,
            TextEncoding encoding,
            Separator separator,
            List<List<String>> rows,
            ReadOptions options) {
        List<String> first = rows.getFirst();
        List<String> normalised = first.stream().map(ColumnNames::normalise).toList();
        boolean comma = separator != Separator.COMMA;
        long known = normalised.stream().filter(ColumnNames::known).count();
        boolean words = first.stream().noneMatch(f -> isNumber(f, comma));
        boolean header = switch (options.header()) {
            case AUTO ->
                known >= 2
                        || (words && (known == 1 || anyNumberBelow(rows, comma)))
                        || !AtomicRows.types(first).isEmpty();
            case YES -> true;
            case NO -> false;
        };
        if (!header && options.columns().isEmpty()) {
            return headless(entry, encoding, separator, rows);
        }
        if (!header) {
            List<String> numbered = numbered(first.size());
            Roles roles = Roles.of(numbered, options);
            TableHead guess = headless(entry, encoding, separator, rows);
            return roles.kind() == TableKind.UNKNOWN
                    ? guess
                    : new TableHead(entry, Shape.TABLE, encoding, separator, false, numbered, roles);
        }
        List<String> types = AtomicRows.types(first);
        List<String> names = types.isEmpty() ? first : AtomicRows.names(first);
        Shape shape = types.isEmpty() ? Shape.TABLE : Shape.ATOMIC;
        return new TableHead(entry, shape, encoding, separator, true, names, Roles.of(names, options));
    }

    private static TableHead headless(
            Source.Entry entry, TextEncoding encoding, Separator separator, List<List<String>> rows) {
        boolean comma = separator != Separator.COMMA;
        int columns = rows.getFirst().size();
        boolean[] numeric = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int numbers = 0;
            for (List<String> row : rows) {
                numbers += c < row.size() && (isNumber(row.get(c), comma) || isTime(row.get(c))) ? 1 : 0;
            }
            numeric[c] = numbers * 2 > rows.size();
        }
        boolean pairs = columns == 2 && numeric[0] && numeric[1];
        boolean rated = (columns == 3 || columns == 4) && numeric[2] && (columns == 3 || numeric[3]);
        if (pairs || rated) {
            boolean timeThird = columns > 2 && looksLikeTime(rows, 2) && !(columns == 4 && looksLikeTime(rows, 3));
            int rating = columns == 2 || (columns == 3 && timeThird) ? -1 : timeThird ? 3 : 2;
            int time = timeThird ? 2 : columns == 4 ? 3 : -1;
            List<String> names = new ArrayList<>(List.of("user", "item"));
            for (int c = 2; c < columns; c++) {
                names.add(c == rating ? "rating" : "time");
            }
            return new TableHead(
                    entry,
                    Shape.TABLE,
                    encoding,
                    separator,
                    false,
                    names,
                    new Roles(TableKind.INTERACTIONS, 0, 1, rating, time, -1, -1, null));
        }
        int flags = flags(rows, columns);
        boolean items = (columns == 2 || columns == 3 || flags >= FLAGS) && numeric[0] && !numeric[1] && distinct(rows);
        if (items) {
            List<String> names = flags >= FLAGS
                    ? flagged(columns, flags)
                    : List.of("item", "title", "genres").subList(0, columns);
            return new TableHead(
                    entry,
                    Shape.TABLE,
                    encoding,
                    separator,
                    false,
                    names,
                    new Roles(TableKind.ITEMS, -1, 0, -1, -1, 1, -1, null));
        }
        if (columns == 2 && !numeric[0] && counts(rows)) {
            List<String> names = List.of("name", "place");
            return new TableHead(
                    entry,
                    Shape.TABLE,
                    encoding,
                    separator,
                    false,
                    names,
                    new Roles(TableKind.FLAG_NAMES, -1, 1, -1, -1, 0, -1, null));
        }
        List<String> names = numbered(columns);
        return new TableHead(entry, Shape.TABLE, encoding, separator, false, names, Roles.NONE);
    }

    /// Whether most values are dates or as large as the seconds since 1973.
    private static boolean looksLikeTime(List<List<String>> rows, int column) {
        long times = rows.stream()
                .filter(r -> r.size() > column && Numbers.time(r.get(column)) >= 1e8)
                .count();
        return times * 2 > rows.size();
    }

    /// How many columns at the end of a table hold nothing but 0 and 1.
    private static int flags(List<List<String>> rows, int columns) {
        int flags = 0;
        for (int c = columns - 1; c > 1; c--) {
            int column = c;
            if (rows.stream()
                    .anyMatch(r -> r.size() == columns && !r.get(column).matches("[01]"))) {
                break;
            }
            flags++;
        }
        return flags;
    }

    /// The columns of MovieLens 100K's `u.item`, and names made up for other tables like it.
    private static List<String> flagged(int columns, int flags) {
        List<String> names = new ArrayList<>(List.of("item", "title"));
        if (columns - flags == 5) {
            names.addAll(List.of("release date", "video release date", "IMDb URL"));
        }
        while (names.size() < columns) {
            names.add("column " + (names.size() + 1));
        }
        return names;
    }

    /// Whether the second column counts the rows from 0, as `u.genre` of MovieLens 100K does.
    private static boolean counts(List<List<String>> rows) {
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).size() != 2 || !rows.get(r).get(1).equals(Integer.toString(r))) {
                return false;
            }
        }
        return rows.size() >= FLAGS;
    }

    private static boolean distinct(List<List<String>> rows) {
        HashSet<String> seen = new HashSet<>();
        for (List<String> row : rows) {
            if (!seen.add(row.getFirst())) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyNumberBelow(List<List<String>> rows, boolean decimalComma) {
        return rows.stream().skip(1).anyMatch(r -> r.stream().anyMatch(f -> isNumber(f, decimalComma)));
    }

    private static boolean isNumber(String text, boolean decimalComma) {
        return !Double.isNaN(Numbers.parse(text, decimalComma));
    }

    private static boolean isTime(String text) {
        return !Double.isNaN(Numbers.time(text));
    }
}
