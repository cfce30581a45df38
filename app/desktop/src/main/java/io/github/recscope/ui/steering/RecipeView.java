package io.github.recscope.ui.steering;

import io.github.recscope.model.SteeringMode;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.text.Numbers;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/// The stack of edits, how they are applied, and saving them.
final class RecipeView extends ScrollPane {
    private final SteeringModel model;
    private final VBox rows = new VBox(8);
    private final Label none = new Label("No edits yet. Add one, or click one of the user's strongest concepts below.");
    private final Button clear;
    private final Button save;
    private final TextField name = new TextField();
    private final ToggleButton preserve = new ToggleButton("Preserve residual");
    private final ToggleButton decode = new ToggleButton("Decode only");
    private final ToggleButton redistribute = new ToggleButton("Redistribute");
    private final ToggleButton clearing = new ToggleButton("Clear residual");
    private final Label explanation = new Label();
    private final FlowPane strongest = new FlowPane(6, 6);
    private final Label problem = new Label();

    RecipeView(SteeringModel model) {
        this.model = model;
        getStyleClass().add("page-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        none.setWrapText(true);
        none.getStyleClass().add("muted");
        none.setMinHeight(USE_PREF_SIZE);
        Button add = Icons.button("steer-add-edit", "Add edit", MaterialDesignP.PLUS, model::add);
        clear = Icons.button("steer-clear", "Clear", MaterialDesignD.DELETE_SWEEP_OUTLINE, model::clear);
        save = Icons.button(
                "steer-save", "Save recipe", MaterialDesignC.CONTENT_SAVE_OUTLINE, () -> model.save(name.getText()));
        save.getStyleClass().add("accent");
        save.setTooltip(
                new Tooltip("Keeps the recipe as a step that can be undone, and measures its effect on everyone."));
        save.setMinWidth(USE_PREF_SIZE);
        name.setId("steer-name");
        name.setPromptText("Name (optional)");
        name.setAccessibleText("Name of the recipe");
        HBox.setHgrow(name, Priority.ALWAYS);
        problem.setId("steer-save-problem");
        problem.setWrapText(true);
        problem.getStyleClass().add("bad");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        FlowPane buttons = new FlowPane(8, 8, add, clear, presets());
        HBox saving = new HBox(8, name, save);
        Button export =
                Icons.button("steer-export", "Export recipe and patch…", MaterialDesignE.EXPORT_VARIANT, model::export);
        export.setTooltip(
                new Tooltip("The saved recipe as JSON, and as .npy files with the change of each embedding and"
                        + " the steered embeddings, which any index can apply."));
        Label exported = new Label();
        exported.setId("steer-exported");
        exported.setWrapText(true);
        exported.getStyleClass().addAll("muted", "small");
        exported.managedProperty().bind(exported.textProperty().isNotEmpty());
        model.exported().observe(exported::setText);
        model.studies().shown().observe(s -> export.setDisable(s.saved().isEmpty()));
        Card recipe = new Card(
                "Recipe", rows, none, buttons, new AudienceView(model), mode(), saving, problem, export, exported);
        recipe.subtitle("Edits of the user's code, applied from top to bottom.");
        strongest.setId("steer-strongest");
        Card strong = new Card("Strongest concepts", strongest);
        strong.subtitle("Of this user. Click one to add an edit.");
        VBox body = new VBox(12, recipe, strong);
        body.getStyleClass().add("steer-left");
        setContent(body);
        model.trial().observe(this::showTrial);
        model.person().observe(this::showPerson);
        model.saving().observe(this::showSaving);
    }

    private MenuButton presets() {
        MenuButton presets = new MenuButton("Presets");
        presets.setId("steer-presets");
        for (Preset preset : Preset.values()) {
            MenuItem item = new MenuItem(preset.title());
            item.setId("steer-preset-" + preset.name().toLowerCase(java.util.Locale.ROOT));
            item.setOnAction(_ -> model.preset(preset));
            presets.getItems().add(item);
        }
        presets.setTooltip(new Tooltip("A ready-made recipe about the first edit's concept, or the user's strongest."));
        return presets;
    }

    private Node mode() {
        ToggleGroup group = new ToggleGroup();
        preserve.setId("steer-mode-preserve");
        preserve.getStyleClass().add("left-pill");
        preserve.setTooltip(new Tooltip("New embedding = old embedding + decode(edited code) − decode(code)."));
        decode.setId("steer-mode-decode");
        decode.getStyleClass().add("right-pill");
        decode.setTooltip(new Tooltip("New embedding = decode(edited code)."));
        redistribute.setId("steer-mode-redistribute");
        redistribute.getStyleClass().add("left-pill");
        redistribute.setTooltip(
                new Tooltip("An added amount is a share of the code's total that moves to the concept."));
        clearing.setId("steer-mode-clear");
        clearing.getStyleClass().add("right-pill");
        clearing.setTooltip(new Tooltip("Also lowers what the residual holds along the rows of lowered concepts."));
        for (SteeringMode mode : SteeringMode.values()) {
            ToggleButton button = button(mode);
            button.setToggleGroup(group);
            button.setOnAction(_ -> mode(mode));
            follow(button, mode);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        explanation.getStyleClass().addAll("muted", "small");
        explanation.setWrapText(true);
        explanation.setMinHeight(USE_PREF_SIZE);
        return new VBox(6, new HBox(preserve, decode), new HBox(redistribute, clearing), explanation);
    }

    private ToggleButton button(SteeringMode mode) {
        return switch (mode) {
            case PRESERVE_RESIDUAL -> preserve;
            case DECODE_ONLY -> decode;
            case REDISTRIBUTE -> redistribute;
            case CLEAR_RESIDUAL -> clearing;
        };
    }

    /// Arrow keys choose the other button of the group without an action.
    private void follow(ToggleButton button, SteeringMode mode) {
        button.selectedProperty().addListener((_, _, chosen) -> {
            if (chosen && model.trial().get().mode() != mode) {
                model.mode(mode);
            }
        });
    }

    private void mode(SteeringMode mode) {
        model.mode(mode);
        // A click on the chosen button would leave none chosen.
        showMode(mode);
    }

    private void showMode(SteeringMode mode) {
        for (SteeringMode m : SteeringMode.values()) {
            button(m).setSelected(m == mode);
        }
        explanation.setText(
                switch (mode) {
                    case PRESERVE_RESIDUAL ->
                        "What the code does not capture stays; without edits the list is exactly the model's own.";
                    case DECODE_ONLY ->
                        "Only what the code captures is used, as in the paper; even without edits the list may differ.";
                    case REDISTRIBUTE ->
                        "The code's total stays: an added amount of 0.2 moves 20 % of it to the concept, from all"
                                + " others in proportion.";
                    case CLEAR_RESIDUAL ->
                        "As preserve residual, but what the residual holds of lowered concepts goes too. For"
                                + " suppressing.";
                });
    }

    private void showTrial(Trial trial) {
        List<EditRow> now = trial.rows();
        while (rows.getChildren().size() > now.size()) {
            retire(rows.getChildren().getLast());
            rows.getChildren().removeLast();
        }
        for (int i = 0; i < now.size(); i++) {
            if (i == rows.getChildren().size()) {
                rows.getChildren().add(new EditRowView(model, i, now.get(i)));
            } else if (rows.getChildren().get(i) instanceof EditRowView view && view.fits(now.get(i))) {
                view.show(now.get(i));
            } else {
                retire(rows.getChildren().get(i));
                rows.getChildren().set(i, new EditRowView(model, i, now.get(i)));
            }
        }
        rows.setManaged(!now.isEmpty());
        none.setVisible(now.isEmpty());
        none.setManaged(now.isEmpty());
        clear.setDisable(now.isEmpty());
        showMode(trial.mode());
        showSaving(model.saving().get());
    }

    private static void retire(Node row) {
        if (row instanceof EditRowView view) {
            view.retire();
        }
    }

    private void showPerson(Person person) {
        strongest.getChildren().clear();
        for (Person.Strong s : person.strongest()) {
            Button chip = new Button(s.title() + "  " + Numbers.fixed(s.activation(), 2));
            chip.setId("steer-strong-" + s.latent());
            chip.getStyleClass().addAll("chip", "quiet");
            chip.setTooltip(new Tooltip(
                    Numbers.percent(s.share()) + " of the largest activation of any user. " + "Click to add an edit."));
            chip.setAccessibleText("Add an edit of " + s.title());
            chip.setOnAction(_ -> model.add(s.latent()));
            strongest.getChildren().add(chip);
        }
        if (person.strongest().isEmpty()) {
            Label label = new Label("No concept is active for this user.");
            label.getStyleClass().add("muted");
            strongest.getChildren().add(label);
        }
        for (int i = 0;
                i
                        < Math.min(
                                rows.getChildren().size(),
                                model.trial().get().rows().size());
                i++) {
            if (rows.getChildren().get(i) instanceof EditRowView view) {
                view.show(model.trial().get().rows().get(i));
            }
        }
    }

    private void showSaving(Saving saving) {
        save.setDisable(saving.running() || model.trial().get().edits().isEmpty());
        save.setText(saving.running() ? "Saving…" : "Save recipe");
        problem.setText(saving.problem().map(p -> p.sentence()).orElse(""));
    }
}
