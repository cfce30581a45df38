package io.github.recscope.ui.evaluate;

import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Metric;
import io.github.recscope.model.MetricValue;
import io.github.recscope.ui.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An evaluation at one list length, ready to be shown.
///
/// @param title    what was evaluated
/// @param protocol how, in a sentence
/// @param cutoffs  the list lengths to choose from
/// @param cutoff   the one that is shown
/// @param methods  the columns
/// @param rows     a measure each
public record EvaluateTable(
        String title, String protocol, List<Integer> cutoffs, int cutoff, List<Column> methods, List<Row> rows) {
    /// Differences below this adjusted p-value are marked.
    static final double LEVEL = 0.05;

    /// Copies the lists.
    public EvaluateTable {
        cutoffs = List.copyOf(cutoffs);
        methods = List.copyOf(methods);
        rows = List.copyOf(rows);
    }

    /// A method.
    ///
    /// @param name what it is called
    /// @param help how it was set up
    public record Column(String name, String help) {}

    /// A measure.
    ///
    /// @param name    what it is called, with the list length
    /// @param formula how it is computed, and which way is good
    /// @param cells   one for each method
    /// @param details the comparisons with all methods, a line each
    public record Row(String name, String formula, List<Cell> cells, String details) {
        /// Copies the list.
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// One figure.
    ///
    /// @param mean     the figure
    /// @param interval its 95 % interval; empty if there is none
    /// @param mark     `*` where the recommender differs surely
    /// @param best     whether no other method is better
    /// @param help     the comparison in words
    public record Cell(String mean, String interval, String mark, boolean best, String help) {}

    /// @param cutoff one of the evaluation's list lengths
    static EvaluateTable of(Benchmark b, int cutoff) {
        List<Column> methods = b.methods().stream()
                .map(m -> new Column(m.name(), m.settings().isEmpty() ? m.name() : m.name() + ": " + m.settings()))
                .toList();
        List<Row> rows = Arrays.stream(Metric.values())
                .filter(m -> b.methods().getFirst().figure(m, cutoff).isPresent())
                .map(m -> row(b, m, cutoff))
                .toList();
        String protocol = b.protocol().isEmpty()
                ? ""
                : b.protocol().substring(0, 1).toUpperCase(Locale.ROOT)
                        + b.protocol().substring(1) + ".";
        return new EvaluateTable(b.name(), protocol, b.cutoffs(), cutoff, methods, rows);
    }

    private static Row row(Benchmark b, Metric metric, int cutoff) {
        double best = b.methods().stream()
                .flatMap(m -> m.figure(metric, cutoff).stream())
                .mapToDouble(f -> goodness(metric, f.value().mean()))
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(Double.NaN);
        List<Cell> cells = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (int m = 0; m < b.methods().size(); m++) {
            Optional<Benchmark.Contrast> contrast = b.contrast(m, metric, cutoff);
            String words = contrast.map(c -> words(b, c)).orElse("");
            if (!words.isEmpty()) {
                details.add(words);
            }
            cells.add(b.methods()
                    .get(m)
                    .figure(metric, cutoff)
                    .map(f -> cell(metric, f.value(), best, contrast, words))
                    .orElse(new Cell(Numbers.NONE, "", "", false, "")));
        }
        String way = switch (metric.better()) {
            case HIGH -> " More is better.";
            case LOW -> " Less is better.";
            case NEITHER -> " Neither more nor less is better in itself.";
        };
        return new Row(
                metric.title() + "@" + cutoff,
                metric.formula() + "." + way,
                cells,
                details.isEmpty()
                        ? "A figure of all lists together: no interval and no test."
                        : String.join("\n", details));
    }

    private static double goodness(Metric metric, double mean) {
        return switch (metric.better()) {
            case HIGH -> mean;
            case LOW -> -mean;
            case NEITHER -> Double.NaN;
        };
    }

    private static Cell cell(
            Metric metric, MetricValue v, double best, Optional<Benchmark.Contrast> contrast, String words) {
        boolean sure = contrast.isPresent() && contrast.get().adjusted() < LEVEL;
        String interval = Double.isNaN(v.low()) ? "" : Numbers.fixed(v.low(), 3) + " to " + Numbers.fixed(v.high(), 3);
        return new Cell(
                Numbers.fixed(v.mean(), 4), interval, sure ? "*" : "", goodness(metric, v.mean()) == best, words);
    }

    /// "Less Popularity: +0.0320 (+0.0300 to +0.0340), p < 0.0001, effect +0.45".
    private static String words(Benchmark b, Benchmark.Contrast c) {
        MetricValue d = c.difference();
        String other = "Less " + b.methods().get(c.method()).name() + ": ";
        return Double.isNaN(c.p())
                ? other + "no user differs"
                : other + Numbers.signed(d.mean(), 4) + " (" + Numbers.signed(d.low(), 4) + " to "
                        + Numbers.signed(d.high(), 4) + "), " + Numbers.equation("p", c.adjusted()) + ", effect "
                        + Numbers.signed(c.effect(), 2);
    }
}
