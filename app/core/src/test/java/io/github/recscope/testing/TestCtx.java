package io.github.recscope.testing;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Seeds;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Issue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/// A context for tests: real kernels, a seed, and the issues that were noted.
///
/// @param kernels real kernels
/// @param seed    the step's seed
/// @param issues  what was noted so far
public record TestCtx(Kernels kernels, long seed, List<Issue> issues) implements Ctx {
    /// The default kernels on one thread.
    public static TestCtx of(long seed) {
        return of("auto", 1, seed);
    }

    /// The named kernels.
    public static TestCtx of(String kernels, int threads, long seed) {
        return new TestCtx(
                KernelRegistry.fromClassPath().select(kernels, Workers.of(threads)),
                seed,
                new CopyOnWriteArrayList<>());
    }

    @Override
    public void check() {
        kernels.workers().cancel().check();
    }

    @Override
    public void progress(String message, double fraction) {
        if (!(fraction >= 0 && fraction <= 1 + 1e-9)) {
            throw new AssertionError("progress out of range: " + message + " " + fraction);
        }
        check();
    }

    @Override
    public Ctx part(double from, double to) {
        return this;
    }

    @Override
    public void issue(Issue issue) {
        issues.add(issue);
    }

    @Override
    public Ctx seeded(long other) {
        return new TestCtx(kernels, other, issues);
    }

    @Override
    public RandomGenerator random(String stream, long index) {
        return Seeds.generator(seed, stream, index);
    }
}
