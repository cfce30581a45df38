package io.github.recscope.model;

/// A step together with what came of it.
///
/// @param step    what was done
/// @param output  the artifact it produced
/// @param seconds how long it took; not part of any hash
/// @param kernels the kernel provider that ran, such as `simd`; not part of any hash
public record Entry(Step step, ArtifactId output, double seconds, String kernels) {}
