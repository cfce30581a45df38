package io.github.recscope.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Small chores that nobody watches, such as autosaving: one after the other on a thread of their own.
public final class Background implements AutoCloseable {
    private final ScheduledThreadPoolExecutor worker;

    /// @param name of the thread
    public Background(String name) {
        // No daemon: what was begun when the window closes is finished before the program ends.
        worker = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).factory());
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Does something after all that was asked for before. Does nothing after [#close()].
    public void run(Runnable chore) {
        try {
            worker.execute(chore);
        } catch (RejectedExecutionException _) {
            // Closed: nobody needs it.
        }
    }

    /// Does something later, unless [#close()] comes first.
    @SuppressWarnings("FutureReturnValueIgnored") // A chore reports what goes wrong itself.
    public void later(Duration delay, Runnable chore) {
        try {
            worker.schedule(chore, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed.
        }
    }

    /// Waits until everything asked for so far is done; for the command line and tests, never for the window.
    public void await() {
        CountDownLatch done = new CountDownLatch(1);
        try {
            worker.execute(done::countDown);
            done.await();
        } catch (RejectedExecutionException _) {
            // Closed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes no more; what waits is still done.
    @Override
    public void close() {
        worker.shutdown();
    }
}
