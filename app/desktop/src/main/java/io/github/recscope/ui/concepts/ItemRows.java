package io.github.recscope.ui.concepts;

import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.text.Numbers;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Rows of items or users with a bar for the activation.
final class ItemRows {
    private static final double BAR = 72;

    /// Shared by the rows of one list: a tooltip of its own for each would cost more than the row.
    private record Tips(Tooltip activation, Tooltip carries, Tooltip lacks) {
        Tips() {
            this(new Tooltip(Terms.ACTIVATION), new Tooltip("Carries the label"), new Tooltip("Lacks the label"));
        }
    }

    private ItemRows() {}

    static void fill(VBox into, List<ConceptCard.ItemLine> lines, String id, ConceptsModel model) {
        VBox rows = new VBox();
        rows.getStyleClass().add("item-rows");
        Tips tips = new Tips();
        int n = 0;
        for (ConceptCard.ItemLine line : lines) {
            HBox row = new HBox(10, bar(line.activation(), line.share(), tips), text(line.title(), line.details()));
            line.carriesLabel().ifPresent(carries -> row.getChildren().add(tick(carries, tips)));
            String carries = line.carriesLabel()
                    .map(c -> c ? ", carries the label" : ", lacks the label")
                    .orElse("");
            rows.getChildren()
                    .add(button(
                            id + n++,
                            row,
                            line.title() + ", activation " + Numbers.fixed(line.activation(), 2) + carries,
                            () -> model.selectItem(line.item())));
        }
        into.getChildren().add(rows);
    }

    static void users(VBox into, List<ConceptCard.UserLine> lines, ConceptsModel model) {
        VBox rows = new VBox();
        rows.getStyleClass().add("item-rows");
        Tips tips = new Tips();
        int n = 0;
        for (ConceptCard.UserLine line : lines) {
            HBox row = new HBox(
                    10,
                    bar(line.activation(), line.share(), tips),
                    text(line.id(), "chose " + Numbers.count(line.history(), "item")));
            rows.getChildren()
                    .add(button(
                            "top-user-" + n++,
                            row,
                            "User " + line.id() + ", activation " + Numbers.fixed(line.activation(), 2),
                            () -> model.selectUser(line.user())));
        }
        into.getChildren().add(rows);
    }

    private static Button button(String id, HBox row, String accessible, Runnable action) {
        row.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button(null, row);
        button.setId(id);
        button.getStyleClass().addAll("flat", "item-row");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setAccessibleText(accessible);
        button.setOnAction(_ -> action.run());
        // The row fills the button, so that ticks line up at the right.
        row.prefWidthProperty().bind(button.widthProperty().subtract(16));
        row.setMinWidth(0);
        button.setMinWidth(0);
        button.setPrefWidth(200);
        return button;
    }

    private static Node bar(double activation, double share, Tips tips) {
        Region fill = new Region();
        fill.getStyleClass().add("bar-fill");
        fill.setMinWidth(Region.USE_PREF_SIZE);
        fill.setPrefWidth(Math.max(activation > 0 ? 2 : 0, share * BAR));
        fill.setMaxSize(Region.USE_PREF_SIZE, 8);
        fill.setPrefHeight(8);
        StackPane track = new StackPane(fill);
        track.setAlignment(Pos.CENTER_LEFT);
        track.getStyleClass().add("bar-track");
        track.setMinSize(BAR, 8);
        track.setMaxSize(BAR, 8);
        Label number = new Label(activation > 0 ? Numbers.fixed(activation, 2) : "0");
        number.getStyleClass().addAll("muted", "small");
        number.setMinWidth(34);
        number.setAlignment(Pos.CENTER_RIGHT);
        HBox box = new HBox(6, track, number);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip.install(box, tips.activation());
        return box;
    }

    private static Node text(String title, String details) {
        Label name = new Label(title);
        name.setMinWidth(0);
        VBox box = new VBox(name);
        if (!details.isEmpty()) {
            Label more = new Label(details);
            more.getStyleClass().addAll("muted", "small");
            more.setMinWidth(0);
            box.getChildren().add(more);
        }
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Node tick(boolean carries, Tips tips) {
        FontIcon icon = Icons.of(
                carries ? MaterialDesignC.CHECK_CIRCLE : MaterialDesignC.CLOSE_CIRCLE_OUTLINE,
                carries ? "icon-good" : "icon-quiet");
        Label label = new Label(null, icon);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setTooltip(carries ? tips.carries() : tips.lacks());
        return label;
    }
}
