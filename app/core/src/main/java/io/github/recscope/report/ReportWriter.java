package io.github.recscope.report;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Workspace;
import io.github.recscope.store.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reports as files.
public final class ReportWriter {
    /// The name of the PDF.
    public static final String PDF = "report.pdf";

    private ReportWriter() {}

    /// Writes `report.pdf` and `csv/*.csv` with all sections into a folder, which is made if it is not there.
    ///
    /// @return the files, the PDF first
    /// @throws io.github.recscope.model.ProblemException if a file cannot be written; each file is then old or
    ///     new, never half
    public static List<Path> writeAll(Workspace workspace, Path outDir, Ctx ctx) {
        return writeAll(workspace, ReportSection.all(), outDir, Clock.system(ZoneId.systemDefault()), ctx);
    }

    /// The same for chosen sections; the clock tells the date on the report.
    public static List<Path> writeAll(
            Workspace workspace, Set<ReportSection> sections, Path outDir, Clock clock, Ctx ctx) {
        return write(ReportBuilder.build(workspace, sections, clock), outDir, ctx);
    }

    /// Writes `report.pdf` and `csv/*.csv` of any report into a folder, which is made if it is not there.
    ///
    /// @return the files, the PDF first
    public static List<Path> write(Report report, Path outDir, Ctx ctx) {
        List<Path> files = new ArrayList<>();
        Path pdf = outDir.resolve(PDF);
        AtomicFile.createFolder(outDir);
        AtomicFile.write(pdf, out -> writePdf(report, out, ctx.part(0, 0.9)));
        files.add(pdf);
        files.addAll(writeCsv(report, outDir.resolve("csv"), ctx.part(0.9, 1)));
        return List.copyOf(files);
    }

    /// Draws a report; the stream stays open.
    public static void writePdf(Report report, OutputStream out, Ctx ctx) throws IOException {
        PdfExporter.write(report, out, ctx);
    }

    /// Writes every table and the data of every chart, and `tables.csv` that lists them.
    ///
    /// @return the files, the list first
    public static List<Path> writeCsv(Report report, Path dir, Ctx ctx) {
        AtomicFile.createFolder(dir);
        List<Table> tables = report.tables();
        List<Path> files = new ArrayList<>();
        files.add(writeCsv(contents(tables), dir));
        for (int t = 0; t < tables.size(); t++) {
            ctx.progress("table " + tables.get(t).id(), (double) t / tables.size());
            files.add(writeCsv(tables.get(t), dir));
        }
        return List.copyOf(files);
    }

    /// Writes one table; the stream stays open.
    public static void writeCsv(Table table, OutputStream out) throws IOException {
        CsvExporter.write(table, out);
    }

    /// Writes every table and the data of every chart as Parquet, for all sections.
    ///
    /// @return the files
    public static List<Path> writeParquet(Workspace workspace, Path dir, Ctx ctx) {
        Clock clock = Clock.system(ZoneId.systemDefault());
        return writeParquet(ReportBuilder.build(workspace, ReportSection.all(), clock), dir, ctx);
    }

    /// Writes every table and the data of every chart as Parquet.
    ///
    /// @return the files
    public static List<Path> writeParquet(Report report, Path dir, Ctx ctx) {
        AtomicFile.createFolder(dir);
        List<Path> files = new ArrayList<>();
        for (Table table : report.tables()) {
            ctx.progress(
                    "table " + table.id(),
                    (double) files.size() / report.tables().size());
            Path file = dir.resolve(table.id() + ".parquet");
            AtomicFile.write(file, out -> ParquetExporter.write(table, out));
            files.add(file);
        }
        return List.copyOf(files);
    }

    private static Path writeCsv(Table table, Path dir) {
        Path file = dir.resolve(table.id() + ".csv");
        AtomicFile.write(file, out -> writeCsv(table, out));
        return file;
    }

    private static Table contents(List<Table> tables) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Table t : tables) {
            rows.add(Cell.row(t.id() + ".csv", t.title(), t.rows().size(), t.caption()));
        }
        return Table.of(
                "tables",
                "Tables",
                List.of(
                        Column.text("file", "File", 1),
                        Column.text("title", "Title", 1),
                        Column.number("rows", "Rows", Format.COUNT),
                        Column.text("caption", "Caption", 1)),
                rows);
    }
}
