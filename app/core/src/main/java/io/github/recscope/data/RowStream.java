package io.github.recscope.data;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Rows of texts, one after the other, whatever the file is like inside.
interface RowStream extends Closeable {
    /// Moves to the next row; false at the end.
    boolean next() throws IOException;

    /// The line on which the row begins, from 1; in files without lines the number of the row.
    long line();

    /// The number of fields of the row.
    int size();

    /// A field of the row, not stripped.
    String get(int field);

    /// Whether a field holds nothing but white space.
    default boolean isBlank(int field) {
        return get(field).isBlank();
    }

    /// A field as a number; NaN if it is no finite decimal one.
    ///
    /// @param decimalComma whether `4,5` is 4.5
    default double number(int field, boolean decimalComma) {
        return Numbers.parse(get(field).strip(), decimalComma);
    }

    /// Whether the file itself says that a field holds points in time: its numbers are seconds since 1970, whatever
    /// anybody thinks of them.
    default boolean holdsTimes(int field) {
        return false;
    }

    /// The number of a field's text without white space around it.
    default int intern(int field, Interner interner) {
        String raw = get(field);
        String text = raw.strip();
        interner.strip(text.length() == raw.length() ? 0 : 1);
        return interner.row(text);
    }

    /// Whether the row holds a NUL character, as damaged files do.
    default boolean hasNul() {
        return false;
    }

    /// Why the row cannot be read, in a sentence; null if it can.
    default @Nullable String defect() {
        return null;
    }

    /// How many fields began with a quote that was not closed properly.
    default long strayQuotes() {
        return 0;
    }

    /// The line of the first of them.
    default long firstStrayLine() {
        return 0;
    }
}
