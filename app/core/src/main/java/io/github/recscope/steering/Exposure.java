package io.github.recscope.steering;

import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.stat.Quantiles;
import io.github.recscope.stat.Ranks;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Figures of all lists together, which no mean over users gives: coverage, Gini, and the tail of the losers. Their
/// intervals come from resampling users; a resample holds fewer different users than there are, which shifts these
/// figures, so the distribution of the differences is centred on the measured one.
final class Exposure {
    private static final int RESAMPLES = 200;
    private static final int CHUNK = 10;

    private Exposure() {}

    /// The three changes.
    record Changes(Steering.Change coverage, Steering.Change gini, Steering.Change worstTenth) {
        /// What a sample of so many users says about everybody: nothing.
        static Changes unknown(int users) {
            Steering.Change none = new Steering.Change(
                    Double.NaN, Double.NaN, new MetricValue(Double.NaN, Double.NaN, Double.NaN, users));
            return new Changes(none, none, none);
        }
    }

    /// Compares lists of the same users.
    ///
    /// @param ndcgBefore for each user; NaN where there is none
    /// @param ndcgAfter  the same afterwards
    /// @param items      how many items there are
    static Changes of(
            TopK before, TopK after, double[] ndcgBefore, double[] ndcgAfter, int items, long seed, Workers workers) {
        int n = before.queries();
        int k = before.k();
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        double[] first = coverageAndGini(before, all, items);
        double[] second = coverageAndGini(after, all, items);
        double[] difference = new double[n];
        for (int u = 0; u < n; u++) {
            difference[u] = ndcgAfter[u] - ndcgBefore[u];
        }
        int[] order = order(difference);
        int[] once = new int[n];
        Arrays.fill(once, 1);
        double[] tail = tail(order, difference, ndcgBefore, ndcgAfter, once);
        double[][] drawn = new double[3][RESAMPLES];
        SplittableRandom[] randoms = new SplittableRandom[RESAMPLES / CHUNK];
        SplittableRandom root = new SplittableRandom(seed);
        Arrays.setAll(randoms, _ -> root.split());
        workers.forEach(n == 0 || k == 0 ? 0 : randoms.length, c -> {
            int[] times = new int[n];
            int[] count = new int[items];
            for (int b = c * CHUNK; b < (c + 1) * CHUNK; b++) {
                Arrays.fill(times, 0);
                for (int i = 0; i < n; i++) {
                    times[randoms[c].nextInt(n)]++;
                }
                double[] x = coverageAndGini(before, times, count);
                double[] y = coverageAndGini(after, times, count);
                drawn[0][b] = y[0] - x[0];
                drawn[1][b] = y[1] - x[1];
                double[] t = tail(order, difference, ndcgBefore, ndcgAfter, times);
                drawn[2][b] = t[1] - t[0];
            }
        });
        return new Changes(
                change(first[0], second[0], drawn[0], n),
                change(first[1], second[1], drawn[1], n),
                change(tail[0], tail[1], drawn[2], n));
    }

    private static Steering.Change change(double before, double after, double[] drawn, int n) {
        double moved = after - before;
        double[] finite = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
        double shift = moved - Arrays.stream(finite).average().orElse(Double.NaN);
        return new Steering.Change(
                before,
                after,
                new MetricValue(
                        moved,
                        Quantiles.ofSorted(finite, 0.025) + shift,
                        Quantiles.ofSorted(finite, 0.975) + shift,
                        n));
    }

    /// The share of the items that are listed for one of the users, and the Gini coefficient of how often each item
    /// is listed: 0 when all are listed equally often, `1 − 1/items` when only one is.
    static double[] coverageAndGini(TopK lists, int[] users, int items) {
        int[] times = new int[lists.queries()];
        for (int u : users) {
            times[u]++;
        }
        return coverageAndGini(lists, times, new int[items]);
    }

    /// The same for users who are there several times.
    ///
    /// @param times how often each user is there
    /// @param count `[items]`, overwritten
    private static double[] coverageAndGini(TopK lists, int[] times, int[] count) {
        int items = count.length;
        int k = lists.k();
        Arrays.fill(count, 0);
        for (int u = 0; u < times.length; u++) {
            if (times[u] > 0) {
                for (int p = u * k; p < (u + 1) * k && lists.index()[p] >= 0; p++) {
                    count[lists.index()[p]] += times[u];
                }
            }
        }
        int most = 0;
        long total = 0;
        for (int c : count) {
            most = Math.max(most, c);
            total += c;
        }
        int[] often = new int[most + 1];
        for (int c : count) {
            often[c]++;
        }
        // Σ over ascending ranks r (from 1) of (2r − n − 1) · count; equal counts share their mean rank.
        double weighted = 0;
        long rank = 0;
        for (int c = 0; c <= most; c++) {
            double mean = rank + (often[c] + 1) / 2.0;
            weighted += (2 * mean - items - 1) * c * often[c];
            rank += often[c];
        }
        return new double[] {
            items == 0 ? Double.NaN : (double) (items - often[0]) / items,
            total == 0 ? Double.NaN : weighted / ((double) items * total)
        };
    }

    /// The users with a difference, those who lost most first.
    private static int[] order(double[] difference) {
        return Arrays.stream(Ranks.order(difference))
                .filter(u -> Double.isFinite(difference[u]))
                .toArray();
    }

    /// Mean NDCG before and after of the tenth (at least one) of the users with the lowest difference.
    ///
    /// @param order users by difference
    /// @param times how often each user is there
    private static double[] tail(int[] order, double[] difference, double[] before, double[] after, int[] times) {
        int all = 0;
        for (int u : order) {
            all += times[u];
        }
        if (all == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        int size = Math.max(1, all / 10);
        // Users at the edge are all alike in what counts, the difference: they share the places that are left.
        double[] below = new double[3];
        double[] at = new double[3];
        double edge = Double.NaN;
        for (int u : order) {
            if (times[u] == 0) {
                continue;
            }
            if (difference[u] != edge) {
                if (below[0] + at[0] >= size) {
                    break;
                }
                for (int i = 0; i < 3; i++) {
                    below[i] += at[i];
                    at[i] = 0;
                }
                edge = difference[u];
            }
            at[0] += times[u];
            at[1] += times[u] * before[u];
            at[2] += times[u] * after[u];
        }
        double share = (size - below[0]) / at[0];
        return new double[] {(below[1] + share * at[1]) / size, (below[2] + share * at[2]) / size};
    }
}
