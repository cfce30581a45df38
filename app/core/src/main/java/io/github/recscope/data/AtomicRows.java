package io.github.recscope.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The rows of a RecBole atomic file, whose header gives each column a type: `user_id:token`, `genre:token_seq`.
///
/// The values of a `token_seq` or `float_seq` are separated by blanks; they come out with `|` between them, except
/// for titles, which RecBole cuts into words.
final class AtomicRows implements RowStream {
    private final RowReader rows;
    private final List<String> names;
    private final List<String> types;

    /// @param rows stands before the header, which is read here
    AtomicRows(RowReader rows) throws IOException {
        this.rows = rows;
        List<String> header = new ArrayList<>();
        if (rows.next()) {
            for (int c = 0; c < rows.size(); c++) {
                header.add(rows.get(c).strip());
            }
        }
        this.names = names(header);
        this.types = types(header);
    }

    /// The types of a header; empty if not every cell has one.
    static List<String> types(List<String> header) {
        return header.stream().allMatch(h -> h.matches("[^:]+:(token|token_seq|float|float_seq)"))
                ? header.stream().map(h -> h.substring(h.indexOf(':') + 1)).toList()
                : List.of();
    }

    /// The names of a header without their types.
    static List<String> names(List<String> header) {
        return header.stream().map(h -> h.replaceFirst(":.*", "")).toList();
    }

    @Override
    public boolean next() throws IOException {
        return rows.next();
    }

    @Override
    public long line() {
        return rows.line();
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public String get(int field) {
        String text = rows.get(field);
        boolean several = field < types.size()
                && types.get(field).endsWith("_seq")
                && !ColumnNames.TITLE.has(ColumnNames.normalise(names.get(field)));
        return several ? text.strip().replaceAll("[ ]+", "|") : text;
    }

    @Override
    public boolean hasNul() {
        return rows.hasNul();
    }

    @Override
    public long strayQuotes() {
        return rows.strayQuotes();
    }

    @Override
    public long firstStrayLine() {
        return rows.firstStrayLine();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
