package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Measures ever larger samples of an audience and shows what they say, before everybody is measured. A small audience,
/// and what nobody watches, has none.
final class Estimates {
    private final Steerer steerer;
    private final int[] users;
    private final List<Integer> sizes;
    private final Ctx ctx;

    /// @param users    the audience, as rows of the model
    /// @param rankings how often each user is ranked
    /// @param second   multiply-adds that take about a second
    Estimates(Steerer steerer, int[] users, int rankings, double second, Ctx ctx) {
        this.steerer = steerer;
        this.users = users;
        this.sizes = Sample.sizes(users.length, each(steerer.model()), rankings, second);
        this.ctx = ctx;
    }

    /// Multiply-adds of one ranking of one user.
    private static double each(Recommender model) {
        double pair = model.scorer() instanceof Scorer.Mlp mlp
                ? mlp.layers().stream()
                        .mapToDouble(
                                l -> (double) l.weights().rows() * l.weights().cols())
                        .sum()
                : model.dimensions();
        return pair * model.items().rows();
    }

    /// How much of all the work they are.
    double share() {
        double sample = sizes.stream().mapToInt(Integer::intValue).sum();
        return sample / (sample + users.length);
    }

    /// Shows them.
    ///
    /// @param measure makes a result of some users, ascending
    void show(Function<int[], Artifact> measure) {
        if (sizes.isEmpty()) {
            return;
        }
        Sample sample = new Sample(users, steerer.model().split().train(), ctx);
        int done = 0;
        for (int n : sizes) {
            ctx.progress(
                    String.format(Locale.ROOT, "an estimate from %,d of %,d users", n, users.length),
                    (double) done / (done + users.length));
            ctx.estimate(() -> new Estimate(measure.apply(sample.take(n, ctx.random("sample", n))), n, users.length));
            done += n;
        }
    }
}
