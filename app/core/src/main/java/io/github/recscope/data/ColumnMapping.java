package io.github.recscope.data;

/// What one column means.
///
/// @param name      its name, as the table has it
/// @param use       what it means
/// @param separator what stands between the values of a column of [ColumnUse#SEVERAL]; empty to find out
public record ColumnMapping(String name, ColumnUse use, String separator) {
    /// A column with a single value in each cell.
    public ColumnMapping(String name, ColumnUse use) {
        this(name, use, "");
    }

    /// The same column with another meaning.
    public ColumnMapping with(ColumnUse other) {
        return new ColumnMapping(name, other, separator);
    }
}
