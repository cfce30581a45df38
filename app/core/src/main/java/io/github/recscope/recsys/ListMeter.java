package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Metric;
import io.github.recscope.model.Split;
import io.github.recscope.stat.Gini;
import io.github.recscope.stat.RankingMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Measures lists by everything in [Metric], at several cutoffs, in one pass over the users.
final class ListMeter {
    private static final int USERS_AT_ONCE = 32;
    /// How much of the history is mixed into the list's shares, so that no divergence is infinite (Steck, 2018).
    private static final double MIXED = 0.01;

    private final Split split;
    private final int[] users;
    private final List<Integer> cutoffs;
    private final Matrix unit;
    private final @Nullable IntLists attributes;
    private final int values;
    private final float[] share;
    private final float[] information;
    private final float[] squared;
    private final Ctx ctx;

    /// One measured series: a value for each user, or one for all lists together.
    record Series(Metric metric, int cutoff, float[] value) {}

    /// @param users      rows of the users that are measured
    /// @param cutoffs    ascending
    /// @param unit       `[items, d]` embeddings of length 1, by which lists are called diverse
    /// @param attributes for each item its attributes, or null where there are none
    /// @param values     how many attributes there are
    ListMeter(
            Split split,
            int[] users,
            List<Integer> cutoffs,
            Matrix unit,
            @Nullable IntLists attributes,
            int values,
            Ctx ctx) {
        this.split = split;
        this.users = users;
        this.cutoffs = cutoffs;
        this.unit = unit;
        this.attributes = attributes;
        this.values = values;
        this.ctx = ctx;
        int items = unit.rows();
        int[] count = new int[items];
        for (int i : split.train().values()) {
            count[i]++;
        }
        int d = unit.cols();
        RowOps ops = ctx.kernels().rows();
        this.squared = new float[items];
        for (int i = 0; i < items; i++) {
            squared[i] = ops.dot(unit.data(), i * d, unit.data(), i * d, d);
        }
        int n = split.train().rows();
        this.share = new float[items];
        this.information = new float[items];
        for (int i = 0; i < items; i++) {
            share[i] = (float) count[i] / n;
            information[i] = (float) (-Math.log((count[i] + 1.0) / (n + 1.0)) / Math.log(2));
        }
    }

    /// The metrics that lists are measured by, in order.
    private List<Metric> metrics() {
        return Arrays.stream(Metric.values())
                .filter(m -> attributes != null || (m != Metric.ATTRIBUTE_DIVERSITY && m != Metric.CALIBRATION))
                .toList();
    }

    /// @param lists one for each of the users, at least as long as the longest cutoff
    List<Series> measure(TopK lists) {
        List<Metric> metrics = metrics();
        List<Series> all = new ArrayList<>();
        Map<Metric, float[][]> into = new EnumMap<>(Metric.class);
        for (Metric m : metrics) {
            float[][] values = new float[cutoffs.size()][m.perUser() ? users.length : 1];
            into.put(m, values);
            for (int c = 0; c < cutoffs.size(); c++) {
                all.add(new Series(m, cutoffs.get(c), values[c]));
            }
        }
        ctx.kernels().workers().forEach(Math.ceilDiv(users.length, USERS_AT_ONCE), chunk -> {
            User user = new User(into);
            for (int r = chunk * USERS_AT_ONCE; r < Math.min(users.length, (chunk + 1) * USERS_AT_ONCE); r++) {
                ctx.check();
                user.measure(r, lists.row(r));
            }
        });
        for (int c = 0; c < cutoffs.size(); c++) {
            exposure(lists, c, into);
        }
        return all;
    }

    private void exposure(TopK lists, int cutoff, Map<Metric, float[][]> into) {
        int k = cutoffs.get(cutoff);
        double[] shown = new double[unit.rows()];
        for (int r = 0; r < users.length; r++) {
            for (int p = r * lists.k(); p < r * lists.k() + k && lists.index()[p] >= 0; p++) {
                shown[lists.index()[p]]++;
            }
        }
        double seen = Arrays.stream(shown).filter(s -> s > 0).count();
        put(into, Metric.COVERAGE, cutoff, 0, seen / shown.length);
        put(into, Metric.GINI, cutoff, 0, Gini.of(shown));
    }

    private static void put(Map<Metric, float[][]> into, Metric metric, int cutoff, int row, double value) {
        Objects.requireNonNull(into.get(metric))[cutoff][row] = (float) value;
    }

    /// One user after another; the scratch space of a thread.
    private final class User {
        private final Map<Metric, float[][]> into;
        private final RowOps ops = ctx.kernels().rows();
        private final float[] sum = new float[unit.cols()];
        private final double[] history = new double[values];
        private final double[] listed = new double[values];
        private final double[] attributeSum = new double[values];
        /// The attributes of the user's history, each once.
        private final int[] holds = new int[values];

        private int held;

        User(Map<Metric, float[][]> into) {
            this.into = into;
        }

        private void put(Metric metric, int cutoff, int r, double value) {
            ListMeter.put(into, metric, cutoff, r, value);
        }

