package io.github.recscope.ui.concepts;

import io.github.recscope.model.Concept;
import io.github.recscope.ui.fx.EmptyState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/// A table of all concepts at the left, the card of the one in focus at the right.
///
/// Keys: J and K go down and up, S sends the concept to the steering view, / goes to the search field.
public final class ConceptsPane extends BorderPane {
    private final ConceptsModel model;
    private final TextField search = new TextField();
    private final Map<ConceptFilter, ToggleButton> chips = new EnumMap<>(ConceptFilter.class);
    private final ObservableList<Concept> rows = FXCollections.observableArrayList();
    private final TableView<Concept> table = new TableView<>(rows);
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final Label tableMessage = new Label();
    private final StackPane cardPlace = new StackPane();
    private final SplitPane split;
    private final StackPane nothing = new StackPane();
    private boolean showing;

    /// For a model.
    public ConceptsPane(ConceptsModel model) {
        this.model = model;
        getStyleClass().addAll("page", "concepts-pane");
        setId("concepts-pane");
        getStylesheets()
                .add(Objects.requireNonNull(ConceptsPane.class.getResource("/io/github/recscope/ui/views.css"))
                        .toExternalForm());
        VBox left = new VBox(10, searchField(), filterChips(), table());
        left.getStyleClass().add("concepts-left");
        left.setMinWidth(300);
        VBox.setVgrow(table, Priority.ALWAYS);
        cardPlace.setMinWidth(320);
        split = new SplitPane(left, cardPlace);
        split.getStyleClass().add("quiet-split");
        split.setDividerPositions(0.55);
        addEventFilter(KeyEvent.KEY_TYPED, this::key);
        model.table().observe(this::showTable);
        model.card().observe(this::showCard);
    }

    private Node searchField() {
        search.setId("concepts-search");
        search.setPromptText("Search labels, attributes and titles");
        search.setAccessibleText("Search concepts by label, attribute or title of a top item");
        search.textProperty().addListener((_, _, text) -> model.search(text));
        return search;
    }

    private Node filterChips() {
        ToggleGroup group = new ToggleGroup();
        FlowPane box = new FlowPane(6, 6);
        for (ConceptFilter f : ConceptFilter.values()) {
            ToggleButton chip = new ToggleButton(f.title());
            chip.setId("concepts-filter-" + f.name().toLowerCase(java.util.Locale.ROOT));
            chip.getStyleClass().add("filter-chip");
            chip.setTooltip(new Tooltip(f.help()));
            chip.setToggleGroup(group);
            chip.setOnAction(_ -> model.filter(f));
            // Arrow keys choose another chip of the group without an action.
            chip.selectedProperty().addListener((_, _, chosen) -> {
                if (chosen && model.table().get().filter() != f) {
                    model.filter(f);
                }
            });
            chips.put(f, chip);
            box.getChildren().add(chip);
        }
        ToggleButton grouped = new ToggleButton("One row a name");
        grouped.setId("concepts-grouped");
        grouped.getStyleClass().add("filter-chip");
        grouped.setTooltip(new Tooltip(Terms.GROUP));
        grouped.selectedProperty().addListener((_, _, on) -> model.group(on));
        box.getChildren().add(grouped);
        return box;
    }

