package io.github.recscope.projection;

import io.github.recscope.kernels.Workers;

/// How strongly points belong to the neighbourhoods of others (McInnes, Healy and Melville, 2018).
final class FuzzySet {
    private static final int CHUNK = 512;
    private static final int HALVINGS = 64;
    private static final double SMALLEST_SCALE = 1e-3;

    private FuzzySet() {}

    /// The union of all points' neighbourhoods: `p + q − p·q` for the memberships of both directions.
    static Graph union(Neighbours near, Distance distance, Workers workers) {
        return Graph.symmetric(near, memberships(near, distance, workers), (p, q) -> p + q - p * q, workers);
    }

    /// `[n · k]` memberships in `[0, 1]`: 1 for the nearest other place, falling with the distance beyond it at a
    /// scale such that they sum to log₂(k + 1). (The +1 is the point itself, which others count as a neighbour.)
    static float[] memberships(Neighbours near, Distance distance, Workers workers) {
        int n = near.points();
        int k = near.k();
        float[] d = new float[n * k];
        int chunks = (n + CHUNK - 1) / CHUNK;
        double[] sums = new double[chunks];
        workers.forEach(chunks, c -> {
            for (int e = c * CHUNK * k; e < Math.min(n, (c + 1) * CHUNK) * k; e++) {
                d[e] = distance.ofSquared(near.squared()[e]);
                sums[c] += d[e];
            }
        });
        double mean = 0;
        for (double s : sums) {
            mean += s;
        }
        mean /= Math.max(1, (double) n * k);
        double overall = mean;
        double wanted = Math.log(k + 1) / Math.log(2);
        float[] out = new float[n * k];
        workers.forEach(chunks, c -> {
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                memberships(d, i * k, k, wanted, overall, out);
            }
        });
        return out;
    }

    private static void memberships(float[] d, int at, int k, double wanted, double overall, float[] out) {
        double nearest = 0;
        double own = 0;
        for (int j = at; j < at + k; j++) {
            own += d[j];
            if (nearest == 0) {
                nearest = d[j]; // The first that is not at the very same place.
            }
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double scale = 1;
        for (int step = 0; step < HALVINGS; step++) {
            double sum = 0;
            for (int j = at; j < at + k; j++) {
                sum += d[j] > nearest ? Math.exp(-(d[j] - nearest) / scale) : 1;
            }
            if (Math.abs(sum - wanted) < 1e-5) {
                break;
            }
            if (sum > wanted) {
                high = scale;
                scale = (low + high) / 2;
            } else {
                low = scale;
                scale = Double.isInfinite(high) ? scale * 2 : (low + high) / 2;
            }
        }
        scale = Math.max(scale, SMALLEST_SCALE * (nearest > 0 ? own / k : overall));
        for (int j = at; j < at + k; j++) {
            out[j] = d[j] > nearest ? (float) Math.exp(-(d[j] - nearest) / scale) : 1;
        }
    }
}
