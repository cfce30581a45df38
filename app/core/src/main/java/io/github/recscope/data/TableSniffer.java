package io.github.recscope.data;

import io.github.recscope.data.TableHead.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
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
        byte[] bytes = entry.head(HEAD);
        TextEncoding encoding = TextEncoding.of(bytes);
        String text = encoding.decode(bytes);
        if (isBinary(text)) {
            return null;
        }
        Separator separator = Separator.COMMA;
        List<List<String>> rows = List.of();
        double best = -1;
        for (Separator s : Separator.values()) {
            List<List<String>> candidate = rows(text, s, bytes.length == HEAD);
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
        if (best <= 0) {
            separator = Separator.COMMA;
            rows = rows(text, separator, bytes.length == HEAD);
        }
        return head(entry, encoding, separator, rows);
    }

    /// Whether more than one character in twenty is a control character that no text has.
    private static boolean isBinary(String text) {
        long strange = text.chars()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')
                .count();
        return strange * 20 > text.length();
    }

    private static List<List<String>> rows(String text, Separator separator, boolean cut) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean more = false;
        try (RowReader reader = new RowReader(new StringReader(text), "", separator)) {
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

    private static TableHead head(
            Source.Entry entry, TextEncoding encoding, Separator separator, List<List<String>> rows) {
        List<String> first = rows.getFirst();
        List<String> normalised = first.stream().map(ColumnNames::normalise).toList();
        boolean comma = separator != Separator.COMMA;
        long known = normalised.stream().filter(ColumnNames::known).count();
        boolean words = first.stream().noneMatch(f -> isNumber(f, comma));
        boolean header = known >= 2 || (words && (known == 1 || anyNumberBelow(rows, comma)));
        if (!header) {
            return headless(entry, encoding, separator, rows);
        }
        int user = ColumnNames.USER.find(normalised);
        int item = ColumnNames.ITEM.find(normalised);
        int title = ColumnNames.TITLE.find(normalised);
        int tag = ColumnNames.TAG.find(normalised);
        int rating = ColumnNames.RATING.find(normalised);
        int time = ColumnNames.TIME.find(normalised);
        if (item < 0 && title >= 0) {
            item = normalised.indexOf("id");
        }
        int tagNumber = ColumnNames.TAG_NUMBER.find(normalised);
        if (tagNumber < 0 && item < 0 && tag >= 0 && first.size() == 2) {
            tagNumber = normalised.indexOf("id");
        }
        Kind kind = Kind.UNKNOWN;
        if (item < 0 && tagNumber >= 0) {
            // The names of tags: number and name.
            kind = tag >= 0 ? Kind.TAG_NAMES : Kind.UNKNOWN;
            item = kind == Kind.TAG_NAMES ? tagNumber : -1;
        } else if (item < 0 && user >= 0) {
            kind = Kind.USERS;
        } else if (item >= 0) {
            tag = tag < 0 ? tagNumber : tag;
            boolean tags = tag >= 0 && title < 0;
            if (user >= 0) {
                kind = tags && rating < 0 ? Kind.ITEM_TAGS : Kind.INTERACTIONS;
            } else {
                kind = tags && first.size() <= 4 ? Kind.ITEM_TAGS : Kind.ITEMS;
            }
        }
        String conflict = null;
        for (int column : new int[] {user, item, rating, time, title, tag}) {
            if (column >= 0 && Collections.frequency(normalised, normalised.get(column)) > 1) {
                conflict = "More than one column is called '" + first.get(column) + "'.";
                break;
            }
        }
        return new TableHead(
                entry,
                encoding,
                separator,
                true,
                List.copyOf(first),
                kind,
                user,
                item,
                rating,
                time,
                title,
                tag,
                conflict);
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
                    entry, encoding, separator, false, names, Kind.INTERACTIONS, 0, 1, rating, time, -1, -1, null);
        }
        int flags = flags(rows, columns);
        boolean items = (columns == 2 || columns == 3 || flags >= FLAGS) && numeric[0] && !numeric[1] && distinct(rows);
        if (items) {
            List<String> names = flags >= FLAGS
                    ? flagged(columns, flags)
                    : List.of("item", "title", "genres").subList(0, columns);
            return new TableHead(entry, encoding, separator, false, names, Kind.ITEMS, -1, 0, -1, -1, 1, -1, null);
        }
        if (columns == 2 && !numeric[0] && counts(rows)) {
            List<String> names = List.of("name", "place");
            return new TableHead(entry, encoding, separator, false, names, Kind.FLAG_NAMES, -1, 1, -1, -1, 0, -1, null);
        }
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= columns; c++) {
            names.add("column " + c);
        }
        return new TableHead(entry, encoding, separator, false, names, Kind.UNKNOWN, -1, -1, -1, -1, -1, -1, null);
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
