package io.github.recscope.ui.importing;

import io.github.recscope.job.Job;
import io.github.recscope.model.Problem;
import io.github.recscope.ui.state.FileChoice;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The import dialog: the row of steps, the page, what is wrong, the work that runs, the buttons.
///
/// Node ids: `import-step-NAME`, `import-page`, `import-problem`, `import-missing`, `import-progress`,
/// `import-note`, `import-cancel`, `import-back`, `import-next`.
public final class ImportPane extends VBox {
    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
    private static final PseudoClass PASSED = PseudoClass.getPseudoClass("passed");

    private final ImportModel model;
    private final Map<ImportStep, ImportPage> pages = new EnumMap<>(ImportStep.class);
    private final Map<ImportStep, Button> steps = new EnumMap<>(ImportStep.class);
    private final StackPane page = new StackPane();
    private final Label what = new Label();
    private final Label why = new Label();
    private final Label fix = new Label();
    private final VBox problem = new VBox(what, why, fix);
    private final Label state = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button("_Cancel");
    private final Button back = new Button("_Back");
    private final Button next = new Button("_Next");
    private @Nullable ImportStep shown;
    private boolean keysToNext;
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(100), _ -> showProgress()));

    /// @param files asks where to save
    public ImportPane(ImportModel model, FileChoice files) {
        this.model = model;
        getStyleClass().add("import");
        for (String sheet : new String[] {"views.css", "importing.css"}) {
            getStylesheets()
                    .add(Objects.requireNonNull(ImportPane.class.getResource("/io/github/recscope/ui/" + sheet))
                            .toExternalForm());
        }
        // Whoever is at work on a page keeps the keyboard, however late the page is ready.
        page.addEventFilter(KeyEvent.KEY_TYPED, _ -> keysToNext = false);
        page.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> keysToNext = false);
        pages.put(ImportStep.RECOGNISE, new RecognisePane(model));
        pages.put(ImportStep.COLUMNS, new ColumnsPane(model));
        pages.put(ImportStep.VECTORS, new VectorsPane(model, files));
        pages.put(ImportStep.CHECK, new CheckPane(model, files));
        pages.put(ImportStep.DONE, new DonePane(model, files));
        page.setId("import-page");
        page.setMinHeight(0);
        VBox.setVgrow(page, Priority.ALWAYS);
        problem();
        getChildren().addAll(stepRow(), problem, page, footer());
        clock.setCycleCount(Timeline.INDEFINITE);
        model.version().observe(_ -> show());
    }

    private HBox stepRow() {
        HBox row = new HBox();
        row.getStyleClass().add("import-steps");
        row.setAlignment(Pos.CENTER_LEFT);
        for (ImportStep step : ImportStep.values()) {
            Button button = new Button(step.number() + "  " + step.title());
            button.setId("import-step-" + step.name().toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().addAll("flat", "import-step");
            button.setOnAction(_ -> model.go(step));
            button.setFocusTraversable(false);
            steps.put(step, button);
            row.getChildren().add(button);
            if (step != ImportStep.DONE) {
                Label line = new Label("›");
                line.getStyleClass().add("muted");
                row.getChildren().add(line);
            }
        }
        return row;
    }

    private void problem() {
        problem.setId("import-problem");
        problem.getStyleClass().add("import-problem");
        problem.setAccessibleRole(AccessibleRole.TEXT);
        what.getStyleClass().add("strong");
        for (Label l : new Label[] {what, why, fix}) {
            l.setWrapText(true);
            l.setMinHeight(Region.USE_PREF_SIZE);
        }
        fix.getStyleClass().add("muted");
        problem.setMinHeight(Region.USE_PREF_SIZE);
    }

    private HBox footer() {
        progress.setId("import-progress");
        progress.setPrefWidth(180);
        progress.setMinWidth(120);
        progress.setAccessibleText("Progress");
        state.setId("import-note");
        state.getStyleClass().addAll("muted", "small");
        state.setWrapText(true);
        state.setMinWidth(0);
        HBox words = new HBox(progress, state);
        words.setSpacing(10);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox.setHgrow(state, Priority.ALWAYS);
        cancel.setId("import-cancel");
        cancel.setCancelButton(true);
        cancel.setTooltip(new Tooltip("Escape: stops the work that runs, else closes; nothing is added."));
        cancel.setOnAction(_ -> model.cancel());
        back.setId("import-back");
        back.setOnAction(_ -> model.back());
        next.setId("import-next");
        next.getStyleClass().add("accent");
        next.setDefaultButton(true);
        next.setOnAction(_ -> model.next());
        for (Button b : new Button[] {cancel, back, next}) {
            b.setMnemonicParsing(true);
            b.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox buttons = new HBox(cancel, back, next);
        buttons.getStyleClass().add("button-row");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        HBox footer = new HBox(words, buttons);
        footer.setSpacing(16);
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.setMinHeight(Region.USE_PREF_SIZE);
        return footer;
    }

    private void show() {
        if (shown != model.step()) {
            shown = model.step();
            keysToNext = true;
        }
        ImportPage now = pages.get(model.step());
        Node node = model.draft().isPresent() && now != null ? now.node() : new Region();
        if (!page.getChildren().contains(node)) {
            page.getChildren().setAll(node);
        }
        if (now != null && model.draft().isPresent()) {
            now.show();
        }
        for (ImportStep step : ImportStep.values()) {
            Button button = steps.get(step);
            if (button != null) {
                button.pseudoClassStateChanged(NOW, step == model.step());
                button.pseudoClassStateChanged(PASSED, step.isBefore(model.step()));
                button.setDisable(model.step() == ImportStep.DONE
                        || model.draft().isEmpty()
                        || (step == ImportStep.DONE)
                        || (model.isVectorsOnly() && step.isBefore(ImportStep.VECTORS)));
                button.setTooltip(
                        model.isSkipped(step) ? new Tooltip("Passed over; press to add vectors to the data.") : null);
                button.setOpacity(model.isSkipped(step) ? 0.7 : 1);
            }
        }
        showProblem(model.problem());
        showButtons();
        showProgress();
    }

    private void showProblem(Optional<Problem> p) {
        problem.setVisible(p.isPresent());
        problem.setManaged(p.isPresent());
        p.ifPresent(found -> {
            what.setText(found.what());
            why.setText(found.why());
            fix.setText(found.fix());
            problem.setAccessibleText(found.sentence());
        });
    }

    private void showButtons() {
        boolean done = model.step() == ImportStep.DONE;
        next.setText(done ? "_Show the overview" : model.step() == ImportStep.CHECK ? "_Import" : "_Next");
        next.setDisable(!model.canGoOn());
        if (keysToNext && model.canGoOn()) {
            // Who agrees with everything needs one key a page.
            keysToNext = false;
            next.requestFocus();
        }
        back.setDisable(!model.canGoBack());
        back.setVisible(!done);
        back.setManaged(!done);
        cancel.setText(done ? "_Close" : "_Cancel");
        cancel.setDisable(false);
    }

    private void showProgress() {
        Optional<Job<?>> job = model.job();
        progress.setVisible(job.isPresent());
        progress.setManaged(job.isPresent());
        if (job.isPresent()) {
            clock.play();
            double fraction = job.get().fraction();
            progress.setProgress(fraction > 0 ? fraction : ProgressBar.INDETERMINATE_PROGRESS);
            state.setText(job.get().title() + " – " + job.get().message());
        } else {
            clock.stop();
            String missing = model.missing();
            state.setText(missing.isEmpty() ? model.note() : missing);
        }
    }

    /// Puts the focus where the next key is expected.
    public void focus() {
        next.requestFocus();
    }
}
