package io.github.recscope.ui.embeddings;

import io.github.recscope.projection.MapParams;
import io.github.recscope.ui.fx.EmptyState;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.fx.ScatterView;
import io.github.recscope.ui.fx.Sheets;
import io.github.recscope.ui.fx.Splatter;
import io.github.recscope.ui.fx.StepForm;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/// The map with its tools, its legend, its trust strip and the card of what is in focus.
///
/// Node ids: `embeddings`, `map`, `search`, `colour-by`, `layer-items`, `layer-users`, `map-fit`, `trust`,
/// `axis-x`, `axis-y`, `map-empty`, `map-choice`, `map-draw`, `map-draw-first`, `map-save`.
public final class EmbeddingsPane extends StackPane implements AutoCloseable {
    private static final int USERS = 0;
    private static final int ITEMS = 1;
    private static final double FORM = 375;

    private final EmbeddingsModel model;
    private final Sheets sheets;
    private final ScatterView map = new ScatterView();
    private final FlowPane trust = new FlowPane();
    private final Label axisX = new Label();
    private final Label axisY = new Label();

    /// Shows the model.
    public EmbeddingsPane(EmbeddingsModel model, Sheets sheets) {
        this.model = model;
        this.sheets = sheets;
        setId("embeddings");
        map.setId("map");
        map.setDescription(h -> model.describe(h.layer() == USERS, h.index()));
        map.setOnPicked(this::picked);
        map.setOnSurrounded(s ->
                model.chosenPoints().surround(s.points().get(ITEMS), s.points().get(USERS), s.done()));
        axisX.setId("axis-x");
        axisY.setId("axis-y");
        axisX.getStyleClass().add("axis");
        axisY.getStyleClass().add("axis");
        StackPane.setAlignment(axisX, Pos.BOTTOM_RIGHT);
        StackPane.setAlignment(axisY, Pos.TOP_LEFT);
        LegendPane legend = new LegendPane(model);
        StackPane.setAlignment(legend, Pos.TOP_RIGHT);
        legend.boundsInParentProperty()
                .addListener((_, _, b) -> map.setCovered(legend.isUnfolded() ? b.getWidth() + 10 : 0));
        StackPane stage = new StackPane(map, axisX, axisY, legend);
        stage.getStyleClass().add("map-stage");
        trust.setId("trust");
        trust.getStyleClass().add("trust-figures");
        trust.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(trust, Priority.ALWAYS);
        HBox strip = new HBox(maps(), drawButton("map-draw"), trust);
        strip.getStyleClass().add("trust");
        strip.setAlignment(Pos.CENTER_LEFT);
        // In the order in which Tab goes through them.
        BorderPane left = new BorderPane();
        left.setTop(tools());
        left.setCenter(stage);
        left.setBottom(new VBox(new ChosenBar(model.chosenPoints()), strip));
        ItemCardPane card = new ItemCardPane(model);
        BorderPane all = new BorderPane(left);
        all.setRight(card);
        EmptyState empty = new EmptyState(
                MaterialDesignC.CHART_SCATTER_PLOT,
                "No map yet",
                "The map shows items and users as the recommender sees them. Train a recommender and draw the map on"
                        + " the Overview, or draw one here.",
                drawButton("map-draw-first"));
        empty.setId("map-empty");
        getChildren().addAll(all, empty);
        model.plane().observe(p -> {
            all.setVisible(p.isPresent());
            empty.setVisible(p.isEmpty());
            p.ifPresent(this::showPlane);
        });
        model.picture().observe(_ -> showPicture());
        model.item().observe(_ -> showSelection(false));
        model.user().observe(_ -> showSelection(false));
    }

