package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.scoring.FrozenScorer;

/// Evaluates vectors that were trained elsewhere, by the protocol of [TrainOperation].
public final class ModelJudge {
    private ModelJudge() {}

    /// Holds out the same interactions as a training with the same seed and share would.
    public static Split split(Dataset data, double heldOut, Ctx ctx) {
        Split split = Splits.perUser(data.interactions(), heldOut, ctx);
        return new Split(split.train(), split.test(), split.protocol() + " (the vectors may have learned from them)");
    }

    /// The vectors beside the popularity and random baselines.
    ///
    /// @param users    `[users, d]`
    /// @param items    `[items, d]`
    /// @param itemBias `[items]`
    public static Evaluation evaluate(
            Matrix users, Matrix items, float[] itemBias, Scorer scorer, Split split, int cutoff, Ctx ctx) {
        return Evaluator.evaluate(users, items, FrozenScorer.of(scorer, itemBias, ctx.kernels()), split, cutoff, ctx);
    }
}
