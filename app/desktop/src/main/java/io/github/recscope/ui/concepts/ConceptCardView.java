package io.github.recscope.ui.concepts;

import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.ChartPane;
import io.github.recscope.ui.fx.Charts;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.text.Numbers;
import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// One concept on one page: what it is, the evidence for it and the evidence against it.
final class ConceptCardView extends ScrollPane {
    private static final Color THRESHOLD = new Color(0xd1, 0x24, 0x2f);

    private final ConceptsModel model;
    private final VBox body = new VBox(12);

    ConceptCardView(ConceptCard card, ConceptsModel model) {
        this.model = model;
        setId("concept-card");
        getStyleClass().addAll("page-scroll", "concept-card");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        body.getStyleClass().add("concept-card-body");
        setContent(body);
        body.getChildren().add(header(card));
        if (card.concept().status() == Concept.Status.DEAD) {
            return;
        }
        if (!card.topItems().isEmpty()) {
            body.getChildren().add(topItems(card));
        }
        // What is below the fold comes a moment later, so that holding J or K leafs through the cards without a hitch.
        Platform.runLater(() -> {
            if (getScene() != null) {
                addEvidence(card);
            }
        });
    }

    private void addEvidence(ConceptCard card) {
        if (card.concept().status() == Concept.Status.NAMED) {
            body.getChildren().add(EvidenceView.of(card.concept()));
        }
        card.nearMisses().ifPresent(m -> body.getChildren().add(nearMisses(card, m)));
        card.histogram().ifPresent(h -> body.getChildren().add(histogram(h)));
        if (!card.fits().isEmpty()) {
            body.getChildren().add(fits(card));
        }
        if (!card.topUsers().isEmpty()) {
            body.getChildren().add(users(card));
        }
        if (!card.relations().isEmpty()) {
            body.getChildren().add(relations(card));
        }
        if (!card.related().isEmpty()) {
            body.getChildren().add(related(card));
        }
    }

