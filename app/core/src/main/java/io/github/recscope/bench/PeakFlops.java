package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import java.util.List;

/// The most arithmetic that this machine does with these kernels.
final class PeakFlops implements Benchmark {
    private static final int CHUNKS_PER_THREAD = 8;

    @Override
    public String name() {
        return "peak-flops";
    }

    @Override
    public String summary() {
        return "Fused multiply-adds on registers alone, on all threads: the limit of arithmetic.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(Size.of("rounds", 1_000_000, 1, "rounds in a chunk, eight chunks a thread"));
    }

    @Override
    public double bytes(Sizes s) {
        return 0;
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        int chunks = CHUNKS_PER_THREAD * ctx.kernels().workers().threads();
        int rounds = s.get("rounds");
        double each = ctx.kernels().rows().multiplyAdds(1);
        return new Prepared() {
            @Override
            public double run(Ctx now) {
                long[] done = new long[chunks];
                now.kernels()
                        .workers()
                        .forEach(chunks, c -> done[c] = now.kernels().rows().multiplyAdds(rounds));
                return done[0];
            }

            @Override
            public double operations() {
                return chunks * each * rounds;
            }
        };
    }
}
