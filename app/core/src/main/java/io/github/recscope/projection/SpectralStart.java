package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Workers;

/// Where UMAP begins: principal components, smoothed over the graph until they approach the eigenvectors of its
/// normalised Laplacian with the smallest eigenvalues but one (Belkin and Niyogi, 2003), by subspace iteration.
///
/// A graph of several components has one trivial eigenvector for each, which say nothing about the places of the
/// components; there the principal components are kept as they are.
final class SpectralStart {
    private static final int ROUNDS = 60;
    private static final int CHUNK = 512;
    private static final float RADIUS = 10;

    private SpectralStart() {}

    /// @param components `[n · 2]` principal components
    /// @return `[n · 2]` in `[−10, 10]`, with a trace of noise that parts duplicates
    static float[] of(Graph graph, float[] components, Ctx ctx) {
        int n = graph.points();
        float[] xy = graph.components(ctx.kernels().workers()) == 1 && n > 3
                ? smoothed(graph, components, ctx)
                : components.clone();
        float most = 0;
        for (float v : xy) {
            most = Math.max(most, Math.abs(v));
        }
        var random = ctx.random("start", 0);
        float scale = most > 0 ? RADIUS / most : 0;
        for (int v = 0; v < xy.length; v++) {
            xy[v] = xy[v] * scale + (float) (random.nextGaussian() * 1e-4);
        }
        return xy;
    }

    private static float[] smoothed(Graph graph, float[] components, Ctx ctx) {
        Workers workers = ctx.kernels().workers();
        int n = graph.points();
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            double degree = 0;
            for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
                degree += graph.weight()[e];
            }
            root[i] = Math.sqrt(Math.max(degree, 1e-12));
        }
        double[][] v = new double[2][n];
        for (int i = 0; i < n; i++) {
            v[0][i] = components[2 * i] * root[i];
            v[1][i] = components[2 * i + 1] * root[i];
        }
        double[][] next = new double[2][n];
        for (int round = 0; round < ROUNDS; round++) {
            ctx.progress("spreading over the graph", round / (double) ROUNDS);
            orthonormalise(v, root);
            double[][] from = v;
            double[][] to = next;
            workers.forEach((n + CHUNK - 1) / CHUNK, c -> {
                for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                    double a = 0;
                    double b = 0;
                    for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
                        int j = graph.target()[e];
                        double w = graph.weight()[e] / root[j];
                        a += w * from[0][j];
                        b += w * from[1][j];
                    }
                    // Half of the identity keeps negative eigenvalues out of the way.
                    to[0][i] = from[0][i] + a / root[i];
                    to[1][i] = from[1][i] + b / root[i];
                }
            });
            v = to;
            next = from;
        }
        orthonormalise(v, root);
        float[] xy = new float[2 * n];
        for (int i = 0; i < n; i++) {
            xy[2 * i] = (float) (v[0][i] / root[i]);
            xy[2 * i + 1] = (float) (v[1][i] / root[i]);
        }
        return xy;
    }

    /// Without the trivial eigenvector, and at right angles.
    private static void orthonormalise(double[][] v, double[] trivial) {
        remove(v[0], trivial);
        unit(v[0]);
        remove(v[1], trivial);
        remove(v[1], v[0]);
        unit(v[1]);
    }

    private static void remove(double[] v, double[] direction) {
        double dot = 0;
        double length = 0;
        for (int i = 0; i < v.length; i++) {
            dot += v[i] * direction[i];
            length += direction[i] * direction[i];
        }
        double share = length > 0 ? dot / length : 0;
        for (int i = 0; i < v.length; i++) {
            v[i] -= share * direction[i];
        }
    }

    private static void unit(double[] v) {
        double length = 0;
        for (double e : v) {
            length += e * e;
        }
        double scale = length > 0 ? 1 / Math.sqrt(length) : 0;
        for (int i = 0; i < v.length; i++) {
            v[i] *= scale;
        }
    }
}
