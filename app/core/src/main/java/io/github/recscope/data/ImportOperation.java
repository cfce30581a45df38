package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Dataset;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Imports a data set: who chose what, and what is known about the items. Not pure, as a file may change.
public final class ImportOperation implements Operation<ImportParams, Dataset> {
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

    @Override
    public Dataset run(ImportParams params, Inputs inputs, Ctx ctx) {
        return importers.read(params, ctx);
    }
}
