package io.github.recscope.ui.steering;

import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/// Whose codes are edited, and whose lists are measured.
final class AudienceView extends VBox {
    private final SteeringModel model;
    private final ComboBox<Audience> whom = new ComboBox<>();
    private final CheckBox item = new CheckBox();
    private boolean showing;

    AudienceView(SteeringModel model) {
        super(6);
        this.model = model;
        Label title = new Label("For whom");
        title.getStyleClass().add("section-title");
        whom.setId("steer-audience");
        whom.setAccessibleText("For whom");
        whom.setMaxWidth(Double.MAX_VALUE);
        whom.setTooltip(new Tooltip("Whose lists the recipe is measured on when it is saved. The lists at the right are"
                + " always those of the user above."));
        whom.setOnAction(_ -> {
            if (!showing && whom.getValue() != null) {
                model.audience(whom.getValue().text());
            }
        });
        item.setId("steer-on-item");
        item.setWrapText(true);
        item.setTooltip(
                new Tooltip("The item in focus gets the edits, the users' codes stay: promotion. Click a line of a"
                        + " list to focus another item."));
        item.setOnAction(_ -> model.editItem(item.isSelected()));
        getChildren().setAll(title, whom, item);
        model.trial().observe(_ -> show());
        model.person().observe(_ -> show());
        model.focus().observe(_ -> show());
    }

    private void show() {
        showing = true;
        try {
            whom.setItems(FXCollections.observableArrayList(model.audiences()));
            String text = model.trial().get().audience();
            whom.setValue(whom.getItems().stream()
                    .filter(a -> a.text().equals(text))
                    .findFirst()
                    .orElse(Audience.EVERYONE));
            boolean onItem = !model.trial().get().items().isEmpty();
            item.setSelected(onItem);
            item.setDisable(!onItem && model.focus().get().isEmpty());
            item.setText(
                    onItem
                            ? "Edit an item, not users: " + model.itemTitle()
                            : model.focus().get().isEmpty()
                                    ? "Edit an item, not users (click one in a list first)"
                                    : "Edit an item, not users: "
                                            + model.focus().get());
        } finally {
            showing = false;
        }
    }
}
