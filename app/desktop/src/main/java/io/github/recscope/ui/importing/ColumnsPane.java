package io.github.recscope.ui.importing;

import io.github.recscope.data.ColumnMapping;
import io.github.recscope.data.ColumnUse;
import io.github.recscope.data.Drafts;
import io.github.recscope.data.ImportDraft;
import io.github.recscope.ui.fx.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What the columns of each table mean, over its first rows.
///
/// Node ids: `import-tables` (the list, where there are several), `import-kind`, `import-preview`; in the headers
/// `import-role-0`, …, `import-parts-0`, ….
final class ColumnsPane extends BorderPane implements ImportPage {
    private static final PseudoClass DEFECT = PseudoClass.getPseudoClass("defect");

    private static final int FEW = 5;
    private static final double WIDTH = 172;
    private static final double LEAST = 130;

    private final ImportModel model;
    private final ListView<ImportDraft.Table> tables = new ListView<>();
    private final Label kind = new Label();
    private final Label reason = new Label();
    private final FormatBar format;
    private final TableView<ImportDraft.Row> preview = new TableView<>();
    private final List<ColumnHeader> headers = new ArrayList<>();
    private @Nullable List<ImportDraft.Column> shownColumns;
    private @Nullable List<ImportDraft.Row> shownRows;
    private boolean showing;

    ColumnsPane(ImportModel model) {
        this.model = model;
        this.format = new FormatBar(model);
        tables.setId("import-tables");
        tables.getStyleClass().add("import-tables");
        tables.setPrefWidth(190);
        tables.setMinWidth(150);
        tables.setAccessibleText("Tables");
        tables.setCellFactory(_ -> new TableCellText());
        tables.getSelectionModel().selectedIndexProperty().subscribe((_, now) -> {
            if (!showing && now.intValue() >= 0) {
                model.show(now.intValue());
            }
        });
        kind.setId("import-kind");
        kind.getStyleClass().add("strong");
        reason.getStyleClass().addAll("muted", "small");
        reason.setWrapText(true);
        preview.setId("import-preview");
        preview.getStyleClass().add("import-preview");
        preview.setAccessibleText("The first rows");
        preview.setPlaceholder(new Label("There is no row to show."));
        preview.setSelectionModel(null);
        preview.setRowFactory(_ -> row());
        VBox.setVgrow(preview, Priority.ALWAYS);
        VBox right = new VBox(new VBox(kind, reason), format, preview);
        right.getStyleClass().add("import-columns");
        setMargin(tables, new Insets(0, 14, 0, 0));
        setCenter(right);
    }

    @Override
    public Node node() {
        return this;
    }

    private static TableRow<ImportDraft.Row> row() {
        return new TableRow<>() {
            @Override
            protected void updateItem(ImportDraft.@Nullable Row item, boolean empty) {
                super.updateItem(item, empty);
                boolean bad = !empty && item != null && !item.defect().isEmpty();
                pseudoClassStateChanged(DEFECT, bad);
                setTooltip(
                        bad
                                ? new Tooltip("Left out: "
                                        + Objects.requireNonNull(item).defect())
                                : null);
            }
        };
    }

    @Override
    public void show() {
        model.draft().ifPresent(draft -> {
            showing = true;
            tables.getItems().setAll(draft.tables());
            setLeft(draft.tables().size() > 1 ? tables : null);
            model.table().ifPresent(t -> {
                tables.getSelectionModel().select(draft.tables().indexOf(t));
                show(t);
            });
            showing = false;
        });
    }

    @SuppressWarnings("ReferenceEquality") // Another list is another reading of the file.
    private void show(ImportDraft.Table table) {
        String about = table.fixed() || table.mapping().used()
                ? "read as " + (table.fixed() || known(table) ? table.kind().words() : "nothing yet")
                : "not read";
        kind.setText(table.name() + " – " + about);
        reason.setText(reason(table));
        format.show(table);
        if (shownColumns != table.columns()) {
            shownColumns = table.columns();
            build(table);
        }
        if (shownRows != table.rows()) {
            shownRows = table.rows();
            preview.getItems().setAll(table.rows());
        }
        for (int c = 0; c < headers.size(); c++) {
            headers.get(c)
                    .show(
                            table.mapping().columns().get(c),
                            table.columns().get(c),
                            table.mapping().used(),
                            table.fixed());
        }
    }

