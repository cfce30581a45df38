package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.*;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Apply a steering recipe.
public final class SteerOperation implements Operation<SteerParams, Steering> {
    @Override
    public String id() {
        return "steer";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Apply a steering recipe";
    }

    @Override
    public Class<SteerParams> paramsType() {
        return SteerParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class, Autoencoder.class, ConceptSet.class);
    }

    @Override
    public double weight() {
        return 1;
    }

    @Override
    public Steering run(SteerParams params, Inputs inputs, Ctx ctx) {
        throw new UnsupportedOperationException();
    }
}
