package io.github.recscope.model;

/// How an edited code becomes an embedding again.
public enum SteeringMode {
    /// `e' = e + D(z') − D(z)`: what the code does not capture stays, an empty edit changes nothing.
    PRESERVE_RESIDUAL,
    /// `e' = D(z')`, as in the paper: an empty edit gives the reconstructed model.
    DECODE_ONLY,
    /// As [#PRESERVE_RESIDUAL], but the total activation of the code stays. The amount of [Edit.Kind#ADD] is then a
    /// share of that total which moves to the latent, `z'_t = (1 − α) z_t + α Σ z`, and all others are scaled by `1
    /// − α`; after edits of other kinds the latents that were not edited are scaled so that the total stays.
    REDISTRIBUTE,
    /// As [#PRESERVE_RESIDUAL], and where an edit lowers a latent, what the residual still holds along that
    /// latent's dictionary row (and points the same way) is lowered by the same share. For suppression: the
    /// residual of a sparse code keeps a part of every concept.
    CLEAR_RESIDUAL
}
