package io.github.recscope.ui.shell;

import io.github.recscope.data.Source;
import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.op.PathText;
import io.github.recscope.ui.fx.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// The files used last, with their size and age. The disk is looked at off the window's thread.
public final class RecentModel implements AutoCloseable {
    private final Observable<List<Recent>> files = new Observable<>(List.of());
    private final Observable<Settings> settings;
    private final Latest<List<String>, List<Recent>> look;

    /// A file that was used.
    ///
    /// @param path   as it was remembered; several that were opened together stand one a line
    /// @param name   of the file
    /// @param folder where it is
    /// @param facts  size and age in words; empty while unknown
    /// @param there  whether it is still there
    public record Recent(String path, String name, String folder, String facts, boolean there) {
        /// The paths.
        public List<Path> paths() {
            return PathText.each(path).stream().map(Path::of).toList();
        }
    }

    /// Follows the settings.
    public RecentModel(Observable<Settings> settings, Executor fx) {
        this.settings = settings;
        look = new Latest<>(RecentModel::look, fx, files::set, _ -> {});
        settings.observe(s -> {
            if (!s.recent().equals(files.get().stream().map(Recent::path).toList())) {
                files.set(s.recent().stream().map(p -> bare(p, "", true)).toList());
                refresh();
            }
        });
    }

    /// Newest first.
    public Observable<List<Recent>> files() {
        return files;
    }

    /// Looks at the disk again.
    public void refresh() {
        look.submit(settings.get().recent());
    }

    /// Takes a file off the list.
    public void forget(String path) {
        settings.set(settings.get().withoutRecent(path));
    }

    private static List<Recent> look(List<String> paths) {
        Instant now = Instant.now();
        List<Recent> list = new ArrayList<>();
        for (String text : paths) {
            list.add(look(text, now));
        }
        return List.copyOf(list);
    }

    private static Recent look(String text, Instant now) {
        try {
            long bytes = 0;
            boolean folder = false;
            Instant changed = Instant.EPOCH;
            for (String one : PathText.each(text)) {
                Path path = Path.of(one);
                Instant at = Files.getLastModifiedTime(path).toInstant();
                changed = at.isAfter(changed) ? at : changed;
                folder |= Files.isDirectory(path);
                bytes += Files.isDirectory(path) ? 0 : Files.size(path);
            }
            String size = folder ? "folder" : Format.bytes(bytes);
            return bare(text, size + ", changed " + Age.words(changed, now), true);
        } catch (IOException | InvalidPathException _) {
            return bare(text, "not there any more", false);
        }
    }

    private static Recent bare(String text, String facts, boolean there) {
        try {
            List<Path> paths = PathText.each(text).stream().map(Path::of).toList();
            Path folder = paths.isEmpty() ? null : paths.getFirst().getParent();
            return new Recent(text, Source.name(paths), folder == null ? "" : folder.toString(), facts, there);
        } catch (InvalidPathException _) {
            return new Recent(text, text, "", facts, false);
        }
    }

    @Override
    public void close() {
        look.close();
    }
}
