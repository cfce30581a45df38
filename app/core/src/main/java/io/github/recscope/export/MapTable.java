package io.github.recscope.export;

import io.github.recscope.array.ParquetWriter.CellType;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.job.Ctx;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The points of a map as a table: kind, id, title, x, y; where they were measured, the share of an item's true
/// neighbours that are kept and its trustworthiness; and what the map is coloured by.
///
/// @param data   whose items and users they are
/// @param map    where they are
/// @param items  whether items are written
/// @param users  whether users are written, after the items
/// @param colour what items are coloured by; null for nothing more
public record MapTable(
        Dataset data,
        SpaceMap map,
        boolean items,
        boolean users,
        @Nullable Colour colour) {
    private static final int STRIDE = 1 << 10;

    /// What items are coloured by.
    ///
    /// @param name   the header
    /// @param number whether values are [Float]s; else they are texts
    /// @param value  of an item's row; null where there is none
    public record Colour(String name, boolean number, IntFunction<@Nullable Object> value) {}

    /// Everything on the map.
    static MapTable of(Dataset data, SpaceMap map) {
        return new MapTable(data, map, true, true, null);
    }

    /// Writes a file whole or not at all.
    ///
    /// @param format CSV or Parquet
    public void write(Path file, Format format, Ctx ctx) {
        AtomicFile.write(file, out -> {
            TableFile table = format == Format.PARQUET ? new ParquetFile(out) : new CsvFile(out, true);
            write(table, ctx);
            table.finish();
        });
    }

    void write(TableFile table, Ctx ctx) throws IOException {
        SpaceMap.PerItem each = map.quality().each();
        List<Column> header = new ArrayList<>(List.of(
                new Column("kind", CellType.TEXT, false),
                new Column("id", CellType.TEXT, false),
                new Column("title", CellType.TEXT, true),
                new Column("x", CellType.FLOAT, false),
                new Column("y", CellType.FLOAT, false)));
        if (each != null) {
            header.add(new Column("neighbours_kept", CellType.FLOAT, true));
            header.add(new Column("trustworthiness", CellType.FLOAT, true));
        }
        Colour by = colour;
        if (by != null) {
            CellType type = by.number() ? CellType.FLOAT : CellType.TEXT;
            header.add(new Column(Exporter.unique(by.name(), header), type, true));
        }
        table.header(header);
        int rows = (items ? data.items().size() : 0) + (users ? data.users().size() : 0);
        int row = 0;
        for (int i = 0; items && i < data.items().size(); i++) {
            step(row++, rows, ctx);
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add("item");
            cells.add(data.items().get(i));
            cells.add(data.titles().get(i));
            cells.add(map.items().get(i, 0));
            cells.add(map.items().get(i, 1));
            if (each != null) {
                cells.add(measured(each.recall(), i));
                cells.add(measured(each.trust(), i));
            }
            if (by != null) {
                cells.add(by.value().apply(i));
            }
            table.row(cells);
        }
        for (int u = 0; users && u < data.users().size(); u++) {
            step(row++, rows, ctx);
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add("user");
            cells.add(data.users().get(u));
            cells.add(null);
            cells.add(map.users().get(u, 0));
            cells.add(map.users().get(u, 1));
            while (cells.size() < header.size()) {
                cells.add(null);
            }
            table.row(cells);
        }
    }

    private static @Nullable Float measured(float[] values, int row) {
        return row < values.length && !Float.isNaN(values[row]) ? Float.valueOf(values[row]) : null;
    }

    private static void step(int row, int rows, Ctx ctx) {
        if (row % STRIDE == 0) {
            ctx.progress("writing", (double) row / Math.max(1, rows));
        }
    }
}
