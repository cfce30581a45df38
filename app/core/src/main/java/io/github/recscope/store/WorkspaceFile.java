package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Json;
import io.github.recscope.op.ParamSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
public final class WorkspaceFile {
    /// The version of this format.
    public static final int FORMAT = 1;

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
        try (WorkspaceZip zip = WorkspaceZip.open(file)) {
            JsonNode manifest = Json.parse(
                    new String(zip.manifest(), StandardCharsets.UTF_8), file.getFileName() + "!manifest.json");
            return new Reader(file, zip, manifest, paramsTypes).read();
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
        workspace.entries().forEach(e -> entries.add(entry(e)));
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

    private static ObjectNode entry(Entry e) {
        ObjectNode node = JSON.objectNode();
        node.put("op", e.step().op());
        node.put("version", e.step().version());
        node.set("params", params(e.step().params()));
        ArrayNode inputs = node.putArray("inputs");
        e.step().inputs().forEach(i -> inputs.add(i.hash()));
        node.put("seed", e.step().seed());
        node.put("output", e.output().hash());
        node.put("seconds", e.seconds());
        node.put("kernels", e.kernels());
        return node;
    }

    private static <P extends Params> JsonNode params(P params) {
        @SuppressWarnings("unchecked") // The class of a value is the class of its type.
        Class<P> type = (Class<P>) params.getClass();
        return ParamSchema.of(type).toJson(params);
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
            Path file, WorkspaceZip zip, JsonNode manifest, Function<String, Class<? extends Params>> paramsTypes) {
        Workspace read() throws IOException {
            JsonNode format = manifest.path("format");
            if (!format.isInt()) {
                throw WorkspaceZip.damaged(file, "Its manifest names no format.", null);
            }
            if (format.intValue() != FORMAT) {
                throw ProblemException.of(
                        file + " has the workspace format " + format.intValue() + ".",
                        "It was written by " + writer() + "; this version reads format " + FORMAT + ".",
                        "Open it with a newer Recscope.");
            }
            Map<ArtifactId, Artifact> artifacts = new LinkedHashMap<>();
            for (JsonNode a : list(manifest, "artifacts")) {
                ArtifactId id = id(a.path("id"));
                JsonNode content = a.path("content");
                if (!ArtifactCodec.identify(content).equals(id)) {
                    throw WorkspaceZip.damaged(file, "The artifact " + id + " was changed.", null);
                }
                artifacts.put(id, ArtifactCodec.decode(content, zip::blob, place(id)));
            }
            for (JsonNode b : list(manifest, "blobs")) {
                zip.verify(text(b, "sha256"), b.path("bytes").asLong(-1));
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode e : list(manifest, "entries")) {
                entries.add(entry(e, entries.size() + 1));
            }
            try {
                return new Workspace(text(manifest, "name"), entries, artifacts);
            } catch (IllegalArgumentException e) {
                throw WorkspaceZip.damaged(file, "Its steps and results do not fit: " + e.getMessage() + ".", e);
            }
        }

        private Entry entry(JsonNode e, int number) {
            String op = text(e, "op");
            Class<? extends Params> type;
            try {
                type = paramsTypes.apply(op);
            } catch (ProblemException unknown) {
                throw new ProblemException(
                        new Problem(
                                file + " has a step that this version does not know.",
                                "Step " + number + " is '" + op + "'; the file was written by " + writer()
                                        + ", this is " + "Recscope " + Version.current() + ".",
                                "Open it with the version that wrote it."),
                        unknown);
            }
            Params params = ParamSchema.of(type).fromJson(e.path("params"), file.getFileName() + ", step " + number);
            List<ArtifactId> inputs = new ArrayList<>();
            list(e, "inputs").forEach(i -> inputs.add(id(i)));
            Step step = new Step(op, (int) number(e, "version"), params, inputs, number(e, "seed"));
            double seconds = e.path("seconds").asDouble();
            return new Entry(step, id(e.path("output")), seconds, text(e, "kernels"));
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

        private long number(JsonNode node, String field) {
            JsonNode value = node.path(field);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw WorkspaceZip.damaged(file, "Its manifest has no whole number '" + field + "'.", null);
            }
            return value.longValue();
        }

        private ArtifactId id(JsonNode value) {
            if (!value.isTextual() || !value.textValue().matches("[0-9a-f]{64}")) {
                throw WorkspaceZip.damaged(file, "Its manifest has '" + value + "' instead of a hash.", null);
            }
            return new ArtifactId(value.textValue());
        }
    }
}
