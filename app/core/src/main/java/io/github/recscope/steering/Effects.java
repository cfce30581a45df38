package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.stat.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a treatment does to a population, with intervals and with its control.
final class Effects {
    /// A user whose NDCG falls by more is called harmed.
    private static final double HARM = 0.05;

    private Effects() {}

    /// Measures everything.
    static Steering.Effect measure(Population population, Arms arms, Ctx ctx) {
        Measures before = population.before();
        Measures after = population.after(arms.edited(), "lists after the edits", ctx.part(0, 0.1));
        List<Measures> controls = controls(population, arms, "random latents", ctx.part(0.1, 0.5));
        ctx.progress("coverage", 0.5);
        long seed = seed(ctx);
        Exposure.Changes exposure = Exposure.of(
                before.lists(),
                after.lists(),
                before.ndcg(),
                after.ndcg(),
                population.items(),
                seed,
                ctx.kernels().workers());
        Leakage leakage = Leakage.of(
                arms.steerer(),
                arms.treatment(),
                population.users(),
                Leakage.SHOWN,
                seed,
                "what else moves",
                ctx.part(0.64, 0.85));
        ctx.progress("intervals", 0.85);
        return new Builder(population, before, after, controls, arms.treatment().items(), false)
                .effect(exposure, leakage, seed, ctx);
    }

    /// Measures what a sample of users can tell of everybody: all means over users. See
    /// [io.github.recscope.model.Estimate] for what is left out.
    ///
    /// @param sample users drawn at random
    static Steering.Effect estimate(Population sample, Arms arms, Ctx ctx) {
        Measures before = sample.before();
        Measures after = sample.after(arms.edited(), "", ctx);
        List<Measures> controls = controls(sample, arms, "", ctx);
        long seed = seed(ctx);
        boolean onUsers = arms.treatment().items().isEmpty();
        Leakage leakage = Leakage.of(
                arms.steerer(), arms.treatment(), sample.users(), onUsers ? 0 : Leakage.SHOWN, seed, "", ctx);
        return new Builder(sample, before, after, controls, arms.treatment().items(), true)
                .effect(Exposure.Changes.unknown(sample.users().length), onUsers ? open(leakage) : leakage, seed, ctx);
    }

    /// Without intervals that claim to be certain because the users of a sample are all alike.
    private static Leakage open(Leakage sampled) {
        List<Steering.Drift> drifts = new ArrayList<>();
        for (Steering.Drift d : sampled.drifts()) {
            MetricValue moved = d.activation().difference();
            boolean alike = !(moved.low() < moved.high());
            drifts.add(
                    alike
                            ? new Steering.Drift(
                                    d.latent(),
                                    d.edited(),
                                    new Steering.Change(
                                            d.activation().before(),
                                            d.activation().after(),
                                            new MetricValue(moved.mean(), Double.NaN, Double.NaN, moved.n())))
                            : d);
        }
        return new Leakage(Sample.open(sampled.purity(), 0, 1), drifts);
    }

    private static long seed(Ctx ctx) {
        return Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
    }

