package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workspace files that mean harm.
final class ZipSafetyTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a.recscope");
    }

    private Problem refused() {
        return assertThrows(
                        ProblemException.class, () -> WorkspaceFile.open(file, _ -> WorkspaceFileTest.Knobs.class, 1))
                .problem();
    }

    private void zip(Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(e.getValue().length);
                CRC32 crc = new CRC32();
                crc.update(e.getValue());
                entry.setCrc(crc.getValue());
                out.putNextEntry(entry);
                out.write(e.getValue());
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final String EMPTY =
            "{\"format\":2,\"app\":\"x\",\"name\":\"n\",\"entries\":[],\"artifacts\":[],\"blobs\":[]}";

    /// Nothing of a workspace is ever unpacked; names only find entries.
    @Test
    void namesThatLeaveTheFolderWriteNothing() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", bytes(EMPTY));
        for (String name : List.of("../evil", "/etc/evil", "blobs/../../evil", "C:\\evil", "blobs/" + "0".repeat(64))) {
            entries.put(name, bytes("evil"));
        }
        zip(entries);
        Workspace w =
                WorkspaceFile.open(file, _ -> WorkspaceFileTest.Knobs.class, 1).workspace();
        assertEquals(Workspace.empty("n"), w);
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(List.of(folder, file), all.toList());
        }
    }

    @Test
    void aBlobIsNamedByItsHashAndNothingElse() throws IOException {
        String manifest = EMPTY.replace(
                "\"blobs\":[]", "\"blobs\":[{\"sha256\":\"../../evil\",\"bytes\":4,\"dtype\":\"<f4\",\"shape\":[1]}]");
        zip(Map.of("manifest.json", bytes(manifest), "blobs/../../evil", bytes("evil")));
        String why = refused().why();
        assertTrue(why.contains("hash"), why);
    }

    @Test
    void deepJsonIsRefused() throws IOException {
        zip(Map.of("manifest.json", bytes("{\"format\":2,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")));
        String why = refused().sentence();
        assertTrue(why.contains("nesting depth") || why.contains("valid JSON"), why);
        zip(Map.of("manifest.json", bytes("{\"format\":2,\"format\":1}")));
        assertTrue(refused().sentence().contains("uplicate"), refused().sentence());
    }

    @Test
    void veryManyEntriesAreRefused() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", bytes(EMPTY));
        for (int n = 0; n < WorkspaceZip.MAX_ENTRIES; n++) {
            entries.put("e" + n, new byte[0]);
        }
        zip(entries);
        assertTrue(refused().why().contains("entries"), refused().why());
    }

    @Test
    void sizesThatTheFileDoesNotHaveAreRefusedBeforeAnythingIsAllocated() throws IOException {
        Workspace w = LazyOpeningTest.workspace(1, 20, 30, 4);
        WorkspaceFile.save(file, w);
        byte[] whole = Files.readAllBytes(file);
        // Every 32-bit number of the table of contents becomes huge, one after the other.
        int table = whole.length - 22 - tableLength(whole);
        for (int at = table; at + 4 <= whole.length; at += 7) {
            byte[] changed = whole.clone();
            ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 0x7ffffff0);
            Files.write(file, changed);
            try {
                WorkspaceFile.Opened opened = WorkspaceFile.open(file, _ -> WorkspaceFileTest.Knobs.class, 1);
                assertEquals(w.entries(), opened.workspace().entries());
                opened.workspace().artifacts().values().forEach(ArtifactCodec::identify);
            } catch (ProblemException e) {
                assertTrue(!e.problem().why().isBlank());
            }
        }
    }

    private static int tableLength(byte[] whole) {
        return ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 22 + 12);
    }

    /// Where entries begin, by an own reader of the table of contents, also for garbage.
    @Test
    void offsetsAreFoundOrRefusedNeverInvented() throws IOException {
        WorkspaceFile.save(file, LazyOpeningTest.workspace(1, 20, 30, 4));
        byte[] whole = Files.readAllBytes(file);
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile());
                FileChannel channel = FileChannel.open(file)) {
            ZipOffsets offsets = new ZipOffsets(channel);
            for (ZipEntry e : java.util.Collections.list(zip.entries())) {
                names.add(e.getName());
                byte[] expected;
                try (var in = zip.getInputStream(e)) {
                    expected = in.readAllBytes();
                }
                ByteBuffer found = ByteBuffer.allocate(expected.length);
                channel.read(found, offsets.of(e.getName()));
                assertEquals(ByteBuffer.wrap(expected), found.flip());
            }
        }
        Random random = new Random(3);
        for (int n = 0; n < 2_000; n++) {
            byte[] changed = whole.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                changed[whole.length - 1 - random.nextInt(600)] = (byte) random.nextInt();
            }
            Files.write(file, changed, StandardOpenOption.TRUNCATE_EXISTING);
            try (FileChannel channel = FileChannel.open(file)) {
                ZipOffsets offsets = new ZipOffsets(channel);
                for (String name : names) {
                    try {
                        assertTrue(offsets.of(name) > 0);
                    } catch (IOException e) {
                        assertTrue(e.toString().contains("no sense"), e.toString());
                    }
                }
            } catch (IOException e) {
                assertTrue(e.toString().contains("no sense"), e.toString());
            }
        }
    }
}
