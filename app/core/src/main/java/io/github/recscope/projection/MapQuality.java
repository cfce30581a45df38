package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.SpaceMap;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How well neighbourhoods survive a projection, by comparing exact neighbour ranks before and after.
final class MapQuality {
    /// Above this many points a seeded sample stands for all, because ranks cost n² time.
    static final int SAMPLE = 2000;

    private MapQuality() {}

    /// Trustworthiness (Venna and Kaski, 2001) and neighbour recall with Euclidean distances.
    ///
    /// @param high       `[n, d]` the truth
    /// @param low        `[n, 2]` the map
    /// @param neighbours k; lowered to fewer than half the points, where the measure is defined
    /// @return NaN for both measures when there are fewer than 4 points
    static SpaceMap.Quality measure(Matrix high, Matrix low, int neighbours, Ctx ctx) {
        int[] rows = sample(high.rows(), ctx.random("map quality", 0));
        Matrix x = high.gather(rows);
        Matrix y = low.gather(rows);
        int n = rows.length;
        int k = Math.min(neighbours, (n - 1) / 2);
        if (n < 4 || k < 1) {
            return new SpaceMap.Quality(Double.NaN, Double.NaN, neighbours, n);
        }
        double[] penalty = new double[n];
        int[] kept = new int[n];
        int chunk = 50;
        int chunks = (n + chunk - 1) / chunk;
        ctx.kernels().workers().forEach(chunks, c -> {
            for (int i = c * chunk; i < Math.min(n, (c + 1) * chunk); i++) {
                int[] rank = ranks(x, i);
                int[] near = nearest(y, i, k);
                for (int j : near) {
                    if (rank[j] <= k) {
                        kept[i]++;
                    } else {
                        penalty[i] += rank[j] - k;
                    }
                }
            }
        });
        double sum = Arrays.stream(penalty).sum();
        double trust = 1 - 2.0 / (n * (double) k * (2.0 * n - 3 * k - 1)) * sum;
        double recall = Arrays.stream(kept).sum() / (double) n / k;
        return new SpaceMap.Quality(trust, recall, k, n);
    }

    private static int[] sample(int n, RandomGenerator random) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        if (n <= SAMPLE) {
            return rows;
        }
        for (int i = 0; i < SAMPLE; i++) {
            int j = i + random.nextInt(n - i);
            int t = rows[i];
            rows[i] = rows[j];
            rows[j] = t;
        }
        return Arrays.copyOf(rows, SAMPLE);
    }

    private static double[] distances(Matrix m, int from) {
        int d = m.cols();
        double[] out = new double[m.rows()];
        for (int r = 0; r < out.length; r++) {
            double sum = 0;
            for (int c = 0; c < d; c++) {
                double diff = (double) m.data()[r * d + c] - m.data()[from * d + c];
                sum += diff * diff;
            }
            out[r] = sum;
        }
        out[from] = -1; // Always first, so that real neighbours have ranks from 1, duplicates too.
        return out;
    }

    private static int[] order(double[] distance) {
        long[] keys = new long[distance.length];
        for (int i = 0; i < keys.length; i++) {
            // The bits of floats that are not negative sort like their values; −1 (the point itself) stays negative.
            keys[i] = (long) Float.floatToIntBits((float) distance[i]) << 32 | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private static int[] ranks(Matrix m, int from) {
        int[] order = order(distances(m, from));
        int[] rank = new int[order.length];
        for (int r = 0; r < order.length; r++) {
            rank[order[r]] = r;
        }
        return rank;
    }

    private static int[] nearest(Matrix m, int from, int k) {
        return Arrays.copyOfRange(order(distances(m, from)), 1, k + 1);
    }
}
