package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The workspace file `NAME.recscope`: a zip of `manifest.json` and `blobs/<sha256>`, nothing compressed.
///
/// The manifest holds the format's version, the program's, the name, the entries (operation, version, parameters,
/// inputs, seed, output, seconds, kernels), the artifacts as [ArtifactCodec] writes them, and the list of blobs.
/// Blobs are raw little-endian arrays, so Python reads them with `zipfile` and `numpy.frombuffer`.
///
/// Large matrices stay in the file until they are needed ([MappedBlob]); everything else is read and compared
/// with its hash when the file is opened. Files of earlier formats are brought to today's ([Migrations]). A
/// file of a later format, or with a kind of result, a field or a step that is not known here, is refused: what
/// was left out would be lost at the next save.
public final class WorkspaceFile {
    /// The version of this format; raised whenever a stored record changes.
    public static final int FORMAT = 2;

    /// Matrices of at least so many bytes stay in the file until they are needed.
    static final long LATER = 16L << 20;

    /// Windows replaces no file that is mapped, so there everything is read at once.
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /// The same for every entry, so that equal workspaces give equal files.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private WorkspaceFile() {}

    /// Saves a workspace; a previous file of the name stays beside it as `NAME.bak`.
    ///
    /// @throws ProblemException if it cannot be written; the previous file is then as it was
    public static void save(Path file, Workspace workspace) {
        save(file, workspace, FileOps.REAL);
    }

    /// Saves a workspace to the file that it was read from or last written to.
    ///
    /// @param expected the file as it was then
    /// @return the file as it is now
    /// @throws ProblemException as [#save(Path, Workspace)], and if somebody else has changed the file since
    public static Stamp save(Path file, Workspace workspace, Optional<Stamp> expected) {
        if (expected.isPresent() && Files.exists(file) && !Stamp.of(file).equals(expected.get())) {
            throw ProblemException.of(
                    file + " was not saved.",
                    "Another program has changed the file since it was opened here.",
                    "Save under another name, then open the file again to see what changed.");
        }
        save(file, workspace);
        return Stamp.of(file);
    }

    static void save(Path file, Workspace workspace, FileOps ops) {
        Map<String, Blob> blobs = new LinkedHashMap<>();
        byte[] manifest = ArtifactCodec.bytes(manifest(workspace, blobs));
        AtomicFile.write(file, out -> write(out, manifest, blobs), temp -> verify(temp, manifest, blobs), true, ops);
    }

    /// Opens a workspace; every byte is checked against its hash.
    ///
    /// @param paramsTypes the record of parameters of an operation's id; throws [ProblemException] for an
    ///     unknown one
    /// @throws ProblemException if the file is missing, damaged, or of a version that is not known here
    public static Workspace load(Path file, Function<String, Class<? extends Params>> paramsTypes) {
        return open(file, paramsTypes).workspace();
    }

    /// An open workspace file.
    ///
    /// @param workspace what it holds
    /// @param stamp     what tells whether somebody else has changed the file since
    /// @param upgraded  the earlier format that it has, 0 for today's
    /// @param unread    the blobs that were not read yet; they are compared with their hash before they are used
    public record Opened(Workspace workspace, Stamp stamp, int upgraded, List<? extends Matrix.Values> unread) {
        /// Copies the list.
        public Opened {
            unread = List.copyOf(unread);
        }

        /// Compares what was not read yet with its hash, so that damage is known before somebody relies on it.
        ///
        /// @throws ProblemException if a byte is not as it was written
        public void verify(Ctx ctx) {
            int done = 0;
            for (Matrix.Values values : unread) {
                ctx.progress("comparing with the hashes", (double) done++ / unread.size());
                if (values instanceof MappedBlob blob) {
                    blob.verify(ctx);
                }
            }
        }
    }

    /// Opens a workspace without reading its large matrices: those are compared with their hash when they are
    /// used, or by [Opened#verify].
    ///
    /// @throws ProblemException as [#load]
    public static Opened open(Path file, Function<String, Class<? extends Params>> paramsTypes) {
        return open(file, paramsTypes, WINDOWS ? Long.MAX_VALUE : LATER);
    }