    private static boolean known(ImportDraft.Table table) {
        return switch (table.kind()) {
            case INTERACTIONS, ITEMS, ITEM_TAGS, TAG_NAMES, FLAG_NAMES -> true;
            case USERS, UNKNOWN -> false;
        };
    }

    private static String reason(ImportDraft.Table table) {
        if (table.problem() != null) {
            return table.problem();
        }
        int all = table.mapping().columns().size();
        String more = all > Drafts.COLUMNS
                ? " The first " + Drafts.COLUMNS + " of " + Format.count(all) + " columns are shown."
                : "";
        String rows = table.rows().size() == Drafts.ROWS ? " The first " + Drafts.ROWS + " rows are shown." : "";
        return table.words() + ". " + table.reason() + rows + more;
    }

    private void build(ImportDraft.Table table) {
        headers.clear();
        preview.getColumns().clear();
        List<TableColumn<ImportDraft.Row, ?>> columns = new ArrayList<>();
        TableColumn<ImportDraft.Row, String> line = new TableColumn<>("Line");
        line.setCellValueFactory(r -> new javafx.beans.property.SimpleStringProperty(
                Format.count(r.getValue().line()) + (r.getValue().defect().isEmpty() ? "" : " ⚠")));
        line.setSortable(false);
        line.setReorderable(false);
        line.setPrefWidth(58);
        line.setMinWidth(58);
        line.setMaxWidth(58);
        line.getStyleClass().add("import-line");
        columns.add(line);
        // Few columns share the room there is; many get what a role needs and are scrolled.
        preview.setColumnResizePolicy(
                table.columns().size() <= FEW
                        ? TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN
                        : TableView.UNCONSTRAINED_RESIZE_POLICY);
        for (int c = 0; c < table.columns().size(); c++) {
            int at = c;
            ColumnHeader header = new ColumnHeader(c, m -> map(at, m));
            headers.add(header);
            TableColumn<ImportDraft.Row, String> column = new TableColumn<>();
            column.setGraphic(header);
            column.setSortable(false);
            column.setReorderable(false);
            column.setPrefWidth(WIDTH);
            column.setMinWidth(LEAST);
            column.setCellValueFactory(r -> {
                List<String> cells = r.getValue().cells();
                String cell = at < cells.size() ? cells.get(at).replaceAll("\\s*\\R\\s*", " ⏎ ") : "";
                return new javafx.beans.property.SimpleStringProperty(cell);
            });
            columns.add(column);
        }
        preview.getColumns().setAll(columns);
    }

    private void map(int column, ColumnMapping mapping) {
        if (!showing) {
            model.map(column, mapping);
        }
    }

    /// The name of a table and what it is read as.
    private static final class TableCellText extends ListCell<ImportDraft.Table> {
        @Override
        protected void updateItem(ImportDraft.@Nullable Table table, boolean empty) {
            super.updateItem(table, empty);
            if (empty || table == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            Label name = new Label(table.name());
            name.getStyleClass().add("strong");
            Label about = new Label(table.fixed() || table.mapping().used() ? uses(table) : "not read");
            about.getStyleClass().addAll("muted", "small");
            VBox box = new VBox(name, about);
            box.setMinWidth(0);
            box.setPrefWidth(1);
            setText(null);
            setGraphic(box);
            setAccessibleText(table.name() + ", " + about.getText());
            setMinWidth(Region.USE_COMPUTED_SIZE);
        }

        private static String uses(ImportDraft.Table table) {
            long ignored = table.mapping().columns().stream()
                    .filter(c -> c.use() == ColumnUse.IGNORE)
                    .count();
            return table.kind().words() + (ignored == 0 || table.fixed() ? "" : ", " + ignored + " ignored");
        }
    }
}
