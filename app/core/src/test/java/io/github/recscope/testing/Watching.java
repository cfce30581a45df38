package io.github.recscope.testing;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.PassingOn;
import io.github.recscope.model.Estimate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A context for which estimates are made.
///
/// @param ctx   what does the rest
/// @param shown gets each when it is shown
public record Watching(Ctx ctx, Consumer<Estimate> shown) implements PassingOn {
    @Override
    public void estimate(Supplier<?> estimate) {
        Estimate made = (Estimate) estimate.get();
        ctx.estimate(() -> made);
        shown.accept(made);
    }

    @Override
    public Ctx around(Ctx part) {
        return new Watching(part, shown);
    }
}
