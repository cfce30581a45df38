package io.github.recscope.report;

import io.github.recscope.model.Sweep;
import java.util.ArrayList;
import java.util.List;

/// The comparison of autoencoders of many settings.
final class SweepBlocks {
    private SweepBlocks() {}

    /// Nothing without a comparison.
    static List<Block> of(Findings f) {
        Sweep sweep = f.sweep();
        if (sweep == null || sweep.runs().isEmpty()) {
            return List.of();
        }
        List<Sweep.Setting> settings = sweep.settings();
        long front = settings.stream().filter(Sweep.Setting::front).count();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading("Comparison of settings"));
        blocks.add(new Block.Text(sweep.name() + ": " + Figures.plural(settings.size(), "setting", "settings")
                + ", of which " + Figures.count(front)
                + (front == 1 ? " is" : " are")
                + " on the front: no other setting is at least as good in the number of active latents, the unexplained"
                + " variance of items, the rank-biased overlap and the monosemanticity, and better in one of them."));
        blocks.add(chart(settings));
        blocks.add(table(sweep, settings));
        Settings.table("sweep_settings", f.entryOf(Sweep.class)).ifPresent(blocks::add);
        return blocks;
    }

    private static Chart chart(List<Sweep.Setting> settings) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Sweep.Setting s : settings) {
            rows.add(Cell.row(s.l0(), s.rbo(), s.front() ? 9 : 3));
        }
        Table data = Table.of(
                "sweep_front",
                "Sparsity against rank fidelity",
                List.of(
                        Column.number("l0", "Active latents (L0)", Format.DECIMAL),
                        Column.number("rbo", "Rank-biased overlap", Format.DECIMAL),
                        Column.number("step", "", Format.COUNT)),
                rows);
        return new Chart(
                Chart.Kind.POINTS,
                data,
                "l0",
                List.of("rbo"),
                new Chart.Colours("step", "beaten", "on the front"),
                0.5,
                "A point is a setting, the mean of its seeds. To the left and above is better.");
    }

    private static Table table(Sweep sweep, List<Sweep.Setting> settings) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Sweep.Setting s : settings) {
            Sweep.Run r = s.first();
            rows.add(Cell.row(
                    r.latents(),
                    r.predictionWeight(),
                    s.l0(),
                    s.fvuItems(),
                    s.dead(),
                    s.rbo(),
                    s.rboSpread(),
                    s.own().score(),
                    s.own().chance(),
                    s.tags().score(),
                    s.tags().chance(),
                    s.front() ? "yes" : ""));
        }
        return Table.of(
                        "sweep",
                        "Settings, means over "
                                + Figures.plural(settings.getFirst().seeds(), "seed", "seeds"),
                        List.of(
                                Column.number("latents", "Latents", Format.COUNT),
                                Column.number("prediction_weight", "β", Format.DECIMAL),
                                Column.number("l0", "L0", Format.DECIMAL),
                                Column.number("fvu_items", "FVU", Format.PERCENT),
                                Column.number("dead", "Dead", Format.DECIMAL),
                                Column.number("rbo", "RBO", Format.DECIMAL),
                                Column.number("rbo_sd", "± SD", Format.DECIMAL),
                                Column.number("ms", "MS", Format.DECIMAL),
                                Column.number("ms_chance", "Chance", Format.DECIMAL),
                                Column.number("ms_tags", "MS, tags", Format.DECIMAL),
                                Column.number("ms_tags_chance", "Chance", Format.DECIMAL),
                                Column.text("front", "Front", 0.6)),
                        rows)
                .captioned("RBO is normalised: the same lists give 1. It is a mean over "
                        + Figures.plural(sweep.runs().getFirst().fidelity().users(), "user", "users")
                        + (settings.getFirst().seeds() > 1 ? ", SD the standard deviation over seeds" : "")
                        + ". MS says how alike the strongest items of a latent are, by the recommender's embeddings and by"
                        + " the items' attributes; chance is what random directions give that fire as often.");
    }
}
