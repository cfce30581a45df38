package io.github.recscope.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A titled box with a thin border: the building block of every view.
///
/// Style classes: `card`, `card-header`, `card-title`, `card-subtitle`, `card-body`.
public final class Card extends VBox {
    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final HBox actions = new HBox();
    private final VBox body = new VBox();

    /// With a title and the nodes of its body, one below the other.
    public Card(String titleText, Node... content) {
        getStyleClass().add("card");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(titleText);
        title.getStyleClass().add("card-title");
        title.setText(titleText);
        title.setMinWidth(0);
        subtitle.getStyleClass().add("card-subtitle");
        subtitle.setWrapText(true);
        subtitle.managedProperty().bind(subtitle.textProperty().isNotEmpty());
        subtitle.visibleProperty().bind(subtitle.textProperty().isNotEmpty());
        VBox titles = new VBox(title, subtitle);
        titles.getStyleClass().add("card-titles");
        titles.setMinWidth(0);
        HBox.setHgrow(titles, Priority.ALWAYS);
        actions.getStyleClass().add("card-actions");
        actions.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = new HBox(titles, actions);
        header.getStyleClass().add("card-header");
        body.getStyleClass().add("card-body");
        body.getChildren().setAll(content);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(header, body);
    }

    /// Sets the title.
    public Card title(String text) {
        title.setText(text);
        setAccessibleText(text);
        return this;
    }

    /// A second, quieter line below the title; empty for none.
    public Card subtitle(String text) {
        subtitle.setText(text);
        return this;
    }

    /// Buttons at the right of the title.
    public Card actions(Node... nodes) {
        actions.getChildren().setAll(nodes);
        return this;
    }

    /// Replaces the body.
    public Card content(Node... nodes) {
        body.getChildren().setAll(nodes);
        return this;
    }

    /// The body, to add to.
    public VBox body() {
        return body;
    }
}
