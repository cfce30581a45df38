package io.github.recscope.ui.steering;

import io.github.recscope.model.Edit;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.text.Numbers;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;

/// One edit of the recipe: which concept, what to do with it, how much.
final class EditRowView extends VBox {
    private final SteeringModel model;
    private final int index;
    private final int latent;
    private final Edit.Kind kind;
    private final CheckBox on = new CheckBox();
    private final TextField number = new TextField();
    private final Label now = new Label();
    private final LevelSlider slider;
    private EditRow shown;
    private boolean retired;

    EditRowView(SteeringModel model, int index, EditRow row) {
        this.model = model;
        this.index = index;
        this.latent = row.latent();
        this.kind = row.kind();
        this.shown = row;
        getStyleClass().add("edit-row");
        setId("steer-edit-" + index);
        String name = model.title(latent);
        EditRange range = model.range(row);
        this.slider =
                new LevelSlider(range, "steer-slider-" + index, "Amount for " + name, v -> model.amount(index, v));
        getChildren().addAll(first(name), second(range));
        if (kind != Edit.Kind.ZERO) {
            getChildren().add(slider);
        }
        show(row);
    }

    /// Whether it can show a row by changing values only; otherwise a new one is made.
    boolean fits(EditRow row) {
        return row.latent() == latent && row.kind() == kind;
    }

    /// It is about to be taken away: controls that change while they leave the scene must not edit the recipe.
    void retire() {
        retired = true;
    }

    /// Shows new values in place.
    void show(EditRow row) {
        shown = row;
        on.setSelected(row.on());
        slider.value(row.amount());
        if (!number.isFocused()) {
            number.setText(Numbers.fixed(row.amount(), 2));
        }
        double before = model.activation(latent);
        double after = row.edit().apply(before);
        now.setText(Numbers.fixed(before, 2) + (row.on() ? " → " + Numbers.fixed(after, 2) : ""));
        setOpacity(row.on() ? 1 : 0.6);
    }

    private HBox first(String name) {
        on.setId("steer-on-" + index);
        on.setTooltip(new Tooltip("Whether this edit takes part."));
        on.setAccessibleText("Edit of " + name + " is on");
        on.setOnAction(_ -> model.on(index, on.isSelected()));
        SearchableComboBox<Choice> concept = new SearchableComboBox<>();
        concept.setId("steer-concept-" + index);
        concept.setItems(FXCollections.observableArrayList(model.choices()));
        concept.setValue(model.choices().stream()
                .filter(c -> c.latent() == latent)
                .findFirst()
                .orElse(null));
        concept.setAccessibleText("Concept");
        concept.setMaxWidth(Double.MAX_VALUE);
        concept.setMinWidth(0);
        concept.valueProperty().addListener((_, _, c) -> {
            if (c != null && !retired) {
                model.concept(index, c.latent());
            }
        });
        HBox.setHgrow(concept, Priority.ALWAYS);
        HBox line = new HBox(6, on, concept);
        int size = model.groupSize(latent);
        if (size > 1) {
            line.getChildren()
                    .add(Icons.button(
                            "steer-group-" + index,
                            MaterialDesignG.GROUP,
                            "Do the same to all " + size + " concepts of this name",
                            () -> model.wholeGroup(index)));
        }
        line.getChildren()
                .add(Icons.button(
                        "steer-remove-" + index, MaterialDesignC.CLOSE, "Remove this edit", () -> model.remove(index)));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private HBox second(EditRange range) {
        ComboBox<Edit.Kind> kinds = new ComboBox<>(FXCollections.observableArrayList(Edit.Kind.values()));
        kinds.setId("steer-kind-" + index);
        kinds.setConverter(new StringConverter<>() {
            @Override
            public String toString(Edit.@Nullable Kind k) {
                return k == null ? "" : words(k);
            }

            @Override
            public Edit.Kind fromString(String text) {
                throw new UnsupportedOperationException("the list is not editable");
            }
        });
        kinds.setValue(kind);
        kinds.setTooltip(new Tooltip("What to do with the concept's activation z:\n"
                + "Add: z + amount. Set: amount. Scale: z × factor.\nCap: at most the amount. Zero: off."));
        kinds.setAccessibleText("Operation");
        kinds.setOnAction(_ -> {
            if (!retired) {
                model.kind(index, kinds.getValue());
            }
        });
        kinds.setMinWidth(84);
        number.setId("steer-amount-" + index);
        number.setAccessibleText("Amount");
        number.setPrefColumnCount(4);
        number.setMinWidth(58);
        number.setMaxWidth(64);
        number.getStyleClass().add("number");
        number.setTooltip(new Tooltip("From " + Numbers.fixed(range.min(), 2) + " to " + Numbers.fixed(range.max(), 2)
                + (kind == Edit.Kind.SCALE ? ", a factor." : ", in units of the concept's activation.")));
        number.setOnAction(_ -> commit());
        number.focusedProperty().addListener((_, _, focused) -> {
            if (!focused && !retired) {
                commit();
            }
        });
        now.setId("steer-now-" + index);
        now.getStyleClass().addAll("muted", "small");
        now.setTooltip(new Tooltip("This user's activation before and after this edit alone."));
        now.setMinWidth(0);
        HBox line = new HBox(6, kinds);
        if (kind != Edit.Kind.ZERO) {
            line.getChildren().add(number);
        }
        line.getChildren().add(now);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void commit() {
        String text = number.getText().strip().replace('−', '-').replace(',', '.');
        try {
            double amount = Double.parseDouble(text);
            if (Double.isFinite(amount) && Math.abs(amount - shown.amount()) >= 0.005) {
                model.amount(index, amount);
            }
        } catch (NumberFormatException _) {
            // Not a number: the field goes back to the amount in use.
        }
        number.setText(Numbers.fixed(shown.amount(), 2));
    }

    private static String words(Edit.Kind k) {
        return switch (k) {
            case ADD -> "Add";
            case SET -> "Set";
            case SCALE -> "Scale";
            case CAP -> "Cap";
            case ZERO -> "Zero";
        };
    }
}
