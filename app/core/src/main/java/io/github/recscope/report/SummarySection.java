package io.github.recscope.report;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.Recommender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first page: the key figures and how to read the rest.
final class SummarySection {
    private SummarySection() {}

    static Optional<Section> of(Findings f) {
        Dataset data = f.data();
        if (data == null) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(sentence(f, data)));
        blocks.add(new Block.KeyFigures(figures(f, data)));
        ConceptSet concepts = f.concepts();
        if (concepts != null && concepts.count(Concept.Status.NAMED) > 0) {
            blocks.add(new Block.Heading("Clearest concepts"));
            blocks.add(clearest(data, concepts));
        }
        blocks.add(new Block.Heading("How to read this report"));
        reading(f).forEach(t -> blocks.add(new Block.Text(t)));
        return Optional.of(new Section(ReportSection.SUMMARY.id(), ReportSection.SUMMARY.title(), blocks));
    }

    private static String sentence(Findings f, Dataset data) {
        StringBuilder s = new StringBuilder(data.name() + " holds "
                + Figures.plural(data.interactions().size(), "interaction", "interactions") + " of "
                + Figures.plural(data.users().size(), "user", "users") + " with "
                + Figures.plural(data.items().size(), "item", "items") + ".");
        Recommender model = f.model();
        if (model != null) {
            Evaluation e = model.evaluation();
            s.append(
                    e.model().recall().n() == 0
                            ? " Nothing was held out, so the recommender's accuracy is not known."
                            : " The recommender's lists of " + e.cutoff() + " contain "
                                    + Figures.percent(e.model().recall().mean())
                                    + " of what was held out; the most popular items contain "
                                    + Figures.percent(e.popularity().recall().mean()) + ".");
        }
        ConceptSet concepts = f.concepts();
        if (concepts != null) {
            int named = concepts.count(Concept.Status.NAMED);
            s.append(" Its embeddings were taken apart into "
                    + Figures.plural(concepts.concepts().size(), "latent", "latents") + ", of which " + named
                    + (named == 1 ? " has" : " have") + " a name that holds on items not used to choose it.");
        }
        return s.toString();
    }

    private static List<Block.Figure> figures(Findings f, Dataset data) {
        List<Block.Figure> figures = new ArrayList<>();
        figures.add(new Block.Figure(Figures.count(data.users().size()), "Users", ""));
        figures.add(new Block.Figure(Figures.count(data.items().size()), "Items", ""));
        figures.add(new Block.Figure(
                Figures.count(data.interactions().size()),
                "Interactions",
                Figures.percent(data.interactions().density()) + " of all pairs"));
        Recommender model = f.model();
        if (model != null) {
            Evaluation e = model.evaluation();
            figures.add(new Block.Figure(
                    Figures.decimal(e.model().recall().mean()),
                    "Recall@" + e.cutoff(),
                    "popularity " + Figures.decimal(e.popularity().recall().mean())));
            figures.add(new Block.Figure(
                    Figures.decimal(e.model().ndcg().mean()),
                    "NDCG@" + e.cutoff(),
                    "popularity " + Figures.decimal(e.popularity().ndcg().mean())));
        }
        Autoencoder sae = f.autoencoder();
        if (sae != null) {
            Fidelity q = sae.fidelity();
            figures.add(new Block.Figure(
                    Figures.decimal(q.l0Items()), "Active latents an item", "users " + Figures.decimal(q.l0Users())));
            figures.add(
                    new Block.Figure(Figures.decimal(q.rbo().mean()), "Rank agreement (RBO)", "1 = the same lists"));
        }
        ConceptSet concepts = f.concepts();
        if (concepts != null) {
            int named = concepts.count(Concept.Status.NAMED);
            String share =
                    concepts.live() == 0 ? "" : Figures.percent((double) named / concepts.live()) + " of the live ones";
            figures.add(new Block.Figure(Figures.count(named), "Named concepts", share));
        }
        return figures;
    }

    private static Table clearest(Dataset data, ConceptSet concepts) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Concept c : ConceptOrder.clearest(concepts, 8)) {
            rows.add(Cell.row(
                    c.latent(),
                    c.label(),
                    Cell.of(c.purityCorrected(), Format.DECIMAL),
                    ConceptOrder.titles(data, c, 3)));
        }
        return Table.of(
                "clearest",
                "",
                List.of(
                        Column.hidden("latent", Format.COUNT),
                        Column.text("label", "Concept", 2),
                        Column.number("purity_corrected", "Purity", Format.DECIMAL),
                        Column.text("top_items", "Strongest items", 5).lines(1)),
                rows);
    }

    private static List<String> reading(Findings f) {
        List<String> t = new ArrayList<>();
        if (f.model() != null) {
            t.add(
                    "Accuracy is measured on interactions that the recommender never saw, and always beside two baselines:"
                            + " the most popular items for everyone, and chance. A figure such as 0.213 [0.205, 0.221] is a mean"
                            + " with its 95% interval.");
        }
        if (f.autoencoder() != null) {
            t.add(
                    "A sparse autoencoder rewrites each embedding as a few active latents: the concepts. Rank agreement says"
                            + " how much of the recommender survives, so how far what is said of concepts holds for it.");
        }
        if (f.concepts() != null) {
            t.add(
                    "A concept's name was chosen on one half of the items and tested on the other. Purity is the share of a"
                            + " concept's 20 strongest items that carry the name, corrected for how common the name is: 1 is"
                            + " perfect, 0 is chance.");
        }
        t.add("“" + Figures.NONE
                + "” stands where there is no figure. Every table, and the data of every chart, is also"
                + " there as CSV in full precision.");
        return t;
    }
}
