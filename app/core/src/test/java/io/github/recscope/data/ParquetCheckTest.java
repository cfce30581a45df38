package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged Parquet files that the library would wait for without end, or run out of memory over.
class ParquetCheckTest {
    @TempDir
    Path folder;

    private byte[] bytes = {};

    @BeforeEach
    void read() throws IOException {
        bytes = Files.readAllBytes(path("made/parquet/ratings.parquet"));
    }

    private Problem refused(byte[] changed) throws IOException {
        Path file = folder.resolve("f.parquet");
        Files.write(file, changed);
        return Fixtures.refused(file);
    }

    private int find(String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
        assertTrue(at > 0, text);
        return at;
    }

    @Test
    void aPageThatPromisesMoreThanTheFileHasIsRefused() throws IOException {
        // The first page's header: kind, then the unpacked and the packed size, each with its field's head.
        byte[] changed = bytes.clone();
        assertTrue(changed[4] == 0x15 && changed[6] == 0x15 && changed[8] == 0x15, "another layout");
        changed[9] = 0x7e;
        assertTrue(refused(changed).why().contains("does not fit"), () -> "");
    }

    @Test
    void aTextInTheDirectoryLongerThanTheFileIsRefused() throws IOException {
        int name = find("user_id");
        byte[] changed = bytes.clone();
        // Its length, a number of one byte, becomes one of two.
        changed[name - 1] = (byte) 0xff;
        changed[name] = 0x7f;
        assertTrue(refused(changed).why().contains("directory"), () -> "");
    }

    @Test
    void aDirectoryBeyondTheFileIsRefused() throws IOException {
        byte[] changed = bytes.clone();
        changed[changed.length - 6] = 0x7f;
        assertTrue(refused(changed).why().contains("directory is cut off"), () -> "");
    }

    /// A file of one column of four bytes in a single page, which promises Snappy to unpack to `promise` bytes.
    private static byte[] snappy(int promise) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes("PAR1".getBytes(StandardCharsets.ISO_8859_1));
        // A data page of one plain int32: 4 bytes, packed 6; Snappy's promise, a literal of four bytes.
        byte[] page = {0x15, 0, 0x15, 8, 0x15, 12, 0x2c, 0x15, 2, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0};
        out.writeBytes(page);
        out.writeBytes(new byte[] {(byte) promise, 0x0c, 7, 0, 0, 0});
        int size = page.length + 6;
        byte[] directory = {
            0x15,
            2,
            0x29 - 0x10,
            0x2c,
            0x48,
            1,
            'r',
            0x15,
            2,
            0,
            0x15,
            2,
            0x25,
            0,
            0x18,
            1,
            'a',
            0,
            0x16,
            2,
            0x19,
            0x1c,
            0x19,
            0x1c,
            0x26,
            8,
            0x1c,
            0x15,
            2,
            0x19,
            0x15,
            0,
            0x19,
            0x18,
            1,
            'a',
            0x15,
            2,
            0x16,
            2,
            0x16,
            (byte) (2 * size),
            0x16,
            (byte) (2 * size),
            0x26,
            8,
            0,
            0,
            0x16,
            (byte) (2 * size),
            0x16,
            2,
            0,
            0
        };
        out.writeBytes(directory);
        out.writeBytes(new byte[] {(byte) directory.length, 0, 0, 0});
        out.writeBytes("PAR1".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    @Test
    void snappyMayNotUnpackToMoreThanThePageHas() throws IOException {
        try (var file = ParquetRows.open(snappy(4));
                var rows = file.rowReader()) {
            rows.next();
            assertEquals(7, rows.getInt(0));
        }
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> ParquetRows.open(snappy(100)));
        assertTrue(String.valueOf(e.getMessage()).contains("another size"), e.getMessage());
    }
}
