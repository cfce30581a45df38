package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;

/// A map that is still forming.
///
/// @param items `[items, 2]` where the items are now
/// @param stage how far it is, in a few words
public record MapSketch(Matrix items, String stage) {}
