package io.github.recscope.stat;

import java.util.Arrays;

/// Ranks with ties, and what is computed from them.
public final class Ranks {
    private Ranks() {}

    /// The places of the values in ascending order, equal ones as they come, NaN last.
    public static int[] order(double[] values) {
        int n = values.length;
        double[] sorted = sorted(values);
        // For each different value where its first one stands, then where its next one goes.
        double[] distinct = new double[n];
        int[] next = new int[n];
        int different = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || Double.compare(sorted[i], sorted[i - 1]) != 0) {
                distinct[different] = sorted[i];
                next[different++] = i;
            }
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[next[Arrays.binarySearch(distinct, 0, different, values[i] + 0.0)]++] = i;
        }
        return order;
    }

    /// Without a sign of zeros, which would tell equal values apart.
    private static double[] sorted(double[] values) {
        double[] sorted = new double[values.length];
        Arrays.setAll(sorted, i -> values[i] + 0.0);
        Arrays.sort(sorted);
        return sorted;
    }

    /// Ranks from 1, ascending, ties sharing their mean rank; NaN comes last and is a tie of nothing.
    public static double[] midranks(double[] values) {
        int n = values.length;
        int[] order = order(values);
        double[] rank = new double[n];
        for (int i = 0; i < n; ) {
            int j = i + 1;
            while (j < n && values[order[j]] == values[order[i]]) {
                j++;
            }
            for (int t = i; t < j; t++) {
                rank[order[t]] = (i + 1 + j) / 2.0;
            }
            i = j;
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
