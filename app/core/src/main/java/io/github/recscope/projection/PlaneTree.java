package io.github.recscope.projection;

import io.github.recscope.kernels.Workers;
import java.util.Arrays;

/// Exact nearest neighbours of points in the plane, by a tree of cuts at medians.
///
/// Distances are in double precision, ties broken by the smaller index.
final class PlaneTree {
    private static final int LEAF = 12;
    private static final int CHUNK = 256;
    /// Points of a node before whose cut the cancel switch is looked at.
    private static final int LOOK = 4096;

    private final float[] xy;
    private final int n;
    private final int[] order;
    private final Workers workers;

    /// @param xy `[n · 2]`
    PlaneTree(float[] xy, Workers workers) {
        this.xy = xy;
        this.workers = workers;
        this.n = xy.length / 2;
        order = new int[n];
        Arrays.setAll(order, i -> i);
        build(0, n);
    }

    /// The wider side is cut, so that the same cuts can be found again while searching.
    private void build(int from, int to) {
        if (to - from <= LEAF) {
            return;
        }
        if (to - from > LOOK) {
            workers.cancel().check();
        }
        int middle = (from + to) >>> 1;
        select(from, to, middle, axis(from, to));
        build(from, middle);
        build(middle, to);
    }

    private int axis(int from, int to) {
        float[] low = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
        float[] high = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int i = from; i < to; i++) {
            for (int a = 0; a < 2; a++) {
                float v = xy[2 * order[i] + a];
                low[a] = Math.min(low[a], v);
                high[a] = Math.max(high[a], v);
            }
        }
        return high[0] - low[0] >= high[1] - low[1] ? 0 : 1;
    }

    /// Quickselect: what lies before `middle` is not greater than what lies there, what lies after is not
    /// smaller.
    private void select(int from, int to, int middle, int axis) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            float pivot = xy[2 * order[(low + high) >>> 1] + axis];
            int i = low;
            int j = high;
            while (i <= j) {
                while (xy[2 * order[i] + axis] < pivot) {
                    i++;
                }
                while (xy[2 * order[j] + axis] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int t = order[i];
                    order[i++] = order[j];
                    order[j--] = t;
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /// `[n · k]` the `k` nearest others of each point, nearest first; `k` below the number of points.
    int[] nearest(int k) {
        int[] out = new int[Math.multiplyExact(n, k)];
        // The boxes of all nodes, so that a search need not look at their points.
        float[] boxes = new float[4 * nodes(0, n)];
        fillBoxes(0, n, 0, boxes);
        workers.forEach((n + CHUNK - 1) / CHUNK, c -> {
            Search search = new Search(k, boxes);
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                search.run(i);
                System.arraycopy(search.index, 0, out, i * k, k);
            }
        });
        return out;
    }

    private static int nodes(int from, int to) {
        return to - from <= LEAF ? 1 : 1 + nodes(from, (from + to) >>> 1) + nodes((from + to) >>> 1, to);
    }

    private void fillBoxes(int from, int to, int node, float[] boxes) {
        int at = 4 * node;
        if (to - from > LEAF) {
            int middle = (from + to) >>> 1;
            int left = node + 1;
            int right = left + nodes(from, middle);
            fillBoxes(from, middle, left, boxes);
            fillBoxes(middle, to, right, boxes);
            for (int a = 0; a < 2; a++) {
                boxes[at + a] = Math.min(boxes[4 * left + a], boxes[4 * right + a]);
                boxes[at + 2 + a] = Math.max(boxes[4 * left + 2 + a], boxes[4 * right + 2 + a]);
            }
            return;
        }
        for (int a = 0; a < 2; a++) {
            boxes[at + a] = Float.POSITIVE_INFINITY;
            boxes[at + 2 + a] = Float.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                boxes[at + a] = Math.min(boxes[at + a], xy[2 * order[i] + a]);
                boxes[at + 2 + a] = Math.max(boxes[at + 2 + a], xy[2 * order[i] + a]);
            }
        }
    }

    private final class Search {
        private final int k;
        private final float[] boxes;
        private final double[] distance;
        final int[] index;
        private int self;

        Search(int k, float[] boxes) {
            this.k = k;
            this.boxes = boxes;
            distance = new double[k];
            index = new int[k];
        }

        void run(int point) {
            self = point;
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            Arrays.fill(index, Integer.MAX_VALUE);
            visit(0, n, 0);
        }

        private double toBox(int node) {
            double dx = Math.max(
                    0, Math.max(boxes[4 * node] - (double) xy[2 * self], xy[2 * self] - (double) boxes[4 * node + 2]));
            double dy = Math.max(
                    0,
                    Math.max(
                            boxes[4 * node + 1] - (double) xy[2 * self + 1],
                            xy[2 * self + 1] - (double) boxes[4 * node + 3]));
            return dx * dx + dy * dy;
        }

        private void visit(int from, int to, int node) {
            if (to - from <= LEAF) {
                for (int i = from; i < to; i++) {
                    offer(order[i]);
                }
                return;
            }
            int middle = (from + to) >>> 1;
            int left = node + 1;
            int right = left + nodes(from, middle);
            double a = toBox(left);
            double b = toBox(right);
            boolean first = a <= b;
            if ((first ? a : b) <= distance[k - 1]) {
                visit(first ? from : middle, first ? middle : to, first ? left : right);
            }
            if ((first ? b : a) <= distance[k - 1]) {
                visit(first ? middle : from, first ? to : middle, first ? right : left);
            }
        }

        private void offer(int other) {
            double dx = (double) xy[2 * self] - xy[2 * other];
            double dy = (double) xy[2 * self + 1] - xy[2 * other + 1];
            double d = dx * dx + dy * dy;
            if (other == self || d > distance[k - 1] || (d == distance[k - 1] && other > index[k - 1])) {
                return;
            }
            int at = k - 1;
            while (at > 0 && (distance[at - 1] > d || (distance[at - 1] == d && index[at - 1] > other))) {
                distance[at] = distance[at - 1];
                index[at] = index[at - 1];
                at--;
            }
            distance[at] = d;
            index[at] = other;
        }
    }
}
