package io.github.recscope.ui.embeddings;

import io.github.recscope.ui.fx.Bar;
import io.github.recscope.ui.fx.Format;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card of the item or user in focus. Node ids: `item-card`, `item-title`, `item-concept-0` …, `neighbour-0` ….
final class ItemCardPane extends ScrollPane {
    private final EmbeddingsModel model;
    private final VBox body = new VBox();

    ItemCardPane(EmbeddingsModel model) {
        this.model = model;
        setId("item-card");
        getStyleClass().addAll("page-scroll", "inspector");
        body.getStyleClass().add("inspector-body");
        setContent(body);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        model.card().observe(this::show);
    }

    private void show(Optional<ItemFacts> card) {
        body.getChildren().clear();
        if (card.isEmpty()) {
            Label hint = new Label("Click a point, or search a title, to see what the model knows about it.");
            hint.getStyleClass().add("muted");
            hint.setWrapText(true);
            body.getChildren().add(hint);
            return;
        }
        ItemFacts facts = card.get();
        Label title = new Label(facts.title());
        title.setId("item-title");
        title.getStyleClass().add("inspector-title");
        title.setWrapText(true);
        body.getChildren().addAll(title, metadata(facts));
        if (!facts.concepts().isEmpty()) {
            body.getChildren().addAll(section("Strongest concepts"), concepts(facts));
        }
        if (!facts.neighbours().isEmpty()) {
            body.getChildren().addAll(section("Nearest items, in the original space"), neighbours(facts));
        }
        setVvalue(0);
    }

    private static Node metadata(ItemFacts facts) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(70);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        int row = 0;
        for (ItemFacts.Fact f : facts.facts()) {
            Label name = new Label(f.name());
            name.getStyleClass().addAll("muted", "small");
            name.setTooltip(new Tooltip(f.name()));
            GridPane.setValignment(name, javafx.geometry.VPos.TOP);
            Label value = new Label(f.value());
            value.getStyleClass().add("small");
            value.setWrapText(true);
            grid.addRow(row++, name, value);
        }
        return grid;
    }

    private Node concepts(ItemFacts facts) {
        VBox list = new VBox();
        list.setSpacing(7);
        int n = 0;
        for (ItemFacts.Active c : facts.concepts()) {
            Hyperlink link = link("item-concept-" + n++, c.title(), () -> model.openConcept(c.latent()));
            if (!c.named()) {
                link.getStyleClass().add("unnamed");
            }
            link.setTooltip(new Tooltip("Open this concept"));
            Label value = new Label(Format.fixed(c.activation(), 2));
            value.getStyleClass().addAll("muted", "small");
            value.setMinWidth(Region.USE_PREF_SIZE);
            list.getChildren().add(new VBox(row(link, value), new Bar(c.share())));
        }
        return list;
    }

    private Node neighbours(ItemFacts facts) {
        VBox list = new VBox();
        list.setSpacing(2);
        int n = 0;
        for (ItemFacts.Neighbour near : facts.neighbours()) {
            Hyperlink link = link("neighbour-" + n++, near.title(), () -> model.selectItem(near.item()));
            link.setTooltip(new Tooltip(near.title()));
            Label value = new Label(Format.fixed(near.cosine(), 2));
            value.getStyleClass().addAll("muted", "small");
            value.setMinWidth(Region.USE_PREF_SIZE);
            value.setTooltip(new Tooltip("Cosine of both embeddings: 1 is the same direction."));
            list.getChildren().add(row(link, value));
        }
        return list;
    }

    private static HBox row(Hyperlink link, Label value) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(link, gap, value);
        row.setSpacing(8);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Hyperlink link(String id, String text, Runnable action) {
        Hyperlink link = new Hyperlink(text);
        link.setId(id);
        link.setMinWidth(0);
        link.getStyleClass().add("quiet-link");
        link.setOnAction(_ -> {
            action.run();
            link.setVisited(false);
        });
        return link;
    }

    private static Label section(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-title");
        return label;
    }
}
