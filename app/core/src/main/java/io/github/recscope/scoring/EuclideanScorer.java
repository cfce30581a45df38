package io.github.recscope.scoring;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import org.jspecify.annotations.Nullable;

/// `−‖u − v‖² + itemBias`.
///
/// Lists come from the inner product: `−‖u − v‖² = 2 u · v − ‖v‖² − ‖u‖²`, after both towers were moved by the mean
/// item, which changes no distance and keeps the three terms small.
record EuclideanScorer(float[] itemBias, Kernels kernels) implements FrozenScorer {
    @Override
    public TopK top(Matrix users, Matrix items, int k, @Nullable IntLists masked) {
        RowOps ops = kernels.rows();
        float[] centre = mean(items);
        Matrix u = moved(users, centre);
        Matrix v = moved(items, centre);
        float[] uu = Norms.squared(u, ops);
        float[] bias = Norms.squared(v, ops);
        for (int i = 0; i < bias.length; i++) {
            bias[i] = itemBias[i] - bias[i];
        }
        ops.scale(2, u.data(), 0, u.data().length);
        TopK top = kernels.topKInner(u, v, bias, k, masked);
        for (int p = 0; p < top.score().length; p++) {
            top.score()[p] -= uu[p / k];
        }
        return top;
    }

    private static float[] mean(Matrix x) {
        int d = x.cols();
        double[] sum = new double[d];
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < d; c++) {
                sum[c] += x.data()[r * d + c];
            }
        }
        float[] mean = new float[d];
        for (int c = 0; c < d; c++) {
            mean[c] = (float) (sum[c] / Math.max(1, x.rows()));
        }
        return mean;
    }

    private static Matrix moved(Matrix x, float[] centre) {
        int d = x.cols();
        float[] out = new float[x.data().length];
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < d; c++) {
                out[r * d + c] = x.data()[r * d + c] - centre[c];
            }
        }
        return Matrix.of(x.rows(), d, out);
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
