package io.github.recscope.reproduce;

import io.github.recscope.concept.BaselinesOperation;
import io.github.recscope.concept.ConceptParams;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.report.Report;
import io.github.recscope.sae.SaeOperation;
import io.github.recscope.sae.SaeParams;
import io.github.recscope.stat.Monosemanticity;
import io.github.recscope.steering.AblateOperation;
import io.github.recscope.steering.AblateParams;
import io.github.recscope.model.Scorer;
import io.github.recscope.sae.SaeForecast;
import io.github.recscope.concept.ConceptForecast;
import io.github.recscope.steering.SteeringForecast;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the paper's protocol on a data set: its autoencoder over the weight β for both of its recommenders, its
/// interventions, then the closest codes, then Recscope's defaults over several seeds, then the baselines.
///
/// Without metadata of the items there are no names, so that only fidelity and the monosemanticity score are measured.
public final class Reproduction {
    /// How many seeds the defaults are run with.
    public static final int SEEDS = 5;

    private static final List<Double> BETAS = List.of(0.0, 1.0, 2.0, 5.0, 10.0);
    private static final double STRONGEST_BETA = 10;
    /// What the paper's models have, rounded up.
    private static final double MF_L0 = 6;

    private static final double NCF_L0 = 8.1;

    private static final double MOST_ATTRIBUTES = 1000;

    private final Dataset data;
    private final PaperSettings settings;
    private final Options options;
    private final boolean named;
    private final List<RunFigures> runs = new ArrayList<>();

    /// How much is done.
    ///
    /// @param quick whether trainings are too short to be quoted
    /// @param seeds how many seeds the defaults are run with
    public record Options(boolean quick, int seeds) {}

    /// What came of it.
    ///
    /// @param runs   one line for each autoencoder
    /// @param report all tables
    public record Result(List<RunFigures> runs, Report report) {
        /// Copies the list.
        public Result {
            runs = List.copyOf(runs);
        }
    }

    /// A recommender of the paper with what was measured on it.
    ///
    /// @param title         its name
    /// @param sweep         over β
    /// @param interventions with the autoencoder of the largest β; null where no latent has a name
    record Paper(
            String title, List<RunFigures> sweep, @Nullable Interventions interventions) {}

    /// What was measured on the defaults.
    ///
    /// @param runs      one for each seed
    /// @param baselines of the first seed; null without metadata
    /// @param ablation  of the first seed; null without metadata
    record Defaults(
            List<RunFigures> runs,
            @Nullable ConceptBaselines baselines,
            @Nullable Ablation ablation) {}

    private Reproduction(Dataset data, Options options) {
        this.data = data;
        this.options = options;
        this.settings = new PaperSettings(options.quick());
        this.named = data.columns().stream().anyMatch(c -> c.role() != ItemColumn.Role.TEXT);
    }

    /// What running everything will take.
    ///
    /// @param threads at work
    public static Forecast forecast(Dataset data, Options options, int threads) {
        return new Reproduction(data, options).forecast(threads);
    }

    private Forecast forecast(int threads) {
        Scorer dot = new Scorer.Dot();
        Scorer mlp = settings.perceptronScorer();
        int small = PaperSettings.DIMENSIONS;
        Forecast all = training(settings.paperFactorisation(), threads)
                .then(training(settings.perceptron(), threads))
                .then(training(settings.factorisation(small), threads))
                .then(training(settings.factorisation(64), threads).times(1.0 + options.seeds()));
        for (double beta : BETAS) {
            all = all.then(taken(settings.paper(beta, MF_L0, true), dot, small, threads))
                    .then(taken(settings.paper(beta, NCF_L0, false), mlp, small, threads));
        }
        all = all.then(taken(settings.topLists(STRONGEST_BETA, MF_L0), dot, small, threads)
                        .times(2))
                .then(taken(settings.free(STRONGEST_BETA, true), dot, small, threads))
                .then(taken(settings.free(STRONGEST_BETA, false), mlp, small, threads))
                .then(taken(settings.closest(8, 20), dot, small, threads))
                .then(taken(settings.closest(32, 5), dot, 64, threads));
        SaeParams defaults = settings.defaults();
        all = all.then(taken(defaults, dot, 64, threads).times(options.seeds()));
        if (named) {
            AblateParams ablation = ablation();
            Forecast switched = new SteeringForecast(
                            dot,
                            data.users().size(),
                            data.items().size(),
                            data.interactions().size(),
                            64,
                            defaults.latents(),
                            ablation.cutoff(),
                            ablation.mode(),
                            threads)
                    .ablation(ablation, ablation.concepts());
            all = all.then(switched.times(options.seeds()))
                    .then(ConceptForecast.baselines(
                            ConceptParams.defaults(), sizes(defaults, 64, threads), MOST_ATTRIBUTES));
        }
        return all;
    }

