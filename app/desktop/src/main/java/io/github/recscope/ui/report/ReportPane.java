package io.github.recscope.ui.report;

import io.github.recscope.model.Problem;
import io.github.recscope.report.ReportSection;
import io.github.recscope.ui.fx.Card;
import io.github.recscope.ui.fx.Icons;
import io.github.recscope.ui.text.Numbers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/// Sections to choose at the left, what they will hold at the right, exports below the choice.
public final class ReportPane extends BorderPane {
    private static final double LEFT = 320;
    /// More of them would bury the other sections.
    private static final int TABLES = 12;

    private final ReportModel model;
    private final Map<ReportSection, CheckBox> boxes = new EnumMap<>(ReportSection.class);
    private final Map<ReportSection, Label> notes = new EnumMap<>(ReportSection.class);
    private final Button pdf;
    private final Button csv;
    private final Button parquet;
    private final Button all;
    private final HBox writing = new HBox(8);
    private final VBox outcome = new VBox(6);
    private final VBox contents = new VBox(12);
    private final Label total = new Label();

    /// For a model.
    public ReportPane(ReportModel model) {
        this.model = model;
        setId("report-pane");
        getStyleClass().addAll("page", "report-pane");
        getStylesheets()
                .add(Objects.requireNonNull(ReportPane.class.getResource("/io/github/recscope/ui/views.css"))
                        .toExternalForm());
        pdf = export("report-export-pdf", "Export PDF…", MaterialDesignF.FILE_PDF_BOX, model::exportPdf);
        pdf.getStyleClass().add("accent");
        pdf.setTooltip(new Tooltip("One document with vector charts and embedded fonts."));
        csv = export("report-export-csv", "Export CSV…", MaterialDesignF.FILE_DELIMITED_OUTLINE, model::exportCsv);
        csv.setTooltip(new Tooltip("A folder with a file for each table and for the data behind each chart."));
        parquet = export("report-export-parquet", "Export Parquet…", MaterialDesignT.TABLE, model::exportParquet);
        parquet.setTooltip(new Tooltip("The same tables as Apache Parquet, with typed columns."));
        all = export(
                "report-export-all",
                "Export all into folder…",
                MaterialDesignF.FOLDER_DOWNLOAD_OUTLINE,
                model::exportAll);
        all.setTooltip(new Tooltip("The PDF, and beside it a folder of CSV files."));
        ScrollPane left = scrolling(new VBox(12, choice(), exports()));
        left.setPrefWidth(LEFT);
        left.setMinWidth(LEFT);
        contents.getStyleClass().add("report-contents");
        ScrollPane right = scrolling(contents);
        right.setId("report-contents");
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox body = new HBox(14, left, right);
        body.getStyleClass().add("report-body");
        setCenter(body);
        model.state().observe(this::show);
    }

    private static ScrollPane scrolling(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.getStyleClass().add("page-scroll");
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setMinHeight(0);
        return pane;
    }

    private Node choice() {
        VBox rows = new VBox(8);
        for (ReportSection s : ReportSection.values()) {
            CheckBox box = new CheckBox(s.title());
            box.setId("report-section-" + s.id());
            box.setOnAction(_ -> model.choose(s, box.isSelected()));
            Label note = new Label();
            note.getStyleClass().addAll("muted", "small", "report-note");
            boxes.put(s, box);
            notes.put(s, note);
            rows.getChildren().add(new VBox(1, box, note));
        }
        return new Card("Sections", rows).subtitle("Those without results are left out.");
    }

    private Node exports() {
        pdf.setMaxWidth(Double.MAX_VALUE);
        csv.setMaxWidth(Double.MAX_VALUE);
        parquet.setMaxWidth(Double.MAX_VALUE);
        all.setMaxWidth(Double.MAX_VALUE);
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(18, 18);
        Label words = new Label("Writing…");
        Button cancel = new Button("Cancel");
        cancel.setId("report-cancel");
        cancel.setOnAction(_ -> model.cancel());
        writing.getChildren().addAll(turning, words, cancel);
        writing.setAlignment(Pos.CENTER_LEFT);
        total.setId("report-total");
        total.setWrapText(true);
        total.setMinHeight(USE_PREF_SIZE);
        total.getStyleClass().add("muted");
        return new Card("Export", total, pdf, csv, parquet, all, writing, outcome);
    }

