package io.github.recscope.projection;

import io.github.recscope.kernels.Workers;
import java.util.Arrays;

/// The nearest of each point that were ever proposed.
///
/// What a list holds depends on what was proposed, not on the order. An entry is one number that sorts by distance,
/// then by index; its last bit says whether it is new since it was last chosen for a join.
final class NeighbourLists {
    private static final long NOBODY = Long.MAX_VALUE;
    private static final long NEW = 1;
    private static final int CHUNK = 1024;

    final int n;

    /// The length of each list.
    final int k;

    private final long[] entries;

    /// What a proposal for a list must be below, as of the last [#settle]: infinite where the list is not full.
    final float[] bars;

    NeighbourLists(int n, int k) {
        this.n = n;
        this.k = k;
        entries = new long[Math.multiplyExact(n, k)];
        bars = new float[n];
        Arrays.fill(entries, NOBODY);
        Arrays.fill(bars, Float.POSITIVE_INFINITY);
    }

    /// Proposes `j`, at a squared distance, for the list of `i`; returns whether it is in it from now on and was not
    /// before.
    boolean insert(int i, float squared, int j) {
        int start = i * k;
        int at = start + k - 1;
        long entry = entry(squared, j);
        if (entry >= entries[at]) {
            return false;
        }
        int place = at;
        while (place > start && entries[place - 1] > entry) {
            place--;
        }
        if (place > start && (entries[place - 1] | NEW) == (entry | NEW)) {
            return false;
        }
        if ((entries[place] | NEW) == (entry | NEW)) {
            return false;
        }
        for (; at > place; at--) {
            entries[at] = entries[at - 1];
        }
        entries[place] = entry | NEW;
        return true;
    }

    /// Whether `j`, at a squared distance, is in the list of `i`.
    boolean has(int i, float squared, int j) {
        long entry = entry(squared, j);
        int low = i * k;
        int high = low + k;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle] < entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < (i + 1) * k && (entries[low] | NEW) == (entry | NEW);
    }

    private static long entry(float squared, int j) {
        return (long) Float.floatToRawIntBits(squared) << 32 | (long) j << 1;
    }

    /// The place of entry `e` of all lists.
    int index(int e) {
        return (int) entries[e] >>> 1;
    }

    float squared(int e) {
        return Float.intBitsToFloat((int) (entries[e] >>> 32));
    }

    boolean isNew(int e) {
        return (entries[e] & NEW) != 0;
    }

    void markOld(int e) {
        entries[e] &= ~NEW;
    }

    /// Whether a list has all its neighbours.
    boolean isFull(int i) {
        return entries[i * k + k - 1] != NOBODY;
    }

    /// The farthest of a list now; infinite where it is not full.
    float farthest(int i) {
        int last = i * k + k - 1;
        return entries[last] == NOBODY ? Float.POSITIVE_INFINITY : squared(last);
    }

    /// Lets [#bars] say what the list of `i` is now.
    void settle(int i) {
        bars[i] = farthest(i);
    }

    /// The first `few` of each list, all of which are full.
    Neighbours first(int few, Workers workers) {
        int[] index = new int[n * few];
        float[] squared = new float[n * few];
        workers.forEach(Math.ceilDiv(n, CHUNK), c -> {
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                for (int j = 0; j < few; j++) {
                    index[i * few + j] = index(i * k + j);
                    squared[i * few + j] = squared(i * k + j);
                }
            }
        });
        return new Neighbours(few, index, squared);
    }
}
