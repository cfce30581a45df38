package io.github.recscope.stat;

import java.util.Arrays;

/// How well a score separates items that have a property from items that do not.
public final class Detection {
    private Detection() {}

    /// The area under the ROC curve: the chance that a positive scores above a negative, ties counting half.
    ///
    /// @return in `[0, 1]`; NaN if one class is empty
    public static double auroc(double[] score, boolean[] positive) {
        double[] rank = Ranks.midranks(score);
        double sum = 0;
        long p = 0;
        for (int i = 0; i < score.length; i++) {
            if (positive[i]) {
                sum += rank[i];
                p++;
            }
        }
        long n = score.length - p;
        return p == 0 || n == 0 ? Double.NaN : (sum - p * (p + 1) / 2.0) / p / n;
    }

    /// Average precision: the mean over the positives of the precision at their score, where tied scores enter
    /// together (the definition of scikit-learn).
    ///
    /// @return in `(0, 1]`; NaN if there is no positive
    public static double averagePrecision(double[] score, boolean[] positive) {
        Integer[] order = new Integer[score.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(score[b], score[a]));
        int total = 0;
        for (boolean b : positive) {
            total += b ? 1 : 0;
        }
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < order.length; ) {
            int j = i;
            int before = hits;
            while (j < order.length && score[order[j]] == score[order[i]]) {
                hits += positive[order[j]] ? 1 : 0;
                j++;
            }
            sum += (double) (hits - before) * hits / j;
            i = j;
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    /// The area under the ROC curve with the interval of Hanley and McNeil (1982).
    ///
    /// @return NaN everywhere if one class is empty
    public static Proportion aurocInterval(double[] score, boolean[] positive) {
        double a = auroc(score, positive);
        int p = 0;
        for (boolean b : positive) {
            p += b ? 1 : 0;
        }
        int n = positive.length - p;
        double q1 = a / (2 - a);
        double q2 = 2 * a * a / (1 + a);
        double variance = (a * (1 - a) + (p - 1) * (q1 - a * a) + (n - 1) * (q2 - a * a)) / ((double) p * n);
        double half = 1.959963984540054 * Math.sqrt(Math.max(0, variance));
        return Double.isNaN(a)
                ? new Proportion(Double.NaN, Double.NaN, Double.NaN)
                : new Proportion(a, Math.max(0, a - half), Math.min(1, a + half));
    }
}
