package io.github.recscope.kernels;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The threads that kernels run on, with the cancel switch of the work at hand.
///
/// [#forEach] hands out chunk numbers; what a chunk is must not depend on [#threads()], or results would.
/// The threads belong to the root object ([#of]); [#cancelledBy] gives light views on it. Calls may be nested and may
/// come from several threads at once: a caller works on its own chunks and never waits for a thread to become free.
public final class Workers implements AutoCloseable {
    private final int threads;
    private final @Nullable Team team;
    private final CancelToken cancel;

    private Workers(int threads, @Nullable Team team, CancelToken cancel) {
        this.threads = threads;
        this.team = team;
        this.cancel = cancel;
    }

    /// A pool of `threads` threads, the calling thread being one of them.
    ///
    /// @throws IllegalArgumentException if `threads` is below 1
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        return new Workers(threads, threads == 1 ? null : new Team(threads - 1), new CancelToken());
    }

    /// One thread: the caller's.
    public static Workers single() {
        return of(1);
    }

    /// The same threads, looking at another switch.
    public Workers cancelledBy(CancelToken token) {
        return new Workers(threads, team, token);
    }

    /// The number of threads.
    public int threads() {
        return threads;
    }

    /// The switch that is looked at between chunks.
    public CancelToken cancel() {
        return cancel;
    }

    /// Runs `body` once for each chunk `0 .. chunks − 1`, in no particular order, and returns when all are
    /// done.
    ///
    /// What a chunk throws reaches the caller, after the running chunks have ended; no further ones are begun.
    /// Where several throw, one of them is passed on. What the chunks wrote is visible to the caller
    /// afterwards.
    ///
    /// @throws java.util.concurrent.CancellationException if the switch was thrown before the last chunk began
    /// @throws java.util.concurrent.RejectedExecutionException if the threads have been ended ([#close])
    public void forEach(int chunks, IntConsumer body) {
        Team t = team;
        if (t == null || chunks < 2) {
            for (int c = 0; c < chunks; c++) {
                cancel.check();
                body.accept(c);
            }
            return;
        }
        t.run(chunks, body, cancel);
    }

    /// Ends the threads; views made from this object end with it.
    @Override
    public void close() {
        if (team != null) {
            team.close();
        }
    }
}
