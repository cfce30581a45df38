package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.*;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Train a sparse autoencoder.
public final class SaeOperation implements Operation<SaeParams, Autoencoder> {
    @Override
    public String id() {
        return "sae";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Train a sparse autoencoder";
    }

    @Override
    public Class<SaeParams> paramsType() {
        return SaeParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class);
    }

    @Override
    public double weight() {
        return 20;
    }

    @Override
    public Autoencoder run(SaeParams params, Inputs inputs, Ctx ctx) {
        throw new UnsupportedOperationException();
    }
}
