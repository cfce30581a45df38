package io.github.recscope.stat;

import io.github.recscope.kernels.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Percentile bootstrap for means over users.
public final class Bootstrap {
    /// The number of resamples.
    public static final int RESAMPLES = 1000;
    private static final int CHUNK = 40;
    /// Draws between two looks at the cancel switch.
    private static final int LOOK = 1 << 16;

    private Bootstrap() {}

    /// A mean with its 95 % interval.
    public record Interval(double mean, double low, double high, int n) {}

    /// The mean of the finite values with a 95 % percentile interval from [#RESAMPLES] resamples (Efron, 1979).
    ///
    /// @param values one a unit; NaN means "no value" and is left out
    /// @param seed   where the resampling comes from
    /// @return NaN everywhere if there is no value
    public static Interval mean(double[] values, long seed) {
        return mean(values, seed, () -> {});
    }

    /// The same, where `check` is called before each resample and may throw to stop.
    public static Interval mean(double[] values, long seed, Runnable check) {
        double[] x = Arrays.stream(values).filter(Double::isFinite).toArray();
        int n = x.length;
        if (n == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double mean = Arrays.stream(x).sum() / n;
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int b = 0; b < RESAMPLES; b++) {
            check.run();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += x[random.nextInt(n)];
            }
            means[b] = sum / n;
        }
        Arrays.sort(means);
        return new Interval(mean, Quantiles.ofSorted(means, 0.025), Quantiles.ofSorted(means, 0.975), n);
    }

    /// The means of several measures of the same units with 95 % percentile intervals; each of the [#RESAMPLES]
    /// resamples draws units once for all measures.
    ///
    /// @param columns one array a measure, all of one length; NaN means "no value" and is left out of that
    ///     measure
    /// @param seed    where the resampling comes from
    /// @param workers the threads; the result does not depend on how many
    /// @return one interval a measure; NaN everywhere if it has no value
    public static List<Interval> means(List<double[]> columns, long seed, Workers workers) {
        int m = columns.size();
        int n = m == 0 ? 0 : columns.getFirst().length;
        double[] value = new double[n * m];
        boolean whole = true;
        double[] there = new double[n * m];
        double[] mean = new double[m];
        int[] size = new int[m];
        for (int c = 0; c < m; c++) {
            double[] x = columns.get(c);
            for (int i = 0; i < n; i++) {
                if (Double.isFinite(x[i])) {
                    value[i * m + c] = x[i];
                    there[i * m + c] = 1;
                    mean[c] += x[i];
                    size[c]++;
                }
            }
            mean[c] /= size[c];
            whole &= size[c] == n;
        }
        double[][] means = new double[m][RESAMPLES];
        SplittableRandom[] randoms = new SplittableRandom[(RESAMPLES + CHUNK - 1) / CHUNK];
        SplittableRandom root = new SplittableRandom(seed);
        Arrays.setAll(randoms, _ -> root.split());
        boolean complete = whole;
        workers.forEach(n == 0 ? 0 : randoms.length, chunk -> {
            double[] sum = new double[m];
            double[] count = new double[m];
            SplittableRandom random = randoms[chunk];
            for (int b = chunk * CHUNK; b < Math.min(RESAMPLES, (chunk + 1) * CHUNK); b++) {
                Arrays.fill(sum, 0);
                Arrays.fill(count, complete ? n : 0);
                for (int i = 0; i < n; i++) {
                    if (i % LOOK == 0) {
                        workers.cancel().check();
                    }
                    int at = random.nextInt(n) * m;
                    for (int c = 0; c < m; c++) {
                        sum[c] += value[at + c];
                    }
                    for (int c = 0; c < m && !complete; c++) {
                        count[c] += there[at + c];
                    }
                }
                for (int c = 0; c < m; c++) {
                    means[c][b] = sum[c] / count[c];
                }
            }
        });
        List<Interval> out = new ArrayList<>();
        for (int c = 0; c < m; c++) {
            double[] drawn =
                    Arrays.stream(means[c]).filter(Double::isFinite).sorted().toArray();
            out.add(new Interval(mean[c], Quantiles.ofSorted(drawn, 0.025), Quantiles.ofSorted(drawn, 0.975), size[c]));
        }
        return out;
    }
}
