package io.github.recscope.cli;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Workspace;
import io.github.recscope.report.ReportWriter;
import java.nio.file.Path;
import java.util.List;

/// Writes a report of a workspace into a folder.
@FunctionalInterface
interface Reports {
    /// The report package.
    Reports STANDARD = ReportWriter::writeAll;

    /// Writes `report.pdf` and the CSV files.
    ///
    /// @return the files
    List<Path> writeAll(Workspace workspace, Path folder, Ctx ctx);
}
