package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;

/// Keeps the `k` largest activations of each row (Gao et al., 2406.04093), in training and at inference.
record RowTopK(int k) implements Sparsifier {
    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        return pre.largest(k);
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        return delta;
    }

    @Override
    public Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx) {
        return new Activation.Largest(k);
    }
}
