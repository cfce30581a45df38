package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.MapSketch;
import java.util.random.RandomGenerator;

/// Gradient descent on the divergence between similarities in the original space and on the map (van der
/// Maaten and Hinton, 2008), with the learning rate of Belkina and others (2019).
final class TsneLayout {
    /// Up to this many points all pairs are compared; above, forces go through a grid.
    static final int EXACT = 400;

    private static final float EXAGGERATION = 12;
    private static final int EXAGGERATED = 250;
    private static final float LEAST_RATE = 200;
    private static final float LONGEST_STEP = 5;
    private static final int CHUNK = 256;

    /// In the order of a walk over the graph: what belongs together lies together in memory, and stays in the caches.
    private final Graph graph;

    private final int[] order;
    private final int n;
    private final Repulsion repulsion;
    private final float[] attraction;
    private final float[] push;

    /// @param graph similarities that sum to 1
    TsneLayout(Graph graph, Workers workers) {
        this(graph, workers, graph.points() <= EXACT ? new ExactRepulsion() : new GridRepulsion());
    }

    TsneLayout(Graph graph, Workers workers, Repulsion repulsion) {
        this.order = graph.walk(workers);
        this.graph = graph.inOrder(order, workers);
        this.n = graph.points();
        this.repulsion = repulsion;
        attraction = new float[2 * n];
        push = new float[2 * n];
    }

    private float[] toWalk(float[] places) {
        float[] out = new float[2 * n];
        for (int i = 0; i < n; i++) {
            out[2 * i] = places[2 * order[i]];
            out[2 * i + 1] = places[2 * order[i] + 1];
        }
        return out;
    }

    private float[] fromWalk(float[] walked) {
        float[] out = new float[2 * n];
        for (int i = 0; i < n; i++) {
            out[2 * order[i]] = walked[2 * i];
            out[2 * order[i] + 1] = walked[2 * i + 1];
        }
        return out;
    }

