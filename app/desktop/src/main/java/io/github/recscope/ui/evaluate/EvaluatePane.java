package io.github.recscope.ui.evaluate;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Params;
import io.github.recscope.ui.fx.EmptyState;
import io.github.recscope.ui.fx.ForecastNote;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.fx.Sheets;
import io.github.recscope.ui.fx.StepForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/// Measures as rows, methods as columns; what the row in focus means and how sure its differences are stands below.
///
/// Node ids: `evaluate-pane`, `evaluate-table`, `evaluate-run`, `evaluate-settings`, `evaluate-cutoff-20` …,
/// `evaluate-details`, `evaluate-protocol`.
public final class EvaluatePane extends BorderPane {
    private static final double NOTES = 190;

    private final EvaluateModel model;
    private final Sheets sheets;
    private final StackPane place = new StackPane();
    /// What the nodes of the state that is shown observe: it ends with the next state, not when another view is shown.
    private final List<Observable.Pin> untilNext = new ArrayList<>();

    private int selected;

    /// @param sheets where the form is shown
    public EvaluatePane(EvaluateModel model, Sheets sheets) {
        this.model = model;
        this.sheets = sheets;
        setId("evaluate-pane");
        getStyleClass().add("page");
        getStylesheets()
                .add(Objects.requireNonNull(EvaluatePane.class.getResource("/io/github/recscope/ui/views.css"))
                        .toExternalForm());
        setCenter(place);
        model.state().observe(this::show);
    }

    private void show(EvaluateModel.State state) {
        untilNext.forEach(Observable.Pin::release);
        untilNext.clear();
        Optional<EvaluateTable> table = state.table();
        place.getChildren()
                .setAll(
                        table.isPresent()
                                ? page(table.get())
                                : state.possible()
                                        ? new EmptyState(
                                                MaterialDesignS.SCALE_BALANCE,
                                                "Not evaluated yet.",
                                                "Ranks all items for every user and compares the recommender with the others"
                                                        + " of this data, popularity, random order, item-kNN and EASE.",
                                                start())
                                        : new EmptyState(
                                                MaterialDesignS.SCALE_BALANCE,
                                                "There is no recommender to evaluate.",
                                                "Train one on the overview; then it is compared here with simpler methods."));
    }

