package io.github.recscope.steering;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.TopK;
import java.util.Arrays;

/// Changes lists without touching the model: the scores of some items are raised or lowered by a constant, and the
/// list is put together anew. Exact: the best items of both kinds are merged.
final class Reranking {
    private final int k;
    private final TopK with;
    private final TopK without;

    /// Ranks both kinds of items once.
    ///
    /// @param member for each item whether its score is changed
    /// @param masked as in [Intervention#lists]
    Reranking(Intervention base, int[] users, int k, IntLists masked, boolean[] member) {
        this.k = k;
        boolean[] other = new boolean[member.length];
        for (int i = 0; i < other.length; i++) {
            other[i] = !member[i];
        }
        this.with = base.lists(users, k, union(masked, other));
        this.without = base.lists(users, k, union(masked, member));
    }

    /// The items of each row and those of a set, ascending.
    static IntLists union(IntLists rows, boolean[] set) {
        int size = 0;
        for (boolean s : set) {
            size += s ? 1 : 0;
        }
        int[] values = new int[rows.size() + Math.multiplyExact(rows.rows(), size)];
        int[] offsets = new int[rows.rows() + 1];
        int at = 0;
        for (int r = 0; r < rows.rows(); r++) {
            int p = rows.offsets()[r];
            int end = rows.offsets()[r + 1];
            for (int i = 0; i < set.length; i++) {
                boolean own = p < end && rows.values()[p] == i;
                if (own) {
                    p++;
                }
                if (own || set[i]) {
                    values[at++] = i;
                }
            }
            offsets[r + 1] = at;
        }
        return new IntLists(offsets, Arrays.copyOf(values, at));
    }

    /// The lists when `change` is added to the scores of the members.
    TopK lists(double change) {
        int n = with.queries();
        int[] index = new int[n * k];
        float[] score = new float[n * k];
        for (int r = 0; r < n; r++) {
            int a = r * k;
            int b = r * k;
            for (int p = r * k; p < (r + 1) * k; p++) {
                boolean hasA = a < (r + 1) * k && with.index()[a] >= 0;
                boolean hasB = b < (r + 1) * k && without.index()[b] >= 0;
                float x = hasA ? (float) (with.score()[a] + change) : Float.NEGATIVE_INFINITY;
                float y = hasB ? without.score()[b] : Float.NEGATIVE_INFINITY;
                boolean first = hasA && (!hasB || x > y || (x == y && with.index()[a] < without.index()[b]));
                if (first) {
                    index[p] = with.index()[a++];
                    score[p] = x;
                } else {
                    index[p] = hasB ? without.index()[b++] : -1;
                    score[p] = y;
                }
            }
        }
        return new TopK(k, index, score);
    }
}
