package io.github.recscope.kernels.spi;

/// Whether a provider can be used on this machine, with the reason.
public sealed interface Availability {
    /// It can be used.
    ///
    /// @param device what it runs on, in words ("AVX-512, 16 lanes")
    record Ready(String device) implements Availability {}

    /// It cannot be used.
    ///
    /// @param reason one sentence that says why and what would help
    record Missing(String reason) implements Availability {}
}
