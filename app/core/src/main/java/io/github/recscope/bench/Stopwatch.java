package io.github.recscope.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.recscope.job.Ctx;
import io.github.recscope.model.ProblemException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/// Runs benchmarks.
///
/// @param runs          how many runs are timed; 0 leaves it to the benchmark
/// @param warmUpSeconds how long at least it runs before, after a first run; 0 for no run before
public record Stopwatch(int runs, double warmUpSeconds) {
    /// What people get who ask for nothing else. Compiled code is replaced by faster code for some seconds.
    public static final Stopwatch USUAL = new Stopwatch(0, 3);

    private static final int WARM_UPS = 3;
    private static final int MOST_WARM_UPS = 100_000;
    /// What may be taken of the memory that Java may use.
    private static final double SHARE = 0.85;

    /// Prepares a benchmark, warms it up and times it.
    ///
    /// @throws ProblemException for sizes that do not go together or do not fit into memory
    public Timing time(Benchmark benchmark, Sizes sizes, Ctx ctx) {
        refuseTooMuch(benchmark, sizes);
        ctx.progress(benchmark.name() + ": making input", 0);
        long before = used();
        try (Benchmark.Prepared prepared = benchmark.prepare(sizes, ctx)) {
            ctx.progress(benchmark.name() + ": warming up", 0.2);
            int warm = 0;
            double figure = Double.NaN;
            if (benchmark.warmsUp() && warmUpSeconds > 0) {
                figure = prepared.run(ctx);
                warm = 1;
                long start = System.nanoTime();
                while (warm < MOST_WARM_UPS && more(warm, (System.nanoTime() - start) * 1e-9)) {
                    ctx.check();
                    prepared.run(ctx);
                    warm++;
                }
            }
            long held = Math.max(0, used() - before);
            double[] seconds = new double[runs > 0 ? runs : benchmark.runs()];
            double[] cpu = new double[seconds.length];
            double[] estimates = new double[seconds.length];
            long allocated = 0;
            long peak = 0;
            for (int r = 0; r < seconds.length; r++) {
                ctx.progress(benchmark.name() + ": run " + (r + 1), 0.3 + 0.7 * r / seconds.length);
                resetPeaks();
                long allocatedBefore = allocatedByAll();
                long cpuBefore = cpuNanos();
                long start = System.nanoTime();
                double result = prepared.run(ctx);
                seconds[r] = (System.nanoTime() - start) * 1e-9;
                cpu[r] = (cpuNanos() - cpuBefore) * 1e-9;
                estimates[r] = prepared.firstEstimate();
                allocated = allocatedByAll() - allocatedBefore;
                peak = Math.max(peak, peaks());
                figure = warm + r == 0 ? result : figure;
            }
            return new Timing(
                    benchmark.name(),
                    benchmark.summary(),
                    sizes,
                    seconds,
                    cpu,
                    estimates,
                    warm,
                    figure,
                    prepared.operations(),
                    prepared.traffic(),
                    held,
                    allocated,
                    peak);
        }
    }

    private boolean more(int warm, double seconds) {
        return seconds < warmUpSeconds || (warm < WARM_UPS && seconds < 10 * warmUpSeconds);
    }

    private static void refuseTooMuch(Benchmark benchmark, Sizes sizes) {
        double need = benchmark.bytes(sizes);
        double most = SHARE * Runtime.getRuntime().maxMemory();
        if (need > most) {
            throw ProblemException.of(
                    benchmark.name() + " would run out of memory.",
                    String.format(
                            java.util.Locale.ROOT,
                            "It needs about %,.0f MiB, and the program may use %,d MiB.",
                            need / (1 << 20),
                            Runtime.getRuntime().maxMemory() >> 20),
                    "Choose smaller sizes, or start with RECSCOPE_JAVA_OPTS=-Xmx"
                            + Math.ceilDiv((long) (need / SHARE), 1L << 30) + "g.");
        }
    }

    /// Live bytes of the heap.
    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /// The peaks of all parts of the heap together, which they may have reached at different times.
    private static long peaks() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .mapToLong(p -> p.getPeakUsage().getUsed())
                .sum();
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean b
                ? b.getProcessCpuTime()
                : 0;
    }

    private static long allocatedByAll() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean b ? b.getTotalThreadAllocatedBytes() : 0;
    }
}
