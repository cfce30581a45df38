package io.github.recscope.testing;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.PassingOn;

/// A context that calls `cancel` at points of curves from some x on.
///
/// @param ctx    what does the rest
/// @param at     from which x on
/// @param cancel what to do
public record Stopping(Ctx ctx, double at, Runnable cancel) implements PassingOn {
    @Override
    public void point(String curve, double x, double y) {
        if (x >= at) {
            cancel.run();
        }
        ctx.point(curve, x, y);
    }

    @Override
    public Ctx around(Ctx part) {
        return new Stopping(part, at, cancel);
    }
}
