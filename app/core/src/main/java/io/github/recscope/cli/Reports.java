package io.github.recscope.cli;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Workspace;
import java.nio.file.Path;

/// Writes a report of a workspace into a folder.
@FunctionalInterface
interface Reports {
    /// The report package.
    Reports STANDARD = (workspace, folder, ctx) -> {};

    /// Writes `report.pdf` and the CSV files.
    void writeAll(Workspace workspace, Path folder, Ctx ctx);
}
