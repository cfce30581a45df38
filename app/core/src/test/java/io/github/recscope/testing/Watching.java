package io.github.recscope.testing;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Issue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A context for which estimates are made.
///
/// @param ctx   what does the rest
/// @param shown gets each when it is shown
public record Watching(Ctx ctx, Consumer<Estimate> shown) implements Ctx {
    @Override
    public void estimate(Supplier<?> estimate) {
        Estimate made = (Estimate) estimate.get();
        ctx.estimate(() -> made);
        shown.accept(made);
    }

    @Override
    public void check() {
        ctx.check();
    }

    @Override
    public void progress(String message, double fraction) {
        ctx.progress(message, fraction);
    }

    @Override
    public Ctx part(double from, double to) {
        return new Watching(ctx.part(from, to), shown);
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
        return new Watching(ctx.seeded(seed), shown);
    }

    @Override
    public RandomGenerator random(String stream, long index) {
        return ctx.random(stream, index);
    }
}
