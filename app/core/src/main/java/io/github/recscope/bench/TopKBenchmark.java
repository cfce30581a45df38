package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Scorer;
import io.github.recscope.scoring.FrozenScorer;
import java.util.List;

/// The best items of many users.
final class TopKBenchmark implements Benchmark {
    @Override
    public String name() {
        return "topk";
    }

    @Override
    public String summary() {
        return "The k items of largest inner product, of largest cosine or of smallest distance for each query, exact.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("queries", 6040, 0, "users that get a list"),
                Size.of("items", 3706, 0, "items"),
                Size.of("d", 64, 0, "length of an embedding"),
                Size.of("k", 50, 1, "length of a list"),
                new Size("by", 0, 0, 2, "0 the inner product, 1 the cosine, 2 the Euclidean distance"));
    }

    @Override
    public String grows() {
        return "items";
    }

    @Override
    public double bytes(Sizes s) {
        return 4 * (s.product("queries", "d") + s.product("items", "d")) + 16 * s.product("queries", "k");
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("queries", "d"), List.of("items", "d"), List.of("queries", "k")));
        Matrix queries = Synthetic.normal(s.get("queries"), s.get("d"), "queries", ctx);
        Matrix items = Synthetic.normal(s.get("items"), s.get("d"), "items", ctx);
        int k = s.get("k");
        Scorer by = List.of(new Scorer.Dot(), new Scorer.Cosine(), new Scorer.Euclidean())
                .get(s.get("by"));
        float[] bias = new float[s.get("items")];
        return new Prepared() {
            @Override
            public double run(Ctx now) {
                TopK top = FrozenScorer.of(by, bias, now.kernels()).top(queries, items, k, null);
                double sum = 0;
                for (int i : top.index()) {
                    sum += i;
                }
                return sum;
            }

            @Override
            public double operations() {
                return 2 * s.product("queries", "items", "d");
            }
        };
    }
}