    private Forecast training(TrainParams params, int threads) {
        return new TrainOperation().forecast(params, inputs(data), threads).orElseThrow();
    }

    /// An autoencoder with its names.
    private Forecast taken(SaeParams params, Scorer scorer, int d, int threads) {
        Forecast sae =
                SaeForecast.of(params, scorer, data.users().size(), data.items().size(), d, threads);
        return named ? sae.then(ConceptForecast.names(ConceptParams.defaults(), sizes(params, d, threads))) : sae;
    }

    private ConceptForecast.Sizes sizes(SaeParams params, int d, int threads) {
        double items = data.items().size();
        return new ConceptForecast.Sizes(data.users().size(), items, d, params.latents(), items * params.l0(), threads);
    }

    /// Runs everything.
    ///
    /// @param now the date on the report
    public static Result run(Dataset data, Options options, ZonedDateTime now, Ctx ctx) {
        return new Reproduction(data, options).run(now, ctx);
    }

    private Result run(ZonedDateTime now, Ctx ctx) {
        Recommender factors = train(settings.paperFactorisation(), ctx.part(0, 0.02));
        Paper mf = paper("MF", factors, MF_L0, true, ctx.part(0.02, 0.2));
        Recommender perceptron = train(settings.perceptron(), ctx.part(0.2, 0.25));
        Paper ncf = paper("NCF", perceptron, NCF_L0, false, ctx.part(0.25, 0.45));
        List<RunFigures> closest = closest(factors, perceptron, ctx.part(0.45, 0.6));
        Defaults defaults = defaults(ctx.part(0.6, 1));
        Report report = new ReproductionReport(data, options, named).of(List.of(mf, ncf), closest, defaults, now);
        return new Result(runs, report);
    }

    private Recommender train(TrainParams params, Ctx ctx) {
        return new TrainOperation().run(params, inputs(data), ctx);
    }

    private static Inputs inputs(Artifact... artifacts) {
        return new Inputs(List.of(artifacts));
    }

    private Paper paper(String title, Recommender model, double l0, boolean mf, Ctx ctx) {
        List<RunFigures> sweep = new ArrayList<>();
        Optional<Interventions> interventions = Optional.empty();
        for (int b = 0; b < BETAS.size(); b++) {
            double from = (double) b / BETAS.size();
            Ctx part = ctx.part(from, from + 1.0 / BETAS.size());
            Trained t = autoencoder(settings.paper(BETAS.get(b), l0, mf), model, part);
            sweep.add(figures("the paper’s, " + title, t, model, null, part));
            if (BETAS.get(b) == STRONGEST_BETA && t.concepts() != null) {
                interventions = Interventions.of(data, model, t.sae(), t.concepts(), part);
            }
        }
        runs.addAll(sweep);
        return new Paper(title, sweep, interventions.orElse(null));
    }

    /// An autoencoder with its names.
    private record Trained(
            SaeParams params, Autoencoder sae, @Nullable ConceptSet concepts, double seconds) {}

    private Trained autoencoder(SaeParams params, Recommender model, Ctx ctx) {
        long start = System.nanoTime();
        Autoencoder sae = new SaeOperation().run(params, inputs(model), ctx.part(0, 0.8));
        ConceptSet concepts = named
                ? new ConceptsOperation().run(ConceptParams.defaults(), inputs(data, model, sae), ctx.part(0.8, 1))
                : null;
        return new Trained(params, sae, concepts, (System.nanoTime() - start) * 1e-9);
    }

    /// An autoencoder that comes closer than the paper's.
    private record Plan(String experiment, Recommender model, SaeParams params) {}

