package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.*;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Name the concepts.
public final class ConceptsOperation implements Operation<ConceptParams, ConceptSet> {
    @Override
    public String id() {
        return "concepts";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Name the concepts";
    }

    @Override
    public Class<ConceptParams> paramsType() {
        return ConceptParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class, Autoencoder.class);
    }

    @Override
    public double weight() {
        return 4;
    }

    @Override
    public ConceptSet run(ConceptParams params, Inputs inputs, Ctx ctx) {
        throw new UnsupportedOperationException();
    }
}
