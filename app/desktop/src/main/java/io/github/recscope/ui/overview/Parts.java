package io.github.recscope.ui.overview;

import io.github.recscope.model.MetricValue;
import io.github.recscope.ui.fx.Format;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Small building blocks that the overview's cards share.
final class Parts {
    private Parts() {}

    /// A large number with its name below; the explanation, if any, as a tooltip.
    static Node figure(String value, String name, String explanation) {
        Label number = new Label(value);
        number.getStyleClass().add("figure");
        Label words = new Label(name);
        words.getStyleClass().add("figure-name");
        VBox box = new VBox(number, words);
        box.setMinWidth(Region.USE_PREF_SIZE);
        explain(box, explanation);
        return box;
    }

    /// Figures side by side, as many as fit.
    static FlowPane figures(Node... figures) {
        FlowPane row = new FlowPane(28, 10, figures);
        row.getStyleClass().add("figures");
        return row;
    }

    /// An empty table of names and numbers.
    static GridPane table(int columns) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("figure-table");
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        names.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().add(names);
        for (int c = 1; c < columns; c++) {
            ColumnConstraints numbers = new ColumnConstraints();
            numbers.setHalignment(HPos.RIGHT);
            numbers.setMinWidth(Region.USE_PREF_SIZE);
            grid.getColumnConstraints().add(numbers);
        }
        return grid;
    }

    /// A heading of a table's column.
    static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-title");
        return label;
    }

    /// The name of a table's row.
    static Label name(String text, String explanation) {
        Label label = new Label(text);
        if (!explanation.isEmpty()) {
            label.getStyleClass().add("explained");
        }
        explain(label, explanation);
        return label;
    }

    /// A mean with its interval in quieter letters.
    static Node metric(MetricValue value) {
        Label mean = new Label(Format.fixed(value.mean(), 3));
        mean.getStyleClass().add("strong");
        Label interval = new Label(Format.fixed(value.low(), 3) + "–" + Format.fixed(value.high(), 3));
        interval.getStyleClass().addAll("muted", "small");
        GridPane pair = new GridPane();
        pair.setHgap(6);
        pair.addRow(0, mean, interval);
        pair.setMaxWidth(Region.USE_PREF_SIZE);
        explain(pair, "Mean over " + Format.plural(value.n(), "user", "users") + " with its 95 % bootstrap interval.");
        return pair;
    }

    /// A quiet line of text that wraps.
    static Label note(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// A tooltip of several lines.
    static void explain(Node node, String explanation) {
        if (!explanation.isEmpty()) {
            Tooltip tip = new Tooltip(explanation);
            tip.setWrapText(true);
            tip.setMaxWidth(360);
            Tooltip.install(node, tip);
        }
    }
}