    private static List<Measures> controls(Population population, Arms arms, String what, Ctx ctx) {
        int draws = arms.drawn().size();
        List<Measures> controls = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            Ctx own = ctx.part((double) draw / draws, (draw + 1.0) / draws);
            controls.add(population.figures(arms.control(draw), what, own));
        }
        return controls;
    }

    /// Collects columns to resample together, then reads the intervals in the same order.
    ///
    /// @param sample whether the population stands for a larger one
    private record Builder(
            Population population,
            Measures before,
            Measures after,
            List<Measures> controls,
            List<Integer> items,
            boolean sample) {
        /// The columns that cannot be below 0, as differences can.
        private static final Set<Integer> SHARES = Set.of(2, 5, 6);

        Steering.Effect effect(Exposure.Changes exposure, Leakage leakage, long seed, Ctx ctx) {
            int labels = population.labels().attributes().size();
            List<double[]> columns = new ArrayList<>();
            double[] loss = difference(before.ndcg(), after.ndcg());
            columns.add(loss);
            columns.add(difference(before.recall(), after.recall()));
            columns.add(population.overlap(after));
            columns.add(difference(before.ndcgOutside(), after.ndcgOutside()));
            columns.add(difference(before.popularity(), after.popularity()));
            columns.add(population.unchanged(after));
            columns.add(harmed(loss));
            columns.add(difference(before.ndcg(), mean(controls, Measures::ndcg)));
            for (int a = 0; a < labels; a++) {
                int label = a;
                columns.add(difference(before.shares()[a], after.shares()[a]));
                columns.add(difference(before.shares()[a], mean(controls, m -> m.shares()[label])));
            }
            for (int item : items) {
                columns.add(difference(listed(before, item), listed(after, item)));
            }
            List<MetricValue> i = new ArrayList<>();
            for (Bootstrap.Interval drawn : Bootstrap.means(columns, seed, ctx.kernels())) {
                MetricValue v = value(drawn);
                i.add(sample ? Sample.open(v, SHARES.contains(i.size()) ? 0 : -1, 1) : v);
            }
            List<Steering.ShareChange> shares = new ArrayList<>();
            List<Steering.ShareChange> random = new ArrayList<>();
            for (int a = 0; a < labels; a++) {
                int label = a;
                shares.add(new Steering.ShareChange(
                        population.labels().attributes().get(a),
                        change(before.shares()[a], after.shares()[a], i.get(8 + 2 * a))));
                random.add(new Steering.ShareChange(
                        population.labels().attributes().get(a),
                        change(before.shares()[a], mean(controls, m -> m.shares()[label]), i.get(9 + 2 * a))));
            }
            List<Steering.Promoted> promoted = new ArrayList<>();
            for (int p = 0; p < items.size(); p++) {
                int item = items.get(p);
                promoted.add(new Steering.Promoted(
                        item, change(listed(before, item), listed(after, item), i.get(8 + 2 * labels + p))));
            }
            Steering.Side side = new Steering.Side(
                    change(before.ndcgOutside(), after.ndcgOutside(), i.get(3)),
                    exposure.gini(),
                    change(before.popularity(), after.popularity(), i.get(4)),
                    exposure.worstTenth(),
                    i.get(5),
                    i.get(6),
                    leakage.purity(),
                    leakage.drifts());
            return new Steering.Effect(
                    population.users().length,
                    population.cutoff(),
                    change(before.ndcg(), after.ndcg(), i.get(0)),
                    change(before.recall(), after.recall(), i.get(1)),
                    i.get(2),
                    exposure.coverage(),
                    shares,
                    side,
                    promoted,
                    new Steering.Control(
                            controls.size(), random, change(before.ndcg(), mean(controls, Measures::ndcg), i.get(7))));
        }

        /// For each user whether the item is in the list; NaN for those who have it already.
        private double[] listed(Measures m, int item) {
            double[] is = new double[population.users().length];
            for (int r = 0; r < is.length; r++) {
                boolean found = false;
                for (int shown : m.lists().row(r)) {
                    found |= shown == item;
                }
                is[r] = population.has(r, item) ? Double.NaN : found ? 1 : 0;
            }
            return is;
        }

        private double[] mean(List<Measures> several, java.util.function.Function<Measures, double[]> column) {
            if (several.isEmpty()) {
                return column.apply(before);
            }
            double[] mean = new double[population.users().length];
            for (Measures m : several) {
                double[] x = column.apply(m);
                for (int r = 0; r < mean.length; r++) {
                    mean[r] += x[r] / several.size();
                }
            }
            return mean;
        }
    }

    private static double[] harmed(double[] difference) {
        double[] harmed = new double[difference.length];
        for (int r = 0; r < harmed.length; r++) {
            harmed[r] = Double.isNaN(difference[r]) ? Double.NaN : difference[r] < -HARM ? 1 : 0;
        }
        return harmed;
    }

    /// After minus before.
    static double[] difference(double[] before, double[] after) {
        double[] difference = new double[before.length];
        for (int r = 0; r < difference.length; r++) {
            difference[r] = after[r] - before[r];
        }
        return difference;
    }

    private static Steering.Change change(double[] before, double[] after, MetricValue difference) {
        return new Steering.Change(mean(before), mean(after), difference);
    }

    /// The mean of the values that there are; NaN if there is none.
    static double mean(double[] x) {
        double sum = 0;
        int n = 0;
        for (double v : x) {
            if (Double.isFinite(v)) {
                sum += v;
                n++;
            }
        }
        return sum / n;
    }

    static MetricValue value(Bootstrap.Interval i) {
        return new MetricValue(i.mean(), i.low(), i.high(), i.n());
    }
}
