package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.stat.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds how strongly to steer: as much as a budget allows, or as much as a wished change of a share needs.
public final class SolveOperation implements Operation<SolveParams, SteeringPlan> {
    private static final int FEWEST = 4;

    @Override
    public String id() {
        return "solve";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public String title() {
        return "Find how strongly to steer";
    }

    @Override
    public Class<SolveParams> paramsType() {
        return SolveParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class, Autoencoder.class, ConceptSet.class);
    }

    @Override
    public double weight() {
        return 4;
    }

    @Override
    public Optional<Forecast> forecast(SolveParams params, Inputs inputs, int threads) {
        SteeringForecast f = SteeringForecast.of(inputs, params.cutoff(), params.mode(), threads);
        double users = f.audience(params.audience());
        int wishes = Math.max(
                1,
                SolveParams.concepts(params.more()).size()
                        + SolveParams.concepts(params.less()).size());
        double rankings =
                params.points() > 0 ? Calibrator.rankings(params.levels()) : Solver.rankings(wishes, params.levels());
        double seconds = f.once() + f.rankings(4 + rankings, users / 2) + f.intervals(8, users);
        if (params.points() > 0 && params.helpers() > 0) {
            double sample = Math.min(Helpers.SAMPLE, users / 2);
            seconds += f.rankings(inputs.get(Autoencoder.class).latents(), sample);
        }
        return Optional.of(new Forecast(f.bytes(users, 2, 8), seconds));
    }

    @Override
    public String smaller() {
        return "Choose a smaller audience or shorter lists";
    }

    @Override
    public SteeringPlan run(SolveParams params, Inputs inputs, Ctx ctx) {
        Subject subject = Subject.of(inputs, ctx.kernels());
        List<Wish> wishes = wishes(params, subject);
        Steering.Scope scope = subject.scope(params.audience(), Treatment.of(List.of(), params.mode()));
        Population.Labels labels = Population.Labels.of(
                wishes.stream().map(Wish::label).flatMap(Optional::stream).toList(), subject.table());
        ctx.progress("lists of the model", 0);
        int[] users = subject.users(scope);
        if (users.length < FEWEST) {
            throw ProblemException.of(
                    "There are too few users to divide.",
                    "The audience has " + users.length + "; one half is fitted, the other reported.",
                    "Choose a larger audience.");
        }
        Halves halves = Halves.of(users, ctx);
        Population fitted = Population.of(subject.steerer(), halves.choosing(), params.cutoff(), labels, ctx);
        Population reported = Population.of(subject.steerer(), halves.reporting(), params.cutoff(), labels, ctx);
        long seed = Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
        SteeringPlan.Calibration calibration = null;
        double[] levels;
        if (params.points() > 0) {
            if (wishes.size() != 1 || wishes.getFirst().label().isEmpty()) {
                throw ProblemException.of(
                        "A change in points needs one concept with a name.",
                        "Points are points of the share of its label in the lists.",
                        "Ask for one named concept, or for none of the points.");
            }
            Wish wish = Helpers.added(wishes.getFirst(), subject.steerer(), fitted, params, ctx.part(0.1, 0.4));
            wishes = List.of(wish);
            calibration = new Calibrator(subject.steerer(), wish, params.mode(), params.levels(), ctx.part(0.4, 0.9))
                    .calibrate(fitted, reported, params.points(), seed);
            levels = new double[] {calibration.level()};
        } else {
            levels = new Solver(subject.steerer(), fitted, wishes, params.mode(), ctx.part(0.1, 0.9))
                    .solve(params.budget(), params.levels());
        }
        Treatment treatment = Solver.treatment(wishes, levels, params.mode());
        ctx.progress("the other half", 0.9);
        Intervention edit = subject.steerer().prepare(treatment);
        Measures afterFitted = fitted.after(edit, ctx);
        Measures after = reported.after(edit, ctx);
        List<Wish> solved = wishes;
        return new SteeringPlan(
                params.name(),
                goal(params),
                treatment.edits(),
                params.mode(),
                params.cutoff(),
                IntStream.range(0, levels.length)
                        .mapToObj(c -> new SteeringPlan.Dose(
                                solved.get(c).concept(),
                                solved.get(c).raise(),
                                IntStream.of(solved.get(c).latents())
                                        .limit(solved.get(c).bearers())
                                        .boxed()
                                        .toList(),
                                IntStream.of(solved.get(c).latents())
                                        .skip(solved.get(c).bearers())
                                        .boxed()
                                        .toList(),
                                levels[c]))
                        .toList(),
                Ratio.loss(fitted.before().ndcg(), afterFitted.ndcg(), seed),
                Ratio.loss(reported.before().ndcg(), after.ndcg(), seed),
                ndcg(reported, after, seed, ctx),
                shares(reported, after, seed, ctx),
                calibration);
    }

    private static List<Wish> wishes(SolveParams params, Subject subject) {
        List<Wish> wishes = new ArrayList<>();
        for (String concept : SolveParams.concepts(params.more())) {
            wishes.add(Wish.of(concept, true, subject.names(), subject.steerer().sae()));
        }
        for (String concept : SolveParams.concepts(params.less())) {
            wishes.add(
                    Wish.of(concept, false, subject.names(), subject.steerer().sae()));
        }
        if (wishes.isEmpty()) {
            throw ProblemException.of(
                    "There is nothing to solve.",
                    "No concept is to become more or less.",
                    "Name one, such as group:fantasy.");
        }
        return wishes;
    }

    private static Steering.Change ndcg(Population population, Measures after, long seed, Ctx ctx) {
        double[] before = population.before().ndcg();
        return change(before, after.ndcg(), seed, ctx);
    }

    private static List<Steering.ShareChange> shares(Population population, Measures after, long seed, Ctx ctx) {
        List<Steering.ShareChange> shares = new ArrayList<>();
        for (int a = 0; a < after.shares().length; a++) {
            shares.add(new Steering.ShareChange(
                    population.labels().attributes().get(a),
                    change(population.before().shares()[a], after.shares()[a], seed, ctx)));
        }
        return shares;
    }

    private static Steering.Change change(double[] before, double[] after, long seed, Ctx ctx) {
        Bootstrap.Interval i = Bootstrap.mean(Effects.difference(before, after), seed, ctx::check);
        return new Steering.Change(Effects.mean(before), Effects.mean(after), Effects.value(i));
    }

    private static String goal(SolveParams p) {
        String more = p.more().isBlank() ? "" : "more " + p.more().strip();
        String less = p.less().isBlank() ? "" : "less " + p.less().strip();
        String both = more.isEmpty() || less.isEmpty() ? more + less : more + " and " + less;
        return p.points() > 0
                ? "%s by %.0f points".formatted(both, p.points())
                : "as much as costs at most %s %% of NDCG: %s".formatted(percent(p.budget()), both);
    }

    private static String percent(double share) {
        double p = 100 * share;
        return p == Math.rint(p) ? String.valueOf((long) p) : String.valueOf(p);
    }
}
