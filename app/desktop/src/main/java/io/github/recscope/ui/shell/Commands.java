package io.github.recscope.ui.shell;

import io.github.recscope.ui.fx.Sheets;
import io.github.recscope.ui.state.FileChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/// The commands of the menu: they ask for files and then tell the model.
///
/// Node ids of the question about unsaved changes: `unsaved`, `unsaved-save`, `unsaved-discard`,
/// `unsaved-cancel`.
public final class Commands {
    private static final FileChoice.Kind WORKSPACE = new FileChoice.Kind("Recscope workspace", List.of("*.recscope"));
    private static final FileChoice.Kind RECIPE = new FileChoice.Kind("Recscope recipe", List.of("*.recipe.json"));
    private static final FileChoice.Kind DATA = new FileChoice.Kind(
            "Data",
            List.of(
                    "*.zip",
                    "*.csv",
                    "*.tsv",
                    "*.txt",
                    "*.dat",
                    "*.data",
                    "*.gz",
                    "*.inter",
                    "*.json",
                    "*.jsonl",
                    "*.ndjson",
                    "*.parquet",
                    "*.npy",
                    "*.npz",
                    "*.safetensors",
                    "*.fvecs"));

    private final ShellModel model;
    private final FileChoice files;
    private final Sheets sheets;
    private final InfoSheets info;
    private final Consumer<String> copy;
    private final Consumer<List<Path>> importData;
    private final Consumer<Path> reveal;

    /// @param copy       puts a text on the clipboard
    /// @param importData shows what files hold, to be imported
    /// @param reveal     shows a file in its folder
    public Commands(
            ShellModel model,
            FileChoice files,
            Sheets sheets,
            InfoSheets info,
            Consumer<String> copy,
            Consumer<List<Path>> importData,
            Consumer<Path> reveal) {
        this.reveal = reveal;
        this.model = model;
        this.files = files;
        this.sheets = sheets;
        this.info = info;
        this.copy = copy;
        this.importData = importData;
    }

    /// Asks for a workspace and opens it.
    public void open() {
        files.open("Open a workspace", List.of(WORKSPACE, RECIPE)).ifPresent(this::openAny);
    }

    /// Opens a file of any kind; asks first if unsaved work would be lost.
    public void openAny(Path path) {
        if (path.toString().endsWith(ShellModel.ENDING)) {
            afterSaving(() -> model.openAny(path));
        } else if (model.isData(path)) {
            importData.accept(List.of(path));
        } else {
            model.openAny(path);
        }
    }

    /// Opens one file of any kind, or imports several together.
    public void openAll(List<Path> paths) {
        if (paths.size() == 1) {
            openAny(paths.getFirst());
        } else if (!paths.isEmpty()) {
            importData.accept(paths);
        }
    }

    /// Saves; asks where if there is no file yet.
    public void save() {
        save(() -> {});
    }

    /// Asks for a file and saves.
    public void saveAs() {
        saveAs(() -> {});
    }

    /// Asks for files and imports them together.
    public void importFile() {
        List<Path> chosen = files.openSeveral("Import data", List.of(DATA));
        if (!chosen.isEmpty()) {
            openAll(chosen);
        }
    }

    /// Asks for a folder and imports it.
    public void importFolder() {
        files.folder("Import a folder").ifPresent(f -> importData.accept(List.of(f)));
    }

    /// Puts the recipe of what was done on the clipboard.
    public void copyRecipe() {
        copy.accept(model.recipe());
    }

    /// Shows the workspace's file in its folder.
    public void reveal() {
        model.file().ifPresent(reveal);
    }

    /// Back to the welcome screen.
    public void closeWorkspace() {
        afterSaving(model::startOver);
    }

    /// Lists the keyboard shortcuts.
    public void shortcuts() {
        info.shortcuts();
    }

    /// Shows version, licences, credits and kernels.
    public void about() {
        info.about();
    }

    /// Does something that loses unsaved work, after asking what to do with it.
    public void afterSaving(Runnable action) {
        if (!model.frame().get().dirty()) {
            action.run();
            return;
        }
        Label text = new Label("'" + model.frame().get().name() + "' has results that no file holds yet.");
        text.setWrapText(true);
        Button cancel = button("unsaved-cancel", "Cancel", () -> {});
        Button discard = button("unsaved-discard", "Don't save", action);
        discard.getStyleClass().add("danger");
        Button save = button("unsaved-save", "Save", () -> save(action));
        save.getStyleClass().add("accent");
        save.setDefaultButton(true);
        sheets.show("unsaved", "Save your work?", text, cancel, discard, save);
    }

    private Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(_ -> {
            sheets.hide();
            action.run();
        });
        return button;
    }

    private void save(Runnable then) {
        if (model.frame().get().empty()) {
            return;
        }
        if (!model.save(then)) {
            saveAs(then);
        }
    }

    private void saveAs(Runnable then) {
        if (model.frame().get().empty()) {
            return;
        }
        Optional<Path> path = files.save("Save the workspace", model.suggestedFile(), WORKSPACE);
        path.ifPresent(p -> model.save(p, then));
    }
}
