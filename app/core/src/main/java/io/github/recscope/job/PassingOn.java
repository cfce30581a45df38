package io.github.recscope.job;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Issue;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A context that leaves everything to another one but what its class does by itself.
public interface PassingOn extends Ctx {
    /// What does the rest.
    Ctx ctx();

    /// The same around a part of the work.
    Ctx around(Ctx part);

    @Override
    default void check() {
        ctx().check();
    }

    @Override
    default void progress(String message, double fraction) {
        ctx().progress(message, fraction);
    }

    @Override
    default Ctx part(double from, double to) {
        return around(ctx().part(from, to));
    }

    @Override
    default void issue(Issue issue) {
        ctx().issue(issue);
    }

    @Override
    default Kernels kernels() {
        return ctx().kernels();
    }

    @Override
    default long seed() {
        return ctx().seed();
    }

    @Override
    default Ctx seeded(long seed) {
        return around(ctx().seeded(seed));
    }

    @Override
    default RandomGenerator random(String stream, long index) {
        return ctx().random(stream, index);
    }

    @Override
    default void point(String curve, double x, double y) {
        ctx().point(curve, x, y);
    }

    @Override
    default void show(Supplier<?> sketch) {
        ctx().show(sketch);
    }

    @Override
    default void estimate(Supplier<?> estimate) {
        ctx().estimate(estimate);
    }

    @Override
    default void keep(Supplier<?> state) {
        ctx().keep(state);
    }

    @Override
    default <T> Optional<T> kept(Class<T> type) {
        return ctx().kept(type);
    }

    @Override
    default Ctx of(Object step) {
        return around(ctx().of(step));
    }
}
