package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Scorer;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.stat.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Asks whether vectors know the data they were joined with.
///
/// Up to [#USERS] users are drawn, and of each up to [#EACH] items that they chose, each with an item that they did
/// not choose and that stands near it in the order of popularity. All shifts are compared on the same pairs.
final class VectorProbe {
    static final int USERS = 2000;
    static final int EACH = 10;
    private static final int POPULAR = 10;
    private static final int NEAREST = 5;

    /// The one-sided normal quantile for 95 % over eight shifts (Bonferroni).
    private static final double Z = 2.734;

    private final JoinedVectors vectors;
    private final Dataset data;
    private final Ctx ctx;
    private final FrozenScorer scorer;

    /// One drawn pair: a user's place among the drawn ones, the user, an item they chose and one they did not.
    private record Draw(int unit, int user, int known, int other) {}

    private VectorProbe(JoinedVectors vectors, Dataset data, Ctx ctx) {
        this.vectors = vectors;
        this.data = data;
        this.ctx = ctx;
        this.scorer = FrozenScorer.of(vectors.scorer(), vectors.itemBias(), ctx.kernels());
    }

    /// Joins vectors with a data set and looks at them.
    ///
    /// @throws io.github.recscope.model.ProblemException if they cannot be read or joined
    static VectorProbes of(VectorParams params, Dataset data, Ctx ctx) {
        return of(JoinedVectors.of(params, data, ctx.part(0, 0.5)), data, ctx.part(0.5, 1));
    }

    static VectorProbes of(JoinedVectors vectors, Dataset data, Ctx ctx) {
        return new VectorProbe(vectors, data, ctx).probe();
    }

    private VectorProbes probe() {
        List<Draw> draws = draws();
        double[] given = wins(draws, 0, 0);
        List<VectorProbes.Shift> shifts = new ArrayList<>();
        for (int users = -1; users <= 1; users++) {
            for (int items = -1; items <= 1; items++) {
                if (users != 0 || items != 0) {
                    ctx.progress("Trying rows shifted by one", shifts.size() / 9.0);
                    shifts.add(shift(draws, given, users, items));
                }
            }
        }
        boolean distance = vectors.scorer() instanceof Scorer.Euclidean;
        return new VectorProbes(
                auc(given),
                shifts,
                neighbours(distance),
                distance ? "distance" : "cosine",
                vectors.userRows().byNumber() || vectors.itemRows().byNumber(),
                data.users().size());
    }

