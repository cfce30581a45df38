package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.Optional;

/// Imports a data set: who chose what, and what is known about the items. Not pure, as a file may change.
public final class ImportOperation implements Operation<ImportParams, Dataset> {
    private static final long SMALL = 16 << 20;
    /// Seconds.
    private static final double ROW = 0.35e-6;

    private final Importers importers;

    /// With the importers to choose from.
    public ImportOperation(Importers importers) {
        this.importers = importers;
    }

    @Override
    public boolean isPure() {
        return false;
    }

    @Override
    public String id() {
        return "import";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Import data";
    }

    @Override
    public Class<ImportParams> paramsType() {
        return ImportParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of();
    }

    @Override
    public double weight() {
        return 1;
    }

    /// From the heads of files; of small ones nobody needs to know. Only the time: what is kept of them is not known
    /// before they are read, and reading minds the memory itself ([Budget]).
    @Override
    public Optional<Forecast> forecast(ImportParams params, Inputs inputs, int threads) {
        try (Source source = Source.open(params.source())) {
            long bytes =
                    source.entries().stream().mapToLong(Source.Entry::bytes).sum();
            if (bytes < SMALL) {
                return Optional.empty();
            }
        } catch (ProblemException _) {
            return Optional.empty(); // Reading says what is wrong with it.
        }
        try {
            MemoryEstimate estimate =
                    Drafts.open(params.source(), List.of(), () -> {}).memory();
            return Optional.of(new Forecast(0, estimate.rows() * ROW));
        } catch (ProblemException _) {
            return Optional.empty();
        }
    }

    @Override
    public String smaller() {
        return "Import a part of it, such as a sample of the users";
    }

    @Override
    public Dataset run(ImportParams params, Inputs inputs, Ctx ctx) {
        return importers.read(params, ctx);
    }
}