        void measure(int r, int[] list) {
            int u = users[r];
            accuracy(r, u, list);
            popularity(r, u, list);
            diversity(r, list);
            if (attributes != null) {
                attributes(r, u, list, attributes);
            }
        }

        private void accuracy(int r, int u, int[] list) {
            int total = split.test().length(u);
            boolean[] relevant = new boolean[list.length];
            for (int p = 0; p < list.length; p++) {
                relevant[p] = split.test().containsSorted(u, list[p]);
            }
            for (int c = 0; c < cutoffs.size(); c++) {
                int k = cutoffs.get(c);
                put(Metric.RECALL, c, r, RankingMetrics.recall(relevant, k, total));
                put(Metric.NDCG, c, r, RankingMetrics.ndcg(relevant, k, total));
                put(Metric.PRECISION, c, r, RankingMetrics.precision(relevant, k));
                put(Metric.MRR, c, r, RankingMetrics.reciprocalRank(relevant, k));
                put(Metric.MAP, c, r, RankingMetrics.averagePrecision(relevant, k, total));
                put(Metric.HIT_RATE, c, r, RankingMetrics.hit(relevant, k));
            }
        }

        private void popularity(int r, int u, int[] list) {
            double own = 0;
            for (int p = split.train().offsets()[u]; p < split.train().offsets()[u + 1]; p++) {
                own += share[split.train().values()[p]];
            }
            own /= split.train().length(u);
            double popular = 0;
            double bits = 0;
            int at = 0;
            for (int c = 0; c < cutoffs.size(); c++) {
                int n = Math.min(cutoffs.get(c), list.length);
                for (; at < n; at++) {
                    popular += share[list[at]];
                    bits += information[list[at]];
                }
                put(Metric.POPULARITY, c, r, popular / n);
                put(Metric.POPULARITY_LIFT, c, r, popular / n / own - 1);
                put(Metric.NOVELTY, c, r, bits / n);
            }
        }

        /// The cosines of all pairs of n unit vectors sum to `‖Σ v‖² − n`.
        private void diversity(int r, int[] list) {
            int d = unit.cols();
            Arrays.fill(sum, 0);
            int at = 0;
            double own = 0;
            for (int c = 0; c < cutoffs.size(); c++) {
                int n = Math.min(cutoffs.get(c), list.length);
                for (; at < n; at++) {
                    ops.axpy(1, unit.data(), list[at] * d, sum, 0, d);
                    own += squared[list[at]];
                }
                double pairs = ops.dot(sum, 0, sum, 0, d) - own;
                put(Metric.DIVERSITY, c, r, n < 2 ? Double.NaN : 1 - pairs / n / (n - 1));
            }
        }

        private void attributes(int r, int u, int[] list, IntLists of) {
            double known = 0;
            held = 0;
            for (int p = split.train().offsets()[u]; p < split.train().offsets()[u + 1]; p++) {
                int i = split.train().values()[p];
                for (int q = of.offsets()[i]; q < of.offsets()[i + 1]; q++) {
                    if (history[of.values()[q]] == 0) {
                        holds[held++] = of.values()[q];
                    }
                    history[of.values()[q]] += 1.0 / of.length(i);
                }
                known += of.length(i) == 0 ? 0 : 1;
            }
            int at = 0;
            int having = 0;
            double squared = 0;
            for (int c = 0; c < cutoffs.size(); c++) {
                for (; at < Math.min(cutoffs.get(c), list.length); at++) {
                    int i = list[at];
                    int n = of.length(i);
                    having += (int) add(i, of, listed);
                    double step = n == 0 ? 0 : 1 / Math.sqrt(n);
                    for (int p = of.offsets()[i]; p < of.offsets()[i + 1]; p++) {
                        double was = attributeSum[of.values()[p]];
                        squared += step * (2 * was + step);
                        attributeSum[of.values()[p]] = was + step;
                    }
                }
                put(
                        Metric.ATTRIBUTE_DIVERSITY,
                        c,
                        r,
                        having < 2 ? Double.NaN : 1 - (squared - having) / having / (having - 1));
                put(Metric.CALIBRATION, c, r, divergence(known, having));
            }
            clear(list, of);
        }

        /// Deals one unit to the item's attributes; gives 1, or 0 if it has none.
        private double add(int item, IntLists of, double[] to) {
            int n = of.length(item);
            for (int p = of.offsets()[item]; p < of.offsets()[item + 1]; p++) {
                to[of.values()[p]] += 1.0 / n;
            }
            return n == 0 ? 0 : 1;
        }

        private double divergence(double known, int having) {
            if (known == 0 || having == 0) {
                return Double.NaN;
            }
            double sum = 0;
            for (int n = 0; n < held; n++) {
                double share = history[holds[n]] / known;
                double mixed = (1 - MIXED) * listed[holds[n]] / having + MIXED * share;
                sum += share * Math.log(share / mixed);
            }
            return sum;
        }

        private void clear(int[] list, IntLists of) {
            for (int n = 0; n < held; n++) {
                history[holds[n]] = 0;
            }
            for (int i : list) {
                of.forEach(i, a -> {
                    listed[a] = 0;
                    attributeSum[a] = 0;
                });
            }
        }
    }
}
