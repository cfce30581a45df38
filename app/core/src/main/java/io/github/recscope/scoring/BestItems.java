package io.github.recscope.scoring;

import java.util.Arrays;

/// Picks the items of largest score for one user after another, where scores come as a row.
///
/// Ties go to the smaller index, and items whose score is NaN are never listed, as in
/// [io.github.recscope.kernels.TopK]. Not for several threads at once.
public final class BestItems {
    private final int k;
    private final int[] heap;
    private final float[] key;
    private int size;

    /// Lists of length `k`, at least 1.
    public BestItems(int k) {
        this.k = k;
        this.heap = new int[k];
        this.key = new float[k];
    }

    /// Writes the best items of one user, best first, padded with index −1 and score −∞.
    ///
    /// @param scores one for each item
    /// @param masked items that must not be listed, ascending, in `[from, to)`
    /// @param index  receives `k` items from `at` on
    /// @param score  receives their scores
    public void pick(float[] scores, int[] masked, int from, int to, int[] index, float[] score, int at) {
        size = 0;
        int next = from;
        for (int i = 0; i < scores.length; i++) {
            if (next < to && masked[next] == i) {
                next++;
            } else if (size < k) {
                if (!Float.isNaN(scores[i])) {
                    push(i, scores[i]);
                }
            } else if (scores[i] > key[0]) { // Of equals the earlier stays.
                replace(i, scores[i]);
            }
        }
        int n = size;
        Arrays.fill(index, at + n, at + k, -1);
        Arrays.fill(score, at + n, at + k, Float.NEGATIVE_INFINITY);
        for (int r = n - 1; r >= 0; r--) {
            index[at + r] = heap[0];
            score[at + r] = key[0];
            size--;
            replace(heap[size], key[size]);
        }
    }

    /// Whether the entry `a` of the heap stands behind `b` in a list.
    private boolean behind(int itemA, float keyA, int itemB, float keyB) {
        return keyA < keyB || (keyA == keyB && itemA > itemB);
    }

    private void push(int item, float value) {
        int at = size++;
        while (at > 0) {
            int up = (at - 1) / 2;
            if (!behind(item, value, heap[up], key[up])) {
                break;
            }
            heap[at] = heap[up];
            key[at] = key[up];
            at = up;
        }
        heap[at] = item;
        key[at] = value;
    }

    private void replace(int item, float value) {
        int at = 0;
        while (true) {
            int down = 2 * at + 1;
            if (down >= size) {
                break;
            }
            if (down + 1 < size && behind(heap[down + 1], key[down + 1], heap[down], key[down])) {
                down++;
            }
            if (!behind(heap[down], key[down], item, value)) {
                break;
            }
            heap[at] = heap[down];
            key[at] = key[down];
            at = down;
        }
        heap[at] = item;
        key[at] = value;
    }
}
