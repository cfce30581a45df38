package io.github.recscope.ui.steering;

import io.github.recscope.model.Problem;
import io.github.recscope.ui.fx.EmptyState;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// Whose lists, which edits, and the three lists side by side.
public final class SteeringPane extends BorderPane {
    private static final double LEFT = 300;
    private static final int POPULATION = 1;

    private final VBox content;
    private final StackPane nothing = new StackPane();
    private final Label headline = new Label();
    private final Label problem = new Label();
    private final RankedList modelList;
    private final RankedList rebuiltList;
    private final RankedList steeredList;
    private final VBox effectPlace = new VBox();
    private final TabPane tabs = new TabPane();
    private boolean saving;
    private boolean waiting;

    /// For a model.
    public SteeringPane(SteeringModel model) {
        setId("steering-pane");
        getStyleClass().addAll("page", "steering-pane");
        getStylesheets()
                .add(Objects.requireNonNull(SteeringPane.class.getResource("/io/github/recscope/ui/views.css"))
                        .toExternalForm());
        modelList = new RankedList("list-model", "Model", "The model's own list.", model::selectItem);
        rebuiltList =
                new RankedList("list-reconstructed", "Reconstructed", "Rebuilt from the codes.", model::selectItem);
        steeredList = new RankedList("list-steered", "Steered", "After your edits.", model::selectItem);
        headline.setId("steer-headline");
        headline.getStyleClass().add("steer-headline");
        headline.setWrapText(true);
        headline.setMinHeight(USE_PREF_SIZE);
        problem.setId("steer-problem");
        problem.getStyleClass().add("bad");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        HBox three = new HBox(10, modelList, rebuiltList, steeredList);
        three.getChildren().forEach(l -> HBox.setHgrow(l, Priority.ALWAYS));
        VBox.setVgrow(three, Priority.ALWAYS);
        VBox population = new VBox(12, new EstimateNote("steer-estimate", model.caption()), effectPlace);
        population.getStyleClass().add("steer-tab");
        ScrollPane effect = new ScrollPane(population);
        effect.setFitToWidth(true);
        effect.getStyleClass().add("page-scroll");
        VBox person = new VBox(10, headline, problem, three);
        person.getStyleClass().add("steer-tab");
        tabs.setId("steer-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getTabs()
                .setAll(
                        new Tab("Person", person),
                        population(effect),
                        new Tab("Dose", new DoseView(model)),
                        new Tab("Side effects", new SideEffectsView(model)));
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox centre = new VBox(tabs);
        centre.setMinWidth(0);
        HBox.setHgrow(centre, Priority.ALWAYS);
        RecipeView recipe = new RecipeView(model);
        recipe.setPrefWidth(LEFT);
        recipe.setMinWidth(LEFT);
        HBox below = new HBox(12, recipe, centre);
        VBox.setVgrow(below, Priority.ALWAYS);
        content = new VBox(12, new PersonBar(model), below);
        content.getStyleClass().add("steer-content");
        model.missing().observe(this::showMissing);
        model.lists().observe(this::showLists);
        model.problem().observe(this::showProblem);
        model.saving().observe(this::showEffect);
    }

    private void showMissing(String missing) {
        if (missing.isEmpty()) {
            setCenter(content);
        } else {
            nothing.setId("steer-empty");
            nothing.getChildren().setAll(new EmptyState(MaterialDesignT.TUNE, "Nothing to steer yet", missing));
            setCenter(nothing);
        }
    }

    private void showLists(Lists lists) {
        headline.setText(lists.headline());
        modelList.show(lists.model());
        rebuiltList.show(lists.reconstructed());
        steeredList.show(lists.steered());
    }

    private void showProblem(Optional<Problem> now) {
        problem.setText(now.map(Problem::sentence).orElse(""));
    }

    private static Tab population(ScrollPane effect) {
        Tab tab = new Tab("Population", effect);
        tab.setId("steer-tab-population");
        return tab;
    }

    private void showEffect(Saving now) {
        // Who saves a recipe wants to see what it does; who comes back to it later is left where they are.
        if (now.running() && !saving) {
            waiting = true;
        }
        saving = now.running();
        boolean there = now.effect().isPresent()
                && (!now.running() || now.effect().get().estimated());
        if (waiting && there) {
            tabs.getSelectionModel().select(POPULATION);
        }
        if (there || !now.running()) {
            waiting = false;
        }
        if (now.effect().isPresent()) {
            effectPlace.getChildren().setAll(new EffectView(now, now.effect().get()));
        } else {
            Label none = new Label("Save the recipe to measure what it does to everyone whom it is for.");
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            effectPlace.getChildren().setAll(none);
        }
    }
}
