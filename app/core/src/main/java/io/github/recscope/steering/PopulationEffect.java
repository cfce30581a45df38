package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Edit;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.stat.Bootstrap;
import io.github.recscope.stat.RankAgreement;
import io.github.recscope.stat.RankingMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What edits do to the lists of all users: accuracy on held-out items, and how much of each attribute is in them.
final class PopulationEffect {
    private static final int BLOCK = 512;

    private PopulationEffect() {}

    /// Compares the model's own lists with the steered ones, user by user; training items masked.
    static Steering.Effect measure(
            Recommender model,
            Steerer steerer,
            List<Edit> edits,
            SteeringMode mode,
            int k,
            List<Attribute> attributes,
            AttributeTable table,
            Ctx ctx) {
        int users = model.users().rows();
        PerUser before = new PerUser(users, attributes.size(), model.items().rows());
        PerUser after = new PerUser(users, attributes.size(), model.items().rows());
        List<boolean[]> members = attributes.stream().map(a -> table.members(a)).toList();
        double[] overlap = new double[users];
        for (int from = 0; from < users; from += BLOCK) {
            ctx.progress("lists of all users", (double) from / users);
            int first = from;
            int[] block = new int[Math.min(BLOCK, users - from)];
            Arrays.setAll(block, i -> first + i);
            IntLists masked = rows(model.split().train(), block);
            TopK own = steerer.unsteered(block, k, masked);
            TopK steered = steerer.ranked(block, edits, mode, k, masked);
            for (int r = 0; r < block.length; r++) {
                int[] a = own.row(r);
                int[] b = steered.row(r);
                overlap[block[r]] = a.length + b.length == 0 ? Double.NaN : RankAgreement.overlap(a, b);
                before.add(block[r], a, model.split().test(), k, members);
                after.add(block[r], b, model.split().test(), k, members);
            }
        }
        long seed = Seeds.generator(ctx.seed(), "bootstrap", 0).nextLong();
        List<Steering.ShareChange> shares = new ArrayList<>();
        for (int a = 0; a < attributes.size(); a++) {
            shares.add(new Steering.ShareChange(attributes.get(a), change(before.share[a], after.share[a], seed, ctx)));
        }
        double coverageBefore = before.coverage();
        double coverageAfter = after.coverage();
        double moved = coverageAfter - coverageBefore;
        return new Steering.Effect(
                users,
                k,
                change(before.ndcg, after.ndcg, seed, ctx),
                change(before.recall, after.recall, seed, ctx),
                interval(overlap, seed, ctx),
                new Steering.Change(coverageBefore, coverageAfter, new MetricValue(moved, moved, moved, users)),
                shares);
    }

    private static IntLists rows(IntLists all, int[] rows) {
        int[] offsets = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            offsets[r + 1] = offsets[r] + all.length(rows[r]);
        }
        int[] values = new int[offsets[rows.length]];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(all.values(), all.offsets()[rows[r]], values, offsets[r], all.length(rows[r]));
        }
        return new IntLists(offsets, values);
    }

    /// Values for each user on one side of the comparison.
    private static final class PerUser {
        final double[] ndcg;
        final double[] recall;
        final double[][] share;
        private final boolean[] shown;

        PerUser(int users, int attributes, int items) {
            ndcg = new double[users];
            recall = new double[users];
            share = new double[attributes][users];
            shown = new boolean[items];
        }

        void add(int user, int[] list, IntLists test, int k, List<boolean[]> members) {
            boolean[] relevant = new boolean[list.length];
            for (int r = 0; r < list.length; r++) {
                relevant[r] = test.containsSorted(user, list[r]);
                shown[list[r]] = true;
            }
            ndcg[user] = RankingMetrics.ndcg(relevant, k, test.length(user));
            recall[user] = RankingMetrics.recall(relevant, k, test.length(user));
            for (int a = 0; a < share.length; a++) {
                int n = 0;
                for (int item : list) {
                    n += members.get(a)[item] ? 1 : 0;
                }
                share[a][user] = list.length == 0 ? Double.NaN : (double) n / list.length;
            }
        }

        double coverage() {
            int n = 0;
            for (boolean s : shown) {
                n += s ? 1 : 0;
            }
            return (double) n / shown.length;
        }
    }

    private static Steering.Change change(double[] before, double[] after, long seed, Ctx ctx) {
        double[] difference = new double[before.length];
        for (int u = 0; u < difference.length; u++) {
            difference[u] = after[u] - before[u];
        }
        return new Steering.Change(mean(before), mean(after), interval(difference, seed, ctx));
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static MetricValue interval(double[] x, long seed, Ctx ctx) {
        Bootstrap.Interval i = Bootstrap.mean(x, seed, ctx::check);
        return new MetricValue(i.mean(), i.low(), i.high(), i.n());
    }
}
