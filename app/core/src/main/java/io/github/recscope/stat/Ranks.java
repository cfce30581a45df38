package io.github.recscope.stat;

import java.util.Arrays;

/// Ranks with ties, and what is computed from them.
public final class Ranks {
    private Ranks() {}

    /// Ranks from 1, ascending, ties sharing their mean rank.
    public static double[] midranks(double[] values) {
        int n = values.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double[] rank = new double[n];
        for (int i = 0; i < n; ) {
            int j = i;
            while (j < n && values[order[j]] == values[order[i]]) {
                j++;
            }
            for (int t = i; t < Math.max(j, i + 1); t++) {
                rank[order[t]] = (i + 1 + Math.max(j, i + 1)) / 2.0;
            }
            i = Math.max(j, i + 1);
        }
        return rank;
    }

    /// Spearman's rank correlation.
    ///
    /// @return in `[−1, 1]`; NaN if one side is constant or there are fewer than two values
    public static double spearman(double[] x, double[] y) {
        return pearson(midranks(x), midranks(y));
    }

    /// Pearson's correlation.
    ///
    /// @return in `[−1, 1]`; NaN if one side is constant or there are fewer than two values
    public static double pearson(double[] x, double[] y) {
        int n = x.length;
        double mx = Arrays.stream(x).sum() / n;
        double my = Arrays.stream(y).sum() / n;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
            xy += (x[i] - mx) * (y[i] - my);
        }
        return n < 2 || xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }
}
