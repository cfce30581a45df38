package io.github.recscope.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.recscope.store.Spreadsheets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes a table as CSV: RFC 4180, UTF-8, one header line, numbers unrounded, an empty cell where there is none.
///
/// A column with intervals becomes three: `recall`, `recall_low`, `recall_high`. Shares are in `[0, 1]`. A text
/// that a spreadsheet could take for a formula gets an apostrophe in front.
final class CsvExporter {
    private CsvExporter() {}

    static void write(Table table, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        boolean[] interval = intervals(table);
        List<String> header = new ArrayList<>();
        for (int c = 0; c < interval.length; c++) {
            String id = table.columns().get(c).id();
            header.add(id);
            if (interval[c]) {
                header.add(id + "_low");
                header.add(id + "_high");
            }
        }
        csv.writeRecord(header);
        for (List<Cell> row : table.rows()) {
            List<String> line = new ArrayList<>(header.size());
            for (int c = 0; c < interval.length; c++) {
                add(row.get(c), interval[c], line);
            }
            csv.writeRecord(line);
        }
        csv.flush();
        text.flush();
    }

    private static boolean[] intervals(Table table) {
        boolean[] is = new boolean[table.columns().size()];
        for (List<Cell> row : table.rows()) {
            for (int c = 0; c < is.length; c++) {
                is[c] |= row.get(c) instanceof Cell.Interval;
            }
        }
        return is;
    }

    private static void add(Cell cell, boolean interval, List<String> line) {
        switch (cell) {
            case Cell.Words w -> line.add(guarded(w.text()));
            case Cell.Num n -> line.add(number(n.value()));
            case Cell.Interval i -> {
                line.add(number(i.value()));
                line.add(number(i.low()));
                line.add(number(i.high()));
            }
        }
        if (interval && !(cell instanceof Cell.Interval)) {
            line.add("");
            line.add("");
        }
    }

    /// As [Spreadsheets#number(double)].
    static String number(double v) {
        return Spreadsheets.number(v);
    }

    /// As [Spreadsheets#guarded].
    static String guarded(String text) {
        return Spreadsheets.guarded(text);
    }
}
