package io.github.recscope.reproduce;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.stat.Bootstrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/// The paper's three experiments on one named latent: suppression among the keenest users, nudging of users with little
/// of the concept, promotion of an item to the keenest. The latent is the purest named one whose label at most a fifth
/// of the items have; nobody picks it by eye.
///
/// @param suppression share of the concept in the lists of its keenest users
/// @param nudging     share of the concept in the lists of random users
/// @param promotion   share of the keenest users into whose lists the item comes
record Interventions(Response suppression, Response nudging, Response promotion) {
    private static final int AUDIENCE = 100;
    private static final int LENGTH = 30;
    private static final int FEWEST = 20;
    private static final double PURE = 0.5;
    /// A label of more items than this is in everybody's list anyway.
    private static final double BROAD = 0.2;
    private static final List<Double> DOWN = List.of(LatentCurves.MODEL, 1.0, 0.5, 0.0, -0.5, -1.0, -1.5);
    private static final List<Double> UP = List.of(LatentCurves.MODEL, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0);
    private static final List<Double> PUSH = List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);

    /// A measured curve.
    ///
    /// @param what   the experiment in words
    /// @param levels the activation that was set; NaN for the frozen model's own lists
    /// @param shares mean over the audience with its 95 % interval
    record Response(String what, List<Double> levels, List<MetricValue> shares) {}

    /// Runs all three; empty if no latent has a name that is about content.
    static Optional<Interventions> of(Dataset data, Recommender model, Autoencoder sae, ConceptSet concepts, Ctx ctx) {
        Optional<Concept> chosen = concepts.concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED && c.purityCorrected() >= PURE)
                .filter(c -> c.labelFit()
                        .filter(f -> !f.attribute().family().equals(io.github.recscope.model.Attribute.POPULARITY))
                        .isPresent())
                .filter(c -> c.labelFit().filter(f -> f.baseRate() <= BROAD).isPresent())
                .max(Comparator.comparingDouble(Concept::purityCorrected)
                        .thenComparingInt(c -> c.labelFit().orElseThrow().support())
                        .thenComparing(Comparator.comparingInt(Concept::latent).reversed()));
        return chosen.map(c -> of(data, model, sae, c, ctx));
    }

    private static Interventions of(Dataset data, Recommender model, Autoencoder sae, Concept concept, Ctx ctx) {
        AttributeTable table = AttributeTable.of(data, 1);
        boolean[] member =
                table.members(table.indexOf(concept.labelFit().orElseThrow().attribute()));
        LatentCurves curves = new LatentCurves(data, model, sae, ctx.kernels());
        int j = concept.latent();
        int[] keenest = curves.keenest(member, AUDIENCE, FEWEST);
        int[] anybody = anybody(data.users().size(), ctx);
        int item = stranger(data, sae.items(), member, j, keenest);
        String name = concept.label() + " (latent " + j + ")";
        return new Interventions(
                response(
                        "suppress " + name + " for its " + keenest.length + " keenest users",
                        DOWN,
                        level -> curves.shares(keenest, j, level, member, LENGTH),
                        ctx),
                response(
                        "nudge " + anybody.length + " random users towards " + name,
                        UP,
                        level -> curves.shares(anybody, j, level, member, LENGTH),
                        ctx),
                response(
                        "promote “" + data.titles().get(item) + "” to the keenest users of " + name,
                        PUSH,
                        level -> curves.promoted(keenest, item, j, level),
                        ctx));
    }

    private static int[] anybody(int users, Ctx ctx) {
        return ctx.random("nudged users", 0)
                .ints(0, users)
                .distinct()
                .limit(Math.min(users, AUDIENCE))
                .sorted()
                .toArray();
    }

    /// The most chosen item without the attribute for which the latent is silent and which at most half of the
    /// audience have.
    private static int stranger(Dataset data, SparseCodes items, boolean[] member, int latent, int[] audience) {
        int[] popularity = data.interactions().popularity();
        int[] known = new int[member.length];
        for (int u : audience) {
            data.interactions().byUser().forEach(u, i -> known[i]++);
        }
        int best = 0;
        int most = -1;
        for (int i = 0; i < member.length; i++) {
            if (!member[i] && items.get(i, latent) == 0 && 2 * known[i] <= audience.length && popularity[i] > most) {
                most = popularity[i];
                best = i;
            }
        }
        return best;
    }

    private static Response response(String what, List<Double> levels, DoubleFunction<double[]> shares, Ctx ctx) {
        List<MetricValue> means = new ArrayList<>();
        long seed = Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
        for (double level : levels) {
            ctx.check();
            Bootstrap.Interval i = Bootstrap.mean(shares.apply(level), seed, ctx::check);
            means.add(new MetricValue(i.mean(), i.low(), i.high(), i.n()));
        }
        return new Response(what, levels, means);
    }
}
