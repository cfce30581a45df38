package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceFileTest {
    @TempDir
    Path folder;

    /// Parameters with everything that a record of parameters may hold.
    public record Knobs(
            @Param(label = "A", help = "a") int a,
            @Param(label = "B", help = "b") double b,
            @Param(label = "C", help = "c") SteeringMode c,
            @Param(label = "D", help = "d") List<Knob> d,
            @Param(label = "E", help = "e") String e)
            implements Params {
        /// One of several.
        public record Knob(String name, Edit.Kind kind, double amount) {}

        /// Any.
        public static Knobs defaults() {
            return new Knobs(1, 2, SteeringMode.DECODE_ONLY, List.of(), "");
        }
    }

    static Workspace workspace(long seed) {
        Workspace w = Workspace.empty("my \"work\" – 日本");
        ArtifactId last = null;
        int n = 0;
        for (Artifact a : new RandomArtifacts(seed).all()) {
            Knobs params = new Knobs(
                    n, 0.1 * n, SteeringMode.PRESERVE_RESIDUAL, List.of(new Knobs.Knob("x", Edit.Kind.CAP, -0.5)), "é");
            ArtifactId id = ArtifactCodec.identify(a);
            Step step = new Step("knobs", 3, params, last == null ? List.of() : List.of(last), Long.MIN_VALUE + n++);
            w = w.with(new Entry(step, id, 1.25 * n, "simd"), a);
            last = id;
        }
        return w;
    }

    private static Workspace load(Path file) {
        return WorkspaceFile.load(file, op -> {
            if (op.equals("knobs")) {
                return Knobs.class;
            }
            throw ProblemException.of("There is no operation '" + op + "'.", "", "");
        });
    }

    private static void assertSame(Workspace expected, Workspace actual) {
        assertEquals(expected.name(), actual.name());
        assertEquals(expected.entries(), actual.entries());
        assertEquals(expected.artifacts().keySet(), actual.artifacts().keySet());
        actual.artifacts().forEach((id, a) -> assertEquals(id, ArtifactCodec.identify(a)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aWorkspaceSurvivesARoundTrip() throws IOException {
        Path file = folder.resolve("a.recscope");
        for (long seed = 0; seed < 10; seed++) {
            Workspace w = workspace(seed);
            WorkspaceFile.save(file, w);
            assertSame(w, load(file));
        }
        Workspace empty = Workspace.empty("");
        WorkspaceFile.save(file, empty);
        assertSame(empty, load(file));
        assertEquals(List.of("a.recscope", "a.recscope.bak"), names());
    }

    @Test
    void equalWorkspacesGiveEqualFiles() throws IOException {
        WorkspaceFile.save(folder.resolve("a"), workspace(5));
        WorkspaceFile.save(folder.resolve("b"), workspace(5));
        assertArrayEquals(Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b")));
    }

    @Test
    void thePreviousFileIsKept() {
        Path file = folder.resolve("a.recscope");
        for (long seed = 0; seed < 4; seed++) {
            WorkspaceFile.save(file, workspace(seed));
            assertSame(workspace(seed), load(file));
            if (seed > 0) {
                assertSame(workspace(seed - 1), load(folder.resolve("a.recscope.bak")));
            }
        }
    }

    @Test
    void theLayoutIsPlainEnoughForOtherPrograms() throws IOException {
        Path file = folder.resolve("a.recscope");
        Workspace w = workspace(3);
        WorkspaceFile.save(file, w);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonNode manifest;
            try (var in = zip.getInputStream(zip.getEntry("manifest.json"))) {
                manifest = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "manifest");
            }
            assertEquals(WorkspaceFile.FORMAT, manifest.path("format").intValue());
            assertEquals(w.name(), manifest.path("name").textValue());
            assertEquals(w.entries().size(), manifest.path("entries").size());
            JsonNode entry = manifest.path("entries").get(1);
            assertEquals("knobs", entry.path("op").textValue());
            assertEquals("preserve-residual", entry.at("/params/c").textValue());
            assertEquals(Long.MIN_VALUE + 1, entry.path("seed").longValue());
            assertEquals(
                    w.entries().get(0).output().hash(), entry.at("/inputs/0").textValue());
            assertEquals("dataset", manifest.at("/artifacts/0/content/kind").textValue());
            int listed = 0;
            for (JsonNode blob : manifest.path("blobs")) {
                ZipEntry e = zip.getEntry("blobs/" + blob.path("sha256").textValue());
                assertEquals(ZipEntry.STORED, e.getMethod());
                assertEquals(blob.path("bytes").longValue(), e.getSize());
                long values = 1;
                for (JsonNode n : blob.path("shape")) {
                    values *= n.intValue();
                }
                if (!blob.path("dtype").textValue().equals("utf8-json")) {
                    assertEquals(4 * values, e.getSize());
                }
                try (var in = zip.getInputStream(e)) {
                    assertEquals(blob.path("sha256").textValue(), Sha256.of(in));
                }
                listed++;
            }
            assertEquals(zip.size(), listed + 1);
        }
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = folder.resolve("a.recscope");
        WorkspaceFile.save(file, workspace(3));
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(7);
        List<Integer> lengths = new ArrayList<>(List.of(0, 1, 4, 30, bytes.length - 1, bytes.length - 22));
        random.ints(60, 0, bytes.length).forEach(lengths::add);
        Path cut = folder.resolve("cut.recscope");
        for (int length : lengths) {
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            Problem p = assertThrows(ProblemException.class, () -> load(cut), "cut at " + length)
                    .problem();
            assertFalse(p.what().isBlank() || p.why().isBlank() || p.fix().isBlank(), p.toString());
        }
    }

    @Test
    void aFlippedBitIsNeverTakenForData() throws IOException {
        Path file = folder.resolve("a.recscope");
        Workspace w = workspace(3);
        WorkspaceFile.save(file, w);
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(11);
        Path bad = folder.resolve("bad.recscope");
        int refused = 0;
        for (int trial = 0; trial < 400; trial++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(bad, changed);
            try {
                assertSame(w, load(bad)); // a bit that carries nothing, such as one of a time stamp
            } catch (ProblemException _) {
                refused++;
            }
        }
        assertTrue(refused > 200, "refused " + refused);
    }

    @Test
    void otherFilesAreRefusedWithAReason() throws IOException {
        Path file = folder.resolve("x.recscope");
        assertTrue(why(file).contains("no such file"));
        assertTrue(why(folder).contains("folder"));
        Files.writeString(file, "user,item\n1,2\n");
        assertTrue(why(file).contains("zip"));
        zip(file, "readme.txt", "hello", ZipOutputStream.STORED);
        assertTrue(why(file).contains("manifest.json"));
        zip(file, "manifest.json", "{\"format\": 1", ZipOutputStream.STORED);
        assertTrue(why(file).contains("manifest.json:1"), why(file));
        zip(file, "manifest.json", "{\"format\": 1}", ZipOutputStream.STORED);
        assertTrue(why(file).contains("artifacts"), why(file));
        zip(file, "manifest.json", "{\"format\": 1}", ZipOutputStream.DEFLATED);
        assertTrue(why(file).contains("compressed"), why(file));
        zip(file, "manifest.json", "{\"format\": 9, \"app\": \"7.5\"}", ZipOutputStream.STORED);
        assertTrue(why(file).contains("Recscope 7.5"), why(file));
        String step =
                "{\"format\":1,\"app\":\"7.5\",\"name\":\"\",\"artifacts\":[],\"blobs\":[],\"entries\":[{\"op\":\"fly\"}]}";
        zip(file, "manifest.json", step, ZipOutputStream.STORED);
        assertTrue(why(file).contains("'fly'") && why(file).contains("7.5"), why(file));
    }

    private static String why(Path file) {
        return assertThrows(ProblemException.class, () -> load(file)).problem().sentence();
    }

    private static void zip(Path file, String name, String content, int method) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry e = new ZipEntry(name);
            e.setMethod(method);
            if (method == ZipEntry.STORED) {
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(bytes);
                e.setSize(bytes.length);
                e.setCrc(crc.getValue());
            }
            out.putNextEntry(e);
            out.write(bytes);
        }
    }

    @Test
    void aChangedArtifactIsNoticedEvenIfTheZipIsWhole() throws IOException {
        Path file = folder.resolve("a.recscope");
        WorkspaceFile.save(file, workspace(3));
        Path changed = folder.resolve("b.recscope");
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry e = all.nextElement();
                byte[] bytes = zip.getInputStream(e).readAllBytes();
                if (e.getName().equals("manifest.json")) {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    assertTrue(text.contains("\"cutoff\":20"));
                    bytes = text.replace("\"cutoff\":20", "\"cutoff\":21").getBytes(StandardCharsets.UTF_8);
                }
                ZipEntry copy = new ZipEntry(e.getName());
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(bytes.length);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(bytes);
                copy.setCrc(crc.getValue());
                out.putNextEntry(copy);
                out.write(bytes);
            }
        }
        assertTrue(why(changed).contains("was changed"), why(changed));
    }

    /// Fails at the given call, counted over all kinds of calls; a write may also fail half-way.
    private static final class Failing implements FileOps {
        private int left;
        private final boolean garble;

        Failing(int calls, boolean garble) {
            this.left = calls;
            this.garble = garble;
        }

        private void tick() throws IOException {
            if (left-- == 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            tick();
            OutputStream real = FileOps.REAL.create(file);
            return new java.io.FilterOutputStream(real) {
                @Override
                public void write(byte[] b, int off, int len) throws IOException {
                    byte[] copy = java.util.Arrays.copyOfRange(b, off, off + len);
                    if (garble) {
                        copy[len / 2] ^= 1;
                    }
                    out.write(copy, 0, len / 2);
                    tick();
                    out.write(copy, len / 2, len - len / 2);
                }
            };
        }

        @Override
        public void force(Path file) throws IOException {
            tick();
            FileOps.REAL.force(file);
        }

        @Override
        public void link(Path link, Path file) throws IOException {
            tick();
            FileOps.REAL.link(link, file);
        }

        @Override
        public void replace(Path file, Path target) throws IOException {
            tick();
            FileOps.REAL.replace(file, target);
        }

        boolean reached() {
            return left < 0;
        }
    }

    @Test
    void aSaveThatFailsAnywhereLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("a.recscope");
        Workspace old = workspace(1);
        WorkspaceFile.save(file, old);
        int failures = 0;
        while (true) {
            Failing ops = new Failing(failures, false);
            try {
                WorkspaceFile.save(file, workspace(2), ops);
            } catch (ProblemException e) {
                assertTrue(e.problem().why().contains("disk is full"), e.getMessage());
            }
            if (!ops.reached()) {
                break;
            }
            failures++;
            assertSame(old, load(file));
            assertTrue(names().stream().noneMatch(n -> n.endsWith(".tmp")), names().toString());
        }
        assertTrue(failures >= 6, "create, write, force, link and two moves can fail, saw " + failures);
        assertSame(workspace(2), load(file));
        assertSame(old, load(folder.resolve("a.recscope.bak")));
    }

    @Test
    void whatReadsBackDifferentlyIsNotKept() throws IOException {
        Path file = folder.resolve("a.recscope");
        WorkspaceFile.save(file, workspace(1));
        Failing ops = new Failing(1_000_000, true);
        Problem p = assertThrows(ProblemException.class, () -> WorkspaceFile.save(file, workspace(2), ops))
                .problem();
        assertTrue(p.why().contains("reads back differently"), p.why());
        assertSame(workspace(1), load(file));
        assertEquals(List.of("a.recscope"), names());
    }
}
