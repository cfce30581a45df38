package io.github.recscope.recsys;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Curve;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Scorer;

/// What was learned; the components are those of [io.github.recscope.model.Recommender].
///
/// @param curve how the loss went, one point an epoch
record Learned(
        Matrix users, Matrix items, float[] userBias, float[] itemBias, double globalBias, Scorer scorer, Curve curve) {
    /// Embeddings without biases.
    static Learned plain(Matrix users, Matrix items, Scorer scorer, Curve curve) {
        return new Learned(users, items, new float[users.rows()], new float[items.rows()], 0, scorer, curve);
    }

    /// Stops a training whose numbers are none any more.
    ///
    /// @param epoch   from 0
    /// @param loss    of that epoch
    /// @param weights what was learned so far
    static void refuseDivergence(TrainParams params, int epoch, double loss, float[]... weights) {
        boolean finite = Double.isFinite(loss);
        for (float[] w : weights) {
            finite &= finite(w);
        }
        if (!finite) {
            throw ProblemException.of(
                    "The training diverged.",
                    "In epoch " + (epoch + 1) + " the embeddings grew beyond all numbers; the learning rate is "
                            + params.learningRate() + ", the L2 penalty " + params.regularisation() + ".",
                    "Use a smaller learning rate, such as "
                            + TrainParams.of(params.model()).effective().learningRate() + ".");
        }
    }

    private static boolean finite(float[] x) {
        for (float v : x) {
            if (!Float.isFinite(v)) {
                return false;
            }
        }
        return true;
    }
}
