package io.github.recscope.job;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/// Runs work and turns whatever happens into an [Outcome]; the only place that catches everything.
public final class Jobs implements AutoCloseable {
    private final Kernels kernels;
    private final ExecutorService compute = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("compute").daemon().factory());
    private final ExecutorService io =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("io-", 0).factory());
    private final Observable<List<Job<?>>> active = new Observable<>(List.of());

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
        try {
            T value = work.run(new JobCtx(job, own, issues, seed, 0, 1));
            return new Outcome.Done<>(value, issues);
        } catch (CancellationException e) {
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

    private record JobCtx(Job<?> job, Kernels kernels, List<Issue> issues, long seed, double from, double to)
            implements Ctx {
        @Override
        public void check() {
            job.token().check();
        }

        @Override
        public void progress(String message, double fraction) {
            check();
            job.report(message, from + (to - from) * Math.clamp(fraction, 0, 1));
        }

        @Override
        public Ctx part(double start, double end) {
            return new JobCtx(job, kernels, issues, seed, from + (to - from) * start, from + (to - from) * end);
        }

        @Override
        public Ctx seeded(long newSeed) {
            return new JobCtx(job, kernels, issues, newSeed, from, to);
        }

        @Override
        public void issue(Issue issue) {
            issues.add(issue);
        }

        @Override
        public RandomGenerator random(String stream, long index) {
            return Seeds.generator(seed, stream, index);
        }
    }
}
