package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.PassingOn;
import java.util.function.Supplier;

/// A context that notes when a first estimate is there.
final class Watched implements PassingOn {
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
    public void progress(String message, double fraction) {
        ctx.check();
    }

    // How far a run is would only hide how far the runs are.
    @Override
    public Ctx part(double from, double to) {
        return this;
    }

    @Override
    public Ctx ctx() {
        return ctx;
    }

    @Override
    public Ctx around(Ctx part) {
        return part;
    }
}
