package io.github.recscope.report;

import io.github.recscope.array.ParquetWriter;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.array.ParquetWriter.CellType;
import io.github.recscope.store.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a table as Parquet with the columns of its CSV: numbers as float64, a null where there is none. A column with
/// words among its numbers holds texts.
final class ParquetExporter {
    private ParquetExporter() {}

    private enum Kind {
        NUMBERS,
        WORDS,
        INTERVALS
    }

    static void write(Table table, OutputStream out) throws IOException {
        List<Kind> kinds = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            Kind kind = kind(table, c);
            String id = table.columns().get(c).id();
            kinds.add(kind);
            columns.add(new Column(id, kind == Kind.WORDS ? CellType.TEXT : CellType.DOUBLE, kind != Kind.WORDS));
            if (kind == Kind.INTERVALS) {
                columns.add(new Column(id + "_low", CellType.DOUBLE, true));
                columns.add(new Column(id + "_high", CellType.DOUBLE, true));
            }
        }
        ParquetWriter writer = new ParquetWriter(out, columns, Version.application());
        for (List<Cell> row : table.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                add(row.get(c), kinds.get(c), cells);
            }
            writer.row(cells);
        }
        writer.finish();
    }

    private static Kind kind(Table table, int column) {
        boolean intervals = false;
        boolean words = false;
        boolean numbers = false;
        for (List<Cell> row : table.rows()) {
            switch (row.get(column)) {
                case Cell.Words w -> words |= !w.text().isEmpty();
                case Cell.Num _ -> numbers = true;
                case Cell.Interval _ -> intervals = true;
            }
        }
        if (intervals && !words) {
            return Kind.INTERVALS;
        }
        boolean text = table.columns().get(column).format() == Format.TEXT;
        return words || (text && !numbers) ? Kind.WORDS : Kind.NUMBERS;
    }

    private static void add(Cell cell, Kind kind, List<@Nullable Object> cells) {
        if (kind == Kind.WORDS) {
            cells.add(
                    switch (cell) {
                        case Cell.Words w -> w.text();
                        case Cell.Num n -> CsvExporter.number(n.value());
                        case Cell.Interval i -> CsvExporter.number(i.value());
                    });
            return;
        }
        Cell.Interval i = cell instanceof Cell.Interval interval
                ? interval
                : new Cell.Interval(cell instanceof Cell.Num n ? n.value() : Double.NaN, Double.NaN, Double.NaN, null);
        cells.add(number(i.value()));
        if (kind == Kind.INTERVALS) {
            cells.add(number(i.low()));
            cells.add(number(i.high()));
        }
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
