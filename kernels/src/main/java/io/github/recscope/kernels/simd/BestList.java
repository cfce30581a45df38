package io.github.recscope.kernels.simd;

/// A list of the best candidates of one query while it is being collected, kept as a heap in arrays of others.
///
/// The root is the worst of the list. Of two entries that one is worse which has the lower score, or on a tie the
/// larger index.
final class BestList {
    private BestList() {}

    /// Adds an entry to a list of `size` entries that has room for it.
    static void add(int[] index, float[] score, int at, int size, int newIndex, float newScore) {
        int child = size;
        while (child > 0) {
            int parent = (child - 1) / 2;
            if (!worse(newScore, newIndex, score[at + parent], index[at + parent])) {
                break;
            }
            index[at + child] = index[at + parent];
            score[at + child] = score[at + parent];
            child = parent;
        }
        index[at + child] = newIndex;
        score[at + child] = newScore;
    }

    /// Puts an entry in the place of the worst one of a list of `size` entries, at least one.
    static void replaceWorst(int[] index, float[] score, int at, int size, int newIndex, float newScore) {
        int parent = 0;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size
                    && worse(
                            score[at + child + 1], index[at + child + 1], score[at + child], index[at + child])) {
                child++;
            }
            if (!worse(score[at + child], index[at + child], newScore, newIndex)) {
                break;
            }
            index[at + parent] = index[at + child];
            score[at + parent] = score[at + child];
            parent = child;
        }
        index[at + parent] = newIndex;
        score[at + parent] = newScore;
    }

    /// Orders a list of `size` entries, the best first.
    static void sort(int[] index, float[] score, int at, int size) {
        for (int left = size - 1; left > 0; left--) {
            int lastIndex = index[at + left];
            float lastScore = score[at + left];
            index[at + left] = index[at];
            score[at + left] = score[at];
            replaceWorst(index, score, at, left, lastIndex, lastScore);
        }
    }

    static boolean worse(float scoreA, int indexA, float scoreB, int indexB) {
        return scoreA < scoreB || (scoreA == scoreB && indexA > indexB);
    }
}
