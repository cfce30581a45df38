package io.github.recscope.reproduce;

import io.github.recscope.report.Block;
import io.github.recscope.report.Cell;
import io.github.recscope.report.Chart;
import io.github.recscope.report.Column;
import io.github.recscope.report.Format;
import io.github.recscope.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Figures as tables and charts, the published ones beside.
final class Tables {
    private Tables() {}

    /// The sweep over β with the paper's figures.
    static List<Block> sweep(String id, String title, List<RunFigures> runs, List<PaperFigures.Point> paper) {
        List<List<Cell>> rows = new ArrayList<>();
        for (RunFigures r : runs) {
            PaperFigures.Point p = paper.stream()
                    .filter(x -> x.beta() == r.beta())
                    .findFirst()
                    .orElse(new PaperFigures.Point(r.beta(), Double.NaN, Double.NaN, Double.NaN));
            rows.add(Cell.row(
                    r.beta(),
                    r.rboPaper(),
                    p.rbo(),
                    r.kendall(),
                    p.kendall(),
                    r.ms(),
                    r.msRandom(),
                    p.ms(),
                    r.l0Users(),
                    r.l0Items(),
                    Cell.of(r.fvuItems(), Format.PERCENT)));
        }
        Table table = Table.of(
                id,
                title,
                List.of(
                        Column.number("beta", "β", Format.DECIMAL),
                        Column.number("rbo_paper", "RBO, truncated", Format.DECIMAL),
                        Column.number("rbo_published", "paper", Format.DECIMAL),
                        Column.number("kendall", "Kendall’s τ-b", Format.DECIMAL),
                        Column.number("kendall_published", "paper", Format.DECIMAL),
                        Column.number("ms", "MS", Format.DECIMAL),
                        Column.number("ms_random", "chance", Format.DECIMAL),
                        Column.number("ms_published", "paper", Format.DECIMAL),
                        Column.number("l0_users", "L0 users", Format.DECIMAL),
                        Column.number("l0_items", "L0 items", Format.DECIMAL),
                        Column.number("fvu_items", "FVU items", Format.PERCENT)),
                rows);
        Table curve = Table.of(
                id + "_curve",
                "Rank fidelity against β",
                List.of(
                        Column.number("beta", "β", Format.DECIMAL),
                        Column.number("here", "here", Format.DECIMAL),
                        Column.number("paper", "paper, ML-1M", Format.DECIMAL)),
                IntStream.range(0, runs.size())
                        .mapToObj(i -> Cell.row(
                                runs.get(i).beta(),
                                runs.get(i).rboPaper().mean(),
                                table.number(i, table.column("rbo_published"))))
                        .toList());
        return List.of(table, new Chart(Chart.Kind.LINES, curve, "beta", List.of("here", "paper"), null, 0.4, ""));
    }

