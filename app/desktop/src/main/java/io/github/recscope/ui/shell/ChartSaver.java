package io.github.recscope.ui.shell;

import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Problem;
import io.github.recscope.report.ChartFile;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.ui.fx.SaveChart;
import io.github.recscope.ui.state.FileChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Writes charts where a person says. Used on the JavaFX thread only.
final class ChartSaver {
    private final Jobs jobs;
    private final FileChoice files;
    private final Executor fx;
    private final Consumer<Problem> problems;

    /// @param problems is told what went wrong
    ChartSaver(Jobs jobs, FileChoice files, Executor fx, Consumer<Problem> problems) {
        this.jobs = jobs;
        this.files = files;
        this.fx = fx;
        this.problems = problems;
    }

    /// Asks for a file and writes the chart in the background.
    void save(SaveChart wanted) {
        ChartFile.Kind kind = wanted.kind();
        String words = kind == ChartFile.Kind.CSV ? "data" : "figure";
        files.save(
                        "Save the " + words + " as " + kind.name(),
                        fileName(wanted.about()) + "." + kind.ending(),
                        new FileChoice.Kind(kind.name(), List.of("*." + kind.ending())))
                .ifPresent(file -> write(wanted, file));
    }

    private void write(SaveChart wanted, Path file) {
        jobs.io("Save the chart", ctx -> {
                    ctx.check();
                    AtomicFile.write(
                            file,
                            out -> ChartFile.write(
                                    wanted.figure(), wanted.width(), wanted.height(), wanted.kind(), out));
                    return file;
                })
                .whenDone()
                .thenAcceptAsync(
                        outcome -> {
                            if (outcome instanceof Outcome.Failed<Path> failed) {
                                problems.accept(failed.problem());
                            }
                        },
                        fx);
    }

    /// "Recall and NDCG of the model" is `recall-and-ndcg-of-the-model`.
    static String fileName(String about) {
        String name = about.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        name = name.length() > 50 ? name.substring(0, 50).replaceAll("-+$", "") : name;
        return name.isEmpty() ? "chart" : name;
    }
}
