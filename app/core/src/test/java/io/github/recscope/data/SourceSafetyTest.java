package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.issues;
import static io.github.recscope.data.Fixtures.pairs;
import static io.github.recscope.data.Fixtures.path;
import static io.github.recscope.data.Fixtures.read;
import static io.github.recscope.data.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hostile, damaged and foreign files.
class SourceSafetyTest {
    private static final String TABLE = "user_id,item_id,rating\n1,10,4\n2,20,3\n";

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path zip(String name, String... namesAndTexts) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    void entriesThatPointOutOfTheArchiveAreLeftOut() {
        Dataset data = read(path("made/zip/traversal_unix.zip"));
        assertEquals(List.of("1 10 4.0", "2 20 3.5"), pairs(data));
        assertEquals(List.of("entry.refused traversal_unix.zip!../../../../tmp/evil_traversal.txt"), issues(data));
        assertEquals(Severity.ERROR, data.summary().issues().getFirst().severity());
        assertFalse(Files.exists(Path.of("/tmp/evil_traversal.txt")));
    }

    @Test
    void anArchiveOfNothingElseIsRefused() {
        Problem windows = refused(path("made/zip/traversal_windows.zip"));
        assertTrue(windows.why().contains("its name holds a backslash"), windows.why());
        Problem absolute = refused(path("made/zip/absolute.zip"));
        assertTrue(absolute.why().contains("its name is an absolute path"), absolute.why());
    }

    @Test
    void ofTwoEntriesWithOneNameTheLastIsRead() {
        Dataset data = read(path("made/zip/duplicate_names.zip"));
        assertEquals(List.of("2 2 2.0"), pairs(data));
        assertEquals(
                "entry.duplicate duplicate_names.zip!ratings.csv", issues(data).getFirst());
    }

    @Test
    void damagedArchivesAreNamed() {
        assertEquals(
                "truncated.zip cannot be opened.",
                refused(path("made/zip/truncated.zip")).what());
        assertEquals(
                "It does not begin like a zip archive.",
                refused(path("made/zip/not_a_zip.zip")).why());
    }

