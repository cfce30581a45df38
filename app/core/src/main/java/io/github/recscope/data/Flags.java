package io.github.recscope.data;

import io.github.recscope.model.ItemColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Neighbouring columns of an items table that hold nothing but 0 and 1: the values of one attribute, a column each,
/// as MovieLens 100K has its genres.
///
/// @param name  what to call the attribute
/// @param from  the first column
/// @param to    after the last one
/// @param names the values
record Flags(String name, int from, int to, List<String> names) {
    private static final Set<String> GENRES = Set.of(
            "action", "adventure", "comedy", "crime", "drama", "fantasy", "horror", "romance", "thriller", "western");

    /// Finds the longest run of such columns; null if there is none of at least [TableSniffer#FLAGS].
    ///
    /// @param given names from a table of their own; used where the columns have no header and as many
    static @Nullable Flags of(ItemRows items, List<String> ids, List<String> given) {
        TableHead head = items.head();
        int from = 0;
        int length = 0;
        int start = 0;
        for (int c = 0; c <= head.columns(); c++) {
            if (c < head.columns() && isFlag(items, ids, c)) {
                continue;
            }
            if (c - start > length) {
                from = start;
                length = c - start;
            }
            start = c + 1;
        }
        if (length < TableSniffer.FLAGS) {
            return null;
        }
        List<String> names =
                !head.header() && given.size() == length ? given : head.names().subList(from, from + length);
        boolean genres = names.stream().map(Source::lower).anyMatch(GENRES::contains);
        return new Flags(genres ? "genres" : "flags", from, from + length, List.copyOf(names));
    }

    private static boolean isFlag(ItemRows items, List<String> ids, int column) {
        boolean free = items.head().use(column).use() == ColumnUse.DETAIL;
        if (column == items.head().item() || column == items.head().title() || !free) {
            return false;
        }
        boolean any = false;
        for (String id : ids) {
            ItemRows.Row row = items.rows().get(id);
            String cell = row == null ? "" : row.cells()[column];
            if (!cell.isEmpty() && !cell.equals("0") && !cell.equals("1")) {
                return false;
            }
            any |= !cell.isEmpty();
        }
        return any;
    }

    /// The attribute: for each item the names of the columns with a 1.
    ItemColumn column(ItemRows items, List<String> ids) {
        List<List<String>> values = new ArrayList<>();
        for (String id : ids) {
            List<String> set = new ArrayList<>();
            if (items.rows().containsKey(id)) {
                String[] cells = Objects.requireNonNull(items.rows().get(id)).cells();
                for (int c = from; c < to; c++) {
                    if (cells[c].equals("1")) {
                        set.add(names.get(c - from));
                    }
                }
            }
            values.add(set.stream().distinct().toList());
        }
        return ItemColumns.column(name, ItemColumn.Role.MULTI_CATEGORY, values);
    }

    /// What was done, in a sentence.
    String words() {
        return IssueLog.number(names.size()) + " columns of 0 and 1, from '" + names.getFirst() + "' to '"
                + names.getLast() + "', became the column '" + name + "'.";
    }
}
