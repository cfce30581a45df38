package io.github.recscope.store;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder for files that are needed for a while and belong to nobody: removed with them when closed.
public final class ScratchFolder implements AutoCloseable {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    private ScratchFolder(Path folder) {
        this.folder = folder;
    }

    /// A new one where the system keeps such things.
    ///
    /// @throws ProblemException if none can be made there
    public static ScratchFolder make(String prefix) {
        try {
            return new ScratchFolder(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "No temporary folder can be made.",
                            "The system says: " + e.getMessage() + ".",
                            "Free some space in " + System.getProperty("java.io.tmpdir") + "."),
                    e);
        }
    }

    /// Writes a file.
    ///
    /// @throws ProblemException as [AtomicFile#write]
    public Path write(String name, AtomicFile.Content content) {
        Path file = path(name);
        AtomicFile.write(file, content);
        return file;
    }

    /// Where a file goes that something else writes; removed with the folder.
    public Path path(String name) {
        Path file = folder.resolve(name);
        files.add(file);
        return file;
    }

    /// Removes the files and the folder, as far as that can be done.
    @Override
    public void close() {
        files.add(folder);
        for (Path p : files) {
            try {
                Files.deleteIfExists(p);
            } catch (IOException _) {
                // The system clears its temporary folder some day.
            }
        }
    }
}
