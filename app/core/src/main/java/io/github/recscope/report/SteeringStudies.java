package io.github.recscope.report;

import io.github.recscope.model.Ablation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.model.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Dose–response curves, plans and ablations.
final class SteeringStudies {
    private SteeringStudies() {}

    static List<Block> of(Findings f) {
        List<Block> blocks = new ArrayList<>();
        int n = 0;
        for (Artifact a : studies(f.workspace())) {
            n++;
            switch (a) {
                case DoseResponse d -> blocks.addAll(dose("dose_" + n, d));
                case SteeringPlan p -> blocks.addAll(plan("plan_" + n, p));
                case Ablation b -> blocks.addAll(ablation("ablation_" + n, b));
                default -> throw new IllegalStateException("no study: " + a.name());
            }
        }
        return blocks;
    }

    /// Those made from the current concepts, oldest first, each once.
    private static Set<Artifact> studies(Workspace w) {
        Set<Artifact> found = new LinkedHashSet<>();
        Optional<Entry> concepts = w.latestEntry(ConceptSet.class);
        for (Entry e : w.entries()) {
            Artifact a = w.artifact(e.output());
            boolean study = a instanceof DoseResponse || a instanceof SteeringPlan || a instanceof Ablation;
            if (study
                    && concepts.isPresent()
                    && e.step().inputs().contains(concepts.get().output())) {
                found.add(a);
            }
        }
        return found;
    }

