package io.github.recscope.kernels;

import java.util.Arrays;

/// The best items of each query, best first.
///
/// Ties are broken by the smaller item index, so that results are the same on every provider and thread count. A
/// row with fewer than `k` candidates ends with index −1 and score `−∞`. Items with a NaN score are never listed.
///
/// @param k     the length of a list
/// @param index `[queries * k]` item indices, −1 where there was no further candidate
/// @param score `[queries * k]` their scores
public record TopK(int k, int[] index, float[] score) {
    /// Checks the shape.
    ///
    /// @throws IllegalArgumentException if the arrays are not of one length, or that is no multiple of `k`
    public TopK {
        if (k < 0 || index.length != score.length || (k == 0 ? index.length != 0 : index.length % k != 0)) {
            throw new IllegalArgumentException(
                    index.length + " indices and " + score.length + " scores are no lists of " + k);
        }
    }

    /// The number of queries.
    public int queries() {
        return k == 0 ? 0 : index.length / k;
    }

    /// The list of one query, without the −1 padding.
    public int[] row(int query) {
        int n = 0;
        while (n < k && index[query * k + n] >= 0) {
            n++;
        }
        return Arrays.copyOfRange(index, query * k, query * k + n);
    }

    /// The scores of one query's list, aligned with [#row(int)].
    public float[] scores(int query) {
        int n = row(query).length;
        return Arrays.copyOfRange(score, query * k, query * k + n);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof TopK t && t.k == k && Arrays.equals(t.index, index) && Arrays.equals(t.score, score);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(index);
    }

    @Override
    public String toString() {
        return "TopK[" + queries() + " × " + k + "]";
    }
}
