package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.*;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Train a recommender.
public final class TrainOperation implements Operation<TrainParams, Recommender> {
    @Override
    public String id() {
        return "train";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Train a recommender";
    }

    @Override
    public Class<TrainParams> paramsType() {
        return TrainParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class);
    }

    @Override
    public double weight() {
        return 8;
    }

    @Override
    public Recommender run(TrainParams params, Inputs inputs, Ctx ctx) {
        throw new UnsupportedOperationException();
    }
}