    private static List<Block> dose(String id, DoseResponse d) {
        List<List<Cell>> rows = new ArrayList<>();
        for (DoseResponse.Point p : d.points()) {
            rows.add(Cell.row(
                    p.dose(),
                    p.share(),
                    p.ndcg(),
                    p.ndcgLoss(),
                    p.overlap(),
                    p.coverage().mean()));
        }
        String label = d.attribute() == null ? "the label" : "“" + d.attribute().words() + "”";
        Table table = Table.of(
                        id,
                        "What each dose does to " + d.scope().audience(),
                        List.of(
                                Column.number("dose", "Dose", Format.DECIMAL),
                                Column.number("share", "Share of " + label, Format.PERCENT),
                                Column.number("ndcg", "NDCG@" + d.cutoff(), Format.DECIMAL),
                                Column.number("ndcg_loss", "Loss of NDCG", Format.PERCENT),
                                Column.number("overlap", "Of the list stays", Format.PERCENT),
                                Column.number("coverage", "Coverage", Format.PERCENT)),
                        rows)
                .captioned("Dose 0 is the model itself, 1 the recipe as written.");
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading(d.name() + ": dose and response"));
        blocks.add(new Block.Text("The largest dose that costs at most " + Figures.percent(d.budget()) + " of NDCG is "
                + Figures.decimal(d.largest()) + ". "
                + (Double.isNaN(d.knee())
                        ? "The share has no knee."
                        : "Beyond dose " + Figures.decimal(d.knee()) + " the share grows less than in proportion.")));
        List<List<Cell>> curve = new ArrayList<>();
        for (DoseResponse.Point p : d.points()) {
            curve.add(Cell.row(
                    p.dose(),
                    p.share().mean(),
                    p.overlap().mean(),
                    p.coverage().mean(),
                    1 - p.ndcgLoss().mean()));
        }
        Table data = Table.of(
                id + "_curve",
                "Dose and response",
                List.of(
                        Column.number("dose", "Dose", Format.DECIMAL),
                        Column.number("share", "Share of " + label, Format.PERCENT),
                        Column.number("overlap", "Of the list stays", Format.PERCENT),
                        Column.number("coverage", "Coverage", Format.PERCENT),
                        Column.number("ndcg", "NDCG, relative", Format.PERCENT)),
                curve);
        blocks.add(new Chart(
                Chart.Kind.LINES, data, "dose", List.of("share", "overlap", "coverage", "ndcg"), null, 0.45, ""));
        blocks.add(table);
        return blocks;
    }

    private static List<Block> plan(String id, SteeringPlan p) {
        List<List<Cell>> rows = new ArrayList<>();
        for (SteeringPlan.Dose d : p.doses()) {
            rows.add(Cell.row(
                    (d.raise() ? "more " : "less ") + d.concept(),
                    d.latents().size(),
                    d.helpers().size(),
                    d.level()));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading(Words.capitalised(p.goal())));
        blocks.add(new Block.Text("Fitted on one half of the users, where it costs "
                + Figures.percentInterval(
                        p.fitted().mean(), p.fitted().low(), p.fitted().high())
                + " of NDCG; on the other half it costs "
                + Figures.percentInterval(
                        p.cost().mean(), p.cost().low(), p.cost().high()) + "."
                + shares(p)));
        SteeringPlan.Calibration c = p.calibration();
        if (c != null) {
            blocks.add(new Block.Text("Asked for " + Figures.decimal(c.asked())
                    + " points. On the other half, one level for everyone moves the share by "
                    + Figures.interval(c.mean().mean(), c.mean().low(), c.mean().high())
                    + " points in the mean (from a straight line: "
                    + Figures.interval(
                            c.linear().mean(), c.linear().low(), c.linear().high())
                    + "), but single users by " + Figures.decimal(c.perUser().mean())
                    + " points more or less than asked. With a level for each user, found on the user's own scores, the"
                    + " error is " + Figures.decimal(c.ownLevels().mean()) + " points; "
                    + Figures.percent(c.reached()) + " of the users can be brought as far as asked."));
        }
        blocks.add(Table.of(
                        id,
                        "Levels",
                        List.of(
                                Column.text("concept", "Concept", 1),
                                Column.number("latents", "Latents", Format.COUNT),
                                Column.number("helpers", "Helpers", Format.COUNT),
                                Column.number("level", "Level", Format.PERCENT)),
                        rows)
                .captioned("100% of more: the largest activation that any user has is added, and is the cap."
                        + " 100% of less: silence. Helpers: latents without the name, added where those with it could not move the"
                        + " share far enough."));
        return blocks;
    }

    private static String shares(SteeringPlan p) {
        StringBuilder s = new StringBuilder();
        for (Steering.ShareChange c : p.shares()) {
            s.append(" The share of “")
                    .append(c.attribute().words())
                    .append("” there goes from ")
                    .append(Figures.percent(c.share().before()))
                    .append(" to ")
                    .append(Figures.percent(c.share().after()))
                    .append('.');
        }
        return s.toString();
    }

    private static List<Block> ablation(String id, Ablation a) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Ablation.Row r : a.rows()) {
            for (Ablation.Trial t : r.methods()) {
                rows.add(Cell.row(
                        r.attribute().words(),
                        words(t.method()),
                        r.before(),
                        r.reference(),
                        r.noTaste(),
                        t.after(),
                        t.removed(),
                        t.lossOutside(),
                        t.lossMasked(),
                        t.overlap()));
            }
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading("Concepts switched off"));
        blocks.add(new Block.Text(a.protocol() + " Excess is the share of the label in the keenest users' lists beyond"
                + " its share in everyone's. " + verdict(a)));
        blocks.add(summary(id + "_summary", a));
        blocks.add(Table.of(
                        id,
                        "Each concept and method",
                        List.of(
                                Column.text("concept", "Concept", 1),
                                Column.text("method", "Method", 2),
                                Column.number("before", "Before", Format.PERCENT),
                                Column.number("everyone", "Everyone", Format.PERCENT),
                                Column.hidden("no_taste", Format.PERCENT),
                                Column.number("after", "After", Format.PERCENT),
                                Column.number("removed", "Removed", Format.PERCENT),
                                Column.number("loss_outside", "NDCG lost outside", Format.PERCENT),
                                Column.hidden("loss_masked", Format.PERCENT),
                                Column.hidden("overlap_outside", Format.PERCENT)),
                        rows)
                .atMost(rows.size()));
        return blocks;
    }

    private static Table summary(String id, Ablation a) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Ablation.Method m : Ablation.Method.values()) {
            rows.add(Cell.row(
                    words(m),
                    a.mean(m, t -> t.removed().mean()),
                    a.mean(m, t -> t.lossOutside().mean()),
                    a.mean(m, t -> t.lossMasked().mean()),
                    a.mean(m, Ablation.Trial::overlap)));
        }
        return Table.of(
                        id,
                        "Means over " + Figures.plural(a.rows().size(), "concept", "concepts"),
                        List.of(
                                Column.text("method", "Method", 1),
                                Column.number("removed", "Excess removed", Format.PERCENT),
                                Column.number("loss_outside", "NDCG lost outside", Format.PERCENT),
                                Column.number("loss_masked", "– its items masked", Format.PERCENT),
                                Column.number("overlap", "Others that stay", Format.PERCENT)),
                        rows)
                .captioned("NDCG lost outside: on held-out items outside the concept, in the list as it is shown; a"
                        + " negative loss is a gain, because places become free. Its items masked: the same when the"
                        + " concept's items are left out before and after, which shows whether the order of"
                        + " everything else suffered. Re-ranking never touches that order.");
    }

    /// Who wins at equal share removed, in plain words.
    private static String verdict(Ablation a) {
        return "At the same share removed, the concept costs less outside than the difference in means for "
                + a.wins(Ablation.Method.DIFFERENCE_IN_MEANS) + " of "
                + a.rows().size()
                + " concepts, and less than a linear probe for " + a.wins(Ablation.Method.LINEAR_PROBE)
                + "; otherwise the baseline wins.";
    }

    private static String words(Ablation.Method m) {
        return switch (m) {
            case CONCEPT -> "The latents that carry the concept";
            case NAMED_LATENTS -> "Its named latents only, residual kept";
            case ONE_LATENT -> "Its strongest latent only, residual kept";
            case DIFFERENCE_IN_MEANS -> "Difference in means, same share removed";
            case LINEAR_PROBE -> "Linear probe, same share removed";
            case RERANKING -> "Re-ranking, same share removed";
            case DIFFERENCE_IN_MEANS_SAME_LENGTH -> "Difference in means, moved as far";
            case RAW_DIMENSIONS -> "As many raw dimensions";
            case RANDOM_LATENTS -> "As many random latents, moved as far";
        };
    }
}