    private Node page(EvaluateTable table) {
        Label title = new Label(table.title());
        title.getStyleClass().add("page-title");
        title.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button settings = Icons.button(
                "evaluate-settings",
                MaterialDesignC.COG_OUTLINE,
                "Evaluate with other settings, or after training another recommender",
                () -> form(model.startable()));
        disableWhileBusy(settings);
        HBox head = new HBox(10, title, gap, cutoffs(table), settings);
        head.setAlignment(Pos.CENTER_LEFT);
        Label details = new Label();
        details.setId("evaluate-details");
        details.setWrapText(true);
        details.setMinHeight(Region.USE_PREF_SIZE);
        TableView<EvaluateTable.Row> view = view(table);
        view.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null) {
                selected = view.getSelectionModel().getSelectedIndex();
                details.setText(row.name() + ": " + row.formula() + "\n" + row.details());
            }
        });
        view.getSelectionModel().select(Math.min(selected, table.rows().size() - 1));
        VBox.setVgrow(view, Priority.ALWAYS);
        Label legend = new Label("* differs from the first column at 5 % (Wilcoxon's signed-rank test by user, Holm)."
                + " Bold: the best of the row. Below each mean its 95 % interval. For the row in focus: the first column"
                + " less each other, paired by user, with its interval, adjusted p and rank-biserial effect.");
        Label protocol = new Label(table.protocol());
        protocol.setId("evaluate-protocol");
        for (Label note : new Label[] {legend, protocol}) {
            note.getStyleClass().addAll("muted", "small");
            note.setWrapText(true);
            note.setMinHeight(Region.USE_PREF_SIZE);
        }
        // Beside many methods there are many comparisons: the table keeps its room.
        ScrollPane notes = new ScrollPane(new VBox(10, legend, details, protocol));
        notes.getStyleClass().add("page-scroll");
        notes.setFitToWidth(true);
        notes.setMinHeight(NOTES);
        notes.setPrefHeight(NOTES);
        notes.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox page = new VBox(10, head, view, notes);
        page.getStyleClass().add("page-body");
        return page;
    }

    private Node cutoffs(EvaluateTable table) {
        FlowPane chips = new FlowPane(6, 6);
        chips.setAlignment(Pos.CENTER_RIGHT);
        chips.setPrefWrapLength(320);
        ToggleGroup group = new ToggleGroup();
        for (int k : table.cutoffs()) {
            ToggleButton chip = new ToggleButton("@" + k);
            chip.setId("evaluate-cutoff-" + k);
            chip.getStyleClass().add("filter-chip");
            chip.setTooltip(new Tooltip("Lists of " + k + " items"));
            chip.setToggleGroup(group);
            chip.setSelected(k == table.cutoff());
            chip.setOnAction(_ -> choose(k));
            // Arrow keys choose another chip of the group without an action.
            chip.selectedProperty().addListener((_, _, chosen) -> {
                if (chosen && k != table.cutoff()) {
                    choose(k);
                }
            });
            chips.getChildren().add(chip);
        }
        return chips;
    }

    private void choose(int k) {
        model.cutoff(k);
        // The chips were made anew: the focus stays where it was.
        Node chip = lookup("#evaluate-cutoff-" + k);
        if (chip != null) {
            chip.requestFocus();
        }
    }

    private static TableView<EvaluateTable.Row> view(EvaluateTable table) {
        TableView<EvaluateTable.Row> view = new TableView<>();
        view.setId("evaluate-table");
        view.setAccessibleText("Measures of all methods");
        view.getStyleClass().add("dense");
        view.setFixedCellSize(38);
        TableColumn<EvaluateTable.Row, EvaluateTable.Row> name = new TableColumn<>("Measure");
        name.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        name.setCellFactory(_ -> new NameCell());
        name.setPrefWidth(170);
        name.setSortable(false);
        view.getColumns().add(name);
        for (int m = 0; m < table.methods().size(); m++) {
            view.getColumns().add(column(table.methods().get(m), m));
        }
        view.getItems().setAll(table.rows());
        return view;
    }

    private static TableColumn<EvaluateTable.Row, EvaluateTable.Cell> column(EvaluateTable.Column method, int m) {
        TableColumn<EvaluateTable.Row, EvaluateTable.Cell> column = new TableColumn<>();
        // A graphic, because a column header itself takes no tooltip.
        Label header = new Label(method.name());
        header.setTooltip(new Tooltip(method.help()));
        header.setWrapText(true);
        header.prefWidthProperty().bind(column.widthProperty().subtract(20));
        column.setGraphic(header);
        column.setCellValueFactory(
                f -> new ReadOnlyObjectWrapper<>(f.getValue().cells().get(m)));
        column.setCellFactory(_ -> new FigureCell());
        column.setPrefWidth(m == 0 ? 150 : 128);
        column.setSortable(false);
        return column;
    }

    private static final class NameCell extends TableCell<EvaluateTable.Row, EvaluateTable.Row> {
        @Override
        protected void updateItem(EvaluateTable.@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(row == null || empty ? null : row.name());
            setTooltip(row == null || empty ? null : tip(row.formula()));
            setAlignment(Pos.CENTER_LEFT);
        }
    }

    private static final class FigureCell extends TableCell<EvaluateTable.Row, EvaluateTable.Cell> {
        @Override
        protected void updateItem(EvaluateTable.@Nullable Cell cell, boolean empty) {
            super.updateItem(cell, empty);
            if (cell == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Label mean = new Label(cell.mean() + (cell.mark().isEmpty() ? "" : " " + cell.mark()));
            if (cell.best()) {
                mean.getStyleClass().add("strong");
            }
            Label interval = new Label(cell.interval());
            interval.getStyleClass().addAll("muted", "small");
            VBox box = new VBox(mean, interval);
            box.setAlignment(Pos.CENTER_RIGHT);
            setGraphic(box);
            setTooltip(cell.help().isEmpty() ? null : tip(cell.help()));
        }
    }

    private static Tooltip tip(String text) {
        Tooltip tip = new Tooltip(text);
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        return tip;
    }

    /// The button with what it will take.
    private Node start() {
        Button run = Icons.button("evaluate-run", "Evaluate", MaterialDesignP.PLAY, model::run);
        run.getStyleClass().add("accent");
        ForecastNote note = new ForecastNote("evaluate-forecast");
        note.setMaxWidth(420);
        Runnable enable =
                () -> run.setDisable(model.busy().get() || model.first().get().isRefused());
        untilNext.add(model.busy().observe(_ -> enable.run()));
        untilNext.add(model.first().observe(said -> {
            note.show(said.words(), said.isRefused());
            enable.run();
        }));
        VBox start = new VBox(8, run, note);
        start.setAlignment(Pos.CENTER);
        return start;
    }

    private void disableWhileBusy(Button button) {
        untilNext.add(model.busy().observe(button::setDisable));
    }

    private <P extends Params> void form(EvaluateModel.Startable<P> step) {
        new StepForm<>(step.op(), step.title(), step.schema(), step.start(), model.forecast(), model::run)
                .show(sheets, 560, getHeight() - 120);
    }
}
