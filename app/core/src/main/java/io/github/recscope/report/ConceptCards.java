package io.github.recscope.report;

import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import java.util.ArrayList;
import java.util.List;

/// The clearest concepts one by one: their strongest items and the attributes they fit.
final class ConceptCards {
    private static final int CARDS = 12;
    private static final int ITEMS = 10;
    private static final int ATTRIBUTES = 5;

    private ConceptCards() {}

    static List<Block> of(Dataset data, Autoencoder sae, ConceptSet set) {
        int[] popularity = data.interactions().popularity();
        List<Block> blocks = new ArrayList<>();
        for (Concept c : ConceptOrder.clearest(set, CARDS)) {
            blocks.add(new Block.Heading(c.label() + " (latent " + c.latent() + ")"));
            blocks.add(new Block.Beside(List.of(items(data, sae.items(), popularity, c), attributes(c))));
        }
        return blocks;
    }

    private static Table items(Dataset data, SparseCodes codes, int[] popularity, Concept c) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i : c.topItems().stream().limit(ITEMS).toList()) {
            rows.add(Cell.row(data.items().get(i), data.titles().get(i), codes.get(i, c.latent()), popularity[i]));
        }
        return Table.of(
                "concept_" + c.latent() + "_items",
                "",
                List.of(
                        Column.hidden("item", Format.TEXT),
                        Column.text("title", "Strongest items", 1).lines(1),
                        Column.number("activation", "Activation", Format.DECIMAL),
                        Column.number("users", "Users", Format.COUNT)),
                rows);
    }

    private static Table attributes(Concept c) {
        List<List<Cell>> rows = new ArrayList<>();
        for (AttributeFit fit : c.fits().stream().limit(ATTRIBUTES).toList()) {
            rows.add(Cell.row(
                    fit.attribute().family(),
                    fit.attribute().value(),
                    fit.attribute().words(),
                    fit.precision(),
                    fit.recall(),
                    new Cell.Interval(fit.lift(), fit.liftLow(), fit.liftHigh(), null),
                    fit.auroc(),
                    fit.pValue(),
                    fit.qValue()));
        }
        String active = "Active for " + Figures.plural(c.activeItems(), "item", "items") + " and "
                + Figures.plural(c.activeUsers(), "user", "users") + ". Purity of its "
                + Figures.plural(c.topItems().size(), "strongest item ", "strongest items ")
                + Figures.percent(c.purity()) + ", corrected for chance " + Figures.decimal(c.purityCorrected())
                + ". Correlation with popularity " + Figures.correlation(c.popularityCorrelation()) + ".";
        return Table.of(
                        "concept_" + c.latent() + "_attributes",
                        "",
                        List.of(
                                Column.hidden("family", Format.TEXT),
                                Column.hidden("value", Format.TEXT),
                                Column.text("attribute", "Attributes", 1),
                                Column.number("precision", "Prec.", Format.PERCENT),
                                Column.number("recall", "Recall", Format.PERCENT),
                                Column.number("lift", "Lift", Format.DECIMAL),
                                Column.hidden("auroc", Format.DECIMAL),
                                Column.hidden("p_value", Format.PROBABILITY),
                                Column.hidden("q_value", Format.PROBABILITY)),
                        rows)
                .captioned(active);
    }
}
