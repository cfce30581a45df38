package io.github.recscope.report;

import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.ConceptStability;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A set of concepts beside chance, simpler methods and other trainings.
public final class ConceptComparison {
    /// Smaller differences are called none.
    private static final double EQUAL = 0.005;

    private ConceptComparison() {}

    static List<Block> of(ConceptSet set, @Nullable ConceptBaselines baselines, @Nullable ConceptStability stability) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Heading("How well names tell where concepts fire"));
        blocks.add(references(set.quality()));
        if (baselines != null) {
            blocks.add(new Block.Heading("Beside simpler methods"));
            blocks.addAll(baselines(baselines));
        }
        if (stability != null) {
            blocks.add(new Block.Heading("Across trainings"));
            blocks.add(new Block.Text(Figures.percent(stability.stableShare())
                    + " of the latents that fire were found again in at least half of "
                    + Figures.plural(stability.others(), "other autoencoder", "other autoencoders")
                    + " (cosine of the activations over all items at least " + Figures.decimal(stability.threshold())
                    + "); mean cosine with the match " + Figures.decimal(stability.mean()) + ", by chance "
                    + Figures.decimal(stability.chance()) + "."));
        }
        return blocks;
    }

    private static Table references(ConceptSet.Quality q) {
        List<List<Cell>> rows = List.of(
                row("Concepts with a name", q.detection(), q.purity(), q.cohesion(), q.likeness()),
                row("Raw dimensions with a name", q.raw(), Double.NaN, Double.NaN, Double.NaN),
                row("Shuffled activations, all labels", q.shuffled(), Double.NaN, Double.NaN, Double.NaN),
                row(
                        "Random directions",
                        new ConceptSet.Median(0, Double.NaN, Double.NaN),
                        Double.NaN,
                        q.cohesionChance(),
                        q.likenessChance()));
        return Table.of(
                        "concepts_references",
                        "",
                        List.of(
                                Column.text("what", "", 2),
                                Column.number("labels", "Labels", Format.COUNT),
                                Column.number("easy", "Detection, easy", Format.DECIMAL),
                                Column.number("near", "Detection, near", Format.DECIMAL),
                                Column.number("purity", "Purity@20", Format.DECIMAL),
                                Column.number("monosemanticity", "MS", Format.DECIMAL),
                                Column.number("monosemanticity_attributes", "MS, attributes", Format.DECIMAL)),
                        rows)
                .captioned(
                        "Medians of the balanced accuracy of the label on testing items; 0.5 is chance. Easy: against"
                                + " silent items of the same popularity (labels of popularity itself are left out). Near: against"
                                + " the silent items closest to the firing ones. Purity: median, corrected. MS: the"
                                + " monosemanticity score over the 30 strongest items, mean over all latents that fire, with the"
                                + " recommender's embeddings and with vectors of the items' attributes. Of "
                                + Figures.count(q.pairs()) + " pairs of latent and attribute "
                                + Figures.count(q.pairsHolding()) + " hold when all are tested at once.");
    }

    private static List<Cell> row(String what, ConceptSet.Median m, double purity, double ms, double tags) {
        return Cell.row(what, m.labels(), m.easy(), m.near(), purity, ms, tags);
    }

    /// The autoencoder beside simpler methods: in words where one of them does better, and the table.
    public static List<Block> baselines(ConceptBaselines baselines) {
        return List.of(new Block.Text(verdict(baselines)), table(baselines));
    }

    private static Table table(ConceptBaselines b) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ConceptBaselines.Row r : b.rows()) {
            rows.add(Cell.row(
                    r.method().title(),
                    r.directions(),
                    r.namedShare(),
                    r.names(),
                    r.detection().easy(),
                    r.detection().near(),
                    r.purity(),
                    r.cohesion()));
        }
        return Table.of(
                        "concepts_baselines",
                        "",
                        List.of(
                                Column.text("method", "Method", 2),
                                Column.number("directions", "Directions", Format.COUNT),
                                Column.number("named_share", "Named", Format.PERCENT),
                                Column.number("names", "Names", Format.COUNT),
                                Column.number("easy", "Easy", Format.DECIMAL),
                                Column.number("near", "Near", Format.DECIMAL),
                                Column.number("purity", "Purity@20", Format.DECIMAL),
                                Column.number("monosemanticity", "MS", Format.DECIMAL)),
                        rows)
                .captioned(Words.sentence(b.protocol()) + " Names: how many different ones. The probe is told which"
                        + " attribute to look for, so it is an upper bound.");
    }

    private record Measure(String name, ToDoubleFunction<ConceptBaselines.Row> value) {}

    /// Says in plain words where a method that nobody supervises does better than the autoencoder.
    static String verdict(ConceptBaselines b) {
        ConceptBaselines.Row own = b.rows().getFirst();
        List<Measure> measures = List.of(
                new Measure("the share of directions with a name", ConceptBaselines.Row::namedShare),
                new Measure("the number of different names", ConceptBaselines.Row::names),
                new Measure("easy detection", r -> r.detection().easy()),
                new Measure("near detection", r -> r.detection().near()),
                new Measure("purity", ConceptBaselines.Row::purity));
        List<String> lost = new ArrayList<>();
        List<String> won = new ArrayList<>();
        for (Measure m : measures) {
            double mine = m.value().applyAsDouble(own);
            ConceptBaselines.Row best = own;
            for (ConceptBaselines.Row r : b.rows()) {
                if (r.method() != ConceptBaselines.Method.PROBE
                        && m.value().applyAsDouble(r) > m.value().applyAsDouble(best)) {
                    best = r;
                }
            }
            double other = m.value().applyAsDouble(best);
            if (other > mine + EQUAL) {
                lost.add(best.method().title() + " beat the autoencoder in " + m.name() + " (" + Figures.decimal(other)
                        + " against " + Figures.decimal(mine) + ").");
            } else if (Double.isFinite(mine)) {
                won.add(m.name());
            }
        }
        String text = String.join(" ", lost);
        if (!won.isEmpty()) {
            text += (lost.isEmpty() ? "" : " ") + "No unsupervised method does better in " + String.join(", ", won)
                    + ".";
        }
        return text;
    }
}
