package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import java.util.random.RandomGenerator;

/// The squared error of the scores of all pairs of a batch of users with a batch of items, exact for dot products
/// ([PredictionLoss]).
///
/// Each item has a weight, so that the error may mind those that reach top lists. The rows of V and V̂ are multiplied
/// by its root, which weighs the squared errors of all their pairs.
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
        float[] root = new float[n];
        for (int r = 0; r < n; r++) {
            root[r] = (float) Math.sqrt(importance[items.rows()[r]]);
        }
        Matrix v = items.tower().raw().gather(items.rows());
        Matrix vHat = items.raw();
        if (CENTRED) {
            v = centred(v, root);
            vHat = centred(vHat, root);
        }
        v = times(v, root);
        vHat = times(vHat, root);
        PredictionLoss loss =
                PredictionLoss.of(users.tower().raw().gather(users.rows()), users.raw(), v, vHat, kernels);
        double unit = 1 / ((double) users.size() * n * scoreVariance);
        kernels.rows().axpy((float) (weight * unit), loss.userGrad(), 0, gu, 0, gu.length);
        double[] mean = new double[d];
        if (CENTRED) {
            double all = 0;
            for (int r = 0; r < n; r++) {
                all += root[r] * root[r];
                for (int c = 0; c < d; c++) mean[c] += root[r] * loss.itemGrad()[r * d + c];
            }
            for (int c = 0; c < d; c++) mean[c] /= all;
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < d; c++)
                gv[r * d + c] += (float) (weight * unit * root[r] * (loss.itemGrad()[r * d + c] - root[r] * mean[c]));
        }
        return loss.value() * unit;
    }

    static final boolean CENTRED = Boolean.getBoolean("centred");

    private static Matrix centred(Matrix x, float[] root) {
        int d = x.cols();
        double[] mean = new double[d];
        double all = 0;
        for (int r = 0; r < x.rows(); r++) {
            double w = root[r] * root[r];
            all += w;
            for (int c = 0; c < d; c++) mean[c] += w * x.data()[r * d + c];
        }
        float[] out = new float[x.data().length];
        for (int i = 0; i < out.length; i++) out[i] = (float) (x.data()[i] - mean[i % d] / all);
        return Matrix.of(x.rows(), d, out);
    }

    private static Matrix times(Matrix x, float[] factor) {
        int d = x.cols();
        float[] out = new float[x.data().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.data()[i] * factor[i / d];
        }
        return Matrix.of(x.rows(), d, out);
    }
}
