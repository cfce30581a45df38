package io.github.recscope.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.store.Spreadsheets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as CSV: RFC 4180, UTF-8.
final class CsvFile implements TableFile {
    private final Writer text;
    private final CsvWriter csv;
    private final boolean guard;

    /// @param guard whether texts that a spreadsheet could take for formulas get an apostrophe in front
    CsvFile(OutputStream out, boolean guard) {
        this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        this.guard = guard;
    }

    @Override
    public void header(List<Column> columns) {
        csv.writeRecord(columns.stream().map(c -> cell(c.name())).toList());
    }

    @Override
    public void row(List<?> cells) {
        List<String> texts = new ArrayList<>(cells.size());
        for (Object cell : cells) {
            texts.add(cell(cell));
        }
        csv.writeRecord(texts);
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Float f -> Spreadsheets.number(f);
            case Number whole -> whole.toString();
            default -> guard ? Spreadsheets.guarded(value.toString()) : value.toString();
        };
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
        text.flush();
    }
}
