package io.github.recscope.ui.importing;

import io.github.recscope.model.Dataset;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.state.FileChoice;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// What was added, and what can be kept of how it was read.
///
/// Node ids: `import-done`, `import-save-recipe`, `import-done-rejected`.
final class DonePane extends VBox implements ImportPage {
    private static final FileChoice.Kind RECIPE = new FileChoice.Kind("Import recipe", List.of("*.import.json"));
    private static final FileChoice.Kind CSV = new FileChoice.Kind("CSV", List.of("*.csv"));

    private final ImportModel model;
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button recipe = new Button("Save the _recipe…");
    private final Button rejected = new Button("Save all rejected rows as CSV…");

    DonePane(ImportModel model, FileChoice files) {
        this.model = model;
        setId("import-done");
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        title.getStyleClass().add("empty-title");
        text.getStyleClass().add("empty-text");
        text.setWrapText(true);
        text.setMaxWidth(560);
        text.setMinHeight(Region.USE_PREF_SIZE);
        recipe.setId("import-save-recipe");
        recipe.setOnAction(_ -> files.save("Save the recipe", model.suggested(".import.json"), RECIPE)
                .ifPresent(model::saveRecipe));
        rejected.setId("import-done-rejected");
        rejected.setOnAction(_ -> files.save("Save the rejected rows", model.suggested("-rejected.csv"), CSV)
                .ifPresent(model::saveRejected));
        HBox buttons = new HBox(recipe, rejected);
        buttons.getStyleClass().add("button-row");
        buttons.setAlignment(Pos.CENTER);
        getChildren().addAll(Icons.of(MaterialDesignC.CHECK_CIRCLE_OUTLINE, "empty-icon"), title, text, buttons);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show() {
        boolean vectors = model.isVectorsOnly();
        title.setText(vectors ? "The vectors are a recommender now" : model.title() + " is imported");
        String counts = model.imported().map(DonePane::words).orElse("");
        String joined = model.probes().isPresent() && !vectors ? " Its vectors became a recommender." : "";
        text.setText(
                vectors
                        ? "They stand beside those that are trained here: see the overview and the evaluation. Undo takes"
                                + " them back."
                        : counts + joined
                                + " Undo takes it back. The recipe, what the columns mean and which rows are kept, is used by itself"
                                + " for the next files of this shape, and by the command line with: recscope import FILE --recipe RECIPE.");
        recipe.setVisible(!vectors);
        recipe.setManaged(!vectors);
        boolean any = !vectors
                && model.imported().map(d -> d.summary().rejected() > 0).orElse(false);
        rejected.setVisible(any);
        rejected.setManaged(any);
    }

    private static String words(Dataset data) {
        return Format.plural(data.interactions().size(), "interaction", "interactions") + " of "
                + Format.plural(data.users().size(), "user", "users") + " with "
                + Format.plural(data.items().size(), "item", "items") + ".";
    }
}
