package io.github.recscope.ui.importing;

import io.github.recscope.data.ImportDraft;
import io.github.recscope.data.TableKind;
import io.github.recscope.model.Issue;
import io.github.recscope.ui.fx.Format;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The files that were found, what each is taken for and why, which of them are read.
///
/// Node ids: `import-files`, `import-use-0`, `import-use-1`, …
final class RecognisePane extends ScrollPane implements ImportPage {
    private final ImportModel model;
    private final VBox body = new VBox();

    RecognisePane(ImportModel model) {
        this.model = model;
        setId("import-files");
        getStyleClass().add("sheet-scroll");
        setFitToWidth(true);
        body.getStyleClass().add("import-files");
        setContent(body);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show() {
        body.getChildren().clear();
        model.draft().ifPresent(draft -> {
            body.getChildren().add(words(draft.reason() + ".", "strong"));
            body.getChildren().add(words(draft.memory().words(), draft.memory().fits() ? "muted" : "warn"));
            for (int t = 0; t < draft.tables().size(); t++) {
                body.getChildren().add(row(draft.tables().get(t), t));
            }
            for (ImportDraft.VectorFile v : draft.vectors()) {
                body.getChildren()
                        .add(line(
                                v.name(),
                                "Vectors: taken for " + v.about().words()
                                        + ", to be joined on the page after the next."));
            }
            for (Issue issue : draft.issues()) {
                body.getChildren().add(line(issue.place(), issue.message()));
            }
        });
    }

    private Node row(ImportDraft.Table table, int index) {
        CheckBox use = new CheckBox(table.name());
        use.setId("import-use-" + index);
        use.getStyleClass().add("strong");
        use.setMnemonicParsing(false);
        boolean read = table.fixed() || table.mapping().used();
        use.setSelected(read);
        use.setDisable(table.fixed());
        use.setAccessibleText((read ? "Read " : "Leave out ") + table.name());
        use.setOnAction(_ -> model.use(index, use.isSelected()));
        Label kind = new Label(
                read
                        ? table.kind().words().substring(0, 1).toUpperCase(Locale.ROOT)
                                + table.kind().words().substring(1)
                        : "Not read");
        kind.getStyleClass().addAll("tag", read && table.kind() != TableKind.UNKNOWN ? "tag-named" : "tag-unnamed");
        kind.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label size = new Label((table.bytes() < 0 ? "" : Format.bytes(table.bytes()) + ", ")
                + Format.plural(table.mapping().columns().size(), "column", "columns"));
        size.getStyleClass().addAll("muted", "small");
        size.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(use, kind, gap, size);
        head.setSpacing(10);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(head, words(table.words() + ". " + table.reason(), "muted", "small"));
        if (table.problem() != null) {
            box.getChildren().add(words(table.problem(), "bad", "small"));
        }
        box.getStyleClass().add("import-file");
        return box;
    }

    private static Node line(String name, String text) {
        VBox box = new VBox(words(name, "strong"), words(text, "muted", "small"));
        box.getStyleClass().add("import-file");
        return box;
    }

    private static Label words(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
