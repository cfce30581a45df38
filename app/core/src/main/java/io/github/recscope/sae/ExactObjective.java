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
        Matrix v = weighted(items.tower().raw().gather(items.rows()), importanceOf, root);
        Matrix vHat = weighted(items.raw(), importanceOf, root);
        PredictionLoss loss =
                PredictionLoss.of(users.tower().raw().gather(users.rows()), users.raw(), v, vHat, kernels);
        double unit = 1 / ((double) users.size() * n * scoreVariance);
        kernels.rows().axpy((float) (weight * unit), loss.userGrad(), 0, gu, 0, gu.length);
        double[] mean = new double[d];
        for (int r = 0; r < n; r++) {
            double share = root[r] / Math.max(all, 1e-30);
            for (int c = 0; c < d; c++) {
                mean[c] += share * loss.itemGrad()[r * d + c];
            }
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < d; c++) {
                double g = root[r] * loss.itemGrad()[r * d + c] - importanceOf[r] * mean[c];
                gv[r * d + c] += (float) (weight * unit * g);
            }
        }
        return loss.value() * unit;
    }

    private static Matrix weighted(Matrix x, float[] importance, float[] root) {
        int d = x.cols();
        double[] mean = Rows.mean(x, importance);
        float[] out = new float[x.data().length];
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < d; c++) {
                out[r * d + c] = (float) ((x.data()[r * d + c] - mean[c]) * root[r]);
            }
        }
        return Matrix.of(x.rows(), d, out);
    }
}
