package io.github.recscope.ui.steering;

import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.text.Numbers;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/// Chooses a user and shows what that user chose.
final class PersonBar extends HBox {
    private static final int SUGGESTIONS = 12;

    private final SteeringModel model;
    private final TextField field = new TextField();
    private final Label message = new Label();
    private final Label about = new Label();
    private final HBox titles = new HBox(6);
    private final ScrollPane strip = new ScrollPane(titles);

    PersonBar(SteeringModel model) {
        this.model = model;
        getStyleClass().addAll("card", "person-bar");
        field.setId("steer-user");
        field.setPromptText("User id");
        field.setAccessibleText("User, by external id");
        field.setPrefColumnCount(9);
        field.setOnAction(_ -> choose());
        TextFields.bindAutoCompletion(field, r -> model.suggestUsers(r.getUserText(), SUGGESTIONS))
                .setOnAutoCompleted(_ -> choose());
        message.setId("steer-user-message");
        message.getStyleClass().addAll("bad", "small");
        message.managedProperty().bind(message.textProperty().isNotEmpty());
        Label label = new Label("User");
        label.getStyleClass().add("section-title");
        label.setLabelFor(field);
        HBox choose = new HBox(
                4,
                field,
                Icons.button(
                        "steer-user-previous", MaterialDesignC.CHEVRON_LEFT, "Previous user", () -> model.stepUser(-1)),
                Icons.button("steer-user-next", MaterialDesignC.CHEVRON_RIGHT, "Next user", () -> model.stepUser(1)),
                Icons.button("steer-user-random", MaterialDesignS.SHUFFLE_VARIANT, "Some user", model::randomUser));
        choose.setAlignment(Pos.CENTER_LEFT);
        VBox left = new VBox(4, label, choose, message);
        left.setMinWidth(USE_PREF_SIZE);
        about.setId("steer-history-about");
        about.getStyleClass().add("section-title");
        titles.setAlignment(Pos.CENTER_LEFT);
        strip.setId("steer-history");
        strip.setAccessibleText("What the user chose");
        strip.getStyleClass().addAll("history-strip", "edge-to-edge");
        strip.setFitToHeight(true);
        strip.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        strip.setHbarPolicy(ScrollPane.ScrollBarPolicy.AS_NEEDED);
        VBox right = new VBox(4, about, strip);
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        setSpacing(18);
        getChildren().addAll(left, right);
        model.person().observe(this::show);
    }

    private void choose() {
        String id = field.getText();
        message.setText(model.chooseUser(id) ? "" : "No user has the id '" + id.strip() + "'.");
    }

    private void show(Person person) {
        field.setText(person.id());
        message.setText("");
        about.setText("Chose " + Numbers.count(person.historySize(), "item")
                + (person.ordered() ? ", the most recent first" : ""));
        titles.getChildren().clear();
        for (String t : person.history()) {
            Label chip = new Label(t);
            chip.getStyleClass().add("history-title");
            chip.setMaxWidth(190);
            chip.setTooltip(new Tooltip(t));
            titles.getChildren().add(chip);
        }
        if (person.historySize() > person.history().size()) {
            Label more = new Label("and "
                    + Numbers.whole(person.historySize() - person.history().size()) + " more");
            more.getStyleClass().add("muted");
            more.setMinWidth(USE_PREF_SIZE);
            titles.getChildren().add(more);
        }
        strip.setHvalue(0);
    }
}
