package io.github.recscope.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParquetExporterTest {
    @Test
    void aTableKeepsItsNumbersAndWords() throws IOException {
        Table table = Table.of(
                "t",
                "T",
                List.of(
                        Column.text("name", "Name", 1),
                        Column.number("n", "N", Format.COUNT),
                        Column.number("share", "Share", Format.PERCENT),
                        Column.number("mixed", "Mixed", Format.COUNT)),
                List.of(
                        Cell.row("=a", 0.1 + 0.2, new Cell.Interval(0.5, 0.25, 1 / 3.0, null), "none"),
                        Cell.row("é", Double.NaN, 2.0, 7)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetExporter.write(table, out);
        try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(out.toByteArray())));
                RowReader rows = file.rowReader()) {
            assertEquals(
                    List.of("name", "n", "share", "share_low", "share_high", "mixed"),
                    file.getFileSchema().getRootNode().children().stream()
                            .map(c -> c.name())
                            .toList());
            rows.next();
            assertEquals("=a", rows.getString(0));
            assertEquals(0.1 + 0.2, rows.getDouble(1));
            assertEquals(0.5, rows.getDouble(2));
            assertEquals(0.25, rows.getDouble(3));
            assertEquals(1 / 3.0, rows.getDouble(4));
            assertEquals("none", rows.getString(5));
            rows.next();
            assertTrue(rows.isNull(1) && rows.isNull(3) && rows.isNull(4));
            assertEquals(2, rows.getDouble(2));
            assertEquals("7", rows.getString(5));
            assertFalse(rows.hasNext());
        }
    }
}
