package io.github.recscope.stat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// How much two ranked lists of distinct items agree. Items are non-negative ints, best first.
public final class RankAgreement {
    private RankAgreement() {}

    /// Rank-biased overlap truncated at the longer list's end: `(1−p) Σ p^(d−1) · |A_d ∩ B_d| / d` (Webber,
    /// Moffat and Zobel, 2010, without extrapolation). This is the paper's form; identical lists of length n
    /// give `1 − pⁿ`.
    ///
    /// @param p persistence, in `(0, 1)`
    /// @return in `[0, 1 − pⁿ]`; 0 for empty lists
    public static double rboTruncated(int[] a, int[] b, double p) {
        int n = Math.max(a.length, b.length);
        Set<Integer> seenA = new LinkedHashSet<>();
        Set<Integer> seenB = new LinkedHashSet<>();
        double sum = 0;
        double weight = 1;
        int common = 0;
        for (int d = 0; d < n; d++) {
            if (d < a.length && seenA.add(a[d]) && seenB.contains(a[d])) {
                common++;
            }
            if (d < b.length && seenB.add(b[d]) && seenA.contains(b[d])) {
                common++;
            }
            sum += weight * common / (d + 1);
            weight *= p;
        }
        return (1 - p) * sum;
    }

    /// Rank-biased overlap divided by what identical lists of that length would give.
    ///
    /// @return in `[0, 1]`; 1 for two empty lists
    public static double rbo(int[] a, int[] b, double p) {
        int n = Math.max(a.length, b.length);
        return n == 0 ? 1 : rboTruncated(a, b, p) / (1 - Math.pow(p, n));
    }

    /// The share of the longer list's length that both lists have in common.
    ///
    /// @return in `[0, 1]`; 1 for two empty lists
    public static double overlap(int[] a, int[] b) {
        int n = Math.max(a.length, b.length);
        if (n == 0) {
            return 1;
        }
        Set<Integer> inA = new LinkedHashSet<>();
        for (int i : a) {
            inA.add(i);
        }
        int common = 0;
        for (int i : b) {
            if (inA.contains(i)) {
                common++;
            }
        }
        return (double) common / n;
    }

    /// Kendall's τ-b over the union of both lists; an item that a list lacks is ranked just below its last,
    /// all such items tied. Disjoint lists therefore give a negative value, not 0.
    ///
    /// @return in `[−1, 1]`; NaN when the union has one item or all ranks of a list are tied
    public static double kendallTauB(int[] a, int[] b) {
        Map<Integer, Integer> rankA = ranks(a);
        Map<Integer, Integer> rankB = ranks(b);
        Set<Integer> union = new LinkedHashSet<>(rankA.keySet());
        union.addAll(rankB.keySet());
        int n = union.size();
        int[] x = new int[n];
        int[] y = new int[n];
        int at = 0;
        for (int item : union) {
            x[at] = rankA.getOrDefault(item, a.length + 1);
            y[at] = rankB.getOrDefault(item, b.length + 1);
            at++;
        }
        long concordant = 0;
        long discordant = 0;
        long tiedX = 0;
        long tiedY = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                int sx = Integer.compare(x[i], x[j]);
                int sy = Integer.compare(y[i], y[j]);
                if (sx == 0) {
                    tiedX++;
                }
                if (sy == 0) {
                    tiedY++;
                }
                if (sx * sy > 0) {
                    concordant++;
                } else if (sx * sy < 0) {
                    discordant++;
                }
            }
        }
        double pairs = n * (n - 1.0) / 2;
        double denominator = Math.sqrt((pairs - tiedX) * (pairs - tiedY));
        return denominator == 0 ? Double.NaN : (concordant - discordant) / denominator;
    }

    private static Map<Integer, Integer> ranks(int[] list) {
        Map<Integer, Integer> rank = HashMap.newHashMap(list.length);
        for (int r = 0; r < list.length; r++) {
            rank.putIfAbsent(list[r], r + 1);
        }
        return rank;
    }
}
