package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import java.util.Arrays;

/// Moves points of the plane: connected ones attract, random ones repel (McInnes, Healy and Melville, 2018).
///
/// In the original both ends of an edge move when it is drawn. Here every point makes its own moves, those of
/// both directions of its edges, so that nobody else writes to its place. Points move in eight turns an epoch;
/// in a turn they see the others as they were before it. So the result does not depend on the number of threads.
final class UmapLayout {
    /// Random points that repel for each draw of an edge.
    private static final float REPELLED = 5;

    private static final float FARTHEST = 4;
    private static final int TURNS = 8;
    private static final long MULTIPLIER = 0x5851F42D4C957F2DL;
    private static final long INCREMENT = 0x14057B7EF767814FL;

    private final ForceTable attraction;
    private final ForceTable repulsion;
    private final int epochs;
    private final long seed;

    UmapLayout(UmapCurve curve, int epochs, long seed) {
        double a = curve.a();
        double b = curve.b();
        attraction = new ForceTable(s -> -2 * a * b * Math.pow(s, b - 1) / (1 + a * Math.pow(s, b)));
        repulsion = new ForceTable(s -> 2 * b / ((0.001 + s) * (1 + a * Math.pow(s, b))));
        this.epochs = epochs;
        this.seed = seed;
    }

    /// Lays out `graph`, beginning at and changing `xy` `[n · 2]`.
    void run(Graph graph, float[] xy, Ctx ctx) {
        int n = graph.points();
        Graph drawn = strong(graph);
        float[] rate = rates(drawn, 2);
        float[] next = new float[xy.length];
        int chunk = Math.clamp(n / (TURNS * 32), 8, 512);
        int chunks = (n + chunk - 1) / chunk;
        for (int epoch = 0; epoch < epochs; epoch++) {
            ctx.progress("epoch " + (epoch + 1) + " of " + epochs, epoch / (double) epochs);
            int now = epoch;
            float step = 1 - epoch / (float) epochs;
            for (int turn = 0; turn < TURNS; turn++) {
                int first = turn;
                int mine = (chunks - first + TURNS - 1) / TURNS;
                ctx.kernels().workers().forEach(Math.max(0, mine), c -> {
                    int from = (first + c * TURNS) * chunk;
                    for (int i = from; i < Math.min(n, from + chunk); i++) {
                        move(i, drawn, rate, REPELLED / 2, now, step, xy, n, xy, next);
                    }
                });
                for (int c = first; c < chunks; c += TURNS) {
                    int from = c * chunk * 2;
                    System.arraycopy(next, from, xy, from, Math.min(n * 2, from + chunk * 2) - from);
                }
            }
            MapSketches.offer(ctx, xy, "epoch " + (epoch + 1));
        }
    }

    /// Places new points among old ones, which stay where they are.
    ///
    /// @param near   the nearest old points of each new one
    /// @param weight `[fresh · k]` memberships
    /// @param old    `[n · 2]` where the old points are
    /// @return `[fresh · 2]`
    float[] place(Neighbours near, float[] weight, float[] old, Ctx ctx) {
        int n = near.points();
        int k = near.k();
        int[] offsets = new int[n + 1];
        Arrays.setAll(offsets, i -> i * k);
        Graph graph = new Graph(offsets, near.index(), weight);
        float[] rate = rates(graph, 1);
        float[] xy = Placement.weightedMeans(near, weight, old);
        int chunk = 64;
        ctx.kernels().workers().forEach((n + chunk - 1) / chunk, c -> {
            for (int i = c * chunk; i < Math.min(n, (c + 1) * chunk); i++) {
                for (int epoch = 0; epoch < epochs; epoch++) {
                    float step = (1 - epoch / (float) epochs) / 4;
                    move(i, graph, rate, REPELLED, epoch, step, old, old.length / 2, xy, xy);
                }
            }
        });
        return xy;
    }

    /// Without edges that would never be drawn.
    private Graph strong(Graph graph) {
        int n = graph.points();
        float least = largest(graph) / epochs;
        int[] offsets = new int[n + 1];
        int[] target = new int[graph.edges()];
        float[] weight = new float[graph.edges()];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
                if (graph.weight()[e] >= least) {
                    target[count] = graph.target()[e];
                    weight[count++] = graph.weight()[e];
                }
            }
            offsets[i + 1] = count;
        }
        return new Graph(offsets, Arrays.copyOf(target, count), Arrays.copyOf(weight, count));
    }

    private static float largest(Graph graph) {
        float most = 0;
        for (float w : graph.weight()) {
            most = Math.max(most, w);
        }
        return most;
    }

    /// How often each edge is drawn in an epoch.
    private static float[] rates(Graph graph, float times) {
        float most = largest(graph);
        float[] rate = new float[graph.edges()];
        for (int e = 0; e < rate.length; e++) {
            rate[e] = most > 0 ? times * graph.weight()[e] / most : 0;
        }
        return rate;
    }

    private void move(
            int i,
            Graph graph,
            float[] rate,
            float repelled,
            int epoch,
            float step,
            float[] others,
            int n,
            float[] from,
            float[] to) {
        float x = from[2 * i];
        float y = from[2 * i + 1];
        long state = (seed + i) * 0x9E3779B97F4A7C15L + epoch * 0xD1B54A32D192ED03L;
        state = (state ^ (state >>> 29)) * MULTIPLIER;
        int[] target = graph.target();
        for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
            float r = rate[e];
            int draws = (int) ((epoch + 1) * r) - (int) (epoch * r);
            int j = target[e] * 2;
            for (int draw = 0; draw < draws; draw++) {
                float dx = x - others[j];
                float dy = y - others[j + 1];
                float squared = dx * dx + dy * dy;
                if (squared > 0) {
                    float force = attraction.at(squared);
                    x += step * bounded(force * dx);
                    y += step * bounded(force * dy);
                }
            }
            float q = repelled * r;
            int repels = (int) ((epoch + 1) * q) - (int) (epoch * q);
            for (int draw = 0; draw < repels; draw++) {
                state = state * MULTIPLIER + INCREMENT;
                int other = (int) (((state >>> 32) * n) >>> 32) * 2;
                float dx = x - others[other];
                float dy = y - others[other + 1];
                float squared = dx * dx + dy * dy;
                if (squared > 0) {
                    float force = repulsion.at(squared);
                    x += step * bounded(force * dx);
                    y += step * bounded(force * dy);
                }
            }
        }
        to[2 * i] = x;
        to[2 * i + 1] = y;
    }

    private static float bounded(float v) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, v));
    }
}
