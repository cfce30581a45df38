package io.github.recscope.steering;

import io.github.recscope.model.MetricValue;
import io.github.recscope.stat.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Ratios of two means over the same users, such as a relative loss, with a 95 % percentile bootstrap interval.
final class Ratio {
    private static final int RESAMPLES = 1000;

    private Ratio() {}

    /// The relative loss: `(mean before − mean after) / mean before`.
    static MetricValue loss(double[] before, double[] after, long seed) {
        double[] lost = new double[before.length];
        for (int i = 0; i < lost.length; i++) {
            lost[i] = before[i] - after[i];
        }
        return of(lost, before, 0, seed);
    }

    /// `mean above / (mean below − less)`; users where either is NaN are left out.
    static MetricValue of(double[] above, double[] below, double less, long seed) {
        int[] units = java.util.stream.IntStream.range(0, above.length)
                .filter(i -> Double.isFinite(above[i]) && Double.isFinite(below[i]))
                .toArray();
        int n = units.length;
        if (n == 0) {
            return new MetricValue(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        double sumAbove = 0;
        double sumBelow = 0;
        for (int u : units) {
            sumAbove += above[u];
            sumBelow += below[u];
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[RESAMPLES];
        for (int b = 0; b < RESAMPLES; b++) {
            double a = 0;
            double c = 0;
            for (int i = 0; i < n; i++) {
                int u = units[random.nextInt(n)];
                a += above[u];
                c += below[u];
            }
            drawn[b] = a / (c - less * n);
        }
        double[] finite = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
        return new MetricValue(
                sumAbove / (sumBelow - less * n),
                Quantiles.ofSorted(finite, 0.025),
                Quantiles.ofSorted(finite, 0.975),
                n);
    }
}
