package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.path;
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
}
