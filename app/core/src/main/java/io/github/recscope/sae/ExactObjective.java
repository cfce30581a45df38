package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import java.util.random.RandomGenerator;

/// The squared error of the scores of all pairs of a batch of users with a batch of items, exact for dot products
/// ([PredictionLoss]), less each user's mean error: what moves all scores of a user alike changes no list.
///
/// Each item has a weight, so that the error may mind those that reach top lists. V and V̂ are taken relative to their
/// weighted means, which takes away the users' means, and their rows are multiplied by the root of the weight, which
/// weighs the squared errors of all their pairs.
///
/// @param importance    `[items]` with mean 1
/// @param scoreVariance mean squared score of a pair less the user's mean
record ExactObjective(float[] importance, double scoreVariance, Kernels kernels) implements PredictionObjective {
    @Override
    public int[] moreItems(int[] userRows, RandomGenerator random) {
        return new int[0];
    }

    @Override
    public double add(Pass users, Pass items, double weight, float[] gu, float[] gv) {
        int n = items.size();
        int d = items.x().cols();
        float[] importanceOf = new float[n];
        float[] root = new float[n];
        double all = 0;
        for (int r = 0; r < n; r++) {
            importanceOf[r] = importance[items.rows()[r]];
            root[r] = (float) Math.sqrt(importanceOf[r]);
            all += importanceOf[r];
        }
        double whole = all;
        Matrix[] v = new Matrix[2];
        Rows.both(kernels, i -> v[i] = weighted(i == 0 ? items.truth() : items.raw(), importanceOf, root, whole));
        PredictionLoss loss = PredictionLoss.of(users.truth(), users.raw(), v[0], v[1], kernels);
        double unit = 1 / ((double) users.size() * n * scoreVariance);
        float factor = (float) (weight * unit);
        float[] userGrad = loss.userGrad();
        float[] itemGrad = loss.itemGrad();
        Rows.each(kernels, users.size(), r -> kernels.rows().axpy(factor, userGrad, r * d, gu, r * d, d));
        float[] mean = divided(Rows.sum(kernels, itemGrad, n, d, root), all);
        Rows.each(kernels, n, r -> {
            kernels.rows().axpy(factor * root[r], itemGrad, r * d, gv, r * d, d);
            kernels.rows().axpy(-factor * importanceOf[r], mean, 0, gv, r * d, d);
        });
        return loss.value() * unit;
    }

    private Matrix weighted(Matrix x, float[] importance, float[] root, double all) {
        int n = x.rows();
        int d = x.cols();
        float[] from = x.data();
        float[] mean = divided(Rows.sum(kernels, from, n, d, importance), all);
        float[] out = new float[from.length];
        Rows.each(kernels, n, r -> {
            float by = root[r];
            for (int c = 0; c < d; c++) {
                out[r * d + c] = (from[r * d + c] - mean[c]) * by;
            }
        });
        return Matrix.of(n, d, out);
    }

    /// Zeros where all weights are 0.
    private static float[] divided(double[] sum, double by) {
        float[] out = new float[sum.length];
        for (int c = 0; c < out.length; c++) {
            out[c] = (float) (sum[c] / Math.max(by, 1e-30));
        }
        return out;
    }
}
