package io.github.recscope.ui;

import io.github.recscope.data.ImportRecipe;
import io.github.recscope.job.Observable;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Engine;
import io.github.recscope.store.FaultLog;
import io.github.recscope.ui.importing.ImportRecipesFile;
import io.github.recscope.ui.shell.Desk;
import io.github.recscope.ui.shell.MainWindow;
import io.github.recscope.ui.shell.Settings;
import io.github.recscope.ui.shell.SettingsFile;
import io.github.recscope.ui.shell.ShowInFolder;
import io.github.recscope.ui.shell.WindowFileChoice;
import io.github.recscope.ui.shell.Wiring;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/// The application as JavaFX starts it: makes the engine, wires the window, opens the files named on the command
/// line.
public final class RecscopeApp extends Application {
    private Optional<Engine> engine = Optional.empty();

    /// Called by JavaFX.
    public RecscopeApp() {}

    @Override
    public void start(Stage stage) {
        SettingsFile file = new SettingsFile(SettingsFile.usual(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "."))));
        Observable<Settings> settings = new Observable<>(file.load());
        settings.observe(s -> {
            if (!s.equals(file.load())) {
                file.save(s);
            }
        });
        ImportRecipesFile said = new ImportRecipesFile(SettingsFile.usual(
                        System.getenv(),
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", ".")))
                .resolveSibling("imports.json"));
        Observable<List<ImportRecipe>> recipes = new Observable<>(said.load());
        recipes.observe(r -> {
            if (!r.equals(said.load())) {
                said.save(r);
            }
        });
        // A core is left to the window, so that it stays smooth while work runs.
        int processors = Runtime.getRuntime().availableProcessors();
        Engine made = Engine.create("auto", processors > 2 ? processors - 1 : processors);
        engine = Optional.of(made);
        Wiring wiring = new Wiring(
                made,
                Workspace.empty("Untitled"),
                Platform::runLater,
                new WindowFileChoice(stage),
                settings,
                recipes,
                MainWindow.icons().getLast(),
                new Desk(state(), new ShowInFolder(this::openFolder)::show));
        new MainWindow(stage, wiring).show();
        if ("shown".equals(System.getProperty("recscope.ends"))) {
            endWhenShown();
            return;
        }
        List<String> files = getParameters().getUnnamed();
        if (files.isEmpty()) {
            wiring.shell().lookForUnsaved();
        } else {
            wiring.commands().openAll(files.stream().map(Path::of).toList());
        }
    }

    /// For the time that a start takes, and for the cache that makes starts quicker: ends after the second frame.
    private static void endWhenShown() {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                if (++frames == 3) {
                    stop();
                    // The display in memory keeps its thread, so that the end of the toolkit alone ends nothing.
                    System.exit(0);
                }
            }
        }.start();
    }

    private static Optional<Path> state() {
        return Optional.ofNullable(
                FaultLog.standard(System.getenv()).file().toAbsolutePath().getParent());
    }

    private void openFolder(Path folder) {
        Platform.runLater(() -> getHostServices().showDocument(folder.toUri().toString()));
    }

    @Override
    public void stop() {
        engine.ifPresent(Engine::close);
    }
}
