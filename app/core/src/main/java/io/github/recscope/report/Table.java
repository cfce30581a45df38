package io.github.recscope.report;

import java.util.List;

/// A table.
///
/// @param id        unique in its report; names the CSV file
/// @param title     printed above it; may be empty
/// @param columns   the columns
/// @param rows      the rows, each with one cell for each column
/// @param paperRows how many rows are printed at most; the CSV file has all
/// @param caption   printed beneath it; may be empty
public record Table(String id, String title, List<Column> columns, List<List<Cell>> rows, int paperRows, String caption)
        implements Block {
    /// Copies the lists and checks the rows' lengths.
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table " + id + " has " + columns.size() + " columns and a row of " + row.size());
            }
        }
    }

    /// A table that is printed in full, without a caption.
    public static Table of(String id, String title, List<Column> columns, List<List<Cell>> rows) {
        return new Table(id, title, columns, rows, Integer.MAX_VALUE, "");
    }

    /// The same with a caption.
    public Table captioned(String text) {
        return new Table(id, title, columns, rows, paperRows, text);
    }

    /// The same, printed up to `n` rows.
    public Table atMost(int n) {
        return new Table(id, title, columns, rows, n, caption);
    }

    /// The position of a column.
    ///
    /// @throws IllegalArgumentException if there is none with this id
    public int column(String columnId) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).id().equals(columnId)) {
                return c;
            }
        }
        throw new IllegalArgumentException("table " + id + " has no column " + columnId);
    }

    /// The number in a cell, NaN if it holds words.
    public double number(int row, int column) {
        return switch (rows.get(row).get(column)) {
            case Cell.Num n -> n.value();
            case Cell.Interval i -> i.value();
            case Cell.Words _ -> Double.NaN;
        };
    }
}
