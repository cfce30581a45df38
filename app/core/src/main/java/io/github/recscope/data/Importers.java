package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// All importers, and the choice among them.
public final class Importers {
    /// What to do where no importer finds a table of interactions.
    static final String FIX =
            "Choose a CSV file with the columns user_id, item_id and rating, or an archive or folder with one, or say which"
                    + " columns these are: --columns user=…,item=….";

    private final List<Importer> importers;
    private final AtomicReference<@Nullable Checked> checked = new AtomicReference<>();

    private Importers(List<Importer> importers) {
        this.importers = List.copyOf(importers);
    }

    /// Everything that this program reads.
    public static Importers standard() {
        return new Importers(List.of(new CsvBundleImporter()));
    }

    /// The importers.
    public List<Importer> importers() {
        return importers;
    }

    /// An importer that understands a source, and why.
    ///
    /// @param importer the importer
    /// @param match    how sure it is; the confidence is above 0
    public record Candidate(Importer importer, Importer.Match match) {}

    /// Who understands a path or `sample:NAME`, the surest first; reads only the heads of files.
    ///
    /// @return at least one candidate
    /// @throws ProblemException if it cannot be opened or nobody understands it; says why
    public List<Candidate> probe(String source) {
        return probe(new ImportParams(source));
    }

    /// As [#probe(String)], as far as a person has not said what the source is.
    public List<Candidate> probe(ImportParams params) {
        try (Source opened = Source.open(params.source())) {
            return probe(opened, params);
        }
    }

    /// As [#probe(String)].
    public List<Candidate> probe(Path source) {
        return probe(source.toString());
    }

    /// Reads a source with the importer that is surest.
    ///
    /// @throws ProblemException if it cannot be read
    public Dataset read(String source, Ctx ctx) {
        return read(new ImportParams(source), ctx);
    }

    /// As [#read(String, Ctx)], as far as a person has not said what the source is.
    public Dataset read(ImportParams params, Ctx ctx) {
        Checked before = checked.getAndSet(null);
        if (before != null && before.params().equals(params) && before.stamp().equals(Checked.stamp(params.source()))) {
            before.data().summary().issues().forEach(ctx::issue);
            return before.data();
        }
        try (Source opened = Source.open(params.source())) {
            return probe(opened, params).getFirst().importer().read(opened, params, ctx);
        }
    }

    /// Reads a source and looks at what comes out. The next [#read] with the same parameters takes what was read here,
    /// unless a file has changed.
    ///
    /// @throws ProblemException if it cannot be read
    public ImportCheck check(ImportParams params, Ctx ctx) {
        checked.set(null);
        String stamp = Checked.stamp(params.source());
        try (Source opened = Source.open(params.source())) {
            probe(opened, params);
            ImportCheck check = ImportChecker.check(opened, params, ctx);
            checked.set(new Checked(params, stamp, check.data()));
            return check;
        }
    }

    /// Forgets what [#check] read.
    public void forget() {
        checked.set(null);
    }

    /// Writes all rows that an import leaves out, with file, line and reason, as CSV; reads the source again.
    ///
    /// @return how many there are
    /// @throws ProblemException if the source cannot be read or the file not be written
    public long saveRejected(ImportParams params, Path file, Ctx ctx) {
        try (Source opened = Source.open(params.source())) {
            probe(opened, params);
            return RejectedRows.save(opened, params, file, ctx);
        }
    }

    private List<Candidate> probe(Source source, ImportParams params) {
        try {
            refuse(Refusals.of(source));
        } catch (IOException e) {
            throw Unreadable.of(source.name(), e);
        }
        List<Candidate> candidates = new ArrayList<>();
        String reason = "";
        for (Importer importer : importers) {
            Importer.Match match = importer.probe(source, params);
            if (match.confidence() > 0) {
                candidates.add(new Candidate(importer, match));
            } else {
                reason = match.reason();
            }
        }
        if (candidates.isEmpty()) {
            throw ProblemException.of(source.name() + " cannot be imported.", reason, FIX);
        }
        candidates.sort(Comparator.comparingDouble((Candidate c) -> c.match().confidence())
                .reversed());
        return List.copyOf(candidates);
    }

    private static void refuse(@Nullable Problem problem) {
        if (problem != null) {
            throw new ProblemException(problem);
        }
    }
}
