package io.github.recscope.ui.shell;

import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Says what would happen to a file that is dragged over the window. Files are looked at off the window's thread.
public final class DropModel implements AutoCloseable {
    private final Observable<String> hint = new Observable<>("");
    private final Latest<Path, String> probe;

    /// @param recognise what a file is, in words; may read it
    public DropModel(Function<Path, String> recognise, Executor fx) {
        probe = new Latest<>(recognise, fx, hint::set, _ -> {});
    }

    /// What to show over the window.
    public Observable<String> hint() {
        return hint;
    }

    /// Something is dragged over the window.
    ///
    /// @param count how many files; only the first is used
    public void look(Path file, int count) {
        Path name = file.getFileName();
        hint.set("Drop " + (name == null ? file : name) + (count > 1 ? " (the first of " + count + ")" : ""));
        probe.submit(file);
    }

    @Override
    public void close() {
        probe.close();
    }
}
