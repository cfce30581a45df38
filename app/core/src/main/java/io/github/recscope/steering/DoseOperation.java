package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.stat.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tries a steering recipe at several strengths. Where measuring everyone takes longer than about a second, random
/// samples are measured before and shown as estimates; the result does not depend on them.
public final class DoseOperation implements Operation<DoseParams, DoseResponse> {
    private final double second;

    /// As it is used.
    public DoseOperation() {
        this(Sample.SECOND);
    }

    /// @param second multiply-adds that take about a second; more is not measured without an estimate
    DoseOperation(double second) {
        this.second = second;
    }

    @Override
    public String id() {
        return "dose";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Try a steering recipe at several strengths";
    }

    @Override
    public Class<DoseParams> paramsType() {
        return DoseParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class, Autoencoder.class, ConceptSet.class);
    }

    @Override
    public double weight() {
        return 3;
    }

    @Override
    public Optional<Forecast> forecast(DoseParams params, Inputs inputs, int threads) {
        refuse(params);
        SteeringForecast f = SteeringForecast.of(inputs, params.cutoff(), params.mode(), threads);
        double users = f.audience(params.audience());
        double columns = 4.0 * params.steps();
        return Optional.of(new Forecast(
                f.bytes(users, params.steps(), columns),
                f.once() + f.rankings(1.0 + params.steps(), users) + f.intervals(columns, users)));
    }

    @Override
    public String smaller() {
        return "Choose a smaller audience, shorter lists or fewer doses";
    }

    private static void refuse(DoseParams params) {
        if (!(params.from() < params.to())) {
            throw ProblemException.of(
                    "The doses go nowhere.",
                    "They are to run from " + params.from() + " to " + params.to() + ".",
                    "Choose a 'to' above the 'from'.");
        }
    }

    @Override
    public DoseResponse run(DoseParams params, Inputs inputs, Ctx ctx) {
        refuse(params);
        Subject subject = Subject.of(inputs, ctx.kernels());
        Treatment treatment = subject.treatment(params.edits(), params.mode(), params.items());
        Steering.Scope scope = subject.scope(params.audience(), treatment);
        Population.Labels labels = subject.labels(treatment);
        int[] users = subject.users(scope);
        double[] doses = doses(params);
        Estimates estimates = new Estimates(subject.steerer(), users, 1 + doses.length, second, ctx);
        estimates.show(sample -> {
            Population some = Population.of(subject.steerer(), sample, params.cutoff(), labels, ctx);
            List<Measures> at = new ArrayList<>();
            for (double dose : doses) {
                at.add(some.after(at(dose, treatment, subject.steerer()), ctx));
            }
            List<DoseResponse.Point> points = sampled(points(some, doses, at, ctx), some, at, ctx);
            return response(params, treatment, scope, labels, points, Double.NaN, Double.NaN);
        });
        Ctx rest = ctx.part(estimates.share(), 1);
        rest.progress("lists of the model", 0);
        Population population = Population.of(subject.steerer(), users, params.cutoff(), labels, rest);
        List<Measures> at = new ArrayList<>();
        for (int i = 0; i < doses.length; i++) {
            rest.progress("dose " + (i + 1) + " of " + doses.length, 0.05 + 0.75 * i / doses.length);
            at.add(population.after(at(doses[i], treatment, subject.steerer()), rest));
        }
        rest.progress("intervals", 0.8);
        List<DoseResponse.Point> points = points(population, doses, at, ctx);
        return response(params, treatment, scope, labels, points, largest(points, params.budget()), knee(points));
    }

    private static Intervention at(double dose, Treatment treatment, Steerer steerer) {
        return dose == 0 ? steerer.unsteered() : steerer.prepare(treatment.at(dose));
    }

    private static DoseResponse response(
            DoseParams params,
            Treatment treatment,
            Steering.Scope scope,
            Population.Labels labels,
            List<DoseResponse.Point> points,
            double largest,
            double knee) {
        return new DoseResponse(
                params.name(),
                treatment.edits(),
                params.mode(),
                scope,
                params.cutoff(),
                labels.attributes().isEmpty() ? null : labels.attributes().getFirst(),
                points,
                params.budget(),
                largest,
                knee);
    }

    /// What a sample says about everybody: no coverage, and losses whose intervals know that the sample's own NDCG,
    /// which they are shares of, is not everybody's. What is read off the curve waits for everybody's.
    private static List<DoseResponse.Point> sampled(
            List<DoseResponse.Point> points, Population sample, List<Measures> at, Ctx ctx) {
        double[] before = sample.before().ndcg();
        List<DoseResponse.Point> sampled = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            ctx.check();
            DoseResponse.Point p = points.get(i);
            MetricValue unknown = new MetricValue(
                    Double.NaN, Double.NaN, Double.NaN, p.coverage().n());
            MetricValue loss = Ratio.loss(before, at.get(i).ndcg(), seed(ctx));
            boolean moved = p.dose() != 0; // At 0 nothing moves for anybody, so that is certain.
            sampled.add(new DoseResponse.Point(
                    p.dose(),
                    Sample.open(p.share(), 0, 1),
                    Sample.open(p.ndcg(), 0, 1),
                    moved ? Sample.open(loss, Double.NEGATIVE_INFINITY, 1 / Effects.mean(before)) : p.ndcgLoss(),
                    moved ? Sample.open(p.overlap(), 0, 1) : p.overlap(),
                    unknown));
        }
        return sampled;
    }

    private static long seed(Ctx ctx) {
        return Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
    }

    private static double[] doses(DoseParams p) {
        double[] doses = new double[p.steps()];
        for (int i = 0; i < doses.length; i++) {
            double dose = p.from() + (p.to() - p.from()) * i / (doses.length - 1);
            // Rounded so that a grid that is meant to meet 0 and 1 does.
            doses[i] = Math.rint(dose * 1e9) / 1e9;
        }
        return doses;
    }

    private static List<DoseResponse.Point> points(Population population, double[] doses, List<Measures> at, Ctx ctx) {
        double[] model = population.before().ndcg();
        double mean = Effects.mean(model);
        List<double[]> columns = new ArrayList<>();
        for (Measures m : at) {
            columns.add(m.shares().length == 0 ? new double[model.length] : m.shares()[0]);
            columns.add(m.ndcg());
            columns.add(Arrays.stream(Effects.difference(m.ndcg(), model))
                    .map(x -> x / mean)
                    .toArray());
            columns.add(population.overlap(m));
        }
        List<Bootstrap.Interval> intervals = Bootstrap.means(columns, seed(ctx), ctx.kernels());
        List<DoseResponse.Point> points = new ArrayList<>();
        for (int i = 0; i < doses.length; i++) {
            double covered = coverage(at.get(i).lists(), population.items());
            MetricValue share = Effects.value(intervals.get(4 * i));
            points.add(new DoseResponse.Point(
                    doses[i],
                    at.get(i).shares().length == 0 ? new MetricValue(Double.NaN, Double.NaN, Double.NaN, 0) : share,
                    Effects.value(intervals.get(4 * i + 1)),
                    Effects.value(intervals.get(4 * i + 2)),
                    Effects.value(intervals.get(4 * i + 3)),
                    new MetricValue(covered, covered, covered, model.length)));
        }
        return points;
    }

    private static double coverage(TopK lists, int items) {
        int[] all = new int[lists.queries()];
        Arrays.setAll(all, i -> i);
        return Exposure.coverageAndGini(lists, all, items)[0];
    }

    /// The dose, going up from 0, where the loss first exceeds the budget.
    static double largest(List<DoseResponse.Point> points, double budget) {
        double last = Double.NaN;
        double lastLoss = 0;
        double lastDose = 0;
        for (DoseResponse.Point p : points) {
            if (p.dose() <= 0) {
                continue;
            }
            double loss = p.ndcgLoss().mean();
            if (!(loss <= budget)) {
                double share = (budget - lastLoss) / (loss - lastLoss);
                return Double.isFinite(share) ? lastDose + Math.clamp(share, 0, 1) * (p.dose() - lastDose) : lastDose;
            }
            last = p.dose();
            lastDose = p.dose();
            lastLoss = loss;
        }
        return last;
    }

    /// The positive dose where the share lies furthest from the chord between dose 0 (or the first) and the last.
    static double knee(List<DoseResponse.Point> points) {
        List<DoseResponse.Point> up = points.stream().filter(p -> p.dose() >= 0).toList();
        if (up.size() < 3 || up.stream().anyMatch(p -> Double.isNaN(p.share().mean()))) {
            return Double.NaN;
        }
        DoseResponse.Point first = up.getFirst();
        DoseResponse.Point end = up.getLast();
        double rise = end.share().mean() - first.share().mean();
        double best = 0;
        double knee = Double.NaN;
        for (DoseResponse.Point p : up) {
            double x = (p.dose() - first.dose()) / (end.dose() - first.dose());
            double y = rise == 0 ? 0 : (p.share().mean() - first.share().mean()) / rise;
            if (y - x > best) {
                best = y - x;
                knee = p.dose();
            }
        }
        return knee;
    }
}