    private List<RunFigures> closest(Recommender paperFactors, Recommender perceptron, Ctx ctx) {
        Recommender factors = train(settings.factorisation(PaperSettings.DIMENSIONS), ctx.part(0, 0.05));
        Recommender wide = train(settings.factorisation(64), ctx.part(0.05, 0.1));
        List<Plan> plans = List.of(
                new Plan("minding top lists, the paper’s MF", paperFactors, settings.topLists(STRONGEST_BETA, MF_L0)),
                new Plan("minding top lists, MF", factors, settings.topLists(STRONGEST_BETA, MF_L0)),
                new Plan("no penalties, MF", factors, settings.free(STRONGEST_BETA, true)),
                new Plan("no penalties, NCF", perceptron, settings.free(STRONGEST_BETA, false)),
                new Plan("closest at L0 8, MF", factors, settings.closest(8, 20)),
                new Plan("closest at L0 32, MF", wide, settings.closest(32, 5)));
        List<RunFigures> list = new ArrayList<>();
        for (int p = 0; p < plans.size(); p++) {
            double from = 0.1 + 0.9 * p / plans.size();
            Ctx part = ctx.part(from, from + 0.9 / plans.size());
            Plan plan = plans.get(p);
            Trained t = autoencoder(plan.params(), plan.model(), part);
            list.add(figures(plan.experiment(), t, plan.model(), null, part));
        }
        runs.addAll(list);
        return list;
    }

    private Defaults defaults(Ctx ctx) {
        List<RunFigures> list = new ArrayList<>();
        ConceptBaselines baselines = null;
        Ablation first = null;
        for (int s = 0; s < options.seeds(); s++) {
            double width = 1.0 / options.seeds();
            Ctx part = ctx.part(s * width, (s + 1) * width).seeded(ctx.seed() + s);
            Recommender model = train(settings.factorisation(64), part.part(0, 0.2));
            Trained t = autoencoder(settings.defaults(), model, part.part(0.2, 0.5));
            Ablation ablation = t.concepts() == null
                    ? null
                    : new AblateOperation()
                            .run(ablation(), inputs(data, model, t.sae(), t.concepts()), part.part(0.5, 0.7));
            if (s == 0 && t.concepts() != null) {
                first = ablation;
                baselines = new BaselinesOperation()
                        .run(ConceptParams.defaults(), inputs(data, model, t.sae()), part.part(0.7, 1));
            }
            list.add(figures("Recscope’s defaults", t, model, ablation, part));
        }
        runs.addAll(list);
        return new Defaults(list, baselines, first);
    }

    /// The keenest are at most half of the half that is reported.
    private AblateParams ablation() {
        AblateParams p = AblateParams.defaults();
        int keenest = Math.min(p.keenest(), Math.max(5, data.users().size() / 4));
        return new AblateParams(p.concepts(), keenest, p.cutoff(), p.mode(), p.helpers());
    }

    private RunFigures figures(String experiment, Trained t, Recommender model, @Nullable Ablation ablation, Ctx ctx) {
        Fidelity f = t.sae().fidelity();
        SparseCodes byLatent = t.sae().items().transpose();
        int[] active = new int[byLatent.rows()];
        for (int j = 0; j < active.length; j++) {
            active[j] = byLatent.l0(j);
        }
        SparseCodes chance =
                Monosemanticity.randomDirections(model.items(), active, ctx.random("random directions", 0));
        return new RunFigures(
                experiment,
                model.name(),
                t.params().variant().title(),
                t.params().predictionWeight(),
                ctx.seed(),
                f.latents(),
                f.l0Users(),
                f.l0Items(),
                f.fvuItems(),
                f.dead(),
                f.rboPaper(),
                f.rbo(),
                f.kendall(),
                f.ndcgModel(),
                (f.ndcgModel().mean() - f.ndcgReconstructed().mean())
                        / f.ndcgModel().mean(),
                Monosemanticity.mean(t.sae().items(), model.items()),
                Monosemanticity.mean(chance, model.items()),
                purity(t.concepts(), Concept.Purity::raw),
                purity(t.concepts(), Concept.Purity::corrected),
                t.concepts() == null
                        ? Double.NaN
                        : (double) t.concepts().count(Concept.Status.NAMED)
                                / Math.max(1, t.concepts().live()),
                RunFigures.Ablated.of(ablation),
                t.seconds());
    }

    /// The mean over named latents of their purity among the 10 strongest items.
    private static double purity(
            @Nullable ConceptSet concepts, java.util.function.ToDoubleFunction<Concept.Purity> figure) {
        return concepts == null
                ? Double.NaN
                : concepts.concepts().stream()
                        .filter(c -> c.status() == Concept.Status.NAMED)
                        .flatMap(c -> c.evidence().purities().stream())
                        .filter(p -> p.k() == 10)
                        .mapToDouble(figure)
                        .average()
                        .orElse(Double.NaN);
    }
}
