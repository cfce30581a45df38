package io.github.recscope.projection;

import io.github.recscope.kernels.Workers;
import java.util.Arrays;

/// Proposals of one block of work, kept by the chunk that made them and by the owner of the list that they are for.
///
/// They are made in parallel while lists stand still, and then taken over by the owners of the lists, which gives the
/// same bits for any number of threads.
final class Proposals {
    private static final int OWNERS = 64;

    private final NeighbourLists lists;
    private final Workers workers;
    private List[] made = new List[0];
    private int used;

    Proposals(NeighbourLists lists, Workers workers) {
        this.lists = lists;
        this.workers = workers;
    }

    /// What one chunk proposes.
    final class List {
        private int[] point = new int[1024];
        private int[] other = new int[1024];
        private float[] squared = new float[1024];
        private int size;
        private final int[] ownerEnd = new int[OWNERS + 1];
        private int[] order = new int[0];

        /// Proposes `j` for the list of `i`.
        void add(int i, float distance, int j) {
            if (size == point.length) {
                point = Arrays.copyOf(point, size * 2);
                other = Arrays.copyOf(other, size * 2);
                squared = Arrays.copyOf(squared, size * 2);
            }
            point[size] = i;
            other[size] = j;
            squared[size++] = distance;
        }

        private void byOwner() {
            Arrays.fill(ownerEnd, 0);
            for (int i = 0; i < size; i++) {
                ownerEnd[owner(point[i]) + 1]++;
            }
            for (int o = 0; o < OWNERS; o++) {
                ownerEnd[o + 1] += ownerEnd[o];
            }
            if (order.length < size) {
                order = new int[point.length];
            }
            int[] next = Arrays.copyOf(ownerEnd, OWNERS);
            for (int i = 0; i < size; i++) {
                order[next[owner(point[i])]++] = i;
            }
        }
    }

    private int owner(int point) {
        return (int) ((long) point * OWNERS / lists.n);
    }

    void begin(int chunks) {
        if (made.length < chunks) {
            int had = made.length;
            made = Arrays.copyOf(made, chunks);
            for (int i = had; i < chunks; i++) {
                made[i] = new List();
            }
        }
        used = chunks;
        for (int i = 0; i < chunks; i++) {
            made[i].size = 0;
        }
    }

    List list(int chunk) {
        return made[chunk];
    }

    /// Every owner goes through what is for its lists; returns how many entries changed.
    long take() {
        workers.forEach(used, c -> made[c].byOwner());
        long[] changed = new long[OWNERS];
        workers.forEach(OWNERS, o -> {
            for (int c = 0; c < used; c++) {
                List list = made[c];
                for (int i = list.ownerEnd[o]; i < list.ownerEnd[o + 1]; i++) {
                    int p = list.order[i];
                    if (lists.insert(list.point[p], list.squared[p], list.other[p])) {
                        changed[o]++;
                        lists.settle(list.point[p]);
                    }
                }
            }
        });
        return Arrays.stream(changed).sum();
    }
}
