package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.recsys.ModelJudge;
import java.util.List;

/// A recommender's lists and all that is measured on them.
final class Evaluate implements Benchmark {
    private static final int GENRES = 18;

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "Full-rank evaluation of one recommender: the lists of all users, training items masked, and every "
                + "measure at five cut-offs, user by user; no intervals, no yardsticks.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("users", 6022, 1, "users"),
                Size.of("items", 3043, 4, "items"),
                Size.of("d", 64, 1, "length of an embedding"),
                Size.of("pairs", 800_000, 1, "interactions, a fifth of them held out"),
                new Size("k", 100, 20, 10_000, "the longest cut-off; the others are shorter"));
    }

    @Override
    public String grows() {
        return "users";
    }

    @Override
    public double bytes(Sizes s) {
        return 4 * (s.product("users", "d") + 2 * s.product("items", "d") + 4.0 * s.get("pairs"))
                + s.get("users") * (16.0 * s.get("k") + 4 * 5 * 14);
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("users", "d"), List.of("items", "d"), List.of("users", "k")));
        int k = s.get("k");
        int users = s.get("users");
        int items = s.get("items");
        IntLists choices = Synthetic.choices(users, items, s.get("pairs"), GENRES, ctx);
        Dataset data = Synthetic.dataset(choices, items, GENRES);
        Recommender model = Synthetic.recommender(
                Synthetic.clustered(users, s.get("d"), GENRES, 1, "users", ctx),
                Synthetic.clustered(items, s.get("d"), GENRES, 1, "items", ctx),
                choices,
                0.2,
                ctx);
        List<Integer> cutoffs = List.of(k / 20, k / 10, k / 5, k / 2, k);
        return now -> ModelJudge.means(data, model, cutoffs, now).stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sum();
    }
}
