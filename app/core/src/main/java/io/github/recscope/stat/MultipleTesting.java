package io.github.recscope.stat;

import java.util.Arrays;

/// Correction for asking many questions at once.
public final class MultipleTesting {
    private MultipleTesting() {}

    /// Benjamini–Hochberg adjusted p-values (1995): rejecting those at most α keeps the false discovery rate
    /// at α for independent or positively dependent tests.
    ///
    /// @param p p-values in `[0, 1]`; NaN means "not tested", is not counted and stays NaN
    public static double[] benjaminiHochberg(double[] p) {
        return benjaminiHochberg(
                p, Arrays.stream(p).filter(x -> !Double.isNaN(x)).count());
    }

    /// The same where only the smallest p-values of many tests were kept: all below the largest one kept.
    ///
    /// @param tests how many tests there were, at least as many as were kept
    public static double[] benjaminiHochberg(double[] p, long tests) {
        Integer[] order = java.util.stream.IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted((a, b) -> Double.compare(p[b], p[a]))
                .toArray(Integer[]::new);
        double[] q = new double[p.length];
        Arrays.fill(q, Double.NaN);
        int m = order.length;
        double running = 1;
        for (int k = 0; k < m; k++) {
            running = Math.min(running, p[order[k]] * tests / (m - k));
            q[order[k]] = running;
        }
        return q;
    }

    /// Holm's adjusted p-values (1979): rejecting those at most α keeps the chance of any false rejection at α,
    /// however the tests depend on each other.
    ///
    /// @param p p-values in `[0, 1]`; NaN means "not tested", is not counted and stays NaN
    public static double[] holm(double[] p) {
        Integer[] order = java.util.stream.IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted((a, b) -> Double.compare(p[a], p[b]))
                .toArray(Integer[]::new);
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double running = 0;
        for (int k = 0; k < order.length; k++) {
            running = Math.max(running, Math.min(1, p[order[k]] * (order.length - k)));
            adjusted[order[k]] = running;
        }
        return adjusted;
    }
}
