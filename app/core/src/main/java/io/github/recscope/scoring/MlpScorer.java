package io.github.recscope.scoring;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Scorer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A perceptron over `[u; v]`, plus `itemBias`.
///
/// For lists, what the first layer makes of users and of items is computed once for each of them: its weights fall
/// into a part for users and one for items. The other layers see one user with a block of items at a time, so that no
/// users × items matrix is kept.
record MlpScorer(List<Scorer.Layer> layers, float[] itemBias, Kernels kernels) implements FrozenScorer {
    /// Items of a block: its hidden values stay in the second-level cache.
    private static final int BLOCK = 1024;
    /// Users that one chunk of work ranks.
    private static final int CHUNK = 8;

    @Override
    public TopK top(Matrix users, Matrix items, int k, @Nullable IntLists masked) {
        int n = users.rows();
        Scorer.Layer first = layers.getFirst();
        Matrix fromUsers = project(users, part(first.weights(), 0), first.bias());
        Matrix fromItems = project(items, part(first.weights(), users.cols()), null);
        IntLists hidden = masked == null ? IntLists.empty(n) : masked;
        int[] index = new int[Math.multiplyExact(n, k)];
        float[] score = new float[n * k];
        Kernels single =
                kernels.on(Workers.single().cancelledBy(kernels.workers().cancel()));
        kernels.workers().forEach(Math.ceilDiv(n, CHUNK), chunk -> {
            BestItems best = new BestItems(k);
            float[] row = new float[items.rows()];
            for (int u = chunk * CHUNK; u < Math.min(n, (chunk + 1) * CHUNK); u++) {
                kernels.workers().cancel().check();
                scores(fromUsers, u, fromItems, single, row);
                best.pick(row, hidden.values(), hidden.offsets()[u], hidden.offsets()[u + 1], index, score, u * k);
            }
        });
        return new TopK(k, index, score);
    }

    /// The scores of one user with all items.
    private void scores(Matrix fromUsers, int u, Matrix fromItems, Kernels single, float[] out) {
        int width = fromUsers.cols();
        RowOps ops = single.rows();
        for (int from = 0; from < out.length; from += BLOCK) {
            int n = Math.min(BLOCK, out.length - from);
            float[] x = Arrays.copyOfRange(fromItems.data(), from * width, (from + n) * width);
            for (int r = 0; r < n; r++) {
                ops.axpy(1, fromUsers.data(), u * width, x, r * width, width);
            }
            Matrix now = Matrix.of(n, width, x);
            for (int l = 1; l < layers.size(); l++) {
                Perceptron.relu(now.data());
                now = layers.get(l).weights().rows() == 1
                        ? last(now, layers.get(l), ops)
                        : project(now, layers.get(l).weights(), layers.get(l).bias(), single);
            }
            for (int i = 0; i < n; i++) {
                out[from + i] = now.data()[i] + itemBias[from + i];
            }
        }
    }

    /// A layer of one output: a product of matrices would pad it to many.
    private static Matrix last(Matrix x, Scorer.Layer layer, RowOps ops) {
        float[] out = new float[x.rows()];
        for (int r = 0; r < out.length; r++) {
            out[r] = layer.bias()[0]
                    + ops.dot(x.data(), r * x.cols(), layer.weights().data(), 0, x.cols());
        }
        return Matrix.of(out.length, 1, out);
    }

    private Matrix project(Matrix x, Matrix weights, float @Nullable [] bias) {
        return project(x, weights, bias, kernels);
    }

    private static Matrix project(Matrix x, Matrix weights, float @Nullable [] bias, Kernels kernels) {
        float[] out = new float[Math.multiplyExact(x.rows(), weights.rows())];
        kernels.multiplyTransposed(x, weights, bias, out);
        return Matrix.of(x.rows(), weights.rows(), out);
    }

    /// One half of the columns, from `from` on.
    private static Matrix part(Matrix weights, int from) {
        int d = weights.cols() / 2;
        float[] out = new float[weights.rows() * d];
        for (int r = 0; r < weights.rows(); r++) {
            System.arraycopy(weights.data(), r * 2 * d + from, out, r * d, d);
        }
        return Matrix.of(weights.rows(), d, out);
    }

    @Override
    public Pairs pairs(Matrix users, Matrix items) {
        int d = users.cols();
        int n = users.rows();
        Perceptron perceptron = new Perceptron(layers, kernels);
        Perceptron.Pass pass = perceptron.forward(beside(users, items));
        return new Pairs() {
            @Override
            public float[] scores() {
                return pass.output().data();
            }

            @Override
            public void backward(float[] upstream, float[] userGrad, float[] itemGrad) {
                float[] g = perceptron
                        .backward(pass, Matrix.of(n, 1, upstream), null)
                        .data();
                for (int r = 0; r < n; r++) {
                    System.arraycopy(g, r * 2 * d, userGrad, r * d, d);
                    System.arraycopy(g, (r * 2 + 1) * d, itemGrad, r * d, d);
                }
            }
        };
    }

    /// `[u; v]` for each row.
    private static Matrix beside(Matrix users, Matrix items) {
        int d = users.cols();
        float[] x = new float[users.rows() * 2 * d];
        for (int r = 0; r < users.rows(); r++) {
            System.arraycopy(users.data(), r * d, x, r * 2 * d, d);
            System.arraycopy(items.data(), r * d, x, (r * 2 + 1) * d, d);
        }
        return Matrix.of(users.rows(), 2 * d, x);
    }
}
