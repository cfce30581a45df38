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
