package io.github.recscope.report;

import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of what a recipe does to the users whom it is for.
final class SteeringEffects {
    private SteeringEffects() {}

    static List<Block> of(String id, Steering s, Dataset data, @Nullable ConceptSet concepts) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(effect(id + "_effect", s, data));
        if (!s.effect().side().drifts().isEmpty()) {
            blocks.add(drifts(id + "_leakage", s.effect().side(), concepts));
        }
        return blocks;
    }

    private static Table effect(String id, Steering s, Dataset data) {
        Steering.Effect e = s.effect();
        String k = "@" + e.cutoff();
        List<List<Cell>> rows = new ArrayList<>();
        for (Steering.ShareChange c : e.shares()) {
            rows.add(row("Share of “" + c.attribute().words() + "” in the lists", c.share(), Format.PERCENT));
        }
        for (Steering.ShareChange c : e.control().shares()) {
            rows.add(row("– the same for random latents", c.share(), Format.PERCENT));
        }
        for (Steering.Promoted p : e.promoted()) {
            rows.add(row("Lists with “" + data.titles().get(p.item()) + "”", p.share(), Format.PERCENT));
        }
        rows.add(row("NDCG" + k, e.ndcg(), Format.DECIMAL));
        rows.add(row("– on held-out items outside the concept", e.side().ndcgOutside(), Format.DECIMAL));
        rows.add(row("– of the tenth of the users who lose most", e.side().worstTenth(), Format.DECIMAL));
        if (e.control().draws() > 0) {
            rows.add(row("– for random latents", e.control().ndcg(), Format.DECIMAL));
        }
        rows.add(row("Recall" + k, e.recall(), Format.DECIMAL));
        rows.add(row("Catalogue in somebody's list", e.coverage(), Format.PERCENT));
        rows.add(row("Gini coefficient of exposure", e.side().gini(), Format.DECIMAL));
        rows.add(row("Mean popularity of listed items (percentile)", e.side().popularity(), Format.PERCENT));
        MetricValue overlap = e.overlap();
        return Table.of(
                        id,
                        s.scope().users().isEmpty()
                                ? "Effect on all users"
                                : "Effect on " + s.scope().audience(),
                        List.of(
                                Column.text("measure", "Measure", 1),
                                Column.number("before", "Before", Format.DECIMAL),
                                Column.number("after", "After", Format.DECIMAL),
                                Column.number("difference", "Difference", Format.DECIMAL)),
                        rows)
                .captioned("Lists of " + e.cutoff() + " of " + Figures.plural(e.users(), "user", "users")
                        + ", training items left out. A list keeps "
                        + Figures.percentInterval(overlap.mean(), overlap.low(), overlap.high())
                        + " of its items; "
                        + Figures.percent(e.side().unchanged().mean())
                        + " of the users keep theirs as it is, and "
                        + Figures.percent(e.side().harmed().mean())
                        + " lose more than 0.05 of NDCG. Differences are paired, with 95% intervals over users; pp:"
                        + " percentage points. Random latents: the same change of code on as many other latents,"
                        + " scaled to move each embedding as far; mean of "
                        + Figures.plural(e.control().draws(), "draw", "draws") + ".");
    }

    private static Table drifts(String id, Steering.Side side, @Nullable ConceptSet concepts) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Steering.Drift d : side.drifts()) {
            rows.add(Cell.row(
                    SteeringSection.title(d.latent(), concepts),
                    d.edited() ? "yes" : "",
                    d.activation().before(),
                    d.activation().after(),
                    Cell.of(d.activation().difference(), Format.DECIMAL)));
        }
        MetricValue purity = side.purity();
        return Table.of(
                        id,
                        "Side effects on other concepts",
                        List.of(
                                Column.text("concept", "Concept", 1),
                                Column.text("edited", "Edited", 0),
                                Column.number("before", "Before", Format.DECIMAL),
                                Column.number("after", "After", Format.DECIMAL),
                                Column.number("difference", "Difference", Format.DECIMAL)),
                        rows)
                .captioned("Mean activations when the edited embeddings are encoded again. Of all changes of codes, "
                        + Figures.percentInterval(purity.mean(), purity.low(), purity.high())
                        + " fall on the edited concepts.");
    }

    private static List<Cell> row(String name, Steering.Change c, Format format) {
        MetricValue d = c.difference();
        boolean point = d.low() == d.mean() && d.high() == d.mean();
        Format of = format == Format.PERCENT ? Format.POINTS : format;
        Cell difference = point ? Cell.of(d.mean(), of) : Cell.of(d, of);
        return Cell.row(name, Cell.of(c.before(), format), Cell.of(c.after(), format), difference);
    }
}
