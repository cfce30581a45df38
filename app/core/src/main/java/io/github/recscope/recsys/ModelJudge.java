package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.scoring.FrozenScorer;
import java.util.List;

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

    /// The mean over users of every measure of [io.github.recscope.model.Metric] at every cutoff, without intervals.
    ///
    /// @param data    for the attributes that lists are compared by
    /// @param cutoffs ascending
    /// @return by metric, then by cutoff; NaN where a measure has no value
    public static List<Double> means(Dataset data, Recommender model, List<Integer> cutoffs, Ctx ctx) {
        int[] users = EvaluateOperation.judged(model.split());
        List<ListMeter.Series> series = EvaluateOperation.meter(data, model, users, cutoffs, ctx)
                .measure(EvaluateOperation.of(model, model.split().train()).top(users, cutoffs.getLast(), ctx));
        return series.stream().map(s -> mean(s.value())).toList();
    }

    private static double mean(float[] x) {
        double sum = 0;
        int n = 0;
        for (float v : x) {
            if (Float.isFinite(v)) {
                sum += v;
                n++;
            }
        }
        return sum / n;
    }
}
