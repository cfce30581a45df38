package io.github.recscope.ui.steering;

import io.github.recscope.ui.fx.Card;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the saved recipe does to everyone.
final class EffectView extends VBox {
    private static final int MOST = 5;

    EffectView(Saving saving, EffectTable effect) {
        setId("steer-effect");
        GridPane grid = new GridPane(12, 4);
        grid.setId("steer-effect-table");
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        wide.setMinWidth(130);
        grid.getColumnConstraints().add(wide);
        String[] heads = {"", "Before", "After", "Difference", "95 % interval"};
        String[] help = {
            "",
            "Without the edits.",
            "With the edits.",
            "After minus before; for shares in percentage points (pp).",
            "The range that holds the true difference with 95 % confidence. A dash: one figure for all, no interval."
        };
        for (int c = 1; c < heads.length; c++) {
            add(grid, heads[c], c, 0, help[c], "section-title");
        }
        int row = 1;
        for (EffectTable.Row r : effect.rows()) {
            add(grid, r.name(), 0, row, r.help(), "label");
            add(grid, r.before(), 1, row, "", "label");
            add(grid, r.after(), 2, row, "", "label");
            add(
                    grid,
                    r.difference(),
                    3,
                    row,
                    r.sure() ? "The interval leaves out 0." : "",
                    r.sure() ? "strong" : "label");
            add(grid, r.interval(), 4, row++, "", "muted");
        }
        Card card = new Card((effect.estimated() ? "Estimated effect: " : "Effect: ") + effect.name());
        card.subtitle(effect.about());
        if (!saving.current()) {
            Label changed = new Label("The recipe on the left has changed since it was "
                    + (effect.estimated() ? "sent to be measured." : "saved."));
            changed.setId("steer-effect-changed");
            changed.getStyleClass().addAll("warn", "small");
            card.body().getChildren().add(changed);
        }
        card.body().getChildren().addAll(figures(effect), grid);
        if (effect.estimated()) {
            Label later = new Label(effect.later());
            later.setId("steer-effect-later");
            later.setWrapText(true);
            later.setMinHeight(USE_PREF_SIZE);
            later.getStyleClass().addAll("muted", "small");
            card.body().getChildren().add(later);
        }
        setMinHeight(USE_PREF_SIZE);
        getChildren().add(card);
    }

    /// The figures that one looks at first, large.
    private static HBox figures(EffectTable effect) {
        HBox figures = new HBox(24);
        figures.setId("steer-figures");
        for (EffectTable.Row r : effect.rows()) {
            boolean first = r.name().startsWith("Share of") || r.name().startsWith("NDCG@");
            if ((first || r.name().equals("Items that stay") || r.name().equals("Users harmed"))
                    && figures.getChildren().size() < MOST) {
                Label value = new Label(first ? r.difference() : r.after());
                value.getStyleClass().add("steer-figure");
                Label name = new Label(r.name());
                name.getStyleClass().addAll("muted", "small");
                VBox box = new VBox(2, value, name);
                Tooltip.install(box, new Tooltip(r.help()));
                figures.getChildren().add(box);
            }
        }
        return figures;
    }

    private static void add(GridPane grid, String text, int column, int row, String help, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        if (!help.isEmpty()) {
            label.setTooltip(new Tooltip(help));
        }
        if (column > 0) {
            label.setMinWidth(USE_PREF_SIZE);
            GridPane.setHalignment(label, HPos.RIGHT);
        }
        grid.add(label, column, row);
    }
}