    /// @param later matrices of so many bytes are not read now
    static Opened open(Path file, Function<String, Class<? extends Params>> paramsTypes, long later) {
        try (WorkspaceZip zip = WorkspaceZip.open(file)) {
            Stamp stamp = Stamp.of(file);
            byte[] bytes = zip.manifest();
            JsonNode manifest =
                    Json.parse(new String(bytes, StandardCharsets.UTF_8), file.getFileName() + "!manifest.json");
            return new Reader(file, zip, manifest, paramsTypes, later, new ArrayList<>()).read(stamp);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Checks that a file may be replaced by a workspace: there is none, or it is a workspace itself.
    ///
    /// @throws ProblemException if it is something else, so that a mistyped name destroys nothing, or cannot
    ///     be written
    public static void checkReplaceable(Path file) {
        AtomicFile.check(file);
        if (!Files.exists(file)) {
            return;
        }
        try (WorkspaceZip zip = WorkspaceZip.open(file)) {
            zip.manifest();
        } catch (ProblemException e) {
            throw new ProblemException(
                    new Problem(
                            file + " was not replaced.",
                            "There is a file of that name that is not a Recscope workspace.",
                            "Choose another name, or move the file away."),
                    e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ProblemException unreadable(Path file, IOException e) {
        return new ProblemException(
                new Problem(
                        file + " could not be read.",
                        "The system says: " + e.getMessage() + ".",
                        "Check the path and the disk."),
                e);
    }

    private static ObjectNode manifest(Workspace workspace, Map<String, Blob> blobs) {
        ObjectNode root = JSON.objectNode();
        root.put("format", FORMAT);
        root.put("app", Version.current());
        root.put("name", workspace.name());
        ArrayNode entries = root.putArray("entries");
        workspace.entries().forEach(e -> entries.add(EntryJson.write(e)));
        ArrayNode artifacts = root.putArray("artifacts");
        for (ArtifactId id : order(workspace)) {
            ArtifactCodec.Encoded encoded = ArtifactCodec.encode(workspace.artifact(id));
            blobs.putAll(encoded.blobs());
            ObjectNode artifact = artifacts.addObject();
            artifact.put("id", id.hash());
            artifact.set("content", encoded.json());
        }
        ArrayNode list = root.putArray("blobs");
        for (Blob b : blobs.values()) {
            ObjectNode blob = list.addObject();
            blob.put("sha256", b.sha256());
            blob.put("bytes", b.bytes());
            blob.put("dtype", b.dtype());
            ArrayNode shape = blob.putArray("shape");
            b.shape().forEach(shape::add);
        }
        return root;
    }

    /// The map of artifacts has no order of its own: as the entries made them, then the rest by hash.
    private static Set<ArtifactId> order(Workspace workspace) {
        Set<ArtifactId> ids = new LinkedHashSet<>();
        workspace.entries().forEach(e -> ids.add(e.output()));
        workspace.artifacts().keySet().stream()
                .sorted(java.util.Comparator.comparing(ArtifactId::hash))
                .forEach(ids::add);
        return ids;
    }

    private static void write(OutputStream out, byte[] manifest, Map<String, Blob> blobs) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            CRC32 crc = new CRC32();
            crc.update(manifest);
            zip.putNextEntry(stored(WorkspaceZip.MANIFEST, manifest.length, crc.getValue()));
            zip.write(manifest);
            zip.closeEntry();
            for (Blob b : blobs.values()) {
                zip.putNextEntry(stored(WorkspaceZip.BLOBS + b.sha256(), b.bytes(), b.crc()));
                b.writeTo(zip);
                zip.closeEntry();
            }
        }
    }

    private static ZipEntry stored(String name, long bytes, long crc) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes);
        entry.setCompressedSize(bytes);
        entry.setCrc(crc);
        entry.setTimeLocal(TIME);
        return entry;
    }

    /// Reads back what was written, before it takes the place of the previous file.
    private static void verify(Path temp, byte[] manifest, Map<String, Blob> blobs) throws IOException {
        try (WorkspaceZip zip = WorkspaceZip.open(temp)) {
            if (!Arrays.equals(zip.manifest(), manifest)) {
                throw new IOException("the manifest reads back differently");
            }
            for (Blob b : blobs.values()) {
                zip.verify(b.sha256(), b.bytes());
            }
        } catch (ProblemException e) {
            throw new IOException(
                    "what was written reads back differently (" + e.problem().why() + ")", e);
        }
    }

    /// One load.
    private record Reader(
            Path file,
            WorkspaceZip zip,
            JsonNode manifest,
            Function<String, Class<? extends Params>> paramsTypes,
            long later,
            List<MappedBlob> unread)
            implements ArtifactCodec.Blobs {
        @Override
        public InputStream open(String sha256, long expected) throws IOException {
            return zip.blob(sha256, expected);
        }

        @Override
        public Optional<Matrix.Values> later(String sha256, long expected) throws IOException {
            if (expected < later) {
                return Optional.empty();
            }
            MappedBlob blob = zip.mapped(sha256, expected);
            unread.add(blob);
            return Optional.of(blob);
        }

        Opened read(Stamp stamp) throws IOException {
            JsonNode format = manifest.path("format");
            if (!format.isInt() || format.intValue() < 1) {
                throw WorkspaceZip.damaged(file, "Its manifest names no format.", null);
            }
            if (format.intValue() > FORMAT) {
                throw ProblemException.of(
                        file + " has the workspace format " + format.intValue() + ".",
                        "It was written by " + writer() + "; this version reads formats up to " + FORMAT + ".",
                        "Open it with a newer Recscope.");
            }
            Map<ArtifactId, Artifact> artifacts = new LinkedHashMap<>();
            Map<ArtifactId, ArtifactId> now = new HashMap<>();
            for (JsonNode a : list(manifest, "artifacts")) {
                ArtifactId id = id(a.path("id"));
                JsonNode content = a.path("content");
                if (!ArtifactCodec.identify(content).equals(id)) {
                    throw WorkspaceZip.damaged(file, "The artifact " + id + " was changed.", null);
                }
                JsonNode upgraded = Migrations.upgrade(content, format.intValue());
                Artifact artifact = ArtifactCodec.decode(upgraded, this, place(id));
                ArtifactId own = upgraded.equals(content) ? id : ArtifactCodec.identify(artifact);
                now.put(id, own);
                artifacts.put(own, artifact);
            }
            Set<String> waiting = new HashSet<>();
            unread.forEach(b -> waiting.add(b.sha256()));
            for (JsonNode b : list(manifest, "blobs")) {
                if (!waiting.contains(text(b, "sha256"))) {
                    zip.verify(text(b, "sha256"), b.path("bytes").asLong(-1));
                }
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode e : list(manifest, "entries")) {
                entries.add(upgraded(entry(e, entries.size() + 1), now));
            }
            try {
                Workspace workspace = new Workspace(text(manifest, "name"), entries, artifacts);
                return new Opened(workspace, stamp, format.intValue() == FORMAT ? 0 : format.intValue(), unread);
            } catch (IllegalArgumentException e) {
                throw WorkspaceZip.damaged(file, "Its steps and results do not fit: " + e.getMessage() + ".", e);
            }
        }

        /// A result that was brought to today's form has another hash.
        private static Entry upgraded(Entry e, Map<ArtifactId, ArtifactId> now) {
            Step s = e.step();
            List<ArtifactId> inputs =
                    s.inputs().stream().map(i -> now.getOrDefault(i, i)).toList();
            Step step = new Step(s.op(), s.version(), s.params(), inputs, s.seed());
            return new Entry(step, now.getOrDefault(e.output(), e.output()), e.seconds(), e.kernels());
        }

        private Entry entry(JsonNode e, int number) {
            try {
                return EntryJson.read(e, paramsTypes, file.getFileName() + ", step " + number);
            } catch (EntryJson.UnknownOperation unknown) {
                throw new ProblemException(
                        new Problem(
                                file + " has a step that this version does not know.",
                                "Step " + number + " is '" + unknown.op() + "'; the file was written by " + writer()
                                        + ", this is " + "Recscope " + Version.current() + ".",
                                "Open it with the version that wrote it."),
                        unknown);
            } catch (IllegalArgumentException wrong) {
                throw WorkspaceZip.damaged(file, "Step " + number + ": " + wrong.getMessage() + ".", wrong);
            }
        }

        private String place(ArtifactId id) {
            return file.getFileName() + " (written by " + writer() + "), artifact " + id;
        }

        private String writer() {
            return "Recscope " + manifest.path("app").asText("of an unknown version");
        }

        private JsonNode list(JsonNode node, String field) {
            JsonNode list = node.path(field);
            if (!list.isArray()) {
                throw WorkspaceZip.damaged(file, "Its manifest has no list '" + field + "'.", null);
            }
            return list;
        }

        private String text(JsonNode node, String field) {
            JsonNode value = node.path(field);
            if (!value.isTextual()) {
                throw WorkspaceZip.damaged(file, "Its manifest has no text '" + field + "'.", null);
            }
            return value.textValue();
        }

        private ArtifactId id(JsonNode value) {
            if (!value.isTextual() || !value.textValue().matches("[0-9a-f]{64}")) {
                throw WorkspaceZip.damaged(file, "Its manifest has '" + value + "' instead of a hash.", null);
            }
            return new ArtifactId(value.textValue());
        }
    }
}
