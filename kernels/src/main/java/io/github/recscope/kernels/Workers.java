package io.github.recscope.kernels;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The threads that kernels run on, with the cancel switch of the work at hand.
///
/// [#forEach] hands out chunk numbers; what a chunk is must not depend on [#threads()], or results would.
/// The pool belongs to the root object ([#of]); [#cancelledBy] gives light views on it.
public final class Workers implements AutoCloseable {
    private final int threads;
    private final @Nullable ForkJoinPool pool;
    private final CancelToken cancel;

    private Workers(int threads, @Nullable ForkJoinPool pool, CancelToken cancel) {
        this.threads = threads;
        this.pool = pool;
        this.cancel = cancel;
    }

    /// A pool of `threads` threads (the calling thread works too).
    ///
    /// @throws IllegalArgumentException if `threads` is below 1
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        return new Workers(threads, threads == 1 ? null : new ForkJoinPool(threads), new CancelToken());
    }

    /// One thread: the caller's.
    public static Workers single() {
        return of(1);
    }

    /// The same threads, looking at another switch.
    public Workers cancelledBy(CancelToken token) {
        return new Workers(threads, pool, token);
    }

    /// The number of threads.
    public int threads() {
        return threads;
    }

    /// The switch that is looked at between chunks.
    public CancelToken cancel() {
        return cancel;
    }

    /// Runs `body` once for each chunk `0 .. chunks − 1`, in no particular order, and returns when all are done.
    ///
    /// @throws java.util.concurrent.CancellationException if the switch was thrown; some chunks may not have run
    public void forEach(int chunks, IntConsumer body) {
        ForkJoinPool p = pool;
        if (p == null || chunks < 2) {
            for (int c = 0; c < chunks; c++) {
                cancel.check();
                body.accept(c);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        int n = Math.min(threads, chunks);
        ForkJoinTask<?>[] tasks = new ForkJoinTask<?>[n];
        for (int t = 0; t < n; t++) {
            tasks[t] = p.submit(() -> {
                for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
                    cancel.check();
                    body.accept(c);
                }
            });
        }
        RuntimeException first = null;
        for (ForkJoinTask<?> task : tasks) {
            task.quietlyJoin();
            if (task.getException() instanceof RuntimeException e && first == null) {
                first = e;
            } else if (task.getException() instanceof Error e) {
                throw e;
            }
        }
        cancel.check();
        if (first != null) {
            throw first;
        }
    }

    /// Ends the threads; views made from this object end with it.
    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
