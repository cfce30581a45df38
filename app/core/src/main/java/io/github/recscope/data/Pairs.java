package io.github.recscope.data;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Interactions;
import java.util.Arrays;

/// Groups rows by user, keeps the last row of each user–item pair, and puts each user's rows in order of time.
final class Pairs {
    private Pairs() {}

    /// What came of it.
    ///
    /// @param interactions the pairs
    /// @param duplicates   rows left out because a later row had the same pair
    /// @param firstRow     the first of these rows, −1 if there is none
    record Result(Interactions interactions, long duplicates, int firstRow) {}

    /// Does it.
    ///
    /// @param rows    the rows in file order
    /// @param itemRow the row in the data set of each item of the table
    static Result of(InteractionRows rows, int[] itemRow) {
        int users = rows.users.values().size();
        int[] offsets = new int[users + 1];
        for (int n = 0; n < rows.size; n++) {
            offsets[rows.user[n] + 1]++;
        }
        for (int u = 0; u < users; u++) {
            offsets[u + 1] += offsets[u];
        }
        int[] next = Arrays.copyOf(offsets, users);
        int[] order = new int[rows.size];
        for (int n = 0; n < rows.size; n++) {
            order[next[rows.user[n]]++] = n;
        }
        int[] lastRow = new int[itemRow.length];
        int[] kept = new int[users + 1];
        int[] values = new int[rows.size];
        float[] rating = new float[rows.size];
        boolean timed = rows.time.length > 0;
        boolean ordered = false;
        int size = 0;
        int firstRow = -1;
        for (int u = 0; u < users; u++) {
            for (int p = offsets[u]; p < offsets[u + 1]; p++) {
                lastRow[rows.item[order[p]]] = order[p];
            }
            int from = offsets[u];
            int to = from;
            for (int p = from; p < offsets[u + 1]; p++) {
                int n = order[p];
                if (lastRow[rows.item[n]] == n) {
                    order[to++] = n;
                } else if (firstRow < 0 || n < firstRow) {
                    firstRow = n;
                }
            }
            if (timed) {
                ordered |= sort(order, from, to, rows.time);
            }
            for (int p = from; p < to; p++) {
                values[size] = itemRow[rows.item[order[p]]];
                rating[size++] = rows.rating[order[p]];
            }
            kept[u + 1] = size;
        }
        IntLists byUser = new IntLists(kept, Arrays.copyOf(values, size));
        return new Result(
                new Interactions(itemRow.length, byUser, Arrays.copyOf(rating, size), ordered),
                rows.size - (long) size,
                firstRow);
    }

    /// Sorts rows by time, those without one last, ties in file order; returns whether two times differ.
    private static boolean sort(int[] order, int from, int to, double[] time) {
        boolean differ = false;
        boolean sorted = true;
        for (int p = from + 1; p < to; p++) {
            int c = Double.compare(time[order[p - 1]], time[order[p]]);
            differ |= c != 0;
            sorted &= c <= 0;
        }
        if (!sorted) {
            sort(order, from, to, time, new int[to - from]);
        }
        return differ;
    }

    /// Merge sort, which keeps ties in order; short pieces by insertion.
    private static void sort(int[] order, int from, int to, double[] time, int[] spare) {
        if (to - from <= 16) {
            for (int p = from + 1; p < to; p++) {
                int row = order[p];
                int q = p;
                while (q > from && Double.compare(time[order[q - 1]], time[row]) > 0) {
                    order[q] = order[q - 1];
                    q--;
                }
                order[q] = row;
            }
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, from, middle, time, spare);
        sort(order, middle, to, time, spare);
        int left = middle - from;
        System.arraycopy(order, from, spare, 0, left);
        int a = 0;
        int b = middle;
        for (int p = from; a < left; p++) {
            boolean takeRight = b < to && Double.compare(time[spare[a]], time[order[b]]) > 0;
            order[p] = takeRight ? order[b++] : spare[a++];
        }
    }
}
