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
    /// How many random groups of latents the control is a mean of.
    static final int DRAWS = 3;
    /// A user whose NDCG falls by more is called harmed.
    private static final double HARM = 0.05;

    private Effects() {}

    /// Measures everything.
    ///
    /// @param avoid latents that the control must not use, beside the edited ones
    static Steering.Effect measure(
            Population population, Steerer steerer, Treatment treatment, Set<Integer> avoid, Ctx ctx) {
        ctx.progress("lists after the edits", 0);
        Measures before = population.before();
        Measures after = population.after(steerer.prepare(treatment), ctx);
        ctx.progress("random latents", 0.3);
        List<Measures> controls = controls(population, steerer, treatment, avoid, ctx);
        ctx.progress("intervals", 0.7);
        long seed = Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
        Exposure.Changes exposure = Exposure.of(
                before.lists(),
                after.lists(),
                before.ndcg(),
                after.ndcg(),
                population.items(),
                seed,
                ctx.kernels().workers());
        Leakage leakage = Leakage.of(steerer, treatment, population.users(), seed, ctx);
        return new Builder(population, before, after, controls, treatment.items()).effect(exposure, leakage, seed, ctx);
    }

    private static List<Measures> controls(
            Population population, Steerer steerer, Treatment treatment, Set<Integer> avoid, Ctx ctx) {
        List<Measures> controls = new ArrayList<>();
        int[] items = treatment.items().stream().mapToInt(Integer::intValue).toArray();
        for (int draw = 0; draw < DRAWS && !treatment.edits().isEmpty(); draw++) {
            int[][] drawn = RandomLatents.draw(steerer, treatment, avoid, ctx.random("control", draw));
            var move = RandomLatents.move(steerer, treatment, drawn);
            controls.add(
                    population.figures(items.length == 0 ? steerer.moved(move) : steerer.movedItems(items, move), ctx));
        }
        return controls;
    }

    /// Collects columns to resample together, then reads the intervals in the same order.
    private record Builder(
            Population population, Measures before, Measures after, List<Measures> controls, List<Integer> items) {
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
            List<Bootstrap.Interval> i = Bootstrap.means(columns, seed, ctx.kernels());
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
                    value(i.get(5)),
                    value(i.get(6)),
                    leakage.purity(),
                    leakage.drifts());
            return new Steering.Effect(
                    population.users().length,
                    population.cutoff(),
                    change(before.ndcg(), after.ndcg(), i.get(0)),
                    change(before.recall(), after.recall(), i.get(1)),
                    value(i.get(2)),
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

    private static Steering.Change change(double[] before, double[] after, Bootstrap.Interval difference) {
        return new Steering.Change(mean(before), mean(after), value(difference));
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
