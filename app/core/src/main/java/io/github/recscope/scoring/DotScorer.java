package io.github.recscope.scoring;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import org.jspecify.annotations.Nullable;

/// `u · v + itemBias`.
record DotScorer(float[] itemBias, Kernels kernels) implements FrozenScorer {
    @Override
    public TopK top(Matrix users, Matrix items, int k, @Nullable IntLists masked) {
        return kernels.topKInner(users, items, itemBias, k, masked);
    }

    @Override
    public Pairs pairs(Matrix users, Matrix items) {
        int d = users.cols();
        RowOps ops = kernels.rows();
        float[] scores = new float[users.rows()];
        for (int r = 0; r < scores.length; r++) {
            scores[r] = ops.dot(users.data(), r * d, items.data(), r * d, d);
        }
        return new Pairs() {
            @Override
            public float[] scores() {
                return scores;
            }

            @Override
            public void backward(float[] upstream, float[] userGrad, float[] itemGrad) {
                for (int r = 0; r < upstream.length; r++) {
                    for (int c = 0; c < d; c++) {
                        userGrad[r * d + c] = upstream[r] * items.data()[r * d + c];
                        itemGrad[r * d + c] = upstream[r] * users.data()[r * d + c];
                    }
                }
            }
        };
    }
}
