package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.MetricValue;
import io.github.recscope.stat.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Percentile bootstrap intervals (Efron, 1979) for the means of many series over the same users: all series see
/// the same resamples, whose counts are multiplied with all of them at once.
final class Resamples {
    /// How many resamples are drawn.
    static final int COUNT = 1000;
    private static final int AT_ONCE = 40;

    private Resamples() {}

    /// The mean of the finite values of each series with its 95 % interval; NaN where there is no value.
    ///
    /// @param n      how many users
    /// @param series each `[n]`, NaN for "no value"
    static List<MetricValue> means(int n, List<float[]> series, Ctx ctx) {
        int s = series.size();
        float[] value = new float[n * s];
        float[] there = new float[n * s];
        for (int c = 0; c < s; c++) {
            for (int r = 0; r < n; r++) {
                float x = series.get(c)[r];
                boolean finite = Float.isFinite(x);
                value[r * s + c] = finite ? x : 0;
                there[r * s + c] = finite ? 1 : 0;
            }
        }
        Matrix values = Matrix.of(n, s, value);
        Matrix theres = Matrix.of(n, s, there);
        double[][] mean = new double[s][COUNT];
        for (int from = 0; from < COUNT; from += AT_ONCE) {
            ctx.check();
            int first = from;
            float[] counts = new float[AT_ONCE * n];
            ctx.kernels().workers().forEach(AT_ONCE, b -> {
                RandomGenerator random = ctx.random("bootstrap", first + b);
                for (int r = 0; r < n; r++) {
                    counts[b * n + random.nextInt(n)]++;
                }
            });
            Matrix draws = Matrix.of(AT_ONCE, n, counts);
            float[] sums = new float[AT_ONCE * s];
            float[] sizes = new float[AT_ONCE * s];
            ctx.kernels().multiply(draws, values, sums);
            ctx.kernels().multiply(draws, theres, sizes);
            for (int b = 0; b < AT_ONCE; b++) {
                for (int c = 0; c < s; c++) {
                    mean[c][first + b] = (double) sums[b * s + c] / sizes[b * s + c];
                }
            }
        }
        MetricValue[] out = new MetricValue[s];
        ctx.kernels().workers().forEach(s, c -> out[c] = interval(series.get(c), mean[c]));
        return List.of(out);
    }

    private static MetricValue interval(float[] series, double[] means) {
        double sum = 0;
        int n = 0;
        for (float x : series) {
            if (Float.isFinite(x)) {
                sum += x;
                n++;
            }
        }
        if (n == 0) {
            return new MetricValue(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double[] sorted = Arrays.stream(means).filter(Double::isFinite).sorted().toArray();
        return new MetricValue(sum / n, Quantiles.ofSorted(sorted, 0.025), Quantiles.ofSorted(sorted, 0.975), n);
    }
}
