package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Workers;
import io.github.recscope.kernels.spi.Availability;
import io.github.recscope.kernels.spi.KernelProvider;

/// Offers the Vector API kernels where Java was started with that module.
///
/// No vector type appears in this class, so that it loads without the module.
public final class SimdProvider implements KernelProvider {
    private static final String MODULE = "jdk.incubator.vector";

    /// Found by the service loader.
    public SimdProvider() {}

    @Override
    public String id() {
        return "simd";
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public Availability probe() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return new Availability.Missing(
                    "this Java runs without the Vector API; start it with --add-modules " + MODULE);
        }
        try {
            return new Availability.Ready(
                    Lanes.describe() + ", " + Runtime.getRuntime().availableProcessors() + " threads");
        } catch (LinkageError | RuntimeException e) {
            return new Availability.Missing("the Vector API of this Java does not work here: " + e);
        }
    }

    @Override
    public Kernels create(Workers workers) {
        if (probe() instanceof Availability.Missing(String reason)) {
            throw new IllegalStateException(reason);
        }
        return new SimdKernels(workers);
    }
}
