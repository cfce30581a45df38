package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Split;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.stat.Bootstrap;
import io.github.recscope.stat.RankingMetrics;
import java.util.stream.IntStream;

/// Full-rank evaluation on held-out items with the training items masked.
final class Evaluator {
    private Evaluator() {}

    /// The model beside the popularity and random baselines.
    ///
    /// @param users    `[users, d]`
    /// @param items    `[items, d]`
    static Evaluation evaluate(Matrix users, Matrix items, FrozenScorer scorer, Split split, int cutoff, Ctx ctx) {
        ctx.progress("evaluating", 0);
        TopK model = scorer.top(users, items, cutoff, split.train());
        ctx.progress("evaluating", 0.5);
        int[] all = IntStream.range(0, users.rows()).toArray();
        TopK popular = Yardsticks.popularity(split.train(), items.rows()).top(all, cutoff, ctx);
        ctx.progress("evaluating", 0.8);
        TopK random = Yardsticks.random(split.train(), items.rows()).top(all, cutoff, ctx);
        return new Evaluation(
                cutoff,
                split.protocol() + "; all items ranked, training items masked; mean over users with held-out items, "
                        + "95 % bootstrap interval",
                quality(model, split.test(), cutoff, ctx),
                quality(popular, split.test(), cutoff, ctx),
                quality(random, split.test(), cutoff, ctx));
    }

    private static Evaluation.Quality quality(TopK lists, IntLists test, int cutoff, Ctx ctx) {
        int users = test.rows();
        double[] recall = new double[users];
        double[] ndcg = new double[users];
        double[] hit = new double[users];
        for (int u = 0; u < users; u++) {
            ctx.check();
            int total = test.length(u);
            int[] list = lists.row(u);
            boolean[] relevant = new boolean[list.length];
            for (int r = 0; r < list.length; r++) {
                relevant[r] = test.containsSorted(u, list[r]);
            }
            recall[u] = RankingMetrics.recall(relevant, cutoff, total);
            ndcg[u] = RankingMetrics.ndcg(relevant, cutoff, total);
            hit[u] = total == 0 ? Double.NaN : RankingMetrics.hit(relevant, cutoff);
        }
        return new Evaluation.Quality(interval(recall, ctx), interval(ndcg, ctx), interval(hit, ctx));
    }

    private static MetricValue interval(double[] perUser, Ctx ctx) {
        long seed = Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
        Bootstrap.Interval i = Bootstrap.mean(perUser, seed, ctx::check);
        return new MetricValue(i.mean(), i.low(), i.high(), i.n());
    }
}