    /// Lays the points out, beginning at `start`; both `[n · 2]`.
    float[] run(float[] start, int iterations, Ctx ctx) {
        float[] xy = toWalk(start);
        Kernels kernels = ctx.kernels();
        Workers workers = kernels.workers();
        float[] velocity = new float[2 * n];
        float[] gain = new float[2 * n];
        java.util.Arrays.fill(gain, 1);
        float rate = Math.max(LEAST_RATE, n / EXAGGERATION);
        int early = Math.min(EXAGGERATED, iterations / 4);
        int chunks = (n + CHUNK - 1) / CHUNK;
        double[][] sums = new double[chunks][2];
        for (int it = 0; it < iterations; it++) {
            ctx.progress("iteration " + (it + 1) + " of " + iterations, it / (double) iterations);
            float exaggeration = it < early ? EXAGGERATION : 1;
            float momentum = it < early ? 0.5f : 0.8f;
            float norm = (float) (1 / repulsion.forces(xy, push, kernels));
            workers.forEach(chunks, c -> {
                attract(xy, c * CHUNK, Math.min(n, (c + 1) * CHUNK));
            });
            workers.forEach(chunks, c -> {
                double sx = 0;
                double sy = 0;
                for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                    for (int v = 2 * i; v < 2 * i + 2; v++) {
                        float gradient = exaggeration * attraction[v] - norm * push[v];
                        float g = gradient * velocity[v] < 0 ? gain[v] + 0.2f : gain[v] * 0.8f;
                        gain[v] = Math.max(0.01f, g);
                        velocity[v] = momentum * velocity[v] - rate * gain[v] * gradient;
                        xy[v] += Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, velocity[v]));
                    }
                    sx += xy[2 * i];
                    sy += xy[2 * i + 1];
                }
                sums[c][0] = sx;
                sums[c][1] = sy;
            });
            centre(xy, sums);
            int done = it + 1;
            ctx.show(() -> new MapSketch(Matrix.of(n, 2, fromWalk(xy)), "iteration " + done));
        }
        return fromWalk(xy);
    }

    private void centre(float[] xy, double[][] sums) {
        double x = 0;
        double y = 0;
        for (double[] s : sums) {
            x += s[0];
            y += s[1];
        }
        float mx = (float) (x / n);
        float my = (float) (y / n);
        for (int i = 0; i < n; i++) {
            xy[2 * i] -= mx;
            xy[2 * i + 1] -= my;
        }
    }

    /// `Σ_j p_ij (y_i − y_j) / (1 + ‖y_i − y_j‖²)` for a range of points.
    private void attract(float[] xy, int from, int to) {
        int[] offsets = graph.offsets();
        int[] target = graph.target();
        float[] weight = graph.weight();
        for (int i = from; i < to; i++) {
            float x = xy[2 * i];
            float y = xy[2 * i + 1];
            float fx = 0;
            float fy = 0;
            int e = offsets[i];
            int end = offsets[i + 1];
            float gx = 0;
            float gy = 0;
            // Two at a time: one division for both, and two sums, so that additions need not wait for each other.
            for (; e + 1 < end; e += 2) {
                int j = 2 * target[e];
                int k = 2 * target[e + 1];
                float dx = x - xy[j];
                float dy = y - xy[j + 1];
                float ex = x - xy[k];
                float ey = y - xy[k + 1];
                float d = 1 + dx * dx + dy * dy;
                float b = 1 + ex * ex + ey * ey;
                float both = 1 / (d * b);
                float f = weight[e] * b * both;
                float g = weight[e + 1] * d * both;
                fx += f * dx;
                fy += f * dy;
                gx += g * ex;
                gy += g * ey;
            }
            if (e < end) {
                int j = 2 * target[e];
                float dx = x - xy[j];
                float dy = y - xy[j + 1];
                float f = weight[e] / (1 + dx * dx + dy * dy);
                fx += f * dx;
                fy += f * dy;
            }
            attraction[2 * i] = fx + gx;
            attraction[2 * i + 1] = fy + gy;
        }
    }

    /// The gradient of [#divergence] with respect to the places, `[n · 2]`; with the factor 4, which the descent
    /// leaves to its learning rate.
    float[] gradient(float[] places, Kernels kernels) {
        float[] xy = toWalk(places);
        double total = repulsion.forces(xy, push, kernels);
        attract(xy, 0, n);
        float[] out = new float[2 * n];
        for (int v = 0; v < out.length; v++) {
            out[v] = (float) (4 * (attraction[v] - push[v] / total));
        }
        return fromWalk(out);
    }

    /// The Kullback–Leibler divergence of the map's similarities from the true ones, at least 0.
    double divergence(float[] places, Kernels kernels) {
        float[] xy = toWalk(places);
        double logTotal = Math.log(repulsion.forces(xy, push, kernels));
        double[] sums = new double[(n + CHUNK - 1) / CHUNK];
        kernels.workers().forEach(sums.length, c -> {
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
                    double p = graph.weight()[e];
                    int j = graph.target()[e];
                    double dx = (double) xy[2 * i] - xy[2 * j];
                    double dy = (double) xy[2 * i + 1] - xy[2 * j + 1];
                    if (p > 0) {
                        sums[c] += p * (Math.log(p) + Math.log1p(dx * dx + dy * dy) + logTotal);
                    }
                }
            }
        });
        double sum = 0;
        for (double s : sums) {
            sum += s;
        }
        return sum;
    }

    /// Where the descent begins: principal components, tiny, with a trace of noise that parts duplicates.
    static float[] start(float[] components, RandomGenerator random) {
        int n = components.length / 2;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (double) components[2 * i] * components[2 * i];
        }
        double scale = squares > 0 ? 1e-4 / Math.sqrt(squares / n) : 0;
        float[] xy = new float[2 * n];
        for (int v = 0; v < xy.length; v++) {
            xy[v] = (float) (components[v] * scale + random.nextGaussian() * 1e-6);
        }
        return xy;
    }
}