    private HBox tools() {
        TextField search = new TextField();
        search.setId("search");
        search.setPromptText("Find an item");
        search.setAccessibleText("Find an item by its title");
        search.setPrefWidth(200);
        AutoCompletionBinding<EmbeddingsModel.Suggestion> completion =
                TextFields.bindAutoCompletion(search, request -> model.search(request.getUserText()));
        completion.setDelay(120);
        completion.setOnAutoCompleted(e -> found(e.getCompletion()));
        search.setOnAction(
                _ -> model.search(search.getText()).stream().findFirst().ifPresent(this::found));
        ComboBox<ColourBy> by = new ComboBox<>();
        by.setId("colour-by");
        by.setAccessibleText("Colour by");
        by.setPrefWidth(170);
        by.setConverter(new StringConverter<>() {
            @Override
            public String toString(ColourBy choice) {
                return choice == null ? "" : choice.title();
            }

            @Override
            public ColourBy fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        model.choices().observe(c -> {
            by.getItems().setAll(c);
            by.setValue(model.colourBy().get());
        });
        model.colourBy().observe(by::setValue);
        by.setOnAction(_ -> {
            ColourBy choice = by.getValue();
            if (choice != null && !choice.equals(model.colourBy().get())) {
                model.colour(choice);
            }
        });
        ToggleButton items = layer("layer-items", "Items", model.showItems().get());
        ToggleButton users = layer("layer-users", "Users", model.showUsers().get());
        items.getStyleClass().add("left-pill");
        users.getStyleClass().add("right-pill");
        items.setOnAction(_ -> model.layers(items.isSelected(), users.isSelected()));
        users.setOnAction(_ -> model.layers(items.isSelected(), users.isSelected()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label colour = new Label("Colour by");
        colour.setLabelFor(by);
        colour.setMinWidth(Region.USE_PREF_SIZE);
        HBox pills = new HBox(items, users);
        pills.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(
                search,
                colour,
                by,
                pills,
                gap,
                new SaveMapButton(model, map::camera),
                Icons.button("map-fit", MaterialDesignF.FIT_TO_PAGE_OUTLINE, "Show everything (Home)", map::fit));
        bar.getStyleClass().add("tools");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private ComboBox<EmbeddingsModel.Choice> maps() {
        ComboBox<EmbeddingsModel.Choice> maps = new ComboBox<>();
        maps.setId("map-choice");
        maps.setAccessibleText("Map");
        maps.setTooltip(new Tooltip("The map that is shown"));
        maps.setPrefWidth(250);
        maps.setMinWidth(150);
        model.maps().observe(list -> {
            maps.getItems().setAll(list);
            maps.setValue(model.chosen().get().orElse(null));
        });
        model.chosen().observe(c -> maps.setValue(c.orElse(null)));
        maps.setOnAction(_ -> {
            EmbeddingsModel.Choice choice = maps.getValue();
            if (choice != null) {
                model.choose(choice);
            }
        });
        return maps;
    }

    private Button drawButton(String id) {
        Button button = new Button("Draw map…");
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip("Draw another map: PCA, UMAP or t-SNE"));
        button.setOnAction(_ -> form());
        model.busy().observe(_ -> enable(button));
        model.canDraw().observe(_ -> enable(button));
        return button;
    }

    private void enable(Button button) {
        button.setDisable(model.busy().get() || !model.canDraw().get());
    }

    private void form() {
        new StepForm<MapParams>(
                        "map", "Draw the map", model.schema(), model.lastSettings(), model.forecast(), model::draw)
                .show(sheets, 640, Math.min(getHeight() - 180, FORM));
    }

    private static ToggleButton layer(String id, String text, boolean on) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.setSelected(on);
        button.setTooltip(new Tooltip("Show or hide the " + text.toLowerCase(java.util.Locale.ROOT)));
        return button;
    }

    private void showPlane(EmbeddingsModel.Plane plane) {
        axisX.setText(plane.axes().get(0) + " →");
        axisY.setText("↑ " + plane.axes().get(1));
        trust.getChildren().clear();
        if (plane.forming()) {
            Label stage = new Label(plane.method());
            stage.getStyleClass().add("strong");
            trust.getChildren().add(stage);
        }
        for (EmbeddingsModel.Trust t : plane.trust()) {
            Label name = new Label(t.name());
            name.getStyleClass().add("muted");
            Label value = new Label(t.value());
            value.getStyleClass().add("strong");
            HBox pair = new HBox(name, value);
            pair.setSpacing(6);
            pair.setMinWidth(Region.USE_PREF_SIZE);
            Tooltip tip = new Tooltip(t.explanation());
            tip.setWrapText(true);
            tip.setMaxWidth(360);
            Tooltip.install(pair, tip);
            trust.getChildren().add(pair);
        }
        showPicture();
    }

    private void showPicture() {
        Optional<EmbeddingsModel.Plane> plane = model.plane().get();
        Optional<Picture> picture = model.picture().get();
        if (plane.isPresent() && picture.isPresent()) {
            EmbeddingsModel.Plane p = plane.get();
            Picture c = picture.get();
            // While a new map's colours are still being computed the old ones do not fit its points.
            int[] users = p.forming() ? new int[0] : c.users();
            if (c.items().length == p.items().size()
                    && users.length == p.users().size()) {
                map.setLayers(List.of(new Splatter.Layer(p.users(), users), new Splatter.Layer(p.items(), c.items())));
                showSelection(false);
            }
        }
    }

    private void picked(Optional<ScatterView.Hit> hit) {
        if (hit.isEmpty()) {
            model.selectNothing();
        } else if (hit.get().layer() == USERS) {
            model.selectUser(hit.get().index());
        } else {
            model.selectItem(hit.get().index());
        }
    }

    private void found(EmbeddingsModel.Suggestion suggestion) {
        model.selectItem(suggestion.item());
        showSelection(true);
    }

    private void showSelection(boolean centre) {
        ScatterView.Hit hit = null;
        if (model.item().get().isPresent()) {
            hit = new ScatterView.Hit(ITEMS, model.item().get().getAsInt());
        } else if (model.user().get().isPresent()) {
            hit = new ScatterView.Hit(USERS, model.user().get().getAsInt());
        }
        map.select(hit);
        if (centre && hit != null) {
            map.centreOn(hit);
        }
    }

    @Override
    public void close() {
        map.close();
    }
}
