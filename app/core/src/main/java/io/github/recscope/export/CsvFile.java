package io.github.recscope.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.recscope.store.Spreadsheets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows as CSV: RFC 4180, UTF-8.
final class CsvFile {
    private final Writer text;
    private final CsvWriter csv;
    private final boolean guard;

    /// @param guard whether texts that a spreadsheet could take for formulas get an apostrophe in front
    CsvFile(OutputStream out, boolean guard) {
        this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        this.guard = guard;
    }

    /// A text as a cell.
    String cell(String value) {
        return guard ? Spreadsheets.guarded(value) : value;
    }

    /// A number as a cell.
    static String cell(float value) {
        return Spreadsheets.number(value);
    }

    void row(List<String> cells) {
        csv.writeRecord(cells);
    }

    void finish() throws IOException {
        csv.flush();
        text.flush();
    }
}
