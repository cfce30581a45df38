package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.scoring.FrozenScorer;
import java.util.List;
import java.util.stream.IntStream;

/// Trains logistic matrix factorisation on a part of each user's interactions and evaluates it on the rest.
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
        Dataset data = inputs.get(Dataset.class);
        int users = data.users().size();
        int items = data.items().size();
        if (users < 2 || items < 2) {
            throw ProblemException.of(
                    "There is too little data to train on.",
                    "The data set has " + (users == 1 ? "one user" : users + " users") + " and "
                            + (items == 1 ? "one item" : items + " items") + "; a recommender needs two of each.",
                    "Import more interactions.");
        }
        Split split = Splits.perUser(data.interactions(), params.heldOut(), ctx);
        if (split.train().size() == 0) {
            throw ProblemException.of(
                    "There is nothing to train on.",
                    "The held-out share of " + params.heldOut() + " leaves no interaction.",
                    "Hold out less.");
        }
        LogisticMf.Factors factors = new LogisticMf(params, split.train(), items, ctx.part(0, 0.9)).train();
        FrozenScorer scorer = FrozenScorer.of(new Scorer.Dot(), factors.itemBias(), ctx.kernels());
        Evaluation evaluation =
                Evaluator.evaluate(factors.users(), factors.items(), scorer, split, params.cutoff(), ctx.part(0.9, 1));
        List<Double> epochs = IntStream.rangeClosed(1, params.epochs())
                .mapToObj(e -> (double) e)
                .toList();
        return new Recommender(
                "Logistic MF, " + params.dimensions() + " dimensions",
                factors.users(),
                factors.items(),
                factors.userBias(),
                factors.itemBias(),
                factors.globalBias(),
                new Scorer.Dot(),
                split,
                evaluation,
                List.of(new Curve("log loss of a training pair (nats)", epochs, factors.loss())));
    }
}