    private static Button export(String id, String text, org.kordamp.ikonli.Ikon icon, Runnable action) {
        Button button = Icons.button(id, text, icon, action);
        button.setAlignment(Pos.CENTER_LEFT);
        return button;
    }

    private void show(ReportModel.State s) {
        for (ReportSection section : ReportSection.values()) {
            CheckBox box = Objects.requireNonNull(boxes.get(section));
            boolean there = s.outline().part(section).isPresent();
            box.setDisable(!there);
            box.setSelected(there && s.chosen().contains(section));
            Objects.requireNonNull(notes.get(section))
                    .setText(s.outline()
                            .part(section)
                            .map(Outline.Part::words)
                            .orElse(s.known() ? "no results yet" : "looking…"));
        }
        pdf.setDisable(!s.canExport());
        csv.setDisable(!s.canExport());
        parquet.setDisable(!s.canExport());
        all.setDisable(!s.canExport());
        writing.setVisible(s.writing());
        writing.setManaged(s.writing());
        total.setText(
                s.wanted().parts().isEmpty()
                        ? s.known() ? "Nothing is chosen." : "Looking what there is to report…"
                        : s.wanted().words());
        outcome(s);
        contents(s);
    }

    private void outcome(ReportModel.State s) {
        outcome.getChildren().clear();
        s.written().ifPresent(w -> {
            Label done = new Label(w.words(), Icons.of(MaterialDesignC.CHECK_CIRCLE, "icon-good"));
            done.setId("report-done");
            done.setWrapText(true);
            done.setMinHeight(USE_PREF_SIZE);
            Hyperlink copy = new Hyperlink("Copy path");
            copy.setId("report-copy-path");
            copy.setTooltip(new Tooltip(w.path().toString()));
            copy.setOnAction(_ -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(model.writtenPath());
                Clipboard.getSystemClipboard().setContent(content);
            });
            outcome.getChildren().addAll(done, copy);
        });
        s.problem().ifPresent(p -> outcome.getChildren().add(problem(p)));
        outcome.setManaged(!outcome.getChildren().isEmpty());
    }

    private static Node problem(Problem p) {
        Label label = new Label(p.sentence());
        label.setId("report-problem");
        label.getStyleClass().add("bad");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void contents(ReportModel.State s) {
        contents.getChildren().clear();
        if (s.known() && s.outline().part(ReportSection.MODEL).isEmpty()) {
            Button go = Icons.button(
                    "report-go-overview", "Go to Overview", MaterialDesignC.CHART_BOX_OUTLINE, model::goToOverview);
            Label hint = new Label("More sections appear once a recommender is trained and its concepts are named.");
            hint.setWrapText(true);
            hint.setMinHeight(USE_PREF_SIZE);
            contents.getChildren().add(new Card("There is more to come", hint, go));
        }
        for (Outline.Part part : s.wanted().parts()) {
            Card card = new Card(part.section().title()).subtitle(part.words());
            card.setId("report-contents-" + part.section().id());
            if (part.tables().isEmpty()) {
                Label words = new Label("Text and figures.");
                words.getStyleClass().add("muted");
                card.content(words);
            } else {
                card.content(tables(part));
            }
            contents.getChildren().add(card);
        }
    }

    private static Node tables(Outline.Part part) {
        GridPane grid = new GridPane(16, 4);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        wide.setMinWidth(80);
        grid.getColumnConstraints().add(wide);
        int row = 0;
        for (Outline.TablePart t :
                part.tables().subList(0, Math.min(TABLES, part.tables().size()))) {
            Label title = new Label(t.title());
            title.setMinWidth(0);
            Label file = new Label(t.file());
            file.getStyleClass().addAll("muted", "small");
            file.setMinWidth(USE_PREF_SIZE);
            Label rows = new Label(Numbers.count(t.rows(), "row"));
            rows.getStyleClass().addAll("muted", "small");
            rows.setMinWidth(64);
            rows.setAlignment(Pos.CENTER_RIGHT);
            GridPane.setHalignment(rows, HPos.RIGHT);
            grid.addRow(row++, title, file, rows);
        }
        if (part.tables().size() > TABLES) {
            Label more = new Label("and " + Numbers.count(part.tables().size() - TABLES, "more table", "more tables"));
            more.getStyleClass().add("muted");
            grid.add(more, 0, row, 3, 1);
        }
        return grid;
    }
}
