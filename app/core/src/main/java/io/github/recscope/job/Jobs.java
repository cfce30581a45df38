package io.github.recscope.job;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs work and turns whatever happens into an [Outcome]; the only place that catches everything.
public final class Jobs implements AutoCloseable {
    private final Kernels kernels;
    private final ExecutorService compute = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("compute").daemon().factory());
    private final ExecutorService io =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("io-", 0).factory());
    private final Observable<List<Job<?>>> active = new Observable<>(List.of());
    private final Kept kept = new Kept();

    /// Jobs that compute with `kernels`.
    public Jobs(Kernels kernels) {
        this.kernels = kernels;
    }

    /// The work that a job does.
    ///
    /// @param <T> what it makes
    @FunctionalInterface
    public interface Work<T> {
        /// Does it.
        ///
        /// @throws Exception a [ProblemException] for what the user can mend, anything else is our fault
        T run(Ctx ctx) throws Exception;
    }

    /// The jobs that wait or run, oldest first. Observers are called on the threads of the jobs.
    public Observable<List<Job<?>>> active() {
        return active;
    }

    /// Queues work that uses all cores; one runs at a time.
    public <T> Job<T> compute(String title, long seed, Work<T> work) {
        return submit(compute, title, seed, work);
    }

    /// Starts work that mostly waits for files.
    public <T> Job<T> io(String title, Work<T> work) {
        return submit(io, title, 0, work);
    }

    private <T> Job<T> submit(ExecutorService executor, String title, long seed, Work<T> work) {
        Job<T> job = new Job<>(title);
        update(job, true);
        try {
            executor.execute(() -> {
                Outcome<T> outcome = run(job, seed, work);
                try {
                    update(job, false);
                } finally {
                    job.finish(outcome); // Also when an observer throws: somebody may wait for it.
                }
            });
        } catch (RejectedExecutionException _) {
            update(job, false);
            job.finish(new Outcome.Cancelled<>());
        }
        return job;
    }

    private synchronized void update(Job<?> job, boolean add) {
        List<Job<?>> list = new ArrayList<>(active.get());
        if (add) {
            list.add(job);
        } else {
            list.remove(job);
        }
        active.set(List.copyOf(list));
    }

    private <T> Outcome<T> run(Job<T> job, long seed, Work<T> work) {
        if (job.cancelRequested()) {
            return new Outcome.Cancelled<>();
        }
        job.started();
        List<Issue> issues = Collections.synchronizedList(new ArrayList<>());
        Kernels own = kernels.on(kernels.workers().cancelledBy(job.token()));
        Run run = new Run(job, own, issues, kept);
        boolean cancelled = false;
        try {
            T value = work.run(new JobCtx(run, List.of(), seed, 0, 1));
            return new Outcome.Done<>(value, issues);
        } catch (CancellationException e) {
            cancelled = job.cancelRequested();
            return job.cancelRequested() ? new Outcome.Cancelled<>() : fault(job, e);
        } catch (ProblemException e) {
            return new Outcome.Failed<>(e.problem(), null);
        } catch (OutOfMemoryError e) {
            Problem p = new Problem(
                    "\"" + job.title() + "\" ran out of memory.",
                    "The program may use " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB.",
                    "Close other data, choose smaller settings, or start it with a larger -Xmx.");
            return new Outcome.Failed<>(p, e);
        } catch (UncheckedIOException | java.io.IOException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            Problem p = new Problem(
                    "\"" + job.title() + "\" could not read or write a file.",
                    why + ".",
                    "Check the path and the disk.");
            return new Outcome.Failed<>(p, e);
        } catch (Throwable e) {
            return fault(job, e);
        } finally {
            if (!cancelled) {
                kept.drop(run.paths);
            }
        }
    }

    private static <T> Outcome<T> fault(Job<T> job, Throwable e) {
        Problem p = new Problem(
                "\"" + job.title() + "\" stopped because of a fault in Recscope.", e + ".", "The log has the details.");
        return new Outcome.Failed<>(p, e);
    }

    /// Cancels everything and ends the threads.
    @Override
    public void close() {
        active.get().forEach(Job::cancel);
        compute.shutdown();
        io.shutdown();
    }

    /// What all parts of a job share.
    private static final class Run {
        /// A state is made at most this often.
        private static final long KEEP_NANOS = 500_000_000;

        final Job<?> job;
        final Kernels kernels;
        final List<Issue> issues;
        final Kept kept;
        final Set<List<Object>> paths = new HashSet<>();
        private @Nullable List<Object> lastPath;
        private long lastNanos;

        Run(Job<?> job, Kernels kernels, List<Issue> issues, Kept kept) {
            this.job = job;
            this.kernels = kernels;
            this.issues = issues;
            this.kept = kept;
        }

        synchronized void keep(List<Object> path, Supplier<?> state) {
            long now = System.nanoTime();
            if (!path.isEmpty() && (!path.equals(lastPath) || now - lastNanos > KEEP_NANOS)) {
                lastPath = path;
                lastNanos = now;
                kept.put(path, state.get());
            }
        }
    }

    private record JobCtx(Run run, List<Object> path, long seed, double from, double to) implements Ctx {
        @Override
        public void check() {
            run.job.token().check();
        }

        @Override
        public void progress(String message, double fraction) {
            check();
            run.job.report(message, from + (to - from) * Math.clamp(fraction, 0, 1));
        }

        @Override
        public Ctx part(double start, double end) {
            return new JobCtx(run, path, seed, from + (to - from) * start, from + (to - from) * end);
        }

        @Override
        public Ctx seeded(long newSeed) {
            return new JobCtx(run, path, newSeed, from, to);
        }

        @Override
        public Ctx of(Object step) {
            List<Object> longer = new ArrayList<>(path);
            longer.add(step);
            List<Object> own = List.copyOf(longer);
            run.paths.add(own);
            run.job.live().clear();
            return new JobCtx(run, own, seed, from, to);
        }

        @Override
        public void keep(Supplier<?> state) {
            run.keep(path, state);
        }

        @Override
        public <T> Optional<T> kept(Class<T> type) {
            return run.kept.get(path, type);
        }

        @Override
        public void point(String curve, double x, double y) {
            run.job.live().add(curve, x, y);
        }

        @Override
        public void show(Supplier<?> sketch) {
            run.job.show(sketch);
        }

        @Override
        public void estimate(Supplier<?> estimate) {
            run.job.show(estimate.get());
        }

        @Override
        public void issue(Issue issue) {
            run.issues.add(issue);
        }

        @Override
        public Kernels kernels() {
            return run.kernels;
        }

        @Override
        public RandomGenerator random(String stream, long index) {
            return Seeds.generator(seed, stream, index);
        }
    }
}
