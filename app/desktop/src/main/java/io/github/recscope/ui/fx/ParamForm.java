package io.github.recscope.ui.fx;

import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.ParamSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A form made from a record of parameters: one line each, with its help, checked while typing.
///
/// Node ids: `param-NAME` for each field, `param-NAME-error` for its message.
///
/// @param <P> the record
public final class ParamForm<P extends Params> extends GridPane {
    private final ParamSchema<P> schema;
    private final Map<String, Supplier<String>> values = new LinkedHashMap<>();
    private final Map<String, Label> errors = new LinkedHashMap<>();
    private final Map<String, Node> controls = new LinkedHashMap<>();
    private final List<Runnable> resets = new ArrayList<>();
    private final List<Consumer<Optional<P>>> listeners = new ArrayList<>();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(this, "valid", true);

    /// A form that begins with the given values. Parameters that are lists have no field and keep their
    /// defaults.
    public ParamForm(ParamSchema<P> schema, P start) {
        this.schema = schema;
        getStyleClass().add("param-form");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setMinWidth(130);
        ColumnConstraints help = new ColumnConstraints();
        help.setHgrow(Priority.ALWAYS);
        help.setPrefWidth(280);
        getColumnConstraints().addAll(names, fields, help);
        com.fasterxml.jackson.databind.node.ObjectNode now = schema.toJson(start);
        int row = 0;
        for (ParamSchema.Field f : schema.fields()) {
            if (f.isSimple()) {
                add(f, now.path(f.name()).asText(), row++);
            }
        }
        showUse();
    }

    /// Whether everything in it can be used.
    public ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /// What it says; empty while something cannot be used.
    public Optional<P> value() {
        return check(values.keySet().toString(), entered()).isEmpty()
                ? Optional.of(schema.fromText(entered(), "settings"))
                : Optional.empty();
    }

    /// Back to the recommended values.
    public void reset() {
        resets.forEach(Runnable::run);
    }

    private void add(ParamSchema.Field field, String start, int row) {
        Label name = new Label(field.label());
        Label error = new Label();
        error.setId("param-" + field.name() + "-error");
        error.getStyleClass().addAll("bad", "small");
        error.setWrapText(true);
        error.setVisible(false);
        error.setManaged(false);
        errors.put(field.name(), error);
        Node control = control(field, start);
        control.setId("param-" + field.name());
        controls.put(field.name(), control);
        control.setAccessibleText(field.label());
        control.setAccessibleHelp(field.help());
        name.setLabelFor(control);
        Label help = new Label(field.help());
        help.getStyleClass().addAll("muted", "small");
        help.setWrapText(true);
        VBox words = new VBox(help, error);
        words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        GridPane.setValignment(name, VPos.CENTER);
        addRow(row, name, control, words);
    }

    private Node control(ParamSchema.Field field, String start) {
        String recommended = field.type().isEnum()
                ? field.defaultValue().toString().toLowerCase(Locale.ROOT).replace('_', '-')
                : field.defaultValue().toString();
        if (field.type().isEnum()) {
            ComboBox<String> box = new ComboBox<>();
            box.getItems().setAll(field.choices());
            box.setValue(start);
            box.setMaxWidth(Double.MAX_VALUE);
            box.valueProperty().subscribe((_, _) -> showUse());
            values.put(field.name(), box::getValue);
            resets.add(() -> box.setValue(recommended));
            return box;
        }
        if (field.type() == boolean.class) {
            CheckBox box = new CheckBox();
            box.setSelected(Boolean.parseBoolean(start));
            box.selectedProperty().subscribe((_, _) -> showUse());
            values.put(field.name(), () -> Boolean.toString(box.isSelected()));
            resets.add(() -> box.setSelected(Boolean.parseBoolean(recommended)));
            return box;
        }
        TextField text = new TextField(start);
        text.setPrefColumnCount(9);
        values.put(field.name(), text::getText);
        resets.add(() -> text.setText(recommended));
        text.textProperty().subscribe((_, _) -> changed(field.name(), text));
        return text;
    }

    private void changed(String field, TextField text) {
        Optional<String> wrong = check(field, Map.of(field, text.getText()));
        Label error = errors.get(field);
        if (error != null) {
            error.setText(wrong.orElse(""));
            error.setVisible(wrong.isPresent());
            error.setManaged(wrong.isPresent());
        }
        text.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), wrong.isPresent());
        valid.set(check("settings", entered()).isEmpty());
        showUse();
    }

    /// Calls `listener` with what the form says, now and whenever that changes; empty while something cannot be used.
    public void observe(Consumer<Optional<P>> listener) {
        listeners.add(listener);
        listener.accept(value());
    }

    /// Greys out what has no effect beside the other values.
    private void showUse() {
        Optional<P> value = value();
        value.ifPresent(params -> controls.forEach((name, control) -> control.setDisable(!params.uses(name))));
        listeners.forEach(l -> l.accept(value));
    }

    private Map<String, String> entered() {
        Map<String, String> entered = new LinkedHashMap<>();
        values.forEach((name, value) -> entered.put(name, value.get()));
        return entered;
    }

    private Optional<String> check(String place, Map<String, String> entered) {
        try {
            schema.fromText(entered, place);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().why());
        }
    }
}
