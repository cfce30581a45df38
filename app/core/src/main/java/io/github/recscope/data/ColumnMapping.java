package io.github.recscope.data;

import org.jspecify.annotations.Nullable;

/// What one column means.
///
/// @param name      its name, as the table has it
/// @param use       what it means
/// @param separator what stands between the values of a column of [ColumnUse#SEVERAL]; empty to find out
/// @param unit      what the numbers of a column of [ColumnUse#TIME] count
public record ColumnMapping(String name, ColumnUse use, String separator, EpochUnit unit) {
    /// Mappings that were kept before there were units have none.
    public ColumnMapping(String name, ColumnUse use, String separator, @Nullable EpochUnit unit) {
        this.name = name;
        this.use = use;
        this.separator = separator;
        this.unit = unit == null ? EpochUnit.AUTO : unit;
    }

    /// A column with a unit to be found out.
    public ColumnMapping(String name, ColumnUse use, String separator) {
        this(name, use, separator, EpochUnit.AUTO);
    }

    /// A column with a single value in each cell.
    public ColumnMapping(String name, ColumnUse use) {
        this(name, use, "");
    }

    /// The same column with another meaning.
    public ColumnMapping with(ColumnUse other) {
        return new ColumnMapping(name, other, separator, unit);
    }

    /// The same column with another unit.
    public ColumnMapping with(EpochUnit other) {
        return new ColumnMapping(name, use, separator, other);
    }
}
