package io.github.recscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.ProblemException;
import io.github.recscope.testing.TestCtx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class BenchmarksTest {
    private static final Stopwatch ONCE = new Stopwatch(2, 0);

    /// Sizes at which everything runs in a moment.
    private static final Map<String, Map<String, Long>> TINY = Map.of(
            "peak-flops", Map.of("rounds", 10L),
            "peak-bandwidth", Map.of("elements", 1000L),
            "sae-step", Map.of("pairs", 20L, "d", 8L, "m", 24L, "k", 3L),
            "mf-epoch", Map.of("pairs", 400L, "users", 30L, "items", 40L, "d", 4L),
            "bpr-epoch", Map.of("pairs", 400L, "users", 30L, "items", 40L, "d", 4L),
            "als-iteration", Map.of("pairs", 400L, "users", 30L, "items", 40L, "d", 4L),
            "evaluate", Map.of("users", 40L, "items", 80L, "d", 4L, "pairs", 600L, "k", 20L),
            "topk", Map.of("queries", 20L, "items", 70L, "d", 5L, "k", 7L),
            "steer-user", Map.of("items", 300L, "d", 8L, "m", 32L, "k", 5L));

    private static final Map<String, Map<String, Long>> MORE_TINY = Map.of(
            "steer-population", Map.of("users", 60L, "items", 120L, "d", 8L, "m", 32L, "pairs", 1200L, "k", 5L),
            "import-csv", Map.of("pairs", 300L, "users", 20L, "items", 40L),
            "import-parquet", Map.of("pairs", 300L, "users", 20L, "items", 40L),
            "knn-graph", Map.of("n", 60L, "d", 5L, "k", 7L),
            "umap", Map.of("n", 60L, "d", 5L, "neighbours", 7L),
            "tsne", Map.of("n", 60L, "d", 5L, "perplexity", 5L, "iterations", 30L),
            "pca", Map.of("n", 60L, "d", 5L));

    static Map<String, Long> tiny(String name) {
        Map<String, Map<String, Long>> all = new HashMap<>(TINY);
        all.putAll(MORE_TINY);
        Map<String, Long> sizes = all.get(name);
        assertTrue(sizes != null, "no tiny sizes for " + name);
        return sizes;
    }

    @TestFactory
    Stream<DynamicTest> eachRunsAndGivesTheSameFigureOnAnyThreads() {
        return Benchmarks.engine().stream()
                .map(b -> DynamicTest.dynamicTest(b.name(), () -> {
                    Sizes sizes = Sizes.of(b, tiny(b.name()));
                    Timing one = ONCE.time(b, sizes, TestCtx.of("auto", 1, 5));
                    Timing three = ONCE.time(b, sizes, TestCtx.of("auto", 3, 5));
                    assertTrue(Double.isFinite(one.figure()) && one.figure() != 0, "figure " + one.figure());
                    assertEquals(one.figure(), three.figure(), "the figure depends on the number of threads");
                    assertTrue(one.least() > 0 && one.least() <= one.median() && one.median() <= one.most());
                    assertEquals(2, one.seconds().length);
                    assertTrue(b.bytes(sizes) >= 0 && b.bytes(sizes) < 1e8, "estimate " + b.bytes(sizes));
                }));
    }

    @Test
    void withoutWarmUpNothingRunsBefore() {
        int[] runs = new int[1];
        Benchmark counts = new Benchmark() {
            @Override
            public String name() {
                return "counts";
            }

            @Override
            public String summary() {
                return "Counts its runs.";
            }

            @Override
            public List<Size> sizes() {
                return List.of();
            }

            @Override
            public double bytes(Sizes sizes) {
                return 0;
            }

            @Override
            public Prepared prepare(Sizes sizes, Ctx ctx) {
                return _ -> ++runs[0];
            }
        };
        Timing cold = new Stopwatch(1, 0).time(counts, Sizes.of(counts, Map.of()), TestCtx.of(1));
        assertEquals(1, runs[0]);
        assertEquals(0, cold.warmUps());
        assertEquals(1, cold.figure());
        Timing warm = new Stopwatch(1, 1e-9).time(counts, Sizes.of(counts, Map.of()), TestCtx.of(1));
        assertTrue(warm.warmUps() >= 1);
        assertEquals(1 + warm.warmUps() + 1, runs[0]);
    }

    @Test
    void namesAreDistinctAndDescribed() {
        List<String> names = new ArrayList<>();
        for (Benchmark b : Benchmarks.all()) {
            names.add(b.name());
            assertTrue(b.summary().endsWith("."), b.name());
            Sizes usual = Sizes.of(b, Map.of());
            assertTrue(b.grows().isEmpty() || usual.values().containsKey(b.grows()), b.name());
        }
        assertEquals(names.size(), names.stream().distinct().count());
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        Benchmark topk = Benchmarks.named(List.of("topk")).getFirst();
        assertTrue(refusal(topk, Map.of("k", 0L)).contains("between 1"));
        assertTrue(refusal(topk, Map.of("items", 1L << 40)).contains("between 0"));
        assertTrue(refusal(topk, Map.of("items", 100_000_000L, "d", 128L)).contains("MiB"));
        Benchmark step = Benchmarks.named(List.of("sae-step")).getFirst();
        assertTrue(refusal(step, Map.of("m", 4L, "k", 8L)).contains("sparse"));
        assertThrows(ProblemException.class, () -> Benchmarks.named(List.of("flying")));
    }

    private static String refusal(Benchmark b, Map<String, Long> sizes) {
        return String.valueOf(assertThrows(
                        ProblemException.class, () -> ONCE.time(b, Sizes.of(b, sizes), TestCtx.of(1)))
                .getMessage());
    }

    @Test
    void emptyAndShortInputRuns() {
        Benchmark topk = Benchmarks.named(List.of("topk")).getFirst();
        for (long items : new long[] {0, 1, 3}) {
            Timing t = ONCE.time(topk, Sizes.of(topk, Map.of("items", items, "queries", 2L, "k", 5L)), TestCtx.of(1));
            assertTrue(Double.isFinite(t.figure()));
        }
    }

    @Test
    void growthIsTheSlopeOfLogarithms() {
        Benchmark topk = Benchmarks.named(List.of("topk")).getFirst();
        List<Timing> timings = new ArrayList<>();
        for (long n : new long[] {10, 100, 1000}) {
            double seconds = 3 * Math.pow(n, 1.5);
            timings.add(new Timing(
                    "x",
                    "",
                    Sizes.of(topk, Map.of()),
                    new double[] {seconds},
                    new double[] {seconds * seconds},
                    new double[] {Double.NaN},
                    0,
                    1,
                    Double.NaN,
                    Double.NaN,
                    n * n,
                    0,
                    0));
        }
        Growth g = new Growth("items", List.of(10L, 100L, 1000L), timings);
        assertEquals(1.5, g.exponentOfTime(), 1e-12);
        assertEquals(3, g.exponentOfCpu(), 1e-12);
        assertEquals(2, g.exponentOfMemory(), 1e-12);
    }

    @Test
    void quantilesLieBetweenRuns() {
        Benchmark topk = Benchmarks.named(List.of("topk")).getFirst();
        Timing t = new Timing(
                "x",
                "",
                Sizes.of(topk, Map.of()),
                new double[] {4, 1, 3, 2},
                new double[] {1, 9, 2},
                new double[] {0.5, 0.1, 0.3},
                0,
                1,
                Double.NaN,
                Double.NaN,
                0,
                0,
                0);
        assertEquals(2.5, t.median());
        assertEquals(0.3, t.medianEstimate());
        assertEquals(4, t.meanCpu());
        assertEquals(1, t.least());
        assertEquals(4, t.most());
        assertEquals(3.85, t.quantile(0.95), 1e-12);
    }
}
