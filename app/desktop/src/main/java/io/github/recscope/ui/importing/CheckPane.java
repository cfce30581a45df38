package io.github.recscope.ui.importing;

import io.github.recscope.data.EpochUnit;
import io.github.recscope.data.ImportCheck;
import io.github.recscope.data.Keep;
import io.github.recscope.data.VectorProbes;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Severity;
import io.github.recscope.ui.fx.Bar;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.state.FileChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What comes out of the files: counts, what is odd, what a k-core would leave, and what vectors make of the data.
///
/// Node ids: `import-check`, `import-figures`, `import-core-1`, `import-core-2`, `import-core-5`, `import-core-10`,
/// `import-least`, `import-times`, `import-time-unit`, `import-rejected`, `import-save-rejected`, `import-auc`,
/// `import-shift`, `import-remedy`, `import-neighbours`.
final class CheckPane extends ScrollPane implements ImportPage {
    private static final int SHOWN = 1000;
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
    private static final FileChoice.Kind CSV = new FileChoice.Kind("CSV", List.of("*.csv"));

    private final ImportModel model;
    private final FileChoice files;
    private final VBox body = new VBox();
    private @Nullable List<Object> shown;

    CheckPane(ImportModel model, FileChoice files) {
        this.model = model;
        this.files = files;
        setId("import-check");
        getStyleClass().add("sheet-scroll");
        setFitToWidth(true);
        body.getStyleClass().add("import-body");
        setContent(body);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show() {
        // By identity: a data set is large, and another object is another result.
        List<Object> now = List.of(
                System.identityHashCode(model.check().orElse(null)),
                System.identityHashCode(model.probes().orElse(null)),
                model.vectorProblem(),
                model.isVectorsOnly(),
                model.isAdding(),
                model.problem().isPresent(),
                model.job().isPresent());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        body.getChildren().clear();
        setVvalue(0);
        body.setDisable(model.isAdding());
        model.vectorProblem().ifPresent(p -> body.getChildren().add(refusal(p)));
        model.probes().filter(_ -> model.isVectorsOnly()).ifPresent(this::vectors);
        model.check().ifPresent(c -> {
            figures(c);
            warnings(c);
            model.probes().ifPresent(this::vectors);
            HBox cards = new HBox(cores(c), values(c));
            cards.setSpacing(16);
            body.getChildren().add(cards);
            rejected(c.data().summary());
        });
        if (model.check().isEmpty() && model.job().isEmpty() && model.problem().isPresent() && !model.isVectorsOnly()) {
            // Nothing may be left by the least value: it must be possible to take it back.
            body.getChildren().add(least());
        }
        if (model.check().isEmpty() && model.job().isPresent() && !model.isVectorsOnly()) {
            body.getChildren().add(words("The files are read to their end…", "muted"));
        }
    }

    private static Node refusal(Problem p) {
        VBox box = new VBox(words(p.what(), "strong"), words(p.why()), words(p.fix(), "muted"));
        box.setId("import-vector-problem");
        box.getStyleClass().add("import-problem");
        return box;
    }

    private void figures(ImportCheck check) {
        Dataset data = check.data();
        ImportSummary s = data.summary();
        FlowPane row = new FlowPane(
                figure("Rows read", Format.count(s.rowsRead()), "Rows of the table of interactions."),
                figure("Users", Format.count(data.users().size()), "Different users in rows that are kept."),
                figure("Items", Format.count(data.items().size()), "Different items in rows that are kept."),
                figure("Interactions", Format.count(data.interactions().size()), "Different pairs of user and item."),
                figure(
                        "Density",
                        Format.percent(data.interactions().density()),
                        "The share of all pairs of user and item that interacted."),
                figure(
                        "Rejected",
                        Format.count(s.rejected()),
                        "Rows that are left out, each for a reason listed below."),
                figure(
                        "Duplicates",
                        Format.count(s.duplicates()),
                        "Rows whose user and item come again later in the file; the last one counts."));
        row.setId("import-figures");
        row.setHgap(30);
        row.setVgap(8);
        body.getChildren().add(row);
    }

    private static Node figure(String name, String value, String help) {
        Label number = new Label(value);
        number.getStyleClass().add("figure");
        Label label = new Label(name);
        label.getStyleClass().add("figure-name");
        VBox box = new VBox(number, label);
        box.setAccessibleText(name + ": " + value);
        Tooltip.install(box, new Tooltip(help));
        return box;
    }

    private void warnings(ImportCheck check) {
        ImportSummary s = check.data().summary();
        List<String> lines = new ArrayList<>();
        if (s.itemsWithoutDetails() > 0) {
            lines.add(Format.plural(s.itemsWithoutDetails(), "chosen item has", "chosen items have")
                    + " no row in the table of items; the id is the title.");
        }
        if (s.itemsNeverChosen() > 0) {
            lines.add(Format.plural(s.itemsNeverChosen(), "item", "items")
                    + " of the table of items nobody chose; left out.");
        }
        if (check.usersWithOne() > 0) {
            lines.add(Format.plural(check.usersWithOne(), "user has", "users have") + " a single interaction, "
                    + Format.plural(check.itemsWithOne(), "item was", "items were") + " chosen by a single user.");
        }
        check.emptyColumns().forEach(lines::add);
        check.constant().forEach(c -> lines.add("Nothing can be told apart by this: " + c + "."));
        s.issues().stream()
                .filter(i -> i.severity() == Severity.WARNING)
                .filter(i -> !i.code().equals("rows.rejected")
                        && !i.code().equals("pairs.duplicate")
                        && !i.code().equals("items.without-details"))
                .filter(i -> model.draft().stream()
                        .flatMap(d -> d.vectors().stream())
                        .noneMatch(v -> v.name().equals(i.place())))
                .limit(8)
                .forEach(i -> lines.add((i.place().isEmpty() ? "" : i.place() + ": ") + i.message()));
        VBox box = new VBox(times(check.times()));
        box.setSpacing(3);
        lines.forEach(l -> box.getChildren().add(words("•  " + l)));
        body.getChildren().add(box);
    }

    /// From when to when, and what the numbers count, which a person may know better.
    private Node times(ImportCheck.@Nullable Times times) {
        if (times == null) {
            return words("•  There are no times.");
        }
        boolean dates = times.given().equals("dates");
        Label label = words("•  Times: from " + times.first() + " to " + times.last()
                + (dates ? ", given as dates." : ", given as"));
        label.setId("import-times");
        if (dates) {
            return label;
        }
        ComboBox<EpochUnit> unit = new ComboBox<>();
        unit.setId("import-time-unit");
        unit.getItems().setAll(EpochUnit.values());
        unit.setValue(model.unit());
        unit.setConverter(new StringConverter<>() {
            @Override
            public String toString(EpochUnit u) {
                return u == null ? "" : u == EpochUnit.AUTO ? times.given() + " (found out)" : u.words();
            }

            @Override
            public EpochUnit fromString(String text) {
                throw new UnsupportedOperationException("chosen, not written");
            }
        });
        unit.setAccessibleText("What the numbers of times count");
        unit.setPrefWidth(260);
        unit.setTooltip(new Tooltip("What the numbers of times count"));
        unit.setOnAction(_ -> {
            if (unit.getValue() != null) {
                model.unit(unit.getValue());
            }
        });
        HBox line = new HBox(12, label, unit);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Node least() {
        TextField field = new TextField(model.keep().minValue());
        field.setId("import-least");
        field.setPrefColumnCount(6);
        field.setPromptText("all");
        field.setTooltip(new Tooltip("Interactions with a smaller rating or weight are left out; empty keeps all."));
        field.textProperty().subscribe(text -> field.pseudoClassStateChanged(WRONG, !Keep.isLeast(text)));
        field.setOnAction(_ -> model.least(field.getText()));
        field.focusedProperty().subscribe((_, has) -> {
            if (!has) {
                model.least(field.getText());
            }
        });
        Label label = new Label("Only values from");
        label.setLabelFor(field);
        HBox line = new HBox(10, label, field);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Node cores(ImportCheck check) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("figure-table");
        ToggleGroup group = new ToggleGroup();
        String[] heads = {"Keep", "Users", "Items", "Interactions"};
        for (int c = 0; c < heads.length; c++) {
            Label head = new Label(heads[c]);
            head.getStyleClass().add("section-title");
            grid.add(head, c, 0);
        }
        Dataset data = check.data();
        row(
                grid,
                group,
                1,
                1,
                "everything",
                data.users().size(),
                data.items().size(),
                data.interactions().size());
        int at = 2;
        for (ImportCheck.Core core : check.cores()) {
            row(
                    grid,
                    group,
                    at++,
                    core.k(),
                    "the " + core.k() + "-core",
                    core.users(),
                    core.items(),
                    core.interactions());
        }
        VBox box = new VBox(
                title(
                        "What to keep",
                        "The k-core: users and items with fewer than k partners are left out,"
                                + " again and again, until all have enough."),
                grid,
                least());
        box.setSpacing(8);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private void row(GridPane grid, ToggleGroup group, int at, int k, String name, int users, int items, int pairs) {
        RadioButton button = new RadioButton(name);
        button.setId("import-core-" + k);
        button.setToggleGroup(group);
        button.setSelected(model.keep().core() == k);
        button.setDisable(pairs == 0);
        button.setOnAction(_ -> model.core(k));
        grid.add(button, 0, at);
        int[] counts = {users, items, pairs};
        for (int c = 0; c < counts.length; c++) {
            Label label = new Label(Format.count(counts[c]));
            label.getStyleClass().add("number");
            label.setMaxWidth(Double.MAX_VALUE);
            grid.add(label, c + 1, at);
        }
    }

    private static Node values(ImportCheck check) {
        GridPane grid = new GridPane();
        grid.setHgap(10);
        grid.setVgap(3);
        long most =
                check.values().stream().mapToLong(ImportCheck.Bin::count).max().orElse(1);
        int at = 0;
        for (ImportCheck.Bin bin : check.values()) {
            Label name = new Label(
                    bin.from() == bin.to()
                            ? Format.number(bin.from())
                            : Format.number(bin.from()) + " to " + Format.number(bin.to()));
            name.getStyleClass().add("small");
            name.setMinWidth(Region.USE_PREF_SIZE);
            Bar bar = new Bar((double) bin.count() / most);
            bar.setPrefWidth(160);
            Label count = new Label(Format.count(bin.count()));
            count.getStyleClass().addAll("muted", "small");
            grid.addRow(at++, name, bar, count);
        }
        VBox box = new VBox(title("Values", "How often each rating, weight or count occurs."), grid);
        box.setSpacing(8);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private void vectors(VectorProbes probes) {
        Label auc = words(probes.words(), probes.isPoor() ? "warn" : "good");
        auc.setId("import-auc");
        auc.setTooltip(new Tooltip("The area under the ROC curve (AUC), user by user, against items of about the same"
                + " popularity, so that popularity alone gives 50 %."));
        VBox box = new VBox(
                title("Vectors", "Whether the vectors know these data, before anything is built on them."), auc);
        box.setSpacing(8);
        for (Issue issue : model.vectorIssues()) {
            String place = issue.place().isEmpty() ? "" : issue.place() + ": ";
            box.getChildren()
                    .add(words("•  " + place + issue.message(), issue.severity() == Severity.INFO ? "muted" : "warn"));
        }
        if (!probes.warning().isEmpty()) {
            Label warning = words(probes.warning(), "strong");
            warning.setId("import-shift");
            HBox line = new HBox(warning);
            line.getStyleClass().add("import-problem");
            line.setSpacing(12);
            line.setAlignment(Pos.CENTER_LEFT);
            HBox.setHgrow(warning, Priority.ALWAYS);
            probes.remedy().ifPresent(rows -> {
                Button fix = new Button(
                        "Count ids " + rows.name().toLowerCase(Locale.ROOT).replace('_', ' '));
                fix.setId("import-remedy");
                fix.setMinWidth(Region.USE_PREF_SIZE);
                fix.setOnAction(_ -> model.remedy());
                line.getChildren().add(fix);
            });
            box.getChildren().add(line);
        }
        GridPane grid = new GridPane();
        grid.setId("import-neighbours");
        grid.setHgap(14);
        grid.setVgap(3);
        int at = 0;
        for (VectorProbes.Neighbours n : probes.neighbours()) {
            Label item = new Label(n.item());
            item.getStyleClass().addAll("strong", "small");
            item.setMaxWidth(220);
            Label near = new Label(String.join("  ·  ", n.nearest()));
            near.getStyleClass().add("small");
            near.setMinWidth(0);
            near.setTooltip(new Tooltip(String.join("\n", n.nearest())));
            grid.addRow(at++, item, near);
        }
        box.getChildren()
                .addAll(
                        words("Nearest items of those that most people chose, by " + probes.metric() + ":", "muted"),
                        grid);
        body.getChildren().add(box);
    }

    private void rejected(ImportSummary summary) {
        List<Issue> rows = summary.issues().stream()
                .filter(i -> i.severity() == Severity.ERROR)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        Optional<Issue> more = summary.issues().stream()
                .filter(i -> i.code().equals("issues.more"))
                .findFirst();
        Button save = new Button("Save all rejected rows as CSV…");
        save.setId("import-save-rejected");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(_ -> files.save("Save the rejected rows", model.suggested("-rejected.csv"), CSV)
                .ifPresent(model::saveRejected));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(
                title(
                        "Rejected rows",
                        more.isPresent() ? "The first of each kind; the file gets all of them." : "All of them."),
                gap,
                save);
        head.setAlignment(Pos.CENTER_LEFT);
        TableView<Issue> table = new TableView<>();
        table.setId("import-rejected");
        table.setAccessibleText("Rejected rows");
        table.getStyleClass().add("import-preview");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.getColumns().add(column("Place", 200, Issue::place));
        table.getColumns().add(column("Reason", 560, Issue::message));
        table.getItems().setAll(rows.subList(0, Math.min(SHOWN, rows.size())));
        table.setPrefHeight(Math.min(240, 44 + 28 * rows.size()));
        table.setMinHeight(110);
        body.getChildren().addAll(head, table);
    }

    private static TableColumn<Issue, String> column(
            String name, double width, java.util.function.Function<Issue, String> text) {
        TableColumn<Issue, String> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(i -> new SimpleStringProperty(text.apply(i.getValue())));
        return column;
    }

    private static Label title(String text, String help) {
        Label label = new Label(text);
        label.getStyleClass().add("card-title");
        label.setTooltip(new Tooltip(help));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label words(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
