package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;

/// Keeps the largest activations of a whole batch (Bussmann et al., 2412.06410). At inference a threshold for each
/// tower takes its place: a code must not depend on what else is in the batch.
final class BatchTopK implements Sparsifier {
    /// The edge of a batch is seldom lower than this part of that of the batch before.
    private static final float NEAR = 0.93f;

    private final double l0;

    /// Where the edges of the next batches may be, of users and of items. They only save time: what is kept does not
    /// depend on them.
    private final float[] guess = {Float.NaN, Float.NaN};

    /// @param l0 mean number of active latents
    BatchTopK(double l0) {
        this.l0 = l0;
    }

    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        int side = tower.ofUsers() ? 0 : 1;
        Largest.Found found = pre.largestTogether((int) Math.round(l0 * pre.rows()), guess[side]);
        guess[side] = NEAR * found.edge();
        return found.codes();
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