    @Test
    void aWrongChecksumIsNoticed() throws IOException {
        Path file = folder.resolve("stored.zip");
        byte[] text = TABLE.getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("ratings.csv");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(text.length);
            java.util.zip.CRC32 crc = new java.util.zip.CRC32();
            crc.update(text);
            entry.setCrc(crc.getValue());
            out.putNextEntry(entry);
            out.write(text);
        }
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("1,10,4") + 5;
        bytes[at] = '5';
        Files.write(file, bytes);
        assertEquals("It is damaged: its checksum is wrong.", refused(file).why());
    }

    @Test
    void bombsAreCappedByWhatComesOut() throws IOException {
        assertFalse(refused(path("made/zip/bomb_256MiB.zip")).what().isEmpty());
        Problem gz = refused(path("made/csv/gz_bomb_64MiB.csv.gz"));
        assertTrue(gz.why().contains("looks like a decompression bomb"), gz.why());

        Path bomb = folder.resolve("bomb.zip");
        byte[] rows = "1,1,1\n".repeat(1 << 15).getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry("ratings.csv"));
            for (int i = 0; i < 60; i++) {
                out.write(rows);
            }
        }
        try (Source source = SourceOpener.open(bomb, new Limits(1 << 30, 200, 8 << 20, 10))) {
            Problem problem = assertThrows(
                            ProblemException.class,
                            () -> new CsvBundleImporter().read(source, new ImportParams(""), new FakeCtx()))
                    .problem();
            assertEquals("bomb.zip was not read to its end.", problem.what());
            assertTrue(problem.why().contains("over 200 times as much"), problem.why());
        }
    }

    @Test
    void theTotalIsCappedAcrossEntries() throws IOException {
        Path file = zip("two.zip", "ratings.csv", TABLE, "items.csv", "item_id,title\n10,Ten\n20,Twenty\n");
        try (Source source = SourceOpener.open(file, new Limits(60, 200, 1 << 20, 10))) {
            ProblemException e = assertThrows(
                    ProblemException.class,
                    () -> new CsvBundleImporter().read(source, new ImportParams(""), new FakeCtx()));
            assertEquals("two.zip is too large.", e.problem().what());
        }
        assertThrows(ProblemException.class, () -> SourceOpener.open(file, new Limits(60, 200, 1 << 20, 1)));
        try (Source source = SourceOpener.open(file, new Limits(70, 200, 1 << 20, 2))) {
            assertEquals(
                    2,
                    new CsvBundleImporter()
                            .read(source, new ImportParams(""), new FakeCtx())
                            .interactions()
                            .size());
        }
    }

    @Test
    void linksOutOfAFolderAreNotFollowed() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("items.csv"), "item_id,title\n10,Secret\n20,Secret\n");
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.writeString(inside.resolve("ratings.csv"), TABLE);
        Files.createSymbolicLink(inside.resolve("items.csv"), outside.resolve("items.csv"));
        Files.createSymbolicLink(inside.resolve("more"), outside);
        Dataset data = read(inside);
        assertEquals(List.of("10", "20"), data.titles());
        assertEquals(
                2,
                data.summary().issues().stream()
                        .filter(i -> i.code().equals("entry.link"))
                        .count());
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertTrue(refused(folder.resolve("none.csv")).why().contains("There is no file or folder"));
        assertEquals(
                "It holds no files.",
                refused(Files.createDirectory(folder.resolve("empty"))).why());
        assertTrue(refused("sample:nothing").why().contains("sample:goodbooks"));
        assertTrue(refused("sample:../samples/goodbooks").why().contains("sample:goodbooks"));
        assertTrue(refused("  ").what().contains("nothing to import"));
        refused("a\u0000b");
    }

    @Test
    void noPermissionIsSaid() {
        assertEquals(
                "You have no permission to read it.",
                Unreadable.of("a.csv", new AccessDeniedException("a.csv"))
                        .problem()
                        .why());
    }

    @ParameterizedTest
    @ValueSource(strings = {"embeddings.pkl", "model.pt", "model.pth"})
    void picklesAreNeverOpened(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.copy(path("made/pickle/embeddings.pkl"), file);
        Problem problem = refused(file);
        assertTrue(problem.why().contains("runs whatever code it holds"), problem.why());
        assertTrue(problem.fix().contains("numpy.save"), problem.fix());
        assertEquals(
                problem,
                refused(Files.move(file, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING)));
    }

    @Test
    void aPickleUnderAnotherNameIsKnownByItsBytes() throws IOException {
        Path file = folder.resolve("ratings.csv");
        Files.copy(path("made/pickle/embeddings.pkl"), file);
        assertTrue(refused(file).why().contains("Python pickle"));
        assertTrue(refused(zip("torch.zip", "archive/data.pkl", "x")).why().contains("Python pickle"));
    }

    @Test
    void torchScriptIsKnown() throws IOException {
        Problem problem =
                refused(zip("model.pt", "m/data.pkl", "x", "m/code/__torch__.py", "x", "m/constants.pkl", "x"));
        assertEquals("It is a TorchScript model, which this version does not read yet.", problem.why());
    }

    @ParameterizedTest
    @CsvSource({
        "a.npy, It does not begin like a NumPy array.",
        "a.npz, It does not begin like a zip archive.",
        "a.safetensors, 'Its header should be 8243124871087876215 bytes long, and the file has 8.'",
        "a.onnx, 'It is an ONNX model, which this version does not read yet.'",
        "a.xlsx, 'It is a spreadsheet, which this version does not read yet.'",
        "a.parquet, It does not begin like a Parquet file."
    })
    void knownFormatsAreNamed(String name, String why) throws IOException {
        assertEquals(why, refused(write(name, "whatever")).why());
    }

    @Test
    void foreignFilesBesideTablesAreLeftOutAndNamed() throws IOException {
        Dataset data = read(zip("mixed.zip", "ratings.csv", TABLE, "vectors.npy", "x", "notes.txt", "hello\n"));
        assertEquals(2, data.interactions().size());
        assertEquals(List.of("entry.format mixed.zip!vectors.npy", "table.unused mixed.zip!notes.txt"), issues(data));
    }

    @Test
    void gzipIsUnpackedWhereverItLies() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(TABLE.getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("ratings.csv.gz");
        Files.write(file, bytes.toByteArray());
        Dataset data = read(file);
        assertEquals("ratings", data.name());
        assertEquals(List.of("1 10 4.0", "2 20 3.0"), pairs(data));
        assertEquals(TABLE.length(), data.summary().sources().getFirst().bytes());

        Path archive = folder.resolve("inner.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.putNextEntry(new ZipEntry("data/ratings.csv"));
            out.write(bytes.toByteArray());
        }
        assertEquals(List.of("1 10 4.0", "2 20 3.0"), pairs(read(archive)));

        Files.write(file, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
        assertEquals("It ends too early: it seems to be cut off.", refused(file).why());
    }

    @Test
    void binaryFilesAreNoTables() throws IOException {
        Path file = folder.resolve("noise.csv");
        Files.write(file, new byte[5000]);
        assertTrue(refused(file).why().contains("holds no table"), refused(file).why());
    }
}
