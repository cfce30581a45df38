package io.github.recscope.ui.steering;

import io.github.recscope.model.Problem;
import io.github.recscope.ui.fx.EmptyState;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// Whose lists, which edits, and the three lists side by side.
public final class SteeringPane extends BorderPane {
    private static final double LEFT = 300;

    private final VBox content;
    private final StackPane nothing = new StackPane();
    private final Label headline = new Label();
    private final Label problem = new Label();
    private final RankedList modelList;
    private final RankedList rebuiltList;
    private final RankedList steeredList;
    private final VBox effectPlace = new VBox();

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
        VBox centre = new VBox(10, headline, problem, three, effectPlace);
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

    private void showEffect(Saving saving) {
        effectPlace.getChildren().clear();
        saving.effect().ifPresent(e -> effectPlace.getChildren().add(new EffectView(saving, e)));
    }
}
