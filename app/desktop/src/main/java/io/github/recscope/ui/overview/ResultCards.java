package io.github.recscope.ui.overview;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.Recommender;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.ChartPane;
import io.github.recscope.ui.fx.Charts;
import io.github.recscope.ui.fx.Format;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;

/// The cards of what was computed. Node ids: `card-model`, `card-sae`, `card-concepts`, `chip-0` ….
final class ResultCards {
    private ResultCards() {}

    static Card model(Recommender model, String settings) {
        Evaluation e = model.evaluation();
        GridPane table = Parts.table(3);
        String k = "@" + e.cutoff();
        table.addRow(0, Parts.heading(""), Parts.heading("Recall" + k), Parts.heading("NDCG" + k));
        table.addRow(
                1,
                Parts.name("This model", ""),
                Parts.metric(e.model().recall()),
                Parts.metric(e.model().ndcg()));
        table.addRow(
                2,
                Parts.name("Popularity", "The same list for everyone: the most chosen training items."),
                Parts.metric(e.popularity().recall()),
                Parts.metric(e.popularity().ndcg()));
        table.addRow(
                3,
                Parts.name("Random", "A seeded random order for each user."),
                Parts.metric(e.random().recall()),
                Parts.metric(e.random().ndcg()));
        ChartPane chart = Charts.means(
                "Recall and NDCG of the model, popularity and random",
                "mean over users",
                List.of("this model", "popularity", "random"),
                List.of("Recall" + k, "NDCG" + k),
                List.of(
                        List.of(e.model().recall(), e.model().ndcg()),
                        List.of(e.popularity().recall(), e.popularity().ndcg()),
                        List.of(e.random().recall(), e.random().ndcg())));
        chart.setPrefHeight(170);
        Card card = new Card(
                        "Recommender",
                        table,
                        chart,
                        Parts.note("Protocol: " + e.protocol() + "."),
                        Parts.note("Settings: " + settings + "."))
                .subtitle(model.name());
        card.setId("card-model");
        return card;
    }

    static Card sae(Autoencoder sae, String settings) {
        Fidelity f = sae.fidelity();
        GridPane table = Parts.table(2);
        int row = 0;
        String fvu = "Fraction of variance unexplained: 0 is a perfect copy, 1 is no better than the mean vector.";
        table.addRow(row++, Parts.name("FVU of items", fvu), number(f.fvuItems()));
        table.addRow(row++, Parts.name("FVU of users", fvu), number(f.fvuUsers()));
        table.addRow(
                row++,
                Parts.name("FVU of scores", "Squared error of all user–item scores over their variance within users."),
                number(f.fvuScores()));
        table.addRow(
                row++,
                Parts.name(
                        "Rank-biased overlap",
                        "Agreement of the model's lists and those from the codes, the top counting most (p = 0.9)."
                                + " 1 is the same list."),
                Parts.metric(f.rbo()));
        table.addRow(
                row++,
                Parts.name(
                        "The same, cut off",
                        "Rank-biased overlap as the paper counts it, without scaling: lists of "
                                + f.listLength() + " that are the same give "
                                + Format.fixed(1 - Math.pow(0.9, f.listLength()), 3) + "."),
                Parts.metric(f.rboPaper()));
        table.addRow(
                row++,
                Parts.name(
                        "Kendall's τ-b",
                        "Whether both lists put items in the same order: 1 is the same order. Items in one list only"
                                + " count as tied below the other, so lists with nothing in common give about −0.7."),
                Parts.metric(f.kendall()));
        table.addRow(
                row++,
                Parts.name("Overlap@" + f.listLength(), "Share of items that are in both lists."),
                Parts.metric(f.overlap()));
        table.addRow(
                row++,
                Parts.name("NDCG before", "NDCG of the model itself on held-out items."),
                Parts.metric(f.ndcgModel()));
        table.addRow(
                row++,
                Parts.name("NDCG from the codes", "NDCG when users and items are replaced by their reconstruction."),
                Parts.metric(f.ndcgReconstructed()));
        table.addRow(
                row,
                Parts.name("NDCG lost", "The difference, user by user; above 0 the codes are worse."),
                Parts.metric(f.ndcgLoss()));
        Card card = new Card(
                        "Autoencoder",
                        Parts.figures(
                                Parts.figure(Format.count(f.latents()), "latents", "The width of the dictionary."),
                                Parts.figure(
                                        Format.number(f.l0Items()),
                                        "active per item",
                                        "L0: mean number of active latents of an item."),
                                Parts.figure(
                                        Format.number(f.l0Users()),
                                        "active per user",
                                        "L0: mean number of active latents of a user."),
                                Parts.figure(
                                        Format.count(f.dead()),
                                        "dead",
                                        "Latents that are active for no user and no item.")),
                        table,
                        Parts.note(
                                f.users() < sae.users().rows()
                                        ? "The lists are those of " + Format.plural(f.users(), "user", "users")
                                                + " who had no part in training it."
                                        : "The lists are those of all users, who had a part in training it."),
                        Parts.note("Settings: " + settings + "."))
                .subtitle(sae.name());
        card.setId("card-sae");
        return card;
    }

    static Card concepts(ConceptSet set, List<Concept> best, IntConsumer open) {
        FlowPane chips = new FlowPane(8, 8);
        int n = 0;
        for (Concept c : best) {
            Button chip = new Button(c.label());
            chip.setId("chip-" + n++);
            chip.getStyleClass().setAll("chip");
            chip.setTooltip(
                    new Tooltip("Purity of its top items, beyond chance: " + Format.percent(c.purityCorrected())));
            chip.setAccessibleText("Open the concept " + c.label());
            chip.setOnAction(_ -> open.accept(c.latent()));
            chips.getChildren().add(chip);
        }
        Card card = new Card(
                        "Concepts",
                        Parts.figures(
                                Parts.figure(
                                        Format.count(set.count(Concept.Status.NAMED)),
                                        "named",
                                        "Latents whose label holds on items that had no part in choosing it."),
                                Parts.figure(
                                        Format.count(set.count(Concept.Status.UNNAMED)),
                                        "unnamed",
                                        "Latents that fire, and no attribute fits well enough."),
                                Parts.figure(
                                        Format.count(set.count(Concept.Status.DEAD)),
                                        "dead",
                                        "Latents that never fire.")),
                        Parts.heading("Labels that fit best"),
                        chips,
                        Parts.note("Protocol: " + set.protocol() + "."))
                .subtitle(Format.percent(set.live() == 0 ? 0 : (double) set.count(Concept.Status.NAMED) / set.live())
                        + " of the live latents have a name, at a false discovery rate of "
                        + Format.percent(set.falseDiscoveryRate()));
        card.setId("card-concepts");
        return card;
    }

    private static javafx.scene.control.Label number(double value) {
        javafx.scene.control.Label label = new javafx.scene.control.Label(Format.fixed(value, 3));
        label.getStyleClass().add("strong");
        return label;
    }
}
