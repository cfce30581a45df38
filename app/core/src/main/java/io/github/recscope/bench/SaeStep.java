package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Recommender;
import io.github.recscope.sae.SaeParams;
import io.github.recscope.sae.Steps;
import java.util.List;

/// One update of a TopK autoencoder on a batch of users and one of items.
final class SaeStep implements Benchmark {
    @Override
    public String name() {
        return "sae-step";
    }

    @Override
    public String summary() {
        return "One training step of a TopK autoencoder on so many users and as many items: encode, top k, decode, "
                + "errors of embeddings and of the scores of all pairs, backward, Adam; no auxiliary loss.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("pairs", 1024, 1, "users in a batch, and items"),
                Size.of("d", 64, 1, "length of an embedding"),
                new Size("m", 4096, 2, 1 << 20, "latents"),
                new Size("k", 32, 1, 1024, "active latents a row"));
    }

    @Override
    public String grows() {
        return "pairs";
    }

    @Override
    public double bytes(Sizes s) {
        // Weights, gradients and two moments of both sides; rows at every stage; a block of pre-activations.
        return 4 * (8 * s.product("m", "d") + 20 * s.product("pairs", "d") + 2 * s.product("pairs", "m"));
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("m", "d"), List.of("pairs", "d")));
        int pairs = s.get("pairs");
        int d = s.get("d");
        SaeParams params = SaeParams.of(SaeParams.Variant.TOP_K, s.get("m"), s.get("k"), 1, pairs, 1e-3)
                .weighted(1, 0, 1, 0);
        Recommender model = Synthetic.recommender(
                Synthetic.normal(pairs, d, "users", ctx),
                Synthetic.normal(pairs, d, "items", ctx),
                IntLists.empty(pairs),
                0,
                ctx);
        Steps steps = Steps.of(params.judged(0, 1), model, ctx);
        return new Prepared() {
            @Override
            public double run(Ctx now) {
                return steps.next();
            }

            // The encoder's product for both batches; all else is sparse.
            @Override
            public double operations() {
                return 2 * 2 * s.product("pairs", "d", "m");
            }
        };
    }
}
