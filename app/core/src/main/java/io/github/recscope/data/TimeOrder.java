package io.github.recscope.data;

import java.util.Arrays;

/// Puts rows in order of time: those without one (NaN) last, ties in file order. Not for several threads at once.
final class TimeOrder {
    private final double[] time;
    private long[] keys = new long[1 << 8];
    private int[] spare = new int[1 << 8];

    /// @param time of each row
    TimeOrder(double[] time) {
        this.time = time;
    }

    /// Sorts `order[from .. to)`, which holds rows in file order.
    ///
    /// @return whether two times differ
    boolean sort(int[] order, int from, int to) {
        int n = to - from;
        if (n < 2) {
            return false;
        }
        if (n > keys.length) {
            keys = new long[Math.max(n, 2 * keys.length)];
            spare = new int[keys.length];
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long before = Long.MIN_VALUE;
        long differing = 0;
        boolean sorted = true;
        long first = key(time[order[from]]);
        for (int p = 0; p < n; p++) {
            long key = key(time[order[from + p]]);
            keys[p] = key;
            differing |= key ^ first;
            sorted &= before <= key;
            before = key;
            least = Math.min(least, key);
            most = Math.max(most, key);
        }
        if (!sorted) {
            // Times are mostly whole seconds of a few decades: without the bits that all share there is room for the
            // place in the list, which makes all keys different, so that any sort keeps ties in order.
            int shared = Long.numberOfTrailingZeros(differing);
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
            if (Long.numberOfLeadingZeros((most - least) >>> shared) > width) {
                packed(order, from, n, least, shared, width);
            } else {
                merge(order, from, to);
            }
        }
        return differing != 0;
    }

    /// A number that is ordered as [Double#compare] orders.
    private static long key(double time) {
        long bits = Double.doubleToLongBits(time);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private void packed(int[] order, int from, int n, long least, int shared, int width) {
        for (int p = 0; p < n; p++) {
            keys[p] = ((keys[p] - least) >>> shared) << width | p;
        }
        Arrays.sort(keys, 0, n);
        System.arraycopy(order, from, spare, 0, n);
        int mask = (int) ((1L << width) - 1);
        for (int p = 0; p < n; p++) {
            order[from + p] = spare[(int) keys[p] & mask];
        }
    }

    /// Merge sort, which keeps ties in order; short pieces by insertion.
    private void merge(int[] order, int from, int to) {
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
        merge(order, from, middle);
        merge(order, middle, to);
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
