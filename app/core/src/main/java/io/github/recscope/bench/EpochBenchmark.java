package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.recsys.Epochs;
import io.github.recscope.recsys.TrainParams;
import java.util.ArrayList;
import java.util.List;

/// One pass of a recommender over all interactions.
///
/// @param name  of the benchmark
/// @param model whose
/// @param what  the summary
record EpochBenchmark(String name, TrainParams.Model model, String what) implements Benchmark {
    private static final int GENRES = 18;

    static EpochBenchmark mf() {
        return new EpochBenchmark(
                "mf-epoch",
                TrainParams.Model.LOGISTIC_MF,
                "One epoch of logistic matrix factorisation by SGD over so many interactions, each with its "
                        + "negatives.");
    }

    static EpochBenchmark bpr() {
        return new EpochBenchmark(
                "bpr-epoch",
                TrainParams.Model.BPR,
                "One epoch of BPR by SGD over so many interactions, each compared with its negatives.");
    }

    static EpochBenchmark als() {
        return new EpochBenchmark(
                "als-iteration",
                TrainParams.Model.ALS,
                "One iteration of implicit ALS: all users, then all items, then the objective.");
    }

    @Override
    public String summary() {
        return what;
    }

    @Override
    public List<Size> sizes() {
        List<Size> sizes = new ArrayList<>(List.of(
                Size.of("pairs", 800_000, 1, "interactions, about"),
                Size.of("users", 6040, 2, "users"),
                Size.of("items", 3706, 4, "items"),
                new Size("d", 64, 2, 1024, "length of an embedding")));
        if (model != TrainParams.Model.ALS) {
            sizes.add(new Size("negatives", 1, 1, 100, "sampled items for each interaction"));
        }
        return List.copyOf(sizes);
    }

    @Override
    public String grows() {
        return "pairs";
    }

    @Override
    public double bytes(Sizes s) {
        return 4 * (2 * (s.get("users") + (double) s.get("items")) * s.get("d") + 8.0 * s.get("pairs"));
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("users", "d"), List.of("items", "d")));
        int users = s.get("users");
        int items = s.get("items");
        IntLists choices = Synthetic.choices(users, items, s.get("pairs"), GENRES, ctx);
        boolean als = model == TrainParams.Model.ALS;
        TrainParams params = TrainParams.of(model).sized(s.get("d"), 1_000_000);
        Epochs epochs = Epochs.of(als ? params : params.sampling(s.get("negatives")), choices, items, ctx);
        return _ -> epochs.next();
    }
}
