package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;

/// Keeps the largest activations of a whole batch (Bussmann et al., 2412.06410). At inference a threshold for each
/// tower takes its place: a code must not depend on what else is in the batch.
///
/// @param l0 mean number of active latents
record BatchTopK(double l0) implements Sparsifier {
    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        return pre.largestTogether((int) Math.round(l0 * pre.rows()));
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        return delta;
    }

    @Override
    public Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx) {
        return new Activation.Threshold(
                Thresholds.forL0(l0, users, weights, ctx), Thresholds.forL0(l0, items, weights, ctx));
    }
}
