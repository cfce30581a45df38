package io.github.recscope.data;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The interactions of files whose lines are lists: `user item item …`, or the items of one session a line.
///
/// Each item becomes a row: the user or the number of the session, the item, and its place in the list. In a file of
/// sessions with one item a line, empty lines separate the sessions.
final class ListRows implements RowStream {
    private static final int MANY = 1000;

    /// Where at most this share of the rows have equally many fields, it may be no table.
    private static final double UNEQUAL = 0.5;

    private final RowReader rows;
    private final boolean users;
    private final boolean perLine;
    private long session;
    private long lastLine = -1;
    private int next;

    /// @param rows splits the lines; one that does not means one item a line
    ListRows(RowReader rows, Shape shape, Separator separator) {
        this.rows = rows;
        this.users = shape == Shape.ADJACENCY;
        this.perLine = separator == Separator.NONE;
    }

    /// The head of a file of lists; null if it does not look like one.
    ///
    /// @param score the share of rows that have equally many fields where a separator fits best
    static @Nullable TableHead head(
            Source.Entry entry, TextEncoding encoding, String text, double score, ReadOptions options)
            throws IOException {
        boolean auto = options.layout() == ImportParams.Layout.AUTO;
        if (options.layout() == ImportParams.Layout.TABLE || options.separator() != ImportParams.Delimiter.AUTO) {
            return null;
        }
        if (options.layout() == ImportParams.Layout.ADJACENCY || (auto && score <= UNEQUAL && isAdjacency(text))) {
            List<String> names = List.of("user", "item", "position");
            return head(entry, Shape.ADJACENCY, encoding, Separator.WHITESPACE, names);
        }
        boolean wanted = options.layout() == ImportParams.Layout.SESSIONS;
        List<String> names = List.of("session", "item", "position");
        if ((wanted || auto) && score <= 0 && hasGroups(text, wanted)) {
            return head(entry, Shape.SESSIONS, encoding, Separator.NONE, names);
        }
        return wanted || (auto && score <= UNEQUAL && isSessions(text))
                ? head(entry, Shape.SESSIONS, encoding, Separator.WHITESPACE, names)
                : null;
    }

    private static TableHead head(
            Source.Entry entry, Shape shape, TextEncoding encoding, Separator separator, List<String> names) {
        return new TableHead(
                entry,
                shape,
                encoding,
                separator,
                false,
                names,
                new Roles(TableKind.INTERACTIONS, 0, 1, -1, 2, -1, -1, null));
    }

    /// Whole numbers only, no two lines with the same first one.
    private static boolean isAdjacency(String text) throws IOException {
        Set<String> first = new HashSet<>();
        List<List<String>> lines = lines(text, Separator.WHITESPACE);
        for (List<String> line : lines) {
            if (!first.add(line.getFirst()) || !line.stream().allMatch(t -> t.matches("[0-9]+"))) {
                return false;
            }
        }
        return lines.size() > 1;
    }

    /// Single words, in groups with empty lines between them.
    private static boolean hasGroups(String text, boolean wanted) throws IOException {
        int groups = 1;
        long last = -1;
        try (RowReader rows = new RowReader(new StringReader(text), "", Separator.NONE)) {
            while (rows.next()) {
                if (!isWord(rows.get(0).strip())) {
                    return false;
                }
                groups += last >= 0 && rows.line() > last + 1 ? 1 : 0;
                last = rows.line();
            }
        }
        return groups > (wanted ? 1 : 2);
    }

    /// Words without punctuation after them, of which many come again.
    private static boolean isSessions(String text) throws IOException {
        Set<String> words = new HashSet<>();
        int all = 0;
        for (List<String> line : lines(text, Separator.WHITESPACE)) {
            for (String word : line) {
                if (!isWord(word)) {
                    return false;
                }
                words.add(word);
                all++;
            }
        }
        return all >= 2 * words.size();
    }

    private static boolean isWord(String text) {
        return text.matches("[\\p{L}\\p{N}_](?:[^\\s,;\"]*[\\p{L}\\p{N}_)])?");
    }

    private static List<List<String>> lines(String text, Separator separator) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        try (RowReader rows = new RowReader(new StringReader(text), "", separator)) {
            while (lines.size() < MANY && rows.next()) {
                List<String> line = new ArrayList<>();
                for (int f = 0; f < rows.size(); f++) {
                    line.add(rows.get(f));
                }
                lines.add(line);
            }
        }
        return lines;
    }

    @Override
    public boolean next() throws IOException {
        next++;
        while (session == 0 || perLine || next >= rows.size()) {
            if (!rows.next()) {
                return false;
            }
            if (perLine) {
                boolean gap = lastLine >= 0 && rows.line() > lastLine + 1;
                lastLine = rows.line();
                session += session == 0 || gap ? 1 : 0;
                next = gap || session == 0 ? 0 : next;
                return true;
            }
            session++;
            next = users ? 1 : 0;
        }
        return true;
    }

    @Override
    public long line() {
        return rows.line();
    }

    @Override
    public int size() {
        return 3;
    }

    @Override
    public String get(int field) {
        return switch (field) {
            case 0 -> users ? rows.get(0) : Long.toString(session);
            case 1 -> rows.get(perLine ? 0 : next);
            default -> Integer.toString(next);
        };
    }

    @Override
    public boolean hasNul() {
        return rows.hasNul();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
