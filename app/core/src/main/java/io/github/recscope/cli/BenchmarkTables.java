package io.github.recscope.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An evaluation as a table of one list length, and in full as JSON.
final class BenchmarkTables {
    private static final int SHOWN = 20;
    private static final double SURE = 0.05;

    private BenchmarkTables() {}

    /// The table of the list length nearest to 20.
    static String text(Benchmark b) {
        int k = b.cutoffs().stream()
                .min((x, y) -> Integer.compare(Math.abs(x - SHOWN), Math.abs(y - SHOWN)))
                .orElseThrow();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("at " + k));
        b.methods().forEach(m -> head.add(m.name()));
        rows.add(head);
        for (Metric metric : Metric.values()) {
            List<String> row = new ArrayList<>(List.of(metric.title()));
            for (int m = 0; m < b.methods().size(); m++) {
                Optional<Benchmark.Contrast> c = b.contrast(m, metric, k);
                row.add(b.methods()
                                .get(m)
                                .figure(metric, k)
                                .map(BenchmarkTables::cell)
                                .orElse("–")
                        + (c.isPresent() && c.get().adjusted() < SURE ? " *" : ""));
            }
            rows.add(row);
        }
        return "\n" + Text.table(rows)
                + "\n* differs from the first at 5 % (Wilcoxon's signed-rank test, Holm). All lengths: --json.\n";
    }

    private static String cell(Benchmark.Figure f) {
        String mean = "%.4f".formatted(f.value().mean());
        return Double.isNaN(f.value().low())
                ? mean
                : mean + " [%.4f, %.4f]".formatted(f.value().low(), f.value().high());
    }

    static void json(Benchmark b, ArrayNode methods) {
        for (int m = 0; m < b.methods().size(); m++) {
            Benchmark.Method method = b.methods().get(m);
            ObjectNode node = methods.addObject();
            node.put("name", method.name());
            node.put("kind", method.kind().name().toLowerCase(java.util.Locale.ROOT));
            node.put("settings", method.settings());
            ArrayNode figures = node.putArray("figures");
            for (Benchmark.Figure f : method.figures()) {
                ObjectNode figure = figures.addObject();
                figure.put("metric", f.metric().name().toLowerCase(java.util.Locale.ROOT));
                figure.put("k", f.cutoff());
                Figures.put(figure, "mean", f.value().mean());
                Figures.put(figure, "low", f.value().low());
                Figures.put(figure, "high", f.value().high());
                figure.put("users", f.value().n());
                b.contrast(m, f.metric(), f.cutoff()).ifPresent(c -> {
                    ObjectNode against = figure.putObject("model_minus_this");
                    Figures.put(against, "mean", c.difference().mean());
                    Figures.put(against, "low", c.difference().low());
                    Figures.put(against, "high", c.difference().high());
                    Figures.put(against, "p", c.p());
                    Figures.put(against, "p_holm", c.adjusted());
                    Figures.put(against, "rank_biserial", c.effect());
                });
            }
        }
    }
}
