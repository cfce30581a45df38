package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is not saved yet, kept on the disk: a [Journal] of what was done and, beside it, what came of it.
///
/// Results are files named by their hash: `ID.json` for an artifact, `SHA256.blob` for an array. A result that is
/// there is read after a crash, one that is missing is computed again. The folder lies hidden beside the
/// workspace, in the state folder of the account for a workspace without a file or beside which nothing can be
/// written. Not for use by several threads at once.
public final class AutosaveFolder implements AutoCloseable {
    /// How much room stays free on the disk when results are kept.
    static final long ROOM = 256L << 20;

    private static final String JOURNAL = "journal";
    private static final String ARTIFACT = ".json";
    private static final String BLOB = ".blob";

    private final Path folder;
    private final FileOps ops;
    private @Nullable Journal journal;

    private AutosaveFolder(Path folder, FileOps ops) {
        this.folder = folder;
        this.ops = ops;
    }

    /// The folder of a place, which need not exist.
    public static AutosaveFolder at(Path folder) {
        return at(folder, FileOps.REAL);
    }

    static AutosaveFolder at(Path folder, FileOps ops) {
        return new AutosaveFolder(folder, ops);
    }

    /// Where the unsaved work of a workspace file is kept.
    ///
    /// @param state the state folder of this account
    public static Path of(Path file, Path state) {
        Path absolute = absolute(file);
        Path parent = absolute.getParent();
        if (parent != null && Files.isWritable(parent)) {
            return absolute.resolveSibling("." + absolute.getFileName() + ".autosave");
        }
        String name = Sha256.of(absolute.toString().getBytes(StandardCharsets.UTF_8));
        return state.resolve("autosave").resolve(name.substring(0, 32));
    }

    /// The file behind a link; every name of a file has the same folder.
    static Path absolute(Path file) {
        try {
            return Files.exists(file)
                    ? file.toRealPath()
                    : file.toAbsolutePath().normalize();
        } catch (IOException _) {
            return file.toAbsolutePath().normalize();
        }
    }

    /// Where it is.
    public Path folder() {
        return folder;
    }

