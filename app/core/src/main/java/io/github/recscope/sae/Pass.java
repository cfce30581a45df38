package io.github.recscope.sae;

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
        Matrix xHat,
        Matrix raw,
        Matrix truth) {
    int size() {
        return rows.length;
    }
}
