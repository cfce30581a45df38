package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Recommender;
import java.util.stream.IntStream;

/// The steps of a training one by one, on one batch of all rows, for who wants to know what a step costs.
public final class Steps {
    private final SaeTrainer trainer;
    private final int[] users;
    private final int[] items;
    private final double rate;
    private final Ctx ctx;
    private int done;

    private Steps(SaeTrainer trainer, int users, int items, double rate, Ctx ctx) {
        this.trainer = trainer;
        this.users = IntStream.range(0, users).toArray();
        this.items = IntStream.range(0, items).toArray();
        this.rate = rate;
        this.ctx = ctx;
    }

    /// A training that is about to begin.
    ///
    /// @param model whose users and items are the batch
    public static Steps of(SaeParams params, Recommender model, Ctx ctx) {
        SaeOperation.refuse(params);
        SaeTrainer trainer = new SaeOperation.Setup(params, model, ctx).trainer(ctx);
        return new Steps(trainer, model.users().rows(), model.items().rows(), params.learningRate(), ctx);
    }

    /// Makes one more step; gives the sum of its losses.
    public double next() {
        SaeTrainer.Loss loss = trainer.step(users, items, ctx.random("step", done++), rate);
        return loss.fvuUsers() + loss.fvuItems() + loss.scores();
    }
}
