package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;

/// What an autoencoder makes of its pre-activations; depends on one row alone, never on what else is in a batch.
public sealed interface Activation {
    /// `z = pre` where `pre > threshold`, else 0. With thresholds of 0 it is ReLU.
    ///
    /// @param users for the users, at least 0
    /// @param items for the items, at least 0
    record Threshold(double users, double items) implements Activation {}

    /// `z = gain · pre + offset` where `pre > threshold` and the result is positive, each by latent. JumpReLU has
    /// gain 1 and offset 0 (Rajamanoharan et al., 2407.14435); a gated autoencoder's magnitude is an affine
    /// function of its gate (2404.16014).
    ///
    /// @param threshold `[latents]`
    /// @param gain      `[latents]`
    /// @param offset    `[latents]`
    record Gate(float[] threshold, float[] gain, float[] offset) implements Activation {}

    /// The `k` largest positive pre-activations of a row; of equal ones the first (Gao et al., 2406.04093).
    record Largest(int k) implements Activation {}

    /// Not the encoder but a search: latents are added one by one, each time the one that lowers the weighted error
    /// of the row most, and all active ones are refitted to be the best non-negative ones (non-negative orthogonal
    /// matching pursuit, Bruckstein et al., 2008).
    ///
    /// @param k          at most this many latents are active
    /// @param tolerance  no more are added where the weighted error is below this share of the row's
    /// @param userMetric `[d, d]` symmetric: the error e of a user weighs `e · metric · e`
    /// @param itemMetric the same for items
    record Pursuit(int k, double tolerance, Matrix userMetric, Matrix itemMetric) implements Activation {}
}
