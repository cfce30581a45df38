package io.github.recscope.model;

/// How an edited code becomes an embedding again.
public enum SteeringMode {
    /// `e' = e + D(z') − D(z)`: what the code does not capture stays, an empty edit changes nothing.
    PRESERVE_RESIDUAL,
    /// `e' = D(z')`, as in the paper: an empty edit gives the reconstructed model.
    DECODE_ONLY
}
