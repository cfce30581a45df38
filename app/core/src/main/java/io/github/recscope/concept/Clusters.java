package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import java.util.random.RandomGenerator;

/// k-means by Lloyd's rounds from k-means++ seeds (Arthur and Vassilvitskii, 2007).
final class Clusters {
    static final int ROUNDS = 30;

    private Clusters() {}

    /// Nearness to the own cluster's centre: `[n, k]`, `1 / (1 + squared distance)` for the cluster that an item is
    /// in and 0 for the others.
    static Matrix of(Matrix x, int k, Ctx ctx) {
        int n = x.rows();
        int d = x.cols();
        float[] centre = seeds(x, k, ctx);
        int[] cluster = new int[n];
        float[] distance = new float[n];
        for (int round = 0; round < ROUNDS; round++) {
            ctx.check();
            boolean moved = assign(x, centre, k, cluster, distance, ctx) || round == 0;
            if (!moved) {
                break;
            }
            double[] sum = new double[k * d];
            int[] size = new int[k];
            for (int i = 0; i < n; i++) {
                size[cluster[i]]++;
                for (int c = 0; c < d; c++) {
                    sum[cluster[i] * d + c] += x.data()[i * d + c];
                }
            }
            for (int j = 0; j < k; j++) {
                // A cluster that lost all its items keeps its centre.
                for (int c = 0; size[j] > 0 && c < d; c++) {
                    centre[j * d + c] = (float) (sum[j * d + c] / size[j]);
                }
            }
        }
        assign(x, centre, k, cluster, distance, ctx);
        float[] out = new float[n * k];
        for (int i = 0; i < n; i++) {
            out[i * k + cluster[i]] = 1 / (1 + Math.max(0, distance[i]));
        }
        return Matrix.of(n, k, out);
    }

    private static boolean assign(Matrix x, float[] centre, int k, int[] cluster, float[] distance, Ctx ctx) {
        int n = x.rows();
        int d = x.cols();
        boolean[] moved = new boolean[n];
        ctx.kernels().workers().forEach((n + 255) / 256, chunk -> {
            for (int i = chunk * 256; i < Math.min(n, chunk * 256 + 256); i++) {
                int best = 0;
                float least = Float.POSITIVE_INFINITY;
                for (int j = 0; j < k; j++) {
                    float s = ctx.kernels().rows().squaredDistance(x.data(), i * d, centre, j * d, d);
                    if (s < least) {
                        least = s;
                        best = j;
                    }
                }
                moved[i] = cluster[i] != best;
                cluster[i] = best;
                distance[i] = least;
            }
        });
        for (boolean m : moved) {
            if (m) {
                return true;
            }
        }
        return false;
    }

    private static float[] seeds(Matrix x, int k, Ctx ctx) {
        int n = x.rows();
        int d = x.cols();
        RandomGenerator random = ctx.random("clusters", 0);
        float[] centre = new float[k * d];
        double[] nearest = new double[n];
        java.util.Arrays.fill(nearest, Double.MAX_VALUE);
        int chosen = random.nextInt(n);
        for (int j = 0; j < k; j++) {
            System.arraycopy(x.data(), chosen * d, centre, j * d, d);
            double total = 0;
            for (int i = 0; i < n; i++) {
                nearest[i] =
                        Math.min(nearest[i], ctx.kernels().rows().squaredDistance(x.data(), i * d, centre, j * d, d));
                total += nearest[i];
            }
            double at = random.nextDouble() * total;
            chosen = n - 1;
            for (int i = 0; i < n; i++) {
                at -= nearest[i];
                if (at < 0) {
                    chosen = i;
                    break;
                }
            }
        }
        return centre;
    }
}
