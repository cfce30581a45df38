package io.github.recscope.export;

import io.github.recscope.array.ParquetWriter.Column;
import java.io.IOException;
import java.util.List;

/// A table that is being written, row by row.
interface TableFile {
    /// Begins the table; to be called once, first.
    void header(List<Column> columns) throws IOException;

    /// Adds a row of texts, floats and whole numbers, each of its column's type; a null where there is none.
    void row(List<?> cells) throws IOException;

    /// Writes what is left; the stream stays open.
    void finish() throws IOException;
}
