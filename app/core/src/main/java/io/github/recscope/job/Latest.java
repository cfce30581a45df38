package io.github.recscope.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Live previews: computes for the newest request only, off the caller's thread.
///
/// While one request is computed, later ones replace each other and only the newest is computed next; results are
/// delivered in the order of the requests. A moving slider therefore never queues up work.
///
/// @param <Q> the request
/// @param <R> the result
public final class Latest<Q, R> implements AutoCloseable {
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("preview").daemon().factory());
    private final AtomicReference<@Nullable Q> waiting = new AtomicReference<>();
    private final Function<Q, R> compute;
    private final Executor deliverOn;
    private final Consumer<R> deliver;
    private final Consumer<RuntimeException> failed;
    private volatile boolean closed;

    /// @param compute   makes a result; runs on a thread of its own
    /// @param deliverOn where `deliver` and `failed` run, such as the JavaFX thread
    /// @param deliver   gets each result
    /// @param failed    gets what `compute` threw
    public Latest(Function<Q, R> compute, Executor deliverOn, Consumer<R> deliver, Consumer<RuntimeException> failed) {
        this.compute = compute;
        this.deliverOn = deliverOn;
        this.deliver = deliver;
        this.failed = failed;
    }

    /// Asks for a result; replaces a request that has not begun. Does nothing after [#close()].
    public void submit(Q request) {
        if (waiting.getAndSet(request) == null) {
            try {
                worker.execute(this::runNewest);
            } catch (RejectedExecutionException _) {
                // Closed: nobody waits for the result.
            }
        }
    }

    private void runNewest() {
        Q request = waiting.getAndSet(null);
        if (request == null || closed) {
            return;
        }
        R result;
        try {
            result = compute.apply(request);
        } catch (CancellationException _) {
            return; // Superseded: nobody waits for it.
        } catch (RuntimeException e) {
            deliver(() -> failed.accept(e));
            return;
        } catch (Throwable e) {
            deliver(() -> failed.accept(new IllegalStateException(e)));
            return;
        }
        deliver(() -> deliver.accept(result));
    }

    private void deliver(Runnable what) {
        deliverOn.execute(() -> {
            if (!closed) {
                what.run();
            }
        });
    }

    /// Ends the thread; a running computation is left to finish and its result dropped.
    @Override
    public void close() {
        closed = true;
        worker.shutdown();
    }
}
