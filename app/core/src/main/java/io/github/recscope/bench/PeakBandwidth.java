package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import java.util.List;

/// The most memory traffic that this machine does: arrays far larger than its caches.
final class PeakBandwidth implements Benchmark {
    private static final int PART = 1 << 16;

    @Override
    public String name() {
        return "peak-bandwidth";
    }

    @Override
    public String summary() {
        return "y += a · x over two long arrays, on all threads: two reads and one write for each element, the limit "
                + "of memory.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(new Size("elements", 64_000_000, 1, 1 << 30, "floats in each of the arrays"));
    }

    @Override
    public double bytes(Sizes s) {
        return 8.0 * s.get("elements");
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        int n = s.get("elements");
        float[] x = new float[n];
        float[] y = new float[n];
        ctx.kernels().workers().forEach(Math.ceilDiv(n, PART), c -> {
            for (int i = c * PART; i < Math.min(n, (c + 1L) * PART); i++) {
                x[i] = i & 7;
            }
        });
        return new Prepared() {
            @Override
            public double run(Ctx now) {
                now.kernels().workers().forEach(Math.ceilDiv(n, PART), c -> {
                    int from = c * PART;
                    now.kernels().rows().axpy(0.5f, x, from, y, from, (int) Math.min(PART, (long) n - from));
                });
                return y[n - 1];
            }

            @Override
            public double operations() {
                return 2.0 * n;
            }

            @Override
            public double traffic() {
                return 12.0 * n;
            }
        };
    }
}
