package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Split;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Memory;
import io.github.recscope.op.Operation;
import io.github.recscope.scoring.FrozenScorer;
import java.util.List;
import java.util.Optional;

/// Trains a recommender on a part of each user's interactions and evaluates it on the rest.
public final class TrainOperation implements Operation<TrainParams, Recommender> {
    @Override
    public String id() {
        return "train";
    }

    @Override
    public int version() {
        return 2;
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
    public Optional<Forecast> forecast(TrainParams params, Inputs inputs, int threads) {
        Dataset data = inputs.get(Dataset.class);
        refuse(params, data);
        return Optional.of(TrainForecast.of(
                params,
                data.users().size(),
                data.items().size(),
                data.interactions().size(),
                threads));
    }

    @Override
    public String smaller() {
        return "Choose fewer dimensions";
    }

    private static void refuse(TrainParams params, Dataset data) {
        int users = data.users().size();
        int items = data.items().size();
        if (users < 2 || items < 2) {
            throw ProblemException.of(
                    "There is too little data to train on.",
                    "The data set has " + (users == 1 ? "one user" : users + " users") + " and "
                            + (items == 1 ? "one item" : items + " items") + "; a recommender needs two of each.",
                    "Import more interactions.");
        }
        Memory.checkLength(
                "The embeddings of " + (users > items ? "users" : "items"),
                Math.max(users, items),
                params.dimensions() + 1.0,
                "Choose fewer dimensions.");
        if (params.model() == TrainParams.Model.NCF) {
            Ncf.widths(params.widths());
        }
    }

    @Override
    public Recommender run(TrainParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        refuse(params, data);
        int items = data.items().size();
        Split split = Splits.perUser(data.interactions(), params.heldOut(), ctx);
        if (split.train().size() == 0) {
            throw ProblemException.of(
                    "There is nothing to train on.",
                    "The held-out share of " + params.heldOut() + " leaves no interaction.",
                    "Hold out less.");
        }
        TrainParams effective = params.effective();
        Learned learned = Learner.of(params.model()).learn(effective, split.train(), items, ctx.part(0, 0.9));
        FrozenScorer scorer = FrozenScorer.of(learned.scorer(), learned.itemBias(), ctx.kernels());
        Evaluation evaluation =
                Evaluator.evaluate(learned.users(), learned.items(), scorer, split, params.cutoff(), ctx.part(0.9, 1));
        return new Recommender(
                params.title(),
                learned.users(),
                learned.items(),
                learned.userBias(),
                learned.itemBias(),
                learned.globalBias(),
                learned.scorer(),
                split,
                evaluation,
                List.of(learned.curve()));
    }
}
