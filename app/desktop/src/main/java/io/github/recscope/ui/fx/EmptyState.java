package io.github.recscope.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/// What a view shows while it has nothing to show: an icon, what is missing, and buttons that get it.
public final class EmptyState extends VBox {
    /// @param icon    a large pale icon
    /// @param title   what is missing, as a short sentence
    /// @param text    what the view will show once it is there
    /// @param actions buttons; may be none
    public EmptyState(Ikon icon, String title, String text, Node... actions) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        Label heading = new Label(title);
        heading.getStyleClass().add("empty-title");
        Label body = new Label(text);
        body.getStyleClass().add("empty-text");
        body.setWrapText(true);
        body.setMaxWidth(420);
        getChildren().addAll(Icons.of(icon, "empty-icon"), heading, body);
        if (actions.length > 0) {
            HBox row = new HBox(actions);
            row.setAlignment(Pos.CENTER);
            row.getStyleClass().add("button-row");
            getChildren().add(row);
        }
    }
}
