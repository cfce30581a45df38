package io.github.recscope.ui.embeddings;

import io.github.recscope.ui.fx.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is surrounded on the map: how many, what they have in common, and what can be done with them. Node ids:
/// `chosen`, `chosen-count`, `chosen-save`, `chosen-clear`.
final class ChosenBar extends VBox {
    private final Label count = new Label();
    private final FlowPane facts = new FlowPane(18, 2);

    ChosenBar(ChosenModel model) {
        setId("chosen");
        getStyleClass().add("chosen");
        count.setId("chosen-count");
        count.getStyleClass().add("strong");
        count.setMinWidth(Region.USE_PREF_SIZE);
        facts.managedProperty().bind(Bindings.isNotEmpty(facts.getChildren()));
        Button save = new Button("Save as CSV…");
        save.setId("chosen-save");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setTooltip(new Tooltip("Writes ids, titles and places of the chosen points"));
        save.setOnAction(_ -> model.save());
        Button clear = new Button("Let go");
        clear.setId("chosen-clear");
        clear.setMinWidth(Region.USE_PREF_SIZE);
        clear.setTooltip(new Tooltip("Nothing is chosen any more"));
        clear.setOnAction(_ -> model.letGo());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(10, count, gap, save, clear);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, facts);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        model.surrounding().observe(text -> {
            if (!text.isEmpty()) {
                count.setText(text);
                facts.getChildren().clear();
            }
            setVisible(!text.isEmpty() || model.points().get().isPresent());
            save.setDisable(model.points().get().isEmpty());
        });
        model.points().observe(c -> {
            show(c);
            setVisible(c.isPresent());
            save.setDisable(c.isEmpty());
        });
    }

    private void show(Optional<Chosen> chosen) {
        facts.getChildren().clear();
        chosen.ifPresent(c -> {
            count.setText(words(c.items().cardinality(), c.users().cardinality()) + " chosen");
            for (Chosen.Fact f : c.facts()) {
                facts.getChildren().add(fact(f));
            }
        });
    }

    private static Label fact(Chosen.Fact f) {
        Label label = new Label(f.attribute().words() + " " + Format.percent(f.share()) + " (×"
                + String.format(Locale.ROOT, "%.1f", f.lift().value()) + ")");
        Tooltip tip = new Tooltip(String.format(
                Locale.ROOT,
                "%s of the chosen items have “%s”, %.1f times as many as of all items (95 %% interval %.1f to %.1f). The"
                        + " points were chosen by eye, so this describes them and proves nothing.",
                Format.percent(f.share()),
                f.attribute().words(),
                f.lift().value(),
                f.lift().low(),
                f.lift().high()));
        tip.setWrapText(true);
        tip.setMaxWidth(360);
        label.setTooltip(tip);
        return label;
    }

    /// "412 items and 1 user".
    static String words(int items, int users) {
        List<String> parts = new ArrayList<>();
        if (items > 0 || users == 0) {
            parts.add(Format.count(items) + (items == 1 ? " item" : " items"));
        }
        if (users > 0) {
            parts.add(Format.count(users) + (users == 1 ? " user" : " users"));
        }
        return String.join(" and ", parts);
    }
}
