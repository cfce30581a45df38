package io.github.recscope.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Metric;
import io.github.recscope.model.MetricValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationBlocksTest {
    @Test
    void paperHasTheLengthNearestToTwentyAndTheFileHasAll() {
        MetricValue v = new MetricValue(0.25, 0.24, 0.26, 2);
        MetricValue alone = new MetricValue(0.5, Double.NaN, Double.NaN, 2);
        float[] users = {0.2f, 0.3f};
        List<Benchmark.Figure> figures = List.of(
                new Benchmark.Figure(Metric.NDCG, 5, v, users),
                new Benchmark.Figure(Metric.NDCG, 20, v, users),
                new Benchmark.Figure(Metric.COVERAGE, 5, alone, new float[0]),
                new Benchmark.Figure(Metric.COVERAGE, 20, alone, new float[0]));
        Benchmark b = new Benchmark(
                "Evaluation of M",
                "all items ranked",
                new int[] {0, 1},
                List.of(5, 20),
                List.of(
                        new Benchmark.Method("M", Benchmark.Kind.MODEL, "", figures),
                        new Benchmark.Method("Popularity", Benchmark.Kind.YARDSTICK, "", figures)),
                List.of(new Benchmark.Contrast(
                        1, Metric.NDCG, 20, new MetricValue(0.1, 0.05, 0.15, 2), 0.01, 0.02, 0.5)));
        Table t = EvaluationBlocks.of(b).stream()
                .filter(x -> x instanceof Table)
                .map(x -> (Table) x)
                .findFirst()
                .orElseThrow();
        assertEquals(8, t.rows().size());
        assertEquals(4, t.paperRows());
        assertEquals(20, t.number(0, t.column("k")));
        assertEquals(0.1, t.number(1, t.column("difference")));
        assertEquals(0.02, t.number(1, t.column("p")));
        assertEquals(0.01, t.number(1, t.column("p_unadjusted")));
        assertTrue(Double.isNaN(t.number(0, t.column("p"))), "nothing is compared with itself");
        assertEquals("0.500", t.rows().get(2).get(t.column("value")).print(Format.DECIMAL), "no interval");
    }
}
