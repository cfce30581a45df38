package io.github.recscope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.bench.Benchmark;
import io.github.recscope.bench.Benchmarks;
import io.github.recscope.bench.Sizes;
import io.github.recscope.job.Ctx;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.session.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every benchmark of the window runs at a tiny size; the command line finds them through the jar.
class WindowBenchmarksTest {
    private static final Map<String, Map<String, Long>> TINY = Map.of(
            "scatter-frame", Map.of("points", 300L, "width", 80L, "height", 60L),
            "lasso", Map.of("points", 300L),
            "startup", Map.of("aot", 0L));

    @ParameterizedTest
    @ValueSource(strings = {"scatter-frame", "lasso", "startup"})
    void runsAtATinySize(String name) {
        Benchmark b = Benchmarks.named(List.of(name)).getFirst();
        Sizes sizes = Sizes.of(b, TINY.getOrDefault(name, Map.of()));
        try (Engine engine = Engine.create("auto", 1)) {
            Jobs.Work<Double> work = (Ctx ctx) -> {
                try (Benchmark.Prepared p = b.prepare(sizes, ctx)) {
                    double first = p.run(ctx);
                    if (name.equals("lasso")) {
                        assertEquals(first, p.run(ctx));
                        assertTrue(first > 0 && first < 300);
                    }
                    return first;
                }
            };
            Outcome<Double> outcome = engine.jobs()
                    .compute(name, 1, work)
                    .whenDone()
                    .toCompletableFuture()
                    .join();
            assertTrue(outcome instanceof Outcome.Done<Double> d && Double.isFinite(d.value()), outcome.toString());
        }
    }
}
