package io.github.recscope.projection;

import io.github.recscope.kernels.Workers;

/// Similarities of points by Gaussians whose widths give each point the same effective number of neighbours
/// (van der Maaten and Hinton, 2008).
final class Affinities {
    private static final int CHUNK = 512;
    private static final int HALVINGS = 100;
    private static final double CLOSE = 1e-6;

    private Affinities() {}

    /// The joint similarities: `(p(j|i) + p(i|j)) / 2n`, which sum to 1.
    static Graph joint(Neighbours near, Distance distance, double perplexity, Workers workers) {
        double scale = 0.5 / Math.max(1, near.points());
        float[] conditional = conditional(near, distance, perplexity, workers);
        return Graph.symmetric(near, conditional, (p, q) -> (p + q) * scale, workers);
    }

    /// `[n · k]` similarities p(j|i) that sum to 1 for each point; the exponential of their entropy is
    /// `perplexity` where that can be reached, which it cannot among duplicates.
    static float[] conditional(Neighbours near, Distance distance, double perplexity, Workers workers) {
        int n = near.points();
        int k = near.k();
        float[] out = new float[n * k];
        double wanted = Math.log(perplexity);
        workers.forEach((n + CHUNK - 1) / CHUNK, c -> {
            double[] d = new double[k];
            double[] p = new double[k];
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                for (int j = 0; j < k; j++) {
                    double v = distance.ofSquared(near.squared()[i * k + j]);
                    d[j] = v * v;
                }
                row(d, wanted, p);
                for (int j = 0; j < k; j++) {
                    out[i * k + j] = (float) p[j];
                }
            }
        });
        return out;
    }

    private static void row(double[] d, double wanted, double[] p) {
        int k = d.length;
        double nearest = d[0];
        double mean = 0;
        for (double v : d) {
            mean += (v - nearest) / k;
        }
        double beta = mean > 0 ? 1 / mean : 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int step = 0; step < HALVINGS; step++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < k; j++) {
                p[j] = Math.exp(-beta * (d[j] - nearest)); // Taken relative to the nearest, so that the sum is ≥ 1.
                sum += p[j];
                weighted += beta * (d[j] - nearest) * p[j];
            }
            for (int j = 0; j < k; j++) {
                p[j] /= sum;
            }
            double entropy = Math.log(sum) + weighted / sum;
            if (Math.abs(entropy - wanted) < CLOSE) {
                return;
            }
            if (entropy > wanted) {
                low = beta;
                beta = Double.isInfinite(high) ? beta * 2 : (low + high) / 2;
            } else {
                high = beta;
                beta = (low + high) / 2;
            }
        }
    }
}
