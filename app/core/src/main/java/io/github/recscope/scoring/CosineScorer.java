package io.github.recscope.scoring;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import org.jspecify.annotations.Nullable;

/// `u · v / (‖u‖ ‖v‖) + itemBias`; the cosine is 0, and has no gradient, where an embedding is zero.
record CosineScorer(float[] itemBias, Kernels kernels) implements FrozenScorer {
    @Override
    public TopK top(Matrix users, Matrix items, int k, @Nullable IntLists masked) {
        return kernels.topKInner(Norms.unit(users, kernels), Norms.unit(items, kernels), itemBias, k, masked);
    }

    @Override
    public Pairs pairs(Matrix users, Matrix items) {
        int d = users.cols();
        RowOps ops = kernels.rows();
        float[] uu = Norms.squared(users, kernels);
        float[] vv = Norms.squared(items, kernels);
        float[] scores = new float[users.rows()];
        for (int r = 0; r < scores.length; r++) {
            float product = ops.dot(users.data(), r * d, items.data(), r * d, d);
            scores[r] = product * Norms.inverse(uu[r]) * Norms.inverse(vv[r]);
        }
        return new Pairs() {
            @Override
            public float[] scores() {
                return scores;
            }

            @Override
            public void backward(float[] upstream, float[] userGrad, float[] itemGrad) {
                for (int r = 0; r < upstream.length; r++) {
                    float a = Norms.inverse(uu[r]);
                    float b = Norms.inverse(vv[r]);
                    if (a == 0 || b == 0) {
                        java.util.Arrays.fill(userGrad, r * d, (r + 1) * d, 0);
                        java.util.Arrays.fill(itemGrad, r * d, (r + 1) * d, 0);
                        continue;
                    }
                    for (int c = 0; c < d; c++) {
                        float u = users.data()[r * d + c] * a;
                        float v = items.data()[r * d + c] * b;
                        userGrad[r * d + c] = upstream[r] * a * (v - scores[r] * u);
                        itemGrad[r * d + c] = upstream[r] * b * (u - scores[r] * v);
                    }
                }
            }
        };
    }
}
