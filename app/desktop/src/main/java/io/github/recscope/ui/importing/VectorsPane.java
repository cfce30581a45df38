package io.github.recscope.ui.importing;

import io.github.recscope.data.ImportDraft;
import io.github.recscope.data.VectorParams;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.ui.state.FileChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which files hold the vectors of users and items, how their rows are joined, what makes a score.
///
/// Node ids: `import-vectors`, `import-vector-NAME` for each parameter, `import-vector-NAME-choose`.
final class VectorsPane extends ScrollPane implements ImportPage {
    private static final FileChoice.Kind FILES = new FileChoice.Kind(
            "Vectors",
            List.of(
                    "*.npy",
                    "*.npz",
                    "*.safetensors",
                    "*.fvecs",
                    "*.parquet",
                    "*.txt",
                    "*.vec",
                    "*.bin",
                    "*.csv",
                    "*.tsv",
                    "*.gz",
                    "*.zip"));

    private final ImportModel model;
    private final FileChoice files;
    private final ParamSchema<VectorParams> schema = ParamSchema.of(VectorParams.class);
    private final Map<String, Supplier<String>> values = new LinkedHashMap<>();
    private final Map<String, Consumer<String>> setters = new LinkedHashMap<>();
    private final Label about = new Label();
    private final Label error = new Label();
    private boolean showing;

    VectorsPane(ImportModel model, FileChoice files) {
        this.model = model;
        this.files = files;
        setId("import-vectors");
        getStyleClass().add("sheet-scroll");
        setFitToWidth(true);
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        error.setWrapText(true);
        error.getStyleClass().addAll("bad", "small");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("param-form");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        names.setHalignment(HPos.LEFT);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        ColumnConstraints help = new ColumnConstraints();
        help.setPrefWidth(330);
        help.setMinWidth(200);
        grid.getColumnConstraints().addAll(names, fields, help);
        int row = 0;
        for (ParamSchema.Field f : schema.fields()) {
            add(grid, f, row++);
        }
        VBox body = new VBox(about, grid, error);
        body.getStyleClass().add("import-body");
        setContent(body);
    }

    private void add(GridPane grid, ParamSchema.Field field, int row) {
        Label name = new Label(field.label());
        Control control = field.type().isEnum() ? choice(field) : text(field);
        control.setId("import-vector-" + field.name());
        control.setAccessibleText(field.label());
        control.setAccessibleHelp(field.help());
        control.setTooltip(new Tooltip(field.help()));
        name.setLabelFor(control);
        Node cell = control;
        if (field.path() && control instanceof TextField text) {
            Button choose = new Button("Choose…");
            choose.setId("import-vector-" + field.name() + "-choose");
            choose.setAccessibleText("Choose a file: " + field.label());
            choose.setMinWidth(Region.USE_PREF_SIZE);
            choose.setOnAction(_ -> files.open(field.label(), List.of(FILES)).ifPresent(p -> {
                text.setText(p.toString());
                text.end();
            }));
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox both = new HBox(text, choose);
            both.setSpacing(6);
            cell = both;
        }
        Label help = new Label(field.help().replaceFirst("[.;:] .*", "."));
        help.getStyleClass().addAll("muted", "small");
        help.setWrapText(true);
        grid.addRow(row, name, cell, help);
    }

    private ComboBox<String> choice(ParamSchema.Field field) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(field.choices());
        box.setValue(field.defaultText());
        box.setMaxWidth(220);
        box.setPrefWidth(220);
        box.valueProperty().subscribe((_, _) -> changed());
        values.put(field.name(), box::getValue);
        setters.put(field.name(), box::setValue);
        return box;
    }

    private TextField text(ParamSchema.Field field) {
        TextField text = new TextField(field.defaultText());
        if (!field.path()) {
            text.setMaxWidth(220);
        }
        text.textProperty().subscribe((_, _) -> changed());
        values.put(field.name(), text::getText);
        setters.put(field.name(), value -> {
            text.setText(value);
            // Of a long path the end says most.
            text.end();
        });
        return text;
    }

    private void changed() {
        if (showing) {
            return;
        }
        Map<String, String> entered = new LinkedHashMap<>();
        values.forEach((name, value) -> entered.put(name, value.get()));
        try {
            VectorParams params = schema.fromText(entered, "vectors");
            error.setText("");
            model.vectors(params);
        } catch (ProblemException e) {
            error.setText(e.problem().why());
        }
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show() {
        showing = true;
        com.fasterxml.jackson.databind.node.ObjectNode now = schema.toJson(model.vectors());
        setters.forEach((name, set) -> {
            String text = now.path(name).asText();
            Supplier<String> value = values.get(name);
            boolean same = value != null && (text.equals(value.get()) || equalNumbers(text, value.get()));
            if (!same) {
                set.accept(text);
            }
        });
        showing = false;
        about.setText(words());
    }

    private static boolean equalNumbers(String a, String b) {
        try {
            return Double.compare(Double.parseDouble(a), Double.parseDouble(b.strip())) == 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private String words() {
        Optional<ImportDraft> draft = model.draft();
        int found = draft.map(d -> d.vectors().size()).orElse(0);
        String what = "If a model was trained on these data elsewhere, its vectors become a recommender here;"
                + " they are checked against the data on the next page. Without files nothing is joined.";
        return found == 0
                ? what
                : what + " Found: "
                        + String.join(
                                ", ",
                                draft.orElseThrow().vectors().stream()
                                        .limit(6)
                                        .map(v -> v.name() + " ("
                                                + v.about().words().toLowerCase(Locale.ROOT) + ")")
                                        .toList())
                        + (found > 6 ? ", …." : ".");
    }
}
