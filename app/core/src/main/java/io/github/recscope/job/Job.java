package io.github.recscope.job;

import io.github.recscope.kernels.CancelToken;
import io.github.recscope.model.Curve;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work that waits, runs or has ended. Reading it never waits.
///
/// @param <T> what it makes
public final class Job<T> {
    private final String title;
    private final CancelToken cancel = new CancelToken();
    private final CompletableFuture<Outcome<T>> done = new CompletableFuture<>();
    private final LiveCurves curves = new LiveCurves();
    private volatile double fraction;
    private volatile String message = "waiting";
    private volatile long startedNanos;
    private volatile boolean running;
    private volatile @Nullable Object sketch;
    private long sketchNanos;

    Job(String title) {
        this.title = title;
    }

    /// What it does, for people.
    public String title() {
        return title;
    }

    /// Asks it to stop. A waiting job never starts, a running one stops at its next look.
    public void cancel() {
        cancel.cancel();
    }

    /// Whether somebody asked it to stop.
    public boolean cancelRequested() {
        return cancel.isCancelled();
    }

    /// How far it is, in `[0, 1]`.
    public double fraction() {
        return fraction;
    }

    /// What it is doing now.
    public String message() {
        return message;
    }

    /// The curves of the part that it is at, as far as they go, in the order in which they began.
    public List<Curve> curves() {
        return curves.snapshot();
    }

    /// How often the curves have changed: the same number means that nothing is new.
    public long curvesVersion() {
        return curves.version();
    }

    /// What the result looks like so far; empty before there is anything to see, and where nobody shows anything.
    public Optional<Object> sketch() {
        return Optional.ofNullable(sketch);
    }

    /// Whether it has begun and not ended.
    public boolean isRunning() {
        return running && !done.isDone();
    }

    /// Whether it has ended in any way.
    public boolean isDone() {
        return done.isDone();
    }

    /// The time left by simple proportion; empty before 2 % and the first half second.
    public Optional<Duration> timeLeft() {
        double f = fraction;
        double elapsed = running ? (System.nanoTime() - startedNanos) * 1e-9 : 0;
        if (f < 0.02 || elapsed < 0.5) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (elapsed * (1 - f) / f * 1000)));
    }

    /// Completes with the outcome, always normally.
    public CompletionStage<Outcome<T>> whenDone() {
        return done.minimalCompletionStage();
    }

    /// Waits for the outcome; for the command line and tests, never for the window.
    public Outcome<T> join() {
        return done.join();
    }

    /// The outcome, or null while it has none.
    public @Nullable Outcome<T> outcome() {
        return done.getNow(null);
    }

    CancelToken token() {
        return cancel;
    }

    LiveCurves live() {
        return curves;
    }

    /// A sketch is made at most ten times a second.
    synchronized void show(Supplier<?> made) {
        long now = System.nanoTime();
        if (sketch == null || now - sketchNanos > 100_000_000) {
            sketchNanos = now;
            sketch = made.get();
        }
    }

    /// Shows something whatever was shown before.
    void show(Object made) {
        sketch = made;
    }

    void started() {
        startedNanos = System.nanoTime();
        running = true;
        message = "starting";
    }

    void report(String what, double howFar) {
        message = what;
        fraction = Math.clamp(howFar, 0, 1);
    }

    void finish(Outcome<T> outcome) {
        running = false;
        sketch = null;
        done.complete(outcome);
    }
}