    /// A response curve beside a published one.
    static Table response(String id, Interventions.Response here, PaperFigures.Response paper) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < here.levels().size(); i++) {
            double level = here.levels().get(i);
            int at = paper.levels().indexOf(level);
            rows.add(Cell.row(
                    Double.isNaN(level) ? "the model’s own" : number(level),
                    here.shares().get(i),
                    at < 0 ? Double.NaN : paper.shares().get(at)));
        }
        return Table.of(
                        id,
                        here.what(),
                        List.of(
                                Column.text("level", "Activation", 1),
                                Column.number("share", "Share", Format.PERCENT),
                                Column.number("published", "Paper: " + paper.what(), Format.PERCENT)),
                        rows)
                .captioned("Lists of 30; 95% bootstrap interval over the audience. The paper has none.");
    }

    /// One line a run.
    static Table runs(String id, String title, List<RunFigures> runs) {
        List<List<Cell>> rows = new ArrayList<>();
        for (RunFigures r : runs) {
            rows.add(Cell.row(
                    r.experiment(),
                    r.recommender(),
                    r.variant(),
                    r.seed(),
                    r.latents(),
                    r.beta(),
                    r.l0Users(),
                    r.l0Items(),
                    Cell.of(r.fvuItems(), Format.PERCENT),
                    Cell.of(r.dead(), Format.COUNT),
                    r.rboPaper(),
                    r.rbo(),
                    r.kendall(),
                    r.ndcgModel(),
                    Cell.of(r.ndcgLost(), Format.PERCENT),
                    r.ms(),
                    r.msRandom(),
                    Cell.of(r.purity(), Format.PERCENT),
                    Cell.of(r.purityCorrected(), Format.PERCENT),
                    Cell.of(r.labelled(), Format.PERCENT),
                    Cell.of(r.ablation().removedExcess(), Format.PERCENT),
                    Cell.of(r.ablation().ndcgLoss(), Format.PERCENT),
                    Cell.of(r.ablation().ndcgLossMasked(), Format.PERCENT),
                    Cell.of(r.ablation().dimRemovedExcess(), Format.PERCENT),
                    Cell.of(r.ablation().randomRemovedExcess(), Format.PERCENT),
                    r.seconds()));
        }
        return Table.of(
                id,
                title,
                List.of(
                        Column.text("experiment", "Experiment", 2),
                        Column.text("recommender", "Recommender", 2),
                        Column.text("variant", "Autoencoder", 1.5),
                        Column.hidden("seed", Format.COUNT),
                        Column.number("latents", "Latents", Format.COUNT),
                        Column.number("beta", "β", Format.DECIMAL),
                        Column.number("l0_users", "L0 users", Format.DECIMAL),
                        Column.number("l0_items", "L0 items", Format.DECIMAL),
                        Column.hidden("fvu_items", Format.PERCENT),
                        Column.hidden("dead", Format.COUNT),
                        Column.number("rbo_paper", "RBO, truncated", Format.DECIMAL),
                        Column.hidden("rbo", Format.DECIMAL),
                        Column.hidden("kendall", Format.DECIMAL),
                        Column.hidden("ndcg_model", Format.DECIMAL),
                        Column.hidden("ndcg_lost", Format.PERCENT),
                        Column.hidden("ms", Format.DECIMAL),
                        Column.hidden("ms_random", Format.DECIMAL),
                        Column.hidden("purity_at_10", Format.PERCENT),
                        Column.hidden("purity_at_10_corrected", Format.PERCENT),
                        Column.hidden("labelled_share", Format.PERCENT),
                        Column.hidden("ablate_removed_excess", Format.PERCENT),
                        Column.hidden("ndcg_loss_at_ablate", Format.PERCENT),
                        Column.hidden("ndcg_loss_masked_at_ablate", Format.PERCENT),
                        Column.hidden("dim_baseline_removed_excess", Format.PERCENT),
                        Column.hidden("random_latent_removed_excess", Format.PERCENT),
                        Column.hidden("seconds", Format.DECIMAL)),
                rows);
    }

    /// Mean, standard deviation, least and most of one figure over seeds.
    static List<Cell> overSeeds(
            String name, List<RunFigures> runs, ToDoubleFunction<RunFigures> figure, Format format) {
        double[] x = runs.stream().mapToDouble(figure).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(x).average().orElse(Double.NaN);
        double sum = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        double sd = x.length < 2 ? Double.NaN : Math.sqrt(sum / (x.length - 1));
        return Cell.row(
                name,
                Cell.of(mean, format),
                Cell.of(sd, format == Format.PERCENT ? Format.PERCENT : Format.DECIMAL),
                Cell.of(Arrays.stream(x).min().orElse(Double.NaN), format),
                Cell.of(Arrays.stream(x).max().orElse(Double.NaN), format),
                Cell.of(x.length, Format.COUNT));
    }

    /// The columns of [#overSeeds].
    static List<Column> seedColumns() {
        return List.of(
                Column.text("figure", "Figure", 3),
                Column.number("mean", "Mean", Format.DECIMAL),
                Column.number("sd", "SD", Format.DECIMAL),
                Column.number("least", "Least", Format.DECIMAL),
                Column.number("most", "Most", Format.DECIMAL),
                Column.number("seeds", "Seeds", Format.COUNT));
    }

    private static String number(double level) {
        return (level < 0 ? "−" : "")
                + (level == Math.rint(level) ? Long.toString(Math.abs((long) level)) : Math.abs(level));
    }
}
