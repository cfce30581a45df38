package io.github.recscope.ui.embeddings;

import io.github.recscope.export.Format;
import io.github.recscope.report.ChartFile;
import io.github.recscope.ui.fx.Camera;
import io.github.recscope.ui.fx.Icons;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Offers the map as a file. Node ids: `map-save`; of the items `map-save-svg`, `map-save-pdf`, `map-save-png`,
/// `map-save-csv`, `map-save-parquet`, `map-save-pixels`.
final class SaveMapButton extends Button {
    private final ContextMenu menu = new ContextMenu();
    private final MenuItem pixels =
            new MenuItem("With so many points, SVG and PDF hold them as pixels;\n" + "axes and legend stay vectors.");

    /// @param seen the part of the map that is seen
    SaveMapButton(EmbeddingsModel model, Supplier<Camera> seen) {
        setId("map-save");
        getStyleClass().add("flat");
        setGraphic(Icons.of(MaterialDesignC.CONTENT_SAVE_OUTLINE));
        setAccessibleText("Save the map");
        setTooltip(new Tooltip("Save what is seen of the map, or its data"));
        for (ChartFile.Kind kind : ChartFile.Kind.values()) {
            if (kind != ChartFile.Kind.CSV) {
                item("Save as " + kind + "…", kind.ending(), () -> model.files().saveFigure(kind, seen.get()));
            }
        }
        pixels.setId("map-save-pixels");
        pixels.setDisable(true);
        menu.getItems().addAll(pixels, new SeparatorMenuItem());
        item("Save the data as CSV…", Format.CSV.ending(), () -> model.files().saveTable(Format.CSV));
        item(
                "Save the data as Parquet…",
                Format.PARQUET.ending(),
                () -> model.files().saveTable(Format.PARQUET));
        setOnAction(_ -> {
            pixels.setVisible(model.files().isPixels(seen.get()));
            menu.show(this, Side.BOTTOM, 0, 0);
        });
        model.plane()
                .observe(p -> setDisable(p.map(EmbeddingsModel.Plane::forming).orElse(true)));
    }

    private void item(String text, String ending, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId("map-save-" + ending);
        item.setOnAction(_ -> action.run());
        menu.getItems().add(item);
    }
}