    /// Begins the journal anew.
    ///
    /// @throws ProblemException if it cannot be written
    public void begin(JsonNode first) {
        closeJournal();
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(parent);
            }
            ops.createFolder(folder);
        } catch (IOException e) {
            throw new ProblemException(AtomicFile.problem(folder, e), e);
        }
        journal = Journal.begin(folder.resolve(JOURNAL), first, ops);
    }

    /// Whether the journal can be added to.
    public boolean isOpen() {
        return journal != null;
    }

    /// Adds a line to the journal; it is on the disk when this returns.
    ///
    /// @throws ProblemException if it cannot be written; the journal must then be begun anew
    public void append(JsonNode line) {
        Journal open = journal;
        if (open == null) {
            throw new IllegalStateException("no journal was begun");
        }
        try {
            open.append(line);
        } catch (IOException e) {
            closeJournal();
            throw new ProblemException(AtomicFile.problem(folder.resolve(JOURNAL), e), e);
        }
    }

    /// Keeps a result, unless it is there.
    ///
    /// @param stop looked at between arrays: whether nobody needs it any more
    /// @throws ProblemException if it cannot be written, or the disk has too little room for it
    public void store(ArtifactId id, Artifact artifact, BooleanSupplier stop) {
        if (has(id)) {
            return;
        }
        ArtifactCodec.Encoded encoded = ArtifactCodec.encode(artifact);
        room(encoded.blobs().values().stream().mapToLong(Blob::bytes).sum());
        for (Map.Entry<String, Blob> blob : encoded.blobs().entrySet()) {
            if (stop.getAsBoolean()) {
                return;
            }
            Path file = folder.resolve(blob.getKey() + BLOB);
            if (!Files.exists(file)) {
                AtomicFile.write(file, blob.getValue()::writeTo, _ -> {}, false, ops);
            }
        }
        byte[] json = ArtifactCodec.bytes(encoded.json());
        AtomicFile.write(folder.resolve(id.hash() + ARTIFACT), out -> out.write(json), _ -> {}, false, ops);
    }

    private void room(long bytes) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes + ROOM) {
                throw ProblemException.of(
                        "A result of " + (bytes >> 20) + " MiB is not autosaved.",
                        "The disk of " + folder + " has " + (free >> 20) + " MiB left.",
                        "Free some space; after a crash the step would have to run again.");
            }
        } catch (IOException _) {
            // Then the write says what is wrong.
        }
    }

    /// Whether a result is there, going by its name.
    public boolean has(ArtifactId id) {
        return Files.exists(folder.resolve(id.hash() + ARTIFACT));
    }

    /// A result, if it is there and all of its bytes have the right hash.
    public Optional<Artifact> load(ArtifactId id) {
        try {
            byte[] json = Files.readAllBytes(folder.resolve(id.hash() + ARTIFACT));
            if (!Sha256.of(json).equals(id.hash())) {
                return Optional.empty();
            }
            JsonNode tree = Json.parse(new String(json, StandardCharsets.UTF_8), id.brief());
            return Optional.of(ArtifactCodec.decode(tree, this::blob, id.brief()));
        } catch (IOException | ProblemException _) {
            return Optional.empty(); // It is computed again.
        }
    }

    private InputStream blob(String sha256, long expected) throws IOException {
        Path file = folder.resolve(sha256 + BLOB);
        if (expected >= 0 && Files.size(file) != expected) {
            throw new IOException("a blob has another size");
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (!Sha256.of(in).equals(sha256)) {
                throw new IOException("a blob has another hash");
            }
        }
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /// Deletes the results that are no longer needed, as they are saved.
    public void keepOnly(Set<ArtifactId> needed) {
        try {
            Set<String> names = new HashSet<>(Set.of(JOURNAL));
            for (ArtifactId id : needed) {
                Path file = folder.resolve(id.hash() + ARTIFACT);
                if (Files.exists(file)) {
                    names.add(id.hash() + ARTIFACT);
                    JsonNode tree = Json.parse(Files.readString(file), id.brief());
                    tree.findValuesAsText("blob").forEach(b -> names.add(b + BLOB));
                }
            }
            for (Path file : files()) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    ops.delete(file);
                }
            }
        } catch (IOException | ProblemException _) {
            // What is left over costs room and nothing else.
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path file : all) {
                    String name = String.valueOf(file.getFileName());
                    boolean ours = name.equals(JOURNAL)
                            || name.matches("\\.?[0-9a-f]{64}\\.(json|blob)(\\..*\\.tmp)?")
                            || name.matches("\\.journal\\..*\\.tmp");
                    if (ours) {
                        files.add(file);
                    }
                }
            }
        }
        return files;
    }

    /// Deletes everything: it is saved, or nobody wants it. The journal goes first, so that a crash meanwhile
    /// leaves nothing that would be offered again.
    ///
    /// @throws ProblemException if the journal cannot be deleted
    public void discard() {
        closeJournal();
        try {
            ops.delete(folder.resolve(JOURNAL));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "The autosaved work in " + folder + " could not be removed.",
                            "The system says: " + e.getMessage() + ".",
                            "Remove the folder by hand, or it is offered again."),
                    e);
        }
        try {
            for (Path file : files()) {
                ops.delete(file);
            }
            ops.delete(folder);
        } catch (IOException _) {
            // Without its journal the folder means nothing.
        }
    }

    /// What the journal holds; empty if there is none.
    ///
    /// @throws ProblemException if it cannot be read
    public Optional<Journal.Content> read() {
        Path file = folder.resolve(JOURNAL);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Journal.read(file));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "The autosaved work in " + folder + " cannot be read.",
                            "The system says: " + e.getMessage() + ".",
                            "Check the disk."),
                    e);
        }
    }

    /// The entry behind a line's JSON.
    ///
    /// @throws ProblemException if this version does not know the step
    public static Entry entry(JsonNode json, Function<String, Class<? extends Params>> paramsTypes) {
        try {
            return EntryJson.read(json, paramsTypes, "the journal");
        } catch (EntryJson.UnknownOperation | IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem(
                            "A step of the journal is not known here.",
                            e.getMessage() + ".",
                            "Open it with the version that wrote it."),
                    e);
        }
    }

    private void closeJournal() {
        Journal open = journal;
        journal = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // Every line was forced to the disk when it was written.
            }
        }
    }

    /// Lets go of the journal; it stays where it is.
    @Override
    public void close() {
        closeJournal();
    }
}
