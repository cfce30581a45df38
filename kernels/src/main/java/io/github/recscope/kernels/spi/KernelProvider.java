package io.github.recscope.kernels.spi;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Workers;

/// Makes [Kernels] of one kind. Found with [java.util.ServiceLoader], so that a jar may bring a further one.
public interface KernelProvider {
    /// A short name for the command line: `scalar`, `simd`, `tornado`.
    String id();

    /// The order of preference: the ready provider with the highest number is the default.
    int priority();

    /// Whether it can be used here. Never throws; a missing module or library becomes a sentence.
    Availability probe();

    /// Kernels on the given workers.
    ///
    /// @throws IllegalStateException if [#probe()] did not say ready
    Kernels create(Workers workers);
}
