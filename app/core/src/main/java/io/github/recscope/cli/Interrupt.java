package io.github.recscope.cli;

import io.github.recscope.job.Job;
import io.github.recscope.job.OnExit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ctrl+C: cancels the job that runs and lets the command end tidily, so that nothing half-written is left.
final class Interrupt {
    private static final long PATIENCE_SECONDS = 10;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile @Nullable Job<?> job;

    /// Listens from now on.
    void listen() {
        OnExit.run(() -> {
            request();
            try {
                if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    Runtime.getRuntime().halt(Exit.CANCELLED.code());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Somebody gave up.
    void request() {
        requested = true;
        Job<?> running = job;
        if (running != null) {
            running.cancel();
        }
    }

    /// The job to cancel.
    void watch(Job<?> running) {
        job = running;
        if (requested) {
            running.cancel();
        }
    }

    /// Call it before what cannot be taken back.
    ///
    /// @throws CancellationException if somebody gave up
    void check() {
        if (requested) {
            throw new CancellationException();
        }
    }

    /// The command has ended and printed what it had to.
    void finished() {
        finished.countDown();
    }
}