    private List<Draw> draws() {
        RandomGenerator random = ctx.random("vector check", 0);
        int n = data.items().size();
        int[] popularity = data.interactions().popularity();
        int[] byPopularity = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> popularity[a] != popularity[b]
                        ? Integer.compare(popularity[b], popularity[a])
                        : Integer.compare(a, b))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] place = new int[n];
        for (int p = 0; p < n; p++) {
            place[byPopularity[p]] = p;
        }
        int window = Math.max(5, n / 50);
        int[] users = drawn(data.users().size(), random);
        List<Draw> draws = new ArrayList<>();
        for (int unit = 0; unit < users.length; unit++) {
            ctx.check();
            int user = users[unit];
            int[] chosen = data.interactions().byUser().row(user);
            Set<Integer> own = new HashSet<>();
            for (int i : chosen) {
                own.add(i);
            }
            for (int e = 0; e < Math.min(EACH, chosen.length); e++) {
                int known = chosen[chosen.length <= EACH ? e : random.nextInt(chosen.length)];
                for (int attempt = 0; attempt < 20; attempt++) {
                    int low = Math.max(0, place[known] - window);
                    int high = Math.min(n, place[known] + window + 1);
                    int other = byPopularity[low + random.nextInt(high - low)];
                    if (!own.contains(other)) {
                        draws.add(new Draw(unit, user, known, other));
                        break;
                    }
                }
            }
        }
        return draws;
    }

    /// Distinct users, all of them where there are few.
    private static int[] drawn(int users, RandomGenerator random) {
        int[] all = IntStream.range(0, users).toArray();
        int n = Math.min(USERS, users);
        for (int i = 0; i < n; i++) {
            int j = i + random.nextInt(users - i);
            int t = all[i];
            all[i] = all[j];
            all[j] = t;
        }
        return Arrays.copyOf(all, n);
    }

    /// For each drawn user the share of pairs in which the chosen item scores higher; NaN without pairs.
    private double[] wins(List<Draw> draws, int userShift, int itemShift) {
        int d = vectors.users().cols();
        int n = draws.size();
        float[] users = new float[n * d];
        float[] known = new float[n * d];
        float[] other = new float[n * d];
        for (int k = 0; k < n; k++) {
            if (k % 1024 == 0) {
                ctx.check();
            }
            copy(vectors.users(), vectors.userRows(), draws.get(k).user(), userShift, users, k);
            copy(vectors.items(), vectors.itemRows(), draws.get(k).known(), itemShift, known, k);
            copy(vectors.items(), vectors.itemRows(), draws.get(k).other(), itemShift, other, k);
        }
        Matrix u = Matrix.of(n, d, users);
        float[] a = scorer.pairs(u, Matrix.of(n, d, known)).scores();
        float[] b = scorer.pairs(u, Matrix.of(n, d, other)).scores();
        int units = draws.isEmpty() ? 0 : draws.getLast().unit() + 1;
        double[] won = new double[units];
        int[] count = new int[units];
        for (int k = 0; k < n; k++) {
            Draw draw = draws.get(k);
            double x = a[k] + vectors.itemBias()[draw.known()];
            double y = b[k] + vectors.itemBias()[draw.other()];
            won[draw.unit()] += x > y ? 1 : x == y ? 0.5 : 0;
            count[draw.unit()]++;
        }
        for (int i = 0; i < units; i++) {
            won[i] = count[i] == 0 ? Double.NaN : won[i] / count[i];
        }
        return won;
    }

    private static void copy(Matrix from, RowJoin join, int which, int shift, float[] to, int at) {
        int d = from.cols();
        int row = join.rows()[which] + shift;
        if (join.rows()[which] >= 0 && row >= 0 && row < from.rows()) {
            System.arraycopy(from.data(), row * d, to, at * d, d);
        }
    }

    private VectorProbes.Auc auc(double[] wins) {
        Bootstrap.Interval i = Bootstrap.mean(wins, ctx.seed(), ctx::check);
        return new VectorProbes.Auc(i.mean(), i.low(), i.high(), i.n());
    }

    private VectorProbes.Shift shift(List<Draw> draws, double[] given, int users, int items) {
        double[] wins = wins(draws, users, items);
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < wins.length; i++) {
            if (!Double.isNaN(wins[i])) {
                double gain = wins[i] - given[i];
                sum += gain;
                squares += gain * gain;
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        double deviation =
                n < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
        return new VectorProbes.Shift(users, items, auc(wins), mean, mean - Z * deviation);
    }

    private List<VectorProbes.Neighbours> neighbours(boolean distance) {
        Matrix items = vectors.joinedItems();
        int[] popularity = data.interactions().popularity();
        int[] popular = IntStream.range(0, popularity.length)
                .boxed()
                .sorted((a, b) -> popularity[a] != popularity[b]
                        ? Integer.compare(popularity[b], popularity[a])
                        : Integer.compare(a, b))
                .limit(POPULAR)
                .mapToInt(Integer::intValue)
                .toArray();
        List<VectorProbes.Neighbours> found = new ArrayList<>();
        for (int item : popular) {
            ctx.check();
            double[] near = nearness(items, item, distance);
            List<String> nearest = IntStream.range(0, near.length)
                    .filter(i -> i != item && !Double.isNaN(near[i]))
                    .boxed()
                    .sorted((a, b) -> near[a] != near[b] ? Double.compare(near[b], near[a]) : Integer.compare(a, b))
                    .limit(NEAREST)
                    .map(data.titles()::get)
                    .toList();
            found.add(new VectorProbes.Neighbours(data.titles().get(item), nearest));
        }
        return found;
    }

    /// Larger is nearer; NaN where an item has no vector.
    private static double[] nearness(Matrix x, int item, boolean distance) {
        int d = x.cols();
        double[] near = new double[x.rows()];
        for (int i = 0; i < near.length; i++) {
            double dot = 0;
            double aa = 0;
            double bb = 0;
            for (int c = 0; c < d; c++) {
                double a = x.data()[item * d + c];
                double b = x.data()[i * d + c];
                dot += a * b;
                aa += a * a;
                bb += b * b;
            }
            near[i] = bb == 0 ? Double.NaN : distance ? 2 * dot - aa - bb : dot / Math.sqrt(aa * bb);
        }
        return near;
    }
}
