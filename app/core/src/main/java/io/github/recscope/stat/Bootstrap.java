package io.github.recscope.stat;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Percentile bootstrap for means over users.
public final class Bootstrap {
    /// The number of resamples.
    public static final int RESAMPLES = 1000;
    /// Resamples that are multiplied with a block of units at once.
    private static final int GROUP = 50;

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
    /// How often a resample draws each unit is counted first, then counts are multiplied with the measures, a block
    /// of units after the other: no unit is read in random order, and nothing of the size of all measures is kept.
    /// What is multiplied are differences from the mean in single precision, so an interval is exact to about a
    /// millionth of the measure's spread.
    ///
    /// @param columns one array a measure, all of one length; NaN means "no value" and is left out of that
    ///     measure
    /// @param seed    where the resampling comes from
    /// @param kernels multiply; the result does not depend on how many threads they have
    /// @return one interval a measure; NaN everywhere if it has no value
    public static List<Interval> means(List<double[]> columns, long seed, Kernels kernels) {
        int m = columns.size();
        int n = m == 0 ? 0 : columns.getFirst().length;
        double[] mean = new double[m];
        int[] size = new int[m];
        kernels.workers().forEach(m, c -> {
            double sum = 0;
            int count = 0;
            for (double x : columns.get(c)) {
                if (Double.isFinite(x)) {
                    sum += x;
                    count++;
                }
            }
            mean[c] = sum / count;
            size[c] = count;
        });
        double[][] means = new double[m][RESAMPLES];
        SplittableRandom[] randoms = new SplittableRandom[RESAMPLES];
        SplittableRandom root = new SplittableRandom(seed);
        Arrays.setAll(randoms, _ -> root.split());
        int[] gaps = IntStream.range(0, m).filter(c -> size[c] < n).toArray();
        kernels.workers().forEach(n == 0 ? 0 : RESAMPLES / GROUP, group -> {
            SplittableRandom[] own = Arrays.copyOfRange(randoms, group * GROUP, (group + 1) * GROUP);
            Draws draws = new Draws(n, own, kernels.workers().cancel()::check);
            double[] sum = new double[GROUP * (m + gaps.length)];
            for (int block = 0; block < draws.blocks(); block++) {
                kernels.workers().cancel().check();
                int length = draws.length(block);
                Matrix counts = Matrix.of(GROUP, length, draws.counts(block));
                float[] values = block(columns, mean, gaps, block * Draws.BLOCK, length);
                float[] product = new float[sum.length];
                kernels.multiplyTransposed(counts, Matrix.of(m + gaps.length, length, values), null, product);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += product[i];
                }
            }
            for (int b = 0; b < GROUP; b++) {
                int at = b * (m + gaps.length);
                int gap = 0;
                for (int c = 0; c < m; c++) {
                    double drawn = size[c] < n ? sum[at + m + gap++] : n;
                    means[c][group * GROUP + b] = mean[c] + sum[at + c] / drawn;
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

    /// Some units of all measures as differences from their means, 0 where there is no value; below them, for each
    /// measure with gaps, 1 where there is one. `[measures + gaps, length]`.
    private static float[] block(List<double[]> columns, double[] mean, int[] gaps, int from, int length) {
        int m = columns.size();
        float[] values = new float[(m + gaps.length) * length];
        for (int c = 0; c < m; c++) {
            double[] x = columns.get(c);
            for (int i = 0; i < length; i++) {
                double v = x[from + i];
                values[c * length + i] = Double.isFinite(v) ? (float) (v - mean[c]) : 0;
            }
        }
        for (int g = 0; g < gaps.length; g++) {
            double[] x = columns.get(gaps[g]);
            for (int i = 0; i < length; i++) {
                values[(m + g) * length + i] = Double.isFinite(x[from + i]) ? 1 : 0;
            }
        }
        return values;
    }
}
