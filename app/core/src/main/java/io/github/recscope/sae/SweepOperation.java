package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Sweep;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.stat.Monosemanticity;
import io.github.recscope.stat.ParetoFront;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trains autoencoders of many settings and says which are worth having.
public final class SweepOperation implements Operation<SweepParams, Sweep> {
    // Seconds of one thread for how alike the items of a latent are, beside chance.
    private static final double NUMBER = 1e-9;
    private static final double SORTED = 160e-9;

    @Override
    public String id() {
        return "sweep";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Compare autoencoders";
    }

    @Override
    public Class<SweepParams> paramsType() {
        return SweepParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class);
    }

    @Override
    public double weight() {
        return 200;
    }

    /// The runs that are done.
    private record State(List<Sweep.Run> runs) {}

    @Override
    public Optional<Forecast> forecast(SweepParams params, Inputs inputs, int threads) {
        Recommender model = inputs.get(Recommender.class);
        double n = model.items().rows();
        double d = model.dimensions();
        Forecast all = new Forecast(0, 0);
        for (SweepParams.Planned p : params.plan(0)) {
            SaeOperation.refuse(p.params(), model);
            double measured = p.params().latents() * n * (d * NUMBER + SORTED);
            all = all.then(SaeOperation.forecast(p.params(), model, threads)).then(new Forecast(0, measured));
        }
        // The vectors of attributes and a few copies of both.
        return Optional.of(all.beside(n * (ItemVectors.MOST + d) * Float.BYTES * 2));
    }

    @Override
    public String smaller() {
        return "Try fewer latents";
    }

    @Override
    public Sweep run(SweepParams params, Inputs inputs, Ctx ctx) {
        Recommender model = inputs.get(Recommender.class);
        List<SweepParams.Planned> plan = params.plan(ctx.seed());
        plan.forEach(p -> SaeOperation.refuse(p.params(), model));
        @Nullable Matrix tags = ItemVectors.ofAttributes(inputs.get(Dataset.class));
        List<Sweep.Run> runs =
                new ArrayList<>(ctx.kept(State.class).map(State::runs).orElse(List.of()));
        for (int r = runs.size(); r < plan.size(); r++) {
            ctx.progress("autoencoder " + (r + 1) + " of " + plan.size(), (double) r / plan.size());
            SweepParams.Planned p = plan.get(r);
            Ctx own = ctx.part((double) r / plan.size(), (r + 1.0) / plan.size())
                    .seeded(p.seed())
                    .of(p);
            Autoencoder sae = new SaeOperation().run(p.params(), new Inputs(List.of(model)), own);
            runs.add(measured(p, sae, model.items(), tags, own));
            ctx.keep(() -> new State(List.copyOf(runs)));
        }
        return new Sweep(
                params.variant().title() + ", " + plan.size() + (plan.size() == 1 ? " run" : " runs"), marked(runs));
    }

    private static Sweep.Run measured(
            SweepParams.Planned p, Autoencoder sae, Matrix items, @Nullable Matrix tags, Ctx ctx) {
        SparseCodes byLatent = sae.items().transpose();
        int[] active = new int[byLatent.rows()];
        for (int j = 0; j < active.length; j++) {
            active[j] = byLatent.l0(j);
        }
        SparseCodes chance = Monosemanticity.randomDirections(items, active, ctx.random("sweep directions", 0));
        return new Sweep.Run(
                p.params().variant().title(),
                p.params().latents(),
                p.params().l0(),
                p.params().predictionWeight(),
                p.seed(),
                sae.fidelity(),
                score(sae.items(), chance, items),
                tags == null ? new Sweep.Monosemanticity(Double.NaN, Double.NaN) : score(sae.items(), chance, tags),
                false);
    }

    private static Sweep.Monosemanticity score(SparseCodes codes, SparseCodes chance, Matrix vectors) {
        return new Sweep.Monosemanticity(Monosemanticity.mean(codes, vectors), Monosemanticity.mean(chance, vectors));
    }

    private static List<Sweep.Run> marked(List<Sweep.Run> runs) {
        List<Sweep.Setting> settings = new Sweep("", runs).settings();
        boolean[] front = ParetoFront.of(settings.stream()
                .map(s -> new double[] {s.l0(), s.fvuItems(), -s.rbo(), -s.own().score()})
                .toList());
        return runs.stream()
                .map(r -> r.onFront(IntStream.range(0, front.length)
                        .anyMatch(i -> front[i] && settings.get(i).first().sameSetting(r))))
                .toList();
    }
}
