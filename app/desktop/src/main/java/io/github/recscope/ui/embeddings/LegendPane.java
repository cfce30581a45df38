package io.github.recscope.ui.embeddings;

import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Icons;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// What the colours mean, over a corner of the map; a click on its title folds it. Node ids: `legend`,
/// `legend-fold`, `legend-0` ….
final class LegendPane extends VBox {
    private final EmbeddingsModel model;
    private final Button fold = new Button();
    private final VBox body = new VBox(1);

    LegendPane(EmbeddingsModel model) {
        this.model = model;
        setId("legend");
        getStyleClass().add("legend");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        fold.setId("legend-fold");
        fold.getStyleClass().setAll("legend-button");
        fold.setMaxWidth(Double.MAX_VALUE);
        fold.setOnAction(_ -> fold(body.isVisible()));
        body.managedProperty().bind(body.visibleProperty());
        getChildren().addAll(fold, body);
        fold(false);
        model.picture().observe(this::show);
    }

    /// Whether its rows are shown.
    boolean isUnfolded() {
        return isVisible() && body.isVisible();
    }

    private void fold(boolean folded) {
        body.setVisible(!folded);
        fold.setTooltip(new Tooltip(folded ? "Unfold the legend" : "Fold the legend"));
        fold.setAccessibleText(folded ? "Unfold the legend" : "Fold the legend");
        if (!folded) {
            getStyleClass().remove("folded");
        } else if (!getStyleClass().contains("folded")) {
            getStyleClass().add("folded");
        }
        model.picture().get().ifPresent(p -> title(p.title()));
    }

    private void title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(
                title, gap, Icons.of(body.isVisible() ? MaterialDesignC.CHEVRON_UP : MaterialDesignC.CHEVRON_DOWN));
        line.getStyleClass().add("legend-row");
        line.setSpacing(6);
        line.setAlignment(Pos.CENTER_LEFT);
        fold.setGraphic(line);
    }

    private void show(Optional<Picture> picture) {
        body.getChildren().clear();
        setVisible(picture.isPresent());
        if (picture.isEmpty()) {
            return;
        }
        Picture p = picture.get();
        title(p.title());
        int n = 0;
        for (Picture.LegendRow row : p.legend()) {
            body.getChildren().add(row(row, n++));
        }
        if (!p.note().isEmpty()) {
            Label note = new Label(p.note());
            note.getStyleClass().addAll("muted", "legend-note");
            note.setWrapText(true);
            note.setMinHeight(Region.USE_PREF_SIZE);
            body.getChildren().add(note);
        }
    }

    private javafx.scene.Node row(Picture.LegendRow row, int n) {
        Circle dot = new Circle(5, colour(row.argb()));
        Label label = new Label(row.label());
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(row.label()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        String among = row.chosen() < 0 ? "" : Format.count(row.chosen()) + " / ";
        Label count = new Label(row.count() < 0 ? "" : among + Format.count(row.count()));
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
