package io.github.recscope.testing;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Issue;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A context that calls `cancel` at points of curves from some x on.
///
/// @param ctx    what does the rest
/// @param at     from which x on
/// @param cancel what to do
public record Stopping(Ctx ctx, double at, Runnable cancel) implements Ctx {
    @Override
    public void point(String curve, double x, double y) {
        if (x >= at) {
            cancel.run();
        }
        ctx.point(curve, x, y);
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
        return new Stopping(ctx.part(from, to), at, cancel);
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
        return new Stopping(ctx.seeded(seed), at, cancel);
    }

    @Override
    public RandomGenerator random(String stream, long index) {
        return ctx.random(stream, index);
    }

    @Override
    public Ctx of(Object step) {
        return new Stopping(ctx.of(step), at, cancel);
    }

    @Override
    public void keep(Supplier<?> state) {
        ctx.keep(state);
    }

    @Override
    public <T> Optional<T> kept(Class<T> type) {
        return ctx.kept(type);
    }
}
