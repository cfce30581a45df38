package io.github.recscope.kernels;

import java.util.concurrent.CancellationException;

/// A one-way switch that long work looks at; kernels look at it between chunks.
public final class CancelToken {
    private volatile boolean cancelled;

    /// A token that nobody has cancelled yet.
    public CancelToken() {}

    /// Asks the work to stop; it does so at its next look.
    public void cancel() {
        cancelled = true;
    }

    /// Whether somebody asked.
    public boolean isCancelled() {
        return cancelled;
    }

    /// Throws if somebody asked.
    ///
    /// @throws CancellationException if the token is cancelled
    public void check() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }
}
