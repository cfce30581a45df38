package io.github.recscope.data;

import java.util.List;

/// What two files that are read in the same way have in common: how they are laid out and the names of their
/// columns.
///
/// A table without a header has the names that the program made up from what its columns look like, such as `user`,
/// `item`, `rating`, `time`.
///
/// @param layout    such as `TABLE`, `JSON` or `PARQUET`
/// @param separator such as `COMMA`
/// @param header    whether the first row names the columns
/// @param columns   the names of the columns
public record TableShape(String layout, String separator, boolean header, List<String> columns) {
    /// Copies the list.
    public TableShape {
        columns = List.copyOf(columns);
    }

    /// The shape of a table, as it was found.
    static TableShape of(TableHead head) {
        return new TableShape(head.shape().name(), head.separator().name(), head.header(), head.names());
    }
}
