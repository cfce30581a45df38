package io.github.recscope.report;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All concepts with the evidence for their names.
final class ConceptsSection {
    private static final int BINS = 20;
    private static final int PAPER_UNNAMED = 60;

    private ConceptsSection() {}

    static Optional<Section> of(Findings f) {
        ConceptSet set = f.concepts();
        Dataset data = f.data();
        Autoencoder sae = f.autoencoder();
        if (set == null || data == null || sae == null) {
            return Optional.empty();
        }
        List<Concept> named = ConceptOrder.named(set);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(sentence(set)));
        blocks.add(new Block.KeyFigures(figures(set, named)));
        if (!named.isEmpty()) {
            blocks.add(purity(named));
        }
        blocks.addAll(ConceptComparison.of(set, f.baselines(), f.stability()));
        blocks.add(new Block.Note("How names are chosen: " + Words.sentence(set.protocol())));
        if (!named.isEmpty()) {
            blocks.add(new Block.Heading("Named concepts"));
            blocks.add(namedTable(data, named));
            blocks.addAll(ConceptCards.of(data, sae, set));
        }
        Table unnamed = unnamed(data, set);
        if (!unnamed.rows().isEmpty()) {
            blocks.add(new Block.Heading("Without a name"));
            blocks.add(new Block.Text("These latents fire, and no attribute describes them well enough to hold on items"
                    + " that had no part in choosing it. They may mean something that the attributes do not say."));
            blocks.add(unnamed);
        }
        return Optional.of(new Section(ReportSection.CONCEPTS.id(), ReportSection.CONCEPTS.title(), blocks));
    }

    private static String sentence(ConceptSet set) {
        int named = set.count(Concept.Status.NAMED);
        return Figures.count(named) + " of " + Figures.plural(set.live(), "live latent", "live latents")
                + (named == 1 ? " carries" : " carry") + " a name. "
                + Figures.plural(set.attributesTried(), "attribute was a candidate", "attributes were candidates")
                + "; names hold at a false-discovery rate of " + Figures.percent(set.falseDiscoveryRate())
                + ": no larger share of them than that is expected to be wrong.";
    }

    private static List<Block.Figure> figures(ConceptSet set, List<Concept> named) {
        double mean = named.stream()
                .mapToDouble(Concept::purityCorrected)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return List.of(
                new Block.Figure(Figures.count(named.size()), "Named", share(named.size(), set.live())),
                new Block.Figure(
                        Figures.count(set.count(Concept.Status.UNNAMED)),
                        "Unnamed",
                        share(set.count(Concept.Status.UNNAMED), set.live())),
                new Block.Figure(Figures.count(set.count(Concept.Status.DEAD)), "Dead", "never active"),
                new Block.Figure(Figures.decimal(mean), "Mean purity@20", "corrected, named ones"));
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "" : Figures.percent((double) part / whole) + " of the live ones";
    }

    private static Chart purity(List<Concept> named) {
        double low = Math.min(
                0,
                named.stream()
                        .mapToDouble(Concept::purityCorrected)
                        .filter(Double::isFinite)
                        .min()
                        .orElse(0));
        double width = 1.0 / BINS;
        int first = (int) Math.floor(low / width);
        int[] count = new int[BINS - first];
        for (Concept c : named) {
            if (Double.isFinite(c.purityCorrected())) {
                // The tiny shift keeps 0.30000000000000004 − style rounding from moving a value into the bin below.
                int bin = (int) Math.floor(c.purityCorrected() / width + 1e-9) - first;
                count[Math.clamp(bin, 0, count.length - 1)]++;
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int b = 0; b < count.length; b++) {
            rows.add(Cell.row((b + first) * width, (b + first + 1) * width, count[b]));
        }
        Table data = Table.of(
                "concepts_purity",
                "How pure the named concepts are",
                List.of(
                        Column.number("from", "Purity of the 20 strongest items, corrected for chance", Format.DECIMAL),
                        Column.number("to", "to", Format.DECIMAL),
                        Column.number("concepts", "Concepts", Format.COUNT)),
                rows);
        return new Chart(Chart.Kind.BARS, data, "from", List.of("concepts"), null, 0.3, "0 is chance, 1 is perfect.");
    }

    private static Table namedTable(Dataset data, List<Concept> named) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Concept c : named) {
            AttributeFit fit = c.labelFit().orElseThrow();
            rows.add(Cell.row(
                    c.latent(),
                    c.label(),
                    fit.attribute().family(),
                    fit.attribute().value(),
                    fit.precision(),
                    fit.recall(),
                    new Cell.Interval(fit.lift(), fit.liftLow(), fit.liftHigh(), null),
                    fit.qValue(),
                    c.purityCorrected(),
                    c.evidence().detection().easy(),
                    c.evidence().detection().near(),
                    c.evidence().validity().correlation(),
                    ConceptOrder.titles(data, c, 3),
                    c.purity(),
                    fit.support(),
                    fit.baseRate(),
                    fit.threshold(),
                    fit.firing(),
                    fit.auroc(),
                    fit.pValue(),
                    c.activeItems(),
                    c.activeUsers(),
                    c.popularityCorrelation(),
                    fit.averagePrecision(),
                    fit.oddsRatio(),
                    fit.oddsLow(),
                    fit.oddsHigh(),
                    fit.pairP(),
                    fit.pairQ(),
                    purityAt(c, 10),
                    purityAt(c, 50),
                    c.evidence().detection().easyLow(),
                    c.evidence().detection().easyHigh(),
                    c.evidence().detection().nearLow(),
                    c.evidence().detection().nearHigh(),
                    c.evidence().validity().correlationLow(),
                    c.evidence().validity().correlationHigh(),
                    c.evidence().validity().shareFiring(),
                    c.evidence().validity().shareSilent(),
                    c.evidence().validity().auroc(),
                    c.evidence().cohesion(),
                    c.evidence().likeness()));
        }
        return Table.of(
                        "concepts_named",
                        "",
                        List.of(
                                Column.number("latent", "Latent", Format.COUNT),
                                Column.text("label", "Concept", 1.7),
                                Column.hidden("family", Format.TEXT),
                                Column.hidden("value", Format.TEXT),
                                Column.number("precision", "Precision", Format.PERCENT),
                                Column.number("recall", "Recall", Format.PERCENT),
                                Column.number("lift", "Lift", Format.DECIMAL),
                                Column.number("q_value", "q", Format.PROBABILITY),
                                Column.number("purity_corrected", "Purity", Format.DECIMAL),
                                Column.number("detection_easy", "Easy", Format.DECIMAL),
                                Column.number("detection_near", "Near", Format.DECIMAL),
                                Column.number("user_correlation", "Users", Format.DECIMAL),
                                Column.text("top_items", "Strongest items", 5),
                                Column.hidden("purity", Format.PERCENT),
                                Column.hidden("support", Format.COUNT),
                                Column.hidden("base_rate", Format.PERCENT),
                                Column.hidden("threshold", Format.DECIMAL),
                                Column.hidden("firing", Format.COUNT),
                                Column.hidden("auroc", Format.DECIMAL),
                                Column.hidden("p_value", Format.PROBABILITY),
                                Column.hidden("active_items", Format.COUNT),
                                Column.hidden("active_users", Format.COUNT),
                                Column.hidden("popularity_correlation", Format.DECIMAL),
                                Column.hidden("average_precision", Format.DECIMAL),
                                Column.hidden("odds_ratio", Format.DECIMAL),
                                Column.hidden("odds_ratio_low", Format.DECIMAL),
                                Column.hidden("odds_ratio_high", Format.DECIMAL),
                                Column.hidden("pair_p", Format.PROBABILITY),
                                Column.hidden("pair_q", Format.PROBABILITY),
                                Column.hidden("purity_corrected_at_10", Format.DECIMAL),
                                Column.hidden("purity_corrected_at_50", Format.DECIMAL),
                                Column.hidden("detection_easy_low", Format.DECIMAL),
                                Column.hidden("detection_easy_high", Format.DECIMAL),
                                Column.hidden("detection_near_low", Format.DECIMAL),
                                Column.hidden("detection_near_high", Format.DECIMAL),
                                Column.hidden("user_correlation_low", Format.DECIMAL),
                                Column.hidden("user_correlation_high", Format.DECIMAL),
                                Column.hidden("held_out_share_firing", Format.PERCENT),
                                Column.hidden("held_out_share_silent", Format.PERCENT),
                                Column.hidden("user_auroc", Format.DECIMAL),
                                Column.hidden("monosemanticity", Format.DECIMAL),
                                Column.hidden("monosemanticity_attributes", Format.DECIMAL)),
                        rows)
                .captioned(
                        "Precision, recall, lift and q are measured on the half of the items that had no part in choosing the"
                                + " name. Precision: share of the items where the latent fires that carry the name. Recall: share of"
                                + " the items with the name where it fires. Lift: precision over the name's share of all items,"
                                + " with its 95% interval. q: adjusted for the number of names. Purity: of the 20 strongest"
                                + " items (or all, where it fires for fewer), corrected for chance. Easy, near: balanced"
                                + " accuracy of the name as a guess of where the latent fires, against silent items of the"
                                + " same popularity and against the silent items closest to the firing ones; 0.5 is chance."
                                + " Users: rank correlation of a user's activation with the name's share of that user's"
                                + " held-out items, the length of the history held fixed.");
    }

    private static double purityAt(Concept c, int k) {
        return c.evidence().purities().stream()
                .filter(p -> p.k() == k)
                .mapToDouble(Concept.Purity::corrected)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Table unnamed(Dataset data, ConceptSet set) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Concept c : set.concepts()) {
            if (c.status() == Concept.Status.UNNAMED) {
                AttributeFit fit = c.fits().isEmpty() ? null : c.fits().getFirst();
                rows.add(Cell.row(
                        c.latent(),
                        c.activeItems(),
                        c.activeUsers(),
                        fit == null ? Figures.NONE : fit.attribute().words(),
                        fit == null ? Double.NaN : fit.lift(),
                        ConceptOrder.titles(data, c, 3)));
            }
        }
        return new Table(
                "concepts_unnamed",
                "",
                List.of(
                        Column.number("latent", "Latent", Format.COUNT),
                        Column.number("active_items", "Items", Format.COUNT),
                        Column.number("active_users", "Users", Format.COUNT),
                        Column.text("closest", "Closest attribute", 2),
                        Column.number("closest_lift", "Its lift", Format.DECIMAL),
                        Column.text("top_items", "Strongest items", 5)),
                rows,
                PAPER_UNNAMED,
                "Items, users: for how many it fires.");
    }
}
