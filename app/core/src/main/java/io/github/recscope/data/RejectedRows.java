package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.PassingOn;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.store.Spreadsheets;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Writes all rows that an import leaves out as CSV with the columns file, line and reason: all of them, however
/// many, where an import itself keeps the first thousand of each kind.
final class RejectedRows implements ImportWatch {
    private final Map<String, Integer> readings = new HashMap<>();
    private final Map<String, Integer> last;
    private final Writer out;
    private long written;

    /// @param last which reading of a table counts: one whose encoding was guessed wrong is read twice
    private RejectedRows(Writer out, Map<String, Integer> last) {
        this.out = out;
        this.last = last;
    }

    /// Reads the source once more and writes the rows.
    ///
    /// @return how many there are
    static long save(Source source, ImportParams params, Path file, Ctx ctx) {
        AtomicFile.check(file);
        RejectedRows first = new RejectedRows(Writer.nullWriter(), Map.of());
        read(source, params, first, ctx.part(0, 0.5));
        long[] count = new long[1];
        AtomicFile.write(file, stream -> {
            Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            out.write("file,line,reason\n");
            RejectedRows rows = new RejectedRows(out, first.readings);
            read(source, params, rows, ctx.part(0.5, 1));
            out.flush();
            count[0] = rows.written;
        });
        return count[0];
    }

    private static void read(Source source, ImportParams params, RejectedRows rows, Ctx ctx) {
        try {
            CsvBundleImporter.read(source, params, rows, new Quiet(ctx));
        } catch (ProblemException e) {
            // Where not one row can be used, all of them are to be written.
            if (!e.problem().what().endsWith(DatasetAssembler.NO_USABLE_ROWS)) {
                throw e;
            }
        }
    }

    @Override
    public IssueLog log(TableHead head) {
        String table = head.entry().path() + " as " + head.kind();
        int reading = readings.merge(table, 1, Integer::sum);
        boolean counts = reading == last.getOrDefault(table, -1);
        return new IssueLog(issue -> {
            if (counts && issue.severity() == Severity.ERROR) {
                write(issue);
            }
        });
    }

    private void write(Issue issue) {
        int colon = issue.place().lastIndexOf(':');
        String file = colon < 0 ? issue.place() : issue.place().substring(0, colon);
        String line = colon < 0 ? "" : issue.place().substring(colon + 1);
        try {
            out.write(quoted(file) + "," + line + "," + quoted(issue.message()) + "\n");
            written++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        return "\"" + Spreadsheets.guarded(text).replace("\"", "\"\"") + "\"";
    }

    /// Says nothing again that the import has said.
    private record Quiet(Ctx ctx) implements PassingOn {
        @Override
        public void issue(Issue issue) {}

        @Override
        public Ctx around(Ctx part) {
            return new Quiet(part);
        }
    }
}
