package io.github.recscope.report;

import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Metric;
import io.github.recscope.model.MetricValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The recommender beside others and yardsticks: the full table, of which paper shows one list length.
final class EvaluationBlocks {
    private static final int PRINTED_LENGTH = 20;

    private EvaluationBlocks() {}

    static List<Block> of(Benchmark b) {
        List<Integer> lengths = b.cutoffs().stream()
                .sorted(Comparator.comparingInt((Integer k) -> Math.abs(k - PRINTED_LENGTH))
                        .thenComparing(k -> k))
                .toList();
        List<List<Cell>> rows = new ArrayList<>();
        int printed = 0;
        for (int k : lengths) {
            for (Metric metric : Metric.values()) {
                for (int m = 0; m < b.methods().size(); m++) {
                    Optional<Benchmark.Figure> figure = b.methods().get(m).figure(metric, k);
                    if (figure.isPresent()) {
                        rows.add(row(b, m, figure.get()));
                    }
                }
            }
            printed = printed == 0 ? rows.size() : printed;
        }
        String first = b.methods().getFirst().name();
        Table table = Table.of(
                        "evaluation",
                        "Beside other methods, lists of " + lengths.getFirst(),
                        List.of(
                                Column.text("measure", "Measure", 2),
                                Column.hidden("k", Format.COUNT),
                                Column.text("method", "Method", 2),
                                Column.number("value", "Value", Format.DECIMAL),
                                Column.number("difference", "Difference", Format.DECIMAL),
                                Column.number("p", "p", Format.PROBABILITY),
                                Column.hidden("p_unadjusted", Format.PROBABILITY),
                                Column.number("effect", "Effect", Format.DECIMAL)),
                        rows)
                .atMost(printed)
                .captioned("Difference: " + first + " less the method, paired by user, with its 95% bootstrap interval."
                        + " p: Wilcoxon's signed-rank test, adjusted by Holm's method for all tests. Effect:"
                        + " rank-biserial correlation, from −1 to 1. Figures of all lists together have no interval and"
                        + " no test. The CSV file has the other lengths.");
        return List.of(
                new Block.Heading("Evaluation"),
                table,
                new Block.Note("Protocol: " + Words.sentence(b.protocol())),
                formulas(b));
    }

    private static List<Cell> row(Benchmark b, int m, Benchmark.Figure f) {
        Optional<Benchmark.Contrast> c = b.contrast(m, f.metric(), f.cutoff());
        return Cell.row(
                f.metric().title(),
                f.cutoff(),
                b.methods().get(m).name(),
                estimate(f.value()),
                c.map(x -> estimate(x.difference())).orElse(Cell.of(Double.NaN)),
                c.map(Benchmark.Contrast::adjusted).orElse(Double.NaN),
                c.map(Benchmark.Contrast::p).orElse(Double.NaN),
                c.map(Benchmark.Contrast::effect).orElse(Double.NaN));
    }

    private static Cell estimate(MetricValue v) {
        return Double.isNaN(v.low()) ? Cell.of(v.mean()) : Cell.of(v);
    }

    private static Table formulas(Benchmark b) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (b.methods().getFirst().figure(metric, b.cutoffs().getFirst()).isPresent()) {
                rows.add(Cell.row(metric.title(), metric.formula(), way(metric)));
            }
        }
        return Table.of(
                "evaluation_measures",
                "What is measured about a list of k items",
                List.of(
                        Column.text("measure", "Measure", 2),
                        Column.text("formula", "Formula", 6).lines(3),
                        Column.text("better", "Better", 1)),
                rows);
    }

    private static String way(Metric metric) {
        return switch (metric.better()) {
            case HIGH -> "more";
            case LOW -> "less";
            case NEITHER -> "–";
        };
    }
}
