package io.github.recscope.kernels;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Threads that help callers with their chunks, and stay awake for a moment after each job.
///
/// A step of training hands out work some thirty times, each piece a tenth of a millisecond long: to wake a sleeping
/// thread takes half as much again. So whoever waits first looks for a while, and sleeps only then.
final class Team implements AutoCloseable {
    /// How long one looks before one sleeps, in nanoseconds.
    private static final long AWAKE = 50_000;

    /// Jobs that have begun and not ended; several where callers share the threads or calls are nested.
    private final ConcurrentLinkedQueue<Job> jobs = new ConcurrentLinkedQueue<>();
    private final Helper[] helpers;
    private final long awake;
    private volatile boolean closed;

    /// @param size the number of threads, at least 1
    Team(int size) {
        // A thread that looks for work must not keep a processor from one that has some.
        awake = size < Runtime.getRuntime().availableProcessors() ? AWAKE : 0;
        helpers = new Helper[size];
        for (int h = 0; h < size; h++) {
            helpers[h] = new Helper("recscope-worker-" + (h + 1));
        }
        for (Helper helper : helpers) {
            helper.start();
        }
    }

    /// Runs `body` for each chunk, the caller helping, as [Workers#forEach] says.
    void run(int chunks, IntConsumer body, CancelToken cancel) {
        if (closed) {
            throw new RejectedExecutionException("the threads have been ended");
        }
        Job job = new Job(chunks, body, cancel);
        jobs.add(job);
        wake(chunks - 1);
        job.drain();
        jobs.remove(job);
        job.await();
        job.rethrow();
    }

    private void wake(int most) {
        int left = most;
        for (int h = 0; h < helpers.length && left > 0; h++) {
            left -= helpers[h].wake() ? 1 : 0;
        }
    }

    /// A job that has chunks left; null for none.
    private @Nullable Job open() {
        // Whoever looks for a while must not make an iterator each time.
        if (jobs.peek() == null) {
            return null;
        }
        for (Job job : jobs) {
            if (job.hasChunks()) {
                return job;
            }
        }
        return null;
    }

    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            helper.wake();
        }
    }

    private final class Helper extends Thread {
        private final AtomicBoolean asleep = new AtomicBoolean();

        Helper(String name) {
            super(name);
            setDaemon(true);
        }

        /// @return whether it slept
        boolean wake() {
            boolean slept = asleep.get() && asleep.compareAndSet(true, false);
            if (slept) {
                LockSupport.unpark(this);
            }
            return slept;
        }

        @Override
        public void run() {
            while (!closed) {
                Job job = look();
                if (job == null) {
                    sleep();
                } else {
                    job.help();
                }
            }
        }

        private @Nullable Job look() {
            long since = System.nanoTime();
            do {
                Job job = open();
                if (job != null) {
                    return job;
                }
                Thread.onSpinWait();
            } while (System.nanoTime() - since < awake);
            return null;
        }

        private void sleep() {
            asleep.set(true);
            // What was added before the line above woke nobody.
            while (asleep.get() && open() == null && !closed) {
                LockSupport.park(Team.this);
            }
            asleep.set(false);
        }
    }

    /// The chunks of one call.
    private final class Job {
        private final int chunks;
        private final IntConsumer body;
        private final CancelToken cancel;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger helping = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile @Nullable Thread waiting;

        Job(int chunks, IntConsumer body, CancelToken cancel) {
            this.chunks = chunks;
            this.body = body;
            this.cancel = cancel;
        }

        boolean hasChunks() {
            return next.get() < chunks;
        }

        /// Whoever comes late finds no chunk left, so nobody waits for a thread to become free.
        void help() {
            helping.incrementAndGet();
            drain();
            if (helping.decrementAndGet() == 0) {
                LockSupport.unpark(waiting);
            }
        }

        void drain() {
            try {
                for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
                    cancel.check();
                    body.accept(c);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                next.set(chunks);
            }
        }

        /// Until nobody works on it any more.
        void await() {
            long since = System.nanoTime();
            boolean interrupted = false;
            while (helping.get() > 0) {
                if (System.nanoTime() - since < awake) {
                    Thread.onSpinWait();
                } else {
                    waiting = Thread.currentThread();
                    if (helping.get() > 0) {
                        LockSupport.park(Team.this);
                    }
                    interrupted |= Thread.interrupted();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() {
            switch (failure.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable t -> throw new IllegalStateException(t);
            }
        }
    }
}
