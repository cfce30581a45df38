package io.github.recscope.kernels.scalar;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Workers;
import io.github.recscope.kernels.spi.Availability;
import io.github.recscope.kernels.spi.KernelProvider;

/// Offers the reference kernels; always ready, preferred last.
public final class ScalarProvider implements KernelProvider {
    /// Found by the service loader.
    public ScalarProvider() {}

    @Override
    public String id() {
        return "scalar";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability probe() {
        return new Availability.Ready(
                "plain Java in double precision, " + Runtime.getRuntime().availableProcessors() + " threads");
    }

    @Override
    public Kernels create(Workers workers) {
        return new ScalarKernels(workers);
    }
}
