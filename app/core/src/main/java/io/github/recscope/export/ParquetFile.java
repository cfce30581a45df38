package io.github.recscope.export;

import io.github.recscope.array.ParquetWriter;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.store.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as Parquet; texts are as they are, since nothing runs them.
final class ParquetFile implements TableFile {
    private final OutputStream out;
    private @Nullable ParquetWriter writer;

    ParquetFile(OutputStream out) {
        this.out = out;
    }

    @Override
    public void header(List<Column> columns) throws IOException {
        writer = new ParquetWriter(out, columns, Version.application());
    }

    private ParquetWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("the header comes first");
        }
        return writer;
    }

    @Override
    public void row(List<?> cells) throws IOException {
        writer().row(cells);
    }

    @Override
    public void finish() throws IOException {
        writer().finish();
    }
}
