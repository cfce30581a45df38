package io.github.recscope.ui.steering;

import io.github.recscope.job.Observable;
import javafx.scene.control.Label;

/// Says above figures that they are an estimate, and of what. Not there where they are none.
final class EstimateNote extends Label {
    EstimateNote(String id, Observable<String> caption) {
        setId(id);
        getStyleClass().add("estimate-note");
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        setMaxWidth(Double.MAX_VALUE);
        // Reached with Tab, so that a screen reader reads it before the figures.
        setFocusTraversable(true);
        managedProperty().bind(textProperty().isNotEmpty());
        visibleProperty().bind(textProperty().isNotEmpty());
        caption.observe(this::setText);
    }
}
