package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.MetricValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random samples of an audience that are measured before everybody is, so that a large one shows an estimate within
/// about a second.
///
/// Users are put in the order of their number of training items, equal ones at random, and taken at equal distances
/// from a random start (systematic sampling; Cochran, Sampling Techniques, 1977, chapter 8): everybody is as likely to
/// be taken, so means are without bias, and no part of the audience, active or quiet, is left out by chance. An
/// interval that takes the sample for a simple random one is therefore rather too wide than too narrow. Nothing depends
/// on the machine or the time.
final class Sample {
    /// Multiply-adds of rankings that take about a second on two cores.
    static final double SECOND = 20e9;
    /// What a ranking takes for one user beside the scores of the items, in multiply-adds.
    private static final double BESIDE = 50_000;
    private static final int FIRST = 1000;
    private static final int FEWEST = 100;
    /// How many times as large as the one before a sample is.
    private static final int FACTOR = 5;
    /// A sample is at most this part of the audience, so that what it takes hardly matters.
    private static final int PART = 20;
    /// Of `n` users who are all alike, at most 3/n of everybody is otherwise with 95 % (the rule of three; Hanley and
    /// Lippman-Hand, 1983).
    private static final double THREE = 3;

    private final int[] order;

    /// Of users.
    ///
    /// @param users rows of the model
    /// @param train the training items of all users
    Sample(int[] users, IntLists train, Ctx ctx) {
        int[] shuffled = users.clone();
        RandomGenerator random = ctx.random("sample order", 0);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = t;
        }
        this.order = byLength(shuffled, train);
    }

    /// Sorted by the number of training items, equal ones as they come.
    private static int[] byLength(int[] users, IntLists train) {
        int most = Arrays.stream(users).map(train::length).max().orElse(0);
        int[] next = new int[most + 2];
        for (int u : users) {
            next[train.length(u) + 1]++;
        }
        for (int l = 0; l <= most; l++) {
            next[l + 1] += next[l];
        }
        int[] sorted = new int[users.length];
        for (int u : users) {
            sorted[next[train.length(u)]++] = u;
        }
        return sorted;
    }

    /// How large the samples are, ascending; none where measuring everybody takes no more than about `second`.
    ///
    /// @param users    how many users there are
    /// @param each     multiply-adds of one ranking of a user
    /// @param rankings how often each user is ranked
    /// @param second   multiply-adds that take about a second
    static List<Integer> sizes(int users, double each, int rankings, double second) {
        double work = rankings * (each + BESIDE);
        List<Integer> sizes = new ArrayList<>();
        if (users * work > second) {
            long first = (long) Math.clamp(second / FACTOR / work, FEWEST, FIRST);
            for (long n = first; n * PART <= users; n *= FACTOR) {
                sizes.add((int) n);
            }
        }
        return sizes;
    }

    /// So many of the users, ascending, each at most once.
    ///
    /// @param n at most as many as there are
    int[] take(int n, RandomGenerator random) {
        double step = (double) order.length / n;
        double start = random.nextDouble() * step;
        int[] taken = new int[n];
        for (int i = 0; i < n; i++) {
            taken[i] = order[Math.min(order.length - 1, (int) (start + i * step))];
        }
        Arrays.sort(taken);
        return taken;
    }

    /// An interval that does not claim to be certain because the users of the sample are all alike.
    ///
    /// @param least the smallest value that there can be for a user
    /// @param unit  how far a user's value can be from that of the others
    static MetricValue open(MetricValue v, double least, double unit) {
        if (v.low() < v.high() || v.n() == 0) {
            return v;
        }
        double by = THREE * unit / v.n();
        return new MetricValue(v.mean(), Math.max(least, v.mean() - by), Math.min(unit, v.mean() + by), v.n());
    }
}
