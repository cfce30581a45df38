package io.github.recscope.ui.shell;

import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/// The views at the left of the window. Node ids: `rail-overview`, `rail-embeddings`, `rail-concepts`, …
public final class Rail extends VBox {
    private final Map<View, ToggleButton> buttons = new EnumMap<>(View.class);

    /// Follows and sets the view that is shown.
    public Rail(Selection selection) {
        setId("rail");
        getStyleClass().add("rail");
        ToggleGroup group = new ToggleGroup();
        int number = 0;
        for (View view : View.values()) {
            number++;
            ToggleButton button = new ToggleButton(view.title(), Icons.of(icon(view)));
            button.setId("rail-" + view.name().toLowerCase(Locale.ROOT));
            button.getStyleClass().setAll("rail-item");
            button.setContentDisplay(ContentDisplay.TOP);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setToggleGroup(group);
            button.setTooltip(new Tooltip(view.title() + " (Ctrl+" + number + ")"));
            button.setAccessibleText(view.title() + " view");
            // A click on the chosen one must not leave none chosen.
            button.setOnAction(_ -> {
                button.setSelected(true);
                selection.view().set(view);
            });
            // Arrow keys choose another button of the group without an action.
            button.selectedProperty().addListener((_, _, chosen) -> {
                if (chosen && selection.view().get() != view) {
                    selection.view().set(view);
                }
            });
            buttons.put(view, button);
            getChildren().add(button);
        }
        selection.view().observe(view -> buttons.forEach((v, b) -> b.setSelected(v == view)));
    }

    private static Ikon icon(View view) {
        return switch (view) {
            case OVERVIEW -> MaterialDesignV.VIEW_DASHBOARD_OUTLINE;
            case EMBEDDINGS -> MaterialDesignC.CHART_SCATTER_PLOT;
            case CONCEPTS -> MaterialDesignL.LIGHTBULB_ON_OUTLINE;
            case STEERING -> MaterialDesignT.TUNE_VERTICAL;
            case EVALUATE -> MaterialDesignS.SCALE_BALANCE;
            case REPORT -> MaterialDesignF.FILE_DOCUMENT_OUTLINE;
        };
    }
}
