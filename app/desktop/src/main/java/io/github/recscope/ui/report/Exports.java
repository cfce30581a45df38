package io.github.recscope.ui.report;

import io.github.recscope.job.Jobs;
import io.github.recscope.model.Workspace;
import io.github.recscope.report.Report;
import io.github.recscope.report.ReportBuilder;
import io.github.recscope.report.ReportSection;
import io.github.recscope.report.ReportWriter;
import io.github.recscope.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The work of each kind of export.
final class Exports {
    private Exports() {}

    /// What to write.
    ///
    /// @param workspace what to report
    /// @param sections  which sections
    /// @param clock     tells the report's date
    record Wanted(Workspace workspace, Set<ReportSection> sections, Clock clock) {
        Report report() {
            return ReportBuilder.build(workspace, sections, clock);
        }
    }

    static Jobs.Work<Written> pdf(Wanted wanted, Path file) {
        return ctx -> {
            AtomicFile.check(file);
            Report report = wanted.report();
            AtomicFile.write(file, out -> ReportWriter.writePdf(report, out, ctx));
            return new Written(file, pages(file), 0, "", Files.size(file));
        };
    }

    static Jobs.Work<Written> csv(Wanted wanted, Path folder) {
        return ctx -> {
            List<Path> files = ReportWriter.writeCsv(wanted.report(), folder, ctx);
            return new Written(folder, 0, files.size(), "CSV", bytes(files));
        };
    }

    static Jobs.Work<Written> parquet(Wanted wanted, Path folder) {
        return ctx -> {
            List<Path> files = ReportWriter.writeParquet(wanted.report(), folder, ctx);
            return new Written(folder, 0, files.size(), "Parquet", bytes(files));
        };
    }

    static Jobs.Work<Written> all(Wanted wanted, Path folder) {
        return ctx -> {
            List<Path> files =
                    ReportWriter.writeAll(wanted.workspace(), wanted.sections(), folder, wanted.clock(), ctx);
            return new Written(folder, pages(files.getFirst()), files.size() - 1, "CSV", bytes(files));
        };
    }

    private static int pages(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return document.getNumberOfPages();
        }
    }

    private static long bytes(List<Path> files) throws IOException {
        long sum = 0;
        for (Path f : files) {
            sum += Files.size(f);
        }
        return sum;
    }
}
