package io.github.recscope.stat;

/// Accuracy of one ranked list against the relevant items, with binary relevance.
///
/// `relevant[r]` says whether the item at rank `r + 1` is relevant; `total` is the number of relevant items there
/// are.
public final class RankingMetrics {
    private RankingMetrics() {}

    /// Share of the relevant items among the first `k`.
    ///
    /// @return in `[0, 1]`; NaN if `total` is 0
    public static double recall(boolean[] relevant, int k, int total) {
        return (double) hits(relevant, k) / (total == 0 ? Double.NaN : total);
    }

    /// Normalised discounted cumulative gain at `k`: `Σ rel / log2(rank + 1)` over the best possible value,
    /// which has `min(k, total)` relevant items on top (Järvelin and Kekäläinen, 2002).
    ///
    /// @return in `[0, 1]`; NaN if `total` is 0
    public static double ndcg(boolean[] relevant, int k, int total) {
        double gain = 0;
        for (int r = 0; r < Math.min(k, relevant.length); r++) {
            if (relevant[r]) {
                gain += discount(r);
            }
        }
        double ideal = 0;
        for (int r = 0; r < Math.min(k, total); r++) {
            ideal += discount(r);
        }
        return total == 0 ? Double.NaN : gain / ideal;
    }

    /// 1 if a relevant item is among the first `k`, otherwise 0.
    public static double hit(boolean[] relevant, int k) {
        return hits(relevant, k) > 0 ? 1 : 0;
    }

    /// Share of the first `k` places that hold a relevant item; a shorter list counts as if it went on without one.
    public static double precision(boolean[] relevant, int k) {
        return (double) hits(relevant, k) / k;
    }

    /// One over the rank of the first relevant item among the first `k`; 0 without one.
    public static double reciprocalRank(boolean[] relevant, int k) {
        for (int r = 0; r < Math.min(k, relevant.length); r++) {
            if (relevant[r]) {
                return 1.0 / (r + 1);
            }
        }
        return 0;
    }

    /// Average precision at `k`: the sum over the relevant items among the first `k` of the precision at their
    /// rank, over `min(k, total)`.
    ///
    /// @return in `[0, 1]`; NaN if `total` is 0
    public static double averagePrecision(boolean[] relevant, int k, int total) {
        double sum = 0;
        int hits = 0;
        for (int r = 0; r < Math.min(k, relevant.length); r++) {
            if (relevant[r]) {
                hits++;
                sum += (double) hits / (r + 1);
            }
        }
        return total == 0 ? Double.NaN : sum / Math.min(k, total);
    }

    /// The number of relevant items among the first `k`.
    public static int hits(boolean[] relevant, int k) {
        int hits = 0;
        for (int r = 0; r < Math.min(k, relevant.length); r++) {
            if (relevant[r]) {
                hits++;
            }
        }
        return hits;
    }

    private static double discount(int rankFromZero) {
        return Math.log(2) / Math.log(rankFromZero + 2.0);
    }
}
