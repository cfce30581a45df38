package io.github.recscope.job;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Issue;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What running work may use: progress, cancel, issues, kernels, randomness.
public interface Ctx {
    /// Stops the work if somebody asked for it. Call it at least every 100 ms.
    ///
    /// @throws java.util.concurrent.CancellationException only [Jobs] catches it
    void check();

    /// Says what is being done now ("epoch 3 of 20") and how far this part of the work is; calls [#check()]
    /// too.
    ///
    /// @param message  a few words
    /// @param fraction of this part, in `[0, 1]`
    void progress(String message, double fraction);

    /// A part of the work, whose fractions are mapped to `[from, to]` of this one.
    Ctx part(double from, double to);

    /// Notes something that does not stop the work.
    void issue(Issue issue);

    /// The numeric kernels, wired to this work's cancel switch.
    Kernels kernels();

    /// The step's seed.
    long seed();

    /// The same work with another seed: one step of several.
    Ctx seeded(long seed);

    /// A random generator that depends only on the seed, the stream's name and the index: one for each chunk of
    /// parallel work, so that results do not depend on the number of threads.
    RandomGenerator random(String stream, long index);

    /// Notes a point of a curve that a person may watch while the work goes on.
    ///
    /// @param curve what is drawn, such as "unexplained variance of items"
    default void point(String curve, double x, double y) {}

    /// Shows what the result looks like at the moment to whoever watches. It is made only where it is wanted, a few
    /// times a second at most; nothing may change it later.
    default void show(Supplier<?> sketch) {}

    /// Shows an estimate of the result to whoever watches. Unlike sketches each is made, so there should be a few
    /// only, and making one is work like any other: it may call [#check()]. It is not made where nobody could
    /// watch, so the result must not depend on it.
    default void estimate(Supplier<?> estimate) {}

    /// Offers the state of the work, to go on from if it is cancelled and asked for again. The state is made only
    /// where it is wanted: not at every call, and only within [#of]. It stays in memory, so it should take at most
    /// some tens of megabytes, and nothing may change it later.
    default void keep(Supplier<?> state) {}

    /// What a cancelled run of the same work left.
    default <T> Optional<T> kept(Class<T> type) {
        return Optional.empty();
    }

    /// The same work as one step, or as a part of a step; `step` says what it is, by all that its result depends on,
    /// so that what it keeps is found again. Curves begin anew.
    default Ctx of(Object step) {
        return this;
    }
}
