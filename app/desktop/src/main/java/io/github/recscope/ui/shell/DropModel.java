package io.github.recscope.ui.shell;

import io.github.recscope.data.Source;
import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Says what would happen to files that are dragged over the window. Files are looked at off the window's thread.
public final class DropModel implements AutoCloseable {
    private final Observable<String> hint = new Observable<>("");
    private final Latest<List<Path>, String> probe;

    /// @param recognise what files are together, in words; may read them
    public DropModel(Function<List<Path>, String> recognise, Executor fx) {
        probe = new Latest<>(recognise, fx, hint::set, _ -> {});
    }

    /// What to show over the window.
    public Observable<String> hint() {
        return hint;
    }

    /// Files are dragged over the window.
    public void look(List<Path> files) {
        hint.set("Drop " + Source.name(files));
        probe.submit(files);
    }

    @Override
    public void close() {
        probe.close();
    }
}
