package io.github.recscope.bench;

import io.github.recscope.concept.ConceptParams;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.op.Inputs;
import io.github.recscope.steering.SteerOperation;
import io.github.recscope.steering.SteerParams;
import java.util.List;

/// An edit of everyone's code with all its effects.
final class SteerPopulation implements Benchmark {
    private static final int GENRES = 18;
    private static final int ACTIVE = 16;

    @Override
    public String name() {
        return "steer-population";
    }

    @Override
    public String summary() {
        return "An edit of all users' codes: lists before and after, three random controls, all effects with their "
                + "bootstrap intervals; before that, where it takes longer than about a second, samples.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("users", 6040, 2, "users"),
                Size.of("items", 3706, 64, "items"),
                Size.of("d", 64, 1, "length of an embedding"),
                new Size("m", 256, 32, 65_536, "latents"),
                Size.of("pairs", 800_000, 1, "interactions"),
                new Size("k", 20, 1, 1000, "length of a list"));
    }

    @Override
    public String grows() {
        return "users";
    }

    @Override
    public double bytes(Sizes s) {
        return 4 * (3 * s.product("items", "d") + 3 * s.product("users", "d") + 6.0 * s.get("pairs"))
                + 800 * (s.get("items") + (double) s.get("users"))
                + 6 * 16 * s.product("users", "k");
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("users", "d"), List.of("items", "d"), List.of("m", "d")));
        int users = s.get("users");
        int items = s.get("items");
        int d = s.get("d");
        IntLists choices = Synthetic.choices(users, items, s.get("pairs"), GENRES, ctx);
        Dataset data = Synthetic.dataset(choices, items, GENRES);
        Recommender model = Synthetic.recommender(
                Synthetic.clustered(users, d, GENRES, 1, "users", ctx),
                Synthetic.clustered(items, d, GENRES, 1, "items", ctx),
                choices,
                0.2,
                ctx);
        Autoencoder sae = Synthetic.autoencoder(model, s.get("m"), ACTIVE, GENRES, ctx);
        ConceptSet concepts = new ConceptsOperation()
                .run(new ConceptParams(0.05, 5, 99, 1), new Inputs(List.of(data, model, sae)), ctx);
        SteerParams params = new SteerParams(
                "bench",
                "",
                List.of(new SteerParams.EditSpec("0", Edit.Kind.ADD, 4)),
                SteeringMode.PRESERVE_RESIDUAL,
                s.get("k"));
        Inputs inputs = new Inputs(List.of(data, model, sae, concepts));
        return new Prepared() {
            private double first = Double.NaN;

            @Override
            public double run(Ctx now) {
                Watched watched = new Watched(now);
                Steering.Effect effect =
                        new SteerOperation().run(params, inputs, watched).effect();
                first = watched.firstEstimate();
                return effect.ndcg().after();
            }

            @Override
            public double firstEstimate() {
                return first;
            }
        };
    }
}
