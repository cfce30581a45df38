package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.steering.Steerer;
import java.util.List;

/// A slider moved by one step: one user's code is edited and the whole catalogue ranked anew.
final class SteerUser implements Benchmark {
    private static final int GENRES = 18;
    private static final int ACTIVE = 16;
    /// How often the slider moves for one user before the next one's turn.
    private static final int MOVES = 20;

    @Override
    public String name() {
        return "steer-user";
    }

    @Override
    public String summary() {
        return "One move of a slider: the code of a user is edited and all items are ranked anew; at every twentieth "
                + "move comes another user, whose lists before and decoded are made too.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("items", 50_000, 4, "items"),
                Size.of("d", 128, 1, "length of an embedding"),
                new Size("m", 1024, 32, 65_536, "latents"),
                new Size("k", 20, 1, 1000, "length of a list"));
    }

    @Override
    public String grows() {
        return "items";
    }

    @Override
    public double bytes(Sizes s) {
        return 4 * (3 * s.product("items", "d") + 2 * s.product("m", "d")) + 400.0 * s.get("items");
    }

    @Override
    public int runs() {
        return 101;
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("items", "d"), List.of("m", "d")));
        int items = s.get("items");
        int d = s.get("d");
        int users = 64;
        IntLists choices = Synthetic.choices(users, items, 100L * users, GENRES, ctx);
        Dataset data = Synthetic.dataset(choices, items, GENRES);
        Recommender model = Synthetic.recommender(
                Synthetic.clustered(users, d, GENRES, 1, "users", ctx),
                Synthetic.clustered(items, d, GENRES, 1, "items", ctx),
                choices,
                0,
                ctx);
        Autoencoder sae = Synthetic.autoencoder(model, s.get("m"), ACTIVE, GENRES, ctx);
        Steerer steerer = new Steerer(data, model, sae, ctx.kernels());
        int k = s.get("k");
        return new Prepared() {
            private int moved;

            @Override
            public double run(Ctx now) {
                // Another amount each time, as a slider gives, so that no list can be reused.
                moved++;
                Edit edit = new Edit(moved % GENRES, Edit.Kind.ADD, 0.1 * moved);
                Steering.UserLists lists =
                        steerer.lists(moved / MOVES % users, List.of(edit), SteeringMode.PRESERVE_RESIDUAL, k);
                return lists.steered().stream().mapToInt(Steering.Listed::item).sum();
            }

            // The embeddings, read once.
            @Override
            public double traffic() {
                return 4 * s.product("items", "d");
            }
        };
    }
}
