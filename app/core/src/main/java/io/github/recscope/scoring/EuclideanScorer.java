package io.github.recscope.scoring;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import org.jspecify.annotations.Nullable;

/// `−‖u − v‖² + itemBias`.
///
/// Lists come from the inner product: `−‖u − v‖² = 2 u · v − ‖v‖² − ‖u‖²`, after both towers were moved by the mean
/// item, which changes no distance and keeps the three terms small.
record EuclideanScorer(float[] itemBias, Kernels kernels) implements FrozenScorer {
    private static final int CHUNK = 2048;

    @Override
    public TopK top(Matrix users, Matrix items, int k, @Nullable IntLists masked) {
        float[] centre = mean(items, kernels.workers());
        Matrix u = moved(users, centre, 1);
        Matrix v = moved(items, centre, 1);
        float[] uu = Norms.squared(u, kernels);
        float[] bias = Norms.squared(v, kernels);
        for (int i = 0; i < bias.length; i++) {
            bias[i] = itemBias[i] - bias[i];
        }
        TopK top = kernels.topKInner(moved(users, centre, 2), v, bias, k, masked);
        for (int p = 0; p < top.score().length; p++) {
            top.score()[p] -= uu[p / k];
        }
        return top;
    }

    private static float[] mean(Matrix x, Workers workers) {
        int n = x.rows();
        int d = x.cols();
        double[][] sums = new double[Math.ceilDiv(n, CHUNK)][d];
        workers.forEach(sums.length, chunk -> {
            RowBlocks rows = new RowBlocks(x);
            double[] sum = sums[chunk];
            for (int r = chunk * CHUNK; r < Math.min(n, (chunk + 1) * CHUNK); r++) {
                int at = rows.at(r);
                float[] values = rows.values();
                for (int c = 0; c < d; c++) {
                    sum[c] += values[at + c];
                }
            }
        });
        float[] mean = new float[d];
        for (int c = 0; c < d; c++) {
            double sum = 0;
            for (double[] s : sums) {
                sum += s[c];
            }
            mean[c] = (float) (sum / Math.max(1, n));
        }
        return mean;
    }

    /// Rows moved and stretched where they are read.
    private Matrix moved(Matrix x, float[] centre, float scale) {
        RowOps ops = kernels.rows();
        return Matrix.derived(x, (_, values, at) -> {
            ops.axpy(-1, centre, 0, values, at, centre.length);
            if (scale != 1) {
                ops.scale(scale, values, at, centre.length);
            }
        });
    }

    @Override
    public Pairs pairs(Matrix users, Matrix items) {
        int d = users.cols();
        float[] scores = new float[users.rows()];
        for (int r = 0; r < scores.length; r++) {
            scores[r] = -kernels.rows().squaredDistance(users.data(), r * d, items.data(), r * d, d);
        }
        return new Pairs() {
            @Override
            public float[] scores() {
                return scores;
            }

            @Override
            public void backward(float[] upstream, float[] userGrad, float[] itemGrad) {
                for (int p = 0; p < upstream.length * d; p++) {
                    float towards = 2 * upstream[p / d] * (items.data()[p] - users.data()[p]);
                    userGrad[p] = towards;
                    itemGrad[p] = -towards;
                }
            }
        };
    }
}
