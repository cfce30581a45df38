package io.github.recscope.stat;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Percentile bootstrap for means over users.
public final class Bootstrap {
    /// The number of resamples.
    public static final int RESAMPLES = 1000;

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
}
