package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Issue;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A context that notes when a first estimate is there.
final class Watched implements Ctx {
    private final Ctx ctx;
    private final long start = System.nanoTime();
    private double first = Double.NaN;

    /// The clock starts now.
    Watched(Ctx ctx) {
        this.ctx = ctx;
    }

    /// Seconds from the start; NaN if none was made.
    double firstEstimate() {
        return first;
    }

    @Override
    public void estimate(Supplier<?> estimate) {
        ctx.estimate(estimate);
        if (Double.isNaN(first)) {
            first = (System.nanoTime() - start) * 1e-9;
        }
    }

    @Override
    public void check() {
        ctx.check();
    }

    @Override
    public void progress(String message, double fraction) {
        ctx.check();
    }

    // How far a run is would only hide how far the runs are.
    @Override
    public Ctx part(double from, double to) {
        return this;
    }

    @Override
    public void issue(Issue issue) {
        ctx.issue(issue);
    }

    @Override
    public Kernels kernels() {
        return ctx.kernels();
    }

    @Override
    public long seed() {
        return ctx.seed();
    }

    @Override
    public Ctx seeded(long seed) {
        return ctx.seeded(seed);
    }

    @Override
    public RandomGenerator random(String stream, long index) {
        return ctx.random(stream, index);
    }
}
