package io.github.recscope.data;

import io.github.recscope.kernels.IntLists;
import java.util.ArrayDeque;
import java.util.Arrays;

/// The k-core of who chose what: the largest part in which each user and each item has at least k distinct
/// partners.
///
/// @param users which users are out
/// @param items which items are out
record KCore(boolean[] users, boolean[] items) {
    /// Takes users and items with too few partners out until all that remain have enough; the result does not
    /// depend on the order.
    ///
    /// @param byUser for each user the distinct items
    /// @param check  called often; may throw to stop
    static KCore of(IntLists byUser, int items, int k, Runnable check) {
        IntLists byItem = transposed(byUser, items);
        int users = byUser.rows();
        int[] degree = new int[users + items];
        boolean[] out = new boolean[users + items];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int n = 0; n < degree.length; n++) {
            degree[n] = n < users ? byUser.length(n) : byItem.length(n - users);
            if (degree[n] < k) {
                out[n] = true;
                queue.add(n);
            }
        }
        for (int done = 0; !queue.isEmpty(); done++) {
            if (done % 1024 == 0) {
                check.run();
            }
            int n = queue.remove();
            int base = n < users ? users : 0;
            IntLists lists = n < users ? byUser : byItem;
            lists.forEach(n < users ? n : n - users, other -> {
                int m = base + other;
                if (!out[m] && --degree[m] < k) {
                    out[m] = true;
                    queue.add(m);
                }
            });
        }
        return new KCore(Arrays.copyOf(out, users), Arrays.copyOfRange(out, users, users + items));
    }

    private static IntLists transposed(IntLists byUser, int items) {
        int[] offsets = new int[items + 1];
        for (int i : byUser.values()) {
            offsets[i + 1]++;
        }
        for (int i = 0; i < items; i++) {
            offsets[i + 1] += offsets[i];
        }
        int[] next = Arrays.copyOf(offsets, items);
        int[] values = new int[byUser.size()];
        for (int u = 0; u < byUser.rows(); u++) {
            int user = u;
            byUser.forEach(u, i -> values[next[i]++] = user);
        }
        return new IntLists(offsets, values);
    }
}
