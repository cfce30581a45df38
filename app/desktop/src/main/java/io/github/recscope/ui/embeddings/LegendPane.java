package io.github.recscope.ui.embeddings;

import io.github.recscope.ui.fx.Format;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

/// What the colours mean, over a corner of the map. Node ids: `legend`, `legend-0` ….
final class LegendPane extends VBox {
    private final EmbeddingsModel model;

    LegendPane(EmbeddingsModel model) {
        this.model = model;
        setId("legend");
        getStyleClass().add("legend");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        model.picture().observe(this::show);
    }

    private void show(Optional<Picture> picture) {
        getChildren().clear();
        setVisible(picture.isPresent());
        if (picture.isEmpty()) {
            return;
        }
        Picture p = picture.get();
        Label title = new Label(p.title());
        title.getStyleClass().add("section-title");
        title.setWrapText(true);
        getChildren().add(title);
        int n = 0;
        for (Picture.LegendRow row : p.legend()) {
            getChildren().add(row(row, n++));
        }
        if (!p.note().isEmpty()) {
            Label note = new Label(p.note());
            note.getStyleClass().addAll("muted", "legend-note");
            note.setWrapText(true);
            note.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(note);
        }
    }

    private javafx.scene.Node row(Picture.LegendRow row, int n) {
        Circle dot = new Circle(5, colour(row.argb()));
        Label label = new Label(row.label());
        label.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label count = new Label(row.count() < 0 ? "" : Format.count(row.count()));
        count.getStyleClass().add("muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(dot, label, gap, count);
        line.setSpacing(7);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("legend-row");
        if (row.value() < 0) {
            line.setId("legend-" + n);
            return line;
        }
        Button button = new Button(null, line);
        button.setId("legend-" + n);
        button.getStyleClass().setAll("legend-button");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(row.label() + ", " + row.count() + " items");
        button.setOnAction(_ -> model.solo(row.value()));
        return button;
    }

    private static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255, (argb >>> 24) / 255.0);
    }
}
