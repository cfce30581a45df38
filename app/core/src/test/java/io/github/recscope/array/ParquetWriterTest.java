package io.github.recscope.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.array.ParquetWriter.CellType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is written is what another reader reads.
class ParquetWriterTest {
    private static final String[] TEXTS = {"", "a", "=1+1", "é – 日本 👍", "tab\tline\n\"quote\"", "x".repeat(3000)};

    private static byte[] write(List<Column> columns, List<List<@Nullable Object>> rows, ParquetWriter.Sizes sizes)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetWriter writer = new ParquetWriter(out, columns, "test version 1", sizes);
        for (List<@Nullable Object> row : rows) {
            writer.row(row);
        }
        writer.finish();
        return out.toByteArray();
    }

    private static List<List<@Nullable Object>> read(byte[] bytes, List<Column> columns) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(bytes)))) {
            assertEquals(
                    columns.size(),
                    file.getFileSchema().getRootNode().children().size());
            if (file.getFileMetaData().numRows() == 0) {
                return rows;
            }
            try (RowReader reader = file.rowReader()) {
                while (reader.hasNext()) {
                    reader.next();
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int c = 0; c < columns.size(); c++) {
                        row.add(reader.isNull(c) ? null : reader.getValue(c));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static Object value(CellType type, SplittableRandom random) {
        return switch (type) {
            case BOOLEAN -> random.nextBoolean();
            case INT32 -> random.nextInt() >> random.nextInt(32);
            case INT64 -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE ->
                random.nextInt(4) == 0
                        ? List.of(-0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE)
                                .get(random.nextInt(4))
                        : Double.longBitsToDouble(random.nextLong());
            case TEXT -> TEXTS[random.nextInt(TEXTS.length)];
        };
    }

    @Test
    void randomTablesComeBackExactly() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 60; round++) {
            List<Column> columns = new ArrayList<>();
            int n = 1 + random.nextInt(20);
            for (int c = 0; c < n; c++) {
                CellType type = List.of(CellType.values()).get(random.nextInt(6));
                columns.add(new Column("c " + c, type, random.nextBoolean()));
            }
            // Long runs of nulls and of values, and both mixed.
            int nulls = random.nextInt(3);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int r = random.nextInt(300); r > 0; r--) {
                List<@Nullable Object> row = new ArrayList<>();
                for (Column c : columns) {
                    boolean none =
                            c.optional() && (nulls == 0 ? random.nextBoolean() : nulls == 1 ? r % 200 < 150 : false);
                    row.add(none ? null : value(c.type(), random));
                }
                rows.add(row);
            }
            ParquetWriter.Sizes sizes = new ParquetWriter.Sizes(1 << (4 + random.nextInt(14)), 1 + random.nextInt(400));
            assertEquals(rows, read(write(columns, rows, sizes), columns), "round " + round);
        }
    }

    @Test
    void noRowsAreATableToo() throws IOException {
        List<Column> columns = List.of(new Column("a", CellType.TEXT, true), new Column("b", CellType.DOUBLE, false));
        assertEquals(List.of(), read(write(columns, List.of(), ParquetWriter.Sizes.USUAL), columns));
    }

    @Test
    void wrongRowsAreFaults() throws IOException {
        List<Column> columns = List.of(new Column("a", CellType.INT32, false));
        ParquetWriter writer = new ParquetWriter(new ByteArrayOutputStream(), columns, "test");
        assertThrows(IllegalArgumentException.class, () -> writer.row(List.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> writer.row(Arrays.asList((Object) null)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ParquetWriter(
                        new ByteArrayOutputStream(), List.of(columns.getFirst(), columns.getFirst()), "test"));
    }
}
