package io.github.recscope.sae;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;

/// One tower's batch on its way through the autoencoder.
///
/// @param tower   whose rows they are
/// @param rows    which rows
/// @param x       `[n, d]` normalised embeddings
/// @param centred `x` less the decoder's bias
/// @param pre     `[n, latents]` pre-activations; not to be asked where no encoder is used
/// @param codes   the activations
/// @param active  where they are, by latent
/// @param xHat    `[n, d]` the reconstruction of `x`
/// @param raw     `[n, d]` the reconstruction in the recommender's scale
/// @param truth   `[n, d]` the rows in the recommender's scale
record Pass(
        Tower tower,
        int[] rows,
        Matrix x,
        Matrix centred,
        PreActivations pre,
        SparseCodes codes,
        ByLatent active,
        Matrix xHat,
        Matrix raw,
        Matrix truth) {
    int size() {
        return rows.length;
    }

    /// Whether latent `j` fires anywhere: its entries may be 0.
    boolean fires(int j) {
        for (int a = active.offsets()[j]; a < active.offsets()[j + 1]; a++) {
            if (codes.value()[active.position()[a]] > 0) {
                return true;
            }
        }
        return false;
    }

    /// The number of activations above 0.
    int firing() {
        int n = 0;
        for (float z : codes.value()) {
            n += z > 0 ? 1 : 0;
        }
        return n;
    }
}