    private Node table() {
        table.setId("concepts-table");
        table.setAccessibleText("Concepts");
        table.getStyleClass().addAll("dense", "concepts-table");
        table.setTableMenuButtonVisible(true);
        for (ConceptColumn c : ConceptColumn.values()) {
            TableColumn<Concept, Concept> column = column(c);
            table.getColumns().add(column);
            if (c == ConceptColumn.PURITY) {
                column.setSortType(TableColumn.SortType.DESCENDING);
                table.getSortOrder().add(column);
            }
        }
        // The model sorts, because what has no value must come last in both directions.
        table.setSortPolicy(t -> {
            if (!showing && !t.getSortOrder().isEmpty()) {
                TableColumn<Concept, ?> by = t.getSortOrder().getFirst();
                model.sort((ConceptColumn) by.getUserData(), by.getSortType() == TableColumn.SortType.DESCENDING);
            }
            return true;
        });
        tableMessage.setWrapText(true);
        tableMessage.getStyleClass().add("muted");
        table.setPlaceholder(tableMessage);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, c) -> {
            if (c != null && !showing) {
                model.select(c.latent());
            }
        });
        return table;
    }

    private TableColumn<Concept, Concept> column(ConceptColumn c) {
        TableColumn<Concept, Concept> column = new TableColumn<>(c.header());
        // A graphic, because a column header itself takes no tooltip.
        Label header = new Label(c.header());
        header.setTooltip(new Tooltip(c.help()));
        column.setText(null);
        column.setGraphic(header);
        column.setUserData(c);
        column.setPrefWidth(c.width());
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(_ -> new Cell(c, sizes));
        column.setReorderable(true);
        return column;
    }

    private void showTable(ConceptsModel.Table now) {
        boolean some = now.total() > 0;
        if (!some) {
            nothing.getChildren()
                    .setAll(new EmptyState(MaterialDesignL.LIGHTBULB_OUTLINE, "No concepts yet", now.message()));
            nothing.setId("concepts-empty");
        }
        setCenter(some ? split : nothing);
        for (ConceptFilter f : ConceptFilter.values()) {
            ToggleButton chip = chip(f);
            chip.setText(f.title() + " " + now.counts().getOrDefault(f, 0));
            chip.setSelected(f == now.filter());
        }
        showing = true;
        try {
            sizes.clear();
            sizes.putAll(now.sizes());
            rows.setAll(now.shown());
            table.refresh();
            tableMessage.setText(now.message());
            follow(model.focus());
        } finally {
            showing = false;
        }
    }

    private void follow(OptionalInt latent) {
        OptionalInt row = latent.isEmpty()
                ? OptionalInt.empty()
                : IntStream.range(0, rows.size())
                        .filter(r -> rows.get(r).latent() == latent.getAsInt())
                        .findFirst();
        if (row.isEmpty()) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedIndex() != row.getAsInt()) {
            table.getSelectionModel().select(row.getAsInt());
            table.scrollTo(Math.max(0, row.getAsInt() - 3));
        }
    }

    private void showCard(Optional<ConceptCard> card) {
        boolean before = showing;
        showing = true;
        try {
            follow(card.map(c -> OptionalInt.of(c.concept().latent())).orElse(OptionalInt.empty()));
        } finally {
            showing = before;
        }
        cardPlace
                .getChildren()
                .setAll(card.<Node>map(c -> new ConceptCardView(c, model))
                        .orElseGet(() -> new EmptyState(
                                MaterialDesignL.LIGHTBULB_OUTLINE,
                                "Choose a concept",
                                "Its card shows what it fires for, how well its name holds, and where it does not. "
                                        + "J and K go to the next and the previous one, S sends it to Steering.")));
    }

    private void key(KeyEvent e) {
        if (e.getTarget() instanceof TextField || e.isControlDown() || e.isAltDown() || e.isMetaDown()) {
            return;
        }
        switch (e.getCharacter()) {
            case "j", "J" -> model.next();
            case "k", "K" -> model.previous();
            case "s", "S" -> model.steer();
            case "/" -> search.requestFocus();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private ToggleButton chip(ConceptFilter f) {
        return Objects.requireNonNull(chips.get(f));
    }

    /// A cell; the status as a small tag.
    private static final class Cell extends TableCell<Concept, Concept> {
        private final ConceptColumn column;
        private final Map<Integer, Integer> sizes;
        private final Label tag = new Label();
        private final Tooltip tip = new Tooltip();

        Cell(ConceptColumn column, Map<Integer, Integer> sizes) {
            this.column = column;
            this.sizes = sizes;
            if (column.isNumber()) {
                setAlignment(Pos.CENTER_RIGHT);
            }
        }

        @Override
        protected void updateItem(@Nullable Concept c, boolean empty) {
            super.updateItem(c, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            getStyleClass().remove("muted");
            if (empty || c == null) {
                return;
            }
            if (column == ConceptColumn.STATUS) {
                tag.setText(column.text(c));
                tag.getStyleClass().setAll("label", "tag", "tag-" + column.text(c));
                setGraphic(tag);
                return;
            }
            setText(column.text(c));
            if (column == ConceptColumn.LABEL) {
                int size = sizes.getOrDefault(c.latent(), 1);
                setText(size > 1 ? c.title() + " ×" + size : c.title());
                tip.setText(c.title() + ", no. " + c.latent() + ", " + Terms.status(c.status()));
                setTooltip(tip);
            }
            if (c.status() != Concept.Status.NAMED) {
                getStyleClass().add("muted");
            }
        }
    }
}
