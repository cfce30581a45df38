package io.github.recscope.ui.importing;

import io.github.recscope.data.ImportCheck;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.VectorParams;
import io.github.recscope.data.VectorProbes;
import io.github.recscope.data.VectorsOperation;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.session.Session;
import java.util.List;
import java.util.Optional;

/// What the page of the check shows: what the import would make, and what the vectors make of that.
final class ImportFindings {
    private final Session session;
    private final ImportWork work;

    private Optional<ImportCheck> check = Optional.empty();
    private Optional<VectorProbes> probes = Optional.empty();
    private Optional<Problem> vectorProblem = Optional.empty();
    private List<Issue> vectorIssues = List.of();

    ImportFindings(Session session, ImportWork work) {
        this.session = session;
        this.work = work;
    }

    /// What the import would make; empty while it is not known.
    Optional<ImportCheck> check() {
        return check;
    }

    /// What the vectors make of the data; empty while it is not known.
    Optional<VectorProbes> probes() {
        return probes;
    }

    /// Why the vectors cannot be joined.
    Optional<Problem> vectorProblem() {
        return vectorProblem;
    }

    /// How the vectors were joined and what was noticed.
    List<Issue> vectorIssues() {
        return vectorIssues;
    }

    /// Other tables are to be read, or others of their rows.
    void forget() {
        check = Optional.empty();
        forgetVectors();
        session.engine().importers().forget();
    }

    /// Other vectors are to be joined.
    void forgetVectors() {
        probes = Optional.empty();
        vectorProblem = Optional.empty();
    }

    /// Reads the files to their end if that was not done yet, then looks at the vectors.
    ///
    /// @param title   of the files
    /// @param vectors to be joined; empty for none
    void look(String title, ImportParams params, Optional<VectorParams> vectors) {
        if (check.isPresent()) {
            look(check.get().data(), vectors);
        } else {
            work.run("Check " + title, ctx -> session.engine().importers().check(params, ctx), c -> {
                check = Optional.of(c);
                look(c.data(), vectors);
            });
        }
    }

    /// Looks at what vectors make of some data if that was not done yet.
    void look(Dataset data, Optional<VectorParams> vectors) {
        if (vectors.isEmpty() || probes.isPresent()) {
            return;
        }
        VectorParams params = vectors.get();
        vectorProblem = Optional.empty();
        work.run(
                "Check the vectors",
                ctx -> VectorsOperation.probe(params, data, ctx),
                p -> {
                    probes = Optional.of(p);
                    vectorIssues = work.noticed();
                },
                p -> {
                    vectorProblem = Optional.of(p);
                });
    }
}