    private Node header(ConceptCard card) {
        Concept c = card.concept();
        Label title = new Label(c.title());
        title.setId("concept-card-title");
        title.getStyleClass().add("concept-title");
        title.setWrapText(true);
        title.setMinWidth(0);
        Label status = new Label(Terms.status(c.status()));
        status.getStyleClass().addAll("tag", "tag-" + Terms.status(c.status()));
        status.setTooltip(new Tooltip(Terms.STATUS));
        Label number = new Label("no. " + c.latent());
        number.getStyleClass().add("muted");
        FlowPane heading = new FlowPane(10, 4, title, status, number);
        heading.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        VBox box = new VBox(8, heading);
        box.getStyleClass().add("card");
        int n = 0;
        for (String sentence : card.summary()) {
            Label line = new Label(sentence);
            line.setId("concept-summary-" + n++);
            line.setWrapText(true);
            line.setMinHeight(USE_PREF_SIZE);
            if (sentence.startsWith("Beware")) {
                line.getStyleClass().add("warn");
            }
            box.getChildren().add(line);
        }
        String others = card.fits().stream()
                .skip(c.status() == Concept.Status.NAMED ? 1 : 0)
                .limit(4)
                .map(f -> f.attribute().words() + " " + Numbers.times(f.lift()))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            Label alternatives = new Label("Other candidates, with their lift: " + others);
            alternatives.setId("concept-alternatives");
            alternatives.getStyleClass().addAll("muted", "small");
            alternatives.setWrapText(true);
            alternatives.setMinHeight(USE_PREF_SIZE);
            alternatives.setTooltip(new Tooltip(Terms.LIFT));
            box.getChildren().add(alternatives);
        }
        if (ConceptsModel.canSteer(c)) {
            Button steer = Icons.button("concept-steer", "Steer with it", MaterialDesignT.TUNE, model::steer);
            steer.getStyleClass().add("accent");
            steer.setTooltip(new Tooltip("Adds an edit of this concept to the steering recipe and goes there (S)."));
            box.getChildren().add(steer);
        }
        return box;
    }

    private Node topItems(ConceptCard card) {
        Card box = new Card("Top items")
                .subtitle(
                        card.nearMisses().isPresent()
                                ? "Where it is strongest. A tick: the item carries the label."
                                : "Where it is strongest.");
        box.setId("concept-top-items");
        ItemRows.fill(box.body(), card.topItems(), "top-item-", model);
        return box;
    }

    private Node nearMisses(ConceptCard card, ConceptCard.NearMisses m) {
        String label = card.concept().label();
        int firing = m.both() + m.firingCount();
        int carrying = m.both() + m.silentCount();
        Card box = new Card("Where label and concept disagree")
                .subtitle("Over all items: of " + Numbers.count(firing, "item") + " above the threshold "
                        + Numbers.whole(m.both()) + (m.both() == 1 ? " carries" : " carry") + " the label; of "
                        + Numbers.count(carrying, "item") + " with the label it fires on " + Numbers.whole(m.both())
                        + ".");
        box.setId("concept-near-misses");
        section(
                box.body(),
                "Fires, but is not '" + label + "' (" + Numbers.whole(m.firingCount()) + ")",
                "The strongest of the items above the threshold that lack the label: false alarms, or items that the "
                        + "data forgot to label.",
                m.firing(),
                "miss-firing-");
        section(
                box.body(),
                "Is '" + label + "', but stays silent (" + Numbers.whole(m.silentCount()) + ")",
                "The most chosen of the items with the label where the concept stays at or below its threshold.",
                m.silent(),
                "miss-silent-");
        return box;
    }

    private void section(VBox into, String title, String help, List<ConceptCard.ItemLine> lines, String id) {
        Label heading = new Label(title);
        heading.getStyleClass().add("section-title");
        heading.setTooltip(new Tooltip(help));
        into.getChildren().add(heading);
        if (lines.isEmpty()) {
            Label none = new Label("None.");
            none.getStyleClass().add("muted");
            into.getChildren().add(none);
        }
        ItemRows.fill(into, lines, id, model);
    }

    private Node histogram(ConceptCard.Histogram h) {
        double[] edges = new double[h.counts().size() + 1];
        double[] counts = new double[h.counts().size()];
        for (int b = 0; b < counts.length; b++) {
            edges[b] = b * h.width();
            edges[b + 1] = (b + 1) * h.width();
            counts[b] = h.counts().get(b);
        }
        ChartPane chart = Charts.histogram(
                "Histogram of the activation over the items where it fires",
                "activation",
                "items (log scale)",
                edges,
                counts,
                true);
        Charts.mark(chart, h.threshold(), THRESHOLD);
        chart.setId("concept-histogram");
        chart.setPrefHeight(170);
        Card box = new Card("How strong it is", chart)
                .subtitle(
                        Double.isNaN(h.threshold())
                                ? "Activation over the items where it fires."
                                : "Activation over the items where it fires. Red line: above "
                                        + Numbers.fixed(h.threshold(), 2) + " it counts as firing.");
        Tooltip.install(chart, new Tooltip(Terms.ACTIVATION + "\n" + Terms.THRESHOLD));
        return box;
    }

    private static Node fits(ConceptCard card) {
        GridPane grid = new GridPane(6, 3);
        grid.setId("concept-attributes");
        String[] heads = {"Lift", "95 %", "Prec.", "Base", "Recall", "AUROC", "q"};
        double[] widths = {11, 19, 13, 12, 14, 15, 16};
        String[] help = {
            Terms.LIFT,
            Terms.INTERVAL,
            Terms.PRECISION,
            Terms.BASE_RATE,
            Terms.RECALL,
            Terms.AUROC,
            Terms.Q + " A dash: not put to the test."
        };
        for (int c = 0; c < heads.length; c++) {
            ColumnConstraints share = new ColumnConstraints();
            share.setPercentWidth(widths[c]);
            share.setHalignment(c == 0 ? HPos.LEFT : HPos.RIGHT);
            grid.getColumnConstraints().add(share);
            Label head = new Label(heads[c]);
            head.getStyleClass().add("section-title");
            head.setTooltip(new Tooltip(help[c]));
            head.setMinWidth(0);
            grid.add(head, c, 0);
        }
        int row = 1;
        for (AttributeFit f : card.fits()) {
            Label name = new Label(f.attribute().words());
            name.setMinWidth(0);
            name.getStyleClass().add("attribute-name");
            if (row == 1 && card.concept().status() == Concept.Status.NAMED) {
                name.getStyleClass().add("strong");
            }
            GridPane.setHalignment(name, HPos.LEFT);
            grid.add(name, 0, row++, heads.length, 1);
            String[] cells = {
                Numbers.times(f.lift()),
                Numbers.fixed(f.liftLow(), 1) + "–" + Numbers.fixed(f.liftHigh(), 1),
                Numbers.percent(f.precision()),
                Numbers.percent(f.baseRate()),
                Numbers.percent(f.recall()),
                Numbers.fixed(f.auroc(), 2),
                Numbers.probability(f.qValue())
            };
            for (int c = 0; c < cells.length; c++) {
                Label cell = new Label(cells[c]);
                cell.getStyleClass().add("small");
                cell.setMinWidth(0);
                grid.add(cell, c, row);
            }
            row++;
        }
        return new Card("Attributes it fits best", grid)
                .subtitle("Measured on the half of the items that had no part in choosing label and threshold.");
    }

    private Node users(ConceptCard card) {
        Card box = new Card("Top users")
                .subtitle("Where it is strongest. A click shows the user in Steering and on the map.");
        box.setId("concept-top-users");
        ItemRows.users(box.body(), card.topUsers(), model);
        return box;
    }

    private Node relations(ConceptCard card) {
        Card box = new Card("Relations").subtitle("By the items where both fire; the figure is the lift.");
        box.setId("concept-relations");
        for (Concept.Relation.Kind kind : Concept.Relation.Kind.values()) {
            FlowPane chips = new FlowPane(6, 6);
            for (ConceptCard.RelationLine line : card.relations()) {
                Concept.Relation r = line.relation();
                if (r.kind() == kind) {
                    Button chip = new Button(line.title() + "  " + Numbers.times(r.lift()));
                    chip.setId("relation-" + r.latent());
                    chip.getStyleClass().add("chip");
                    chip.setOnAction(_ -> model.select(r.latent()));
                    chip.setTooltip(new Tooltip("No. " + r.latent() + ": both fire " + Numbers.times(r.lift())
                            + " as often as by chance (95 %: " + Numbers.fixed(r.liftLow(), 1) + "–"
                            + Numbers.fixed(r.liftHigh(), 1) + "); overlap " + Numbers.percent(r.overlap()) + "."));
                    chip.setAccessibleText("Go to the concept " + line.title());
                    chips.getChildren().add(chip);
                }
            }
            if (!chips.getChildren().isEmpty()) {
                Label heading = new Label(Terms.relation(kind));
                heading.getStyleClass().add("section-title");
                heading.setWrapText(true);
                box.body().getChildren().addAll(heading, chips);
            }
        }
        return box;
    }

    private Node related(ConceptCard card) {
        FlowPane chips = new FlowPane(6, 6);
        chips.setId("concept-related");
        for (ConceptCard.RelatedLine r : card.related()) {
            Button chip = new Button(r.title() + "  " + Numbers.fixed(r.cosine(), 2));
            chip.setId("related-" + r.latent());
            chip.getStyleClass().add("chip");
            chip.setOnAction(_ -> model.select(r.latent()));
            chip.setTooltip(new Tooltip(Terms.COSINE));
            chip.setAccessibleText("Go to the concept " + r.title() + ", cosine " + Numbers.fixed(r.cosine(), 2));
            chips.getChildren().add(chip);
        }
        return new Card("Related concepts", chips).subtitle("Whose direction is most alike, with the cosine.");
    }
}
