package io.github.recscope.projection;

import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/// A symmetric weighted graph in compressed form: both directions of an edge are kept, with the same weight.
///
/// @param offsets `[n + 1]` where the edges of a point begin
/// @param target  the other ends, ascending within a point
/// @param weight  the weights
record Graph(int[] offsets, int[] target, float[] weight) {
    private static final int CHUNK = 512;

    /// The number of points.
    int points() {
        return offsets.length - 1;
    }

    /// The number of edges, both directions counted.
    int edges() {
        return target.length;
    }

    /// Joins directed weights `[n · k]` of neighbours.
    ///
    /// @param combine makes one weight of those of both directions, 0 standing for an edge that is not there;
    ///     must not mind their order
    static Graph symmetric(Neighbours near, float[] directed, DoubleBinaryOperator combine, Workers workers) {
        int n = near.points();
        int k = near.k();
        // What points at each point, ascending.
        int[] start = new int[n + 1];
        for (int j : near.index()) {
            start[j + 1]++;
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        int[] source = new int[n * k];
        float[] incoming = new float[n * k];
        int[] next = Arrays.copyOf(start, n);
        for (int i = 0; i < n; i++) {
            look(i, workers);
            for (int e = i * k; e < (i + 1) * k; e++) {
                int at = next[near.index()[e]]++;
                source[at] = i;
                incoming[at] = directed[e];
            }
        }
        int[] count = new int[n + 1];
        int chunks = (n + CHUNK - 1) / CHUNK;
        long[] own = new long[n * k];
        workers.forEach(chunks, c -> {
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                for (int e = i * k; e < (i + 1) * k; e++) {
                    own[e] = (long) near.index()[e] << 32 | Float.floatToRawIntBits(directed[e]);
                }
                Arrays.sort(own, i * k, (i + 1) * k);
                count[i + 1] =
                        merge(own, i * k, (i + 1) * k, source, incoming, start[i], start[i + 1], combine, null, 0);
            }
        });
        for (int i = 0; i < n; i++) {
            count[i + 1] = Math.addExact(count[i + 1], count[i]);
        }
        Graph graph = new Graph(count, new int[count[n]], new float[count[n]]);
        workers.forEach(chunks, c -> {
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                merge(own, i * k, (i + 1) * k, source, incoming, start[i], start[i + 1], combine, graph, count[i]);
            }
        });
        return graph;
    }

    /// Merges two ascending lists; only counts where there is no graph to write to.
    private static int merge(
            long[] own,
            int ownFrom,
            int ownTo,
            int[] source,
            float[] incoming,
            int from,
            int to,
            DoubleBinaryOperator combine,
            @org.jspecify.annotations.Nullable Graph into,
            int at) {
        int a = ownFrom;
        int b = from;
        int count = 0;
        while (a < ownTo || b < to) {
            int x = a < ownTo ? (int) (own[a] >>> 32) : Integer.MAX_VALUE;
            int y = b < to ? source[b] : Integer.MAX_VALUE;
            double out = x <= y ? Float.intBitsToFloat((int) own[a++]) : 0;
            double in = y <= x ? incoming[b++] : 0;
            if (into != null) {
                into.target[at + count] = Math.min(x, y);
                into.weight[at + count] = (float) combine.applyAsDouble(out, in);
            }
            count++;
        }
        return count;
    }

    /// All points in the order in which a walk in breadth meets them, one component after another: connected ones
    /// have near places in it.
    int[] walk(Workers workers) {
        int n = points();
        int[] order = new int[n];
        boolean[] met = new boolean[n];
        int count = 0;
        for (int start = 0; start < n; start++) {
            int next = count;
            if (!met[start]) {
                met[start] = true;
                order[count++] = start;
            }
            for (; next < count; next++) {
                look(next, workers);
                int i = order[next];
                for (int e = offsets[i]; e < offsets[i + 1]; e++) {
                    if (!met[target[e]]) {
                        met[target[e]] = true;
                        order[count++] = target[e];
                    }
                }
            }
        }
        return order;
    }

    /// The same graph with point `order[i]` at place `i`; the other ends of a point's edges keep their order.
    Graph inOrder(int[] order, Workers workers) {
        int n = points();
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            place[order[i]] = i;
        }
        int[] start = new int[n + 1];
        int[] ends = new int[edges()];
        float[] weights = new float[edges()];
        for (int i = 0; i < n; i++) {
            look(i, workers);
            int at = start[i];
            for (int e = offsets[order[i]]; e < offsets[order[i] + 1]; e++) {
                ends[at] = place[target[e]];
                weights[at++] = weight[e];
            }
            start[i + 1] = at;
        }
        return new Graph(start, ends, weights);
    }

    /// The number of connected components.
    int components(Workers workers) {
        int n = points();
        int[] parent = new int[n];
        Arrays.setAll(parent, i -> i);
        int components = n;
        for (int i = 0; i < n; i++) {
            look(i, workers);
            for (int e = offsets[i]; e < offsets[i + 1]; e++) {
                int a = root(parent, i);
                int b = root(parent, target[e]);
                if (a != b) {
                    parent[Math.max(a, b)] = Math.min(a, b);
                    components--;
                }
            }
        }
        return components;
    }

    /// Looks at the cancel switch, now and then.
    private static void look(int i, Workers workers) {
        if (i % CHUNK == 0) {
            workers.cancel().check();
        }
    }

    private static int root(int[] parent, int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }
}
