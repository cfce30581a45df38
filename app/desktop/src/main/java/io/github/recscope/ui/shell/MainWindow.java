package io.github.recscope.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.github.recscope.ui.state.Theme;
import io.github.recscope.ui.state.View;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Puts a wired window on a stage: scene, style sheets, theme, title, icons, shortcuts, closing.
public final class MainWindow {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final List<String> SEARCH_FIELDS = List.of("search", "concepts-search", "steer-user");
    private static final int[] ICON_SIZES = {16, 24, 32, 48, 64, 128, 256};

    private final Stage stage;
    private final Wiring wiring;

    /// @param stage not shown yet
    public MainWindow(Stage stage, Wiring wiring) {
        this.stage = stage;
        this.wiring = wiring;
        ShellModel shell = wiring.shell();
        Settings settings = shell.settings().get();
        Scene scene = new Scene(wiring.pane(), settings.width(), settings.height());
        scene.getStylesheets().add(resource("/io/github/recscope/ui/recscope.css"));
        shortcuts(scene);
        stage.setScene(scene);
        stage.setMinWidth(720);
        stage.setMinHeight(520);
        stage.setMaximized(settings.full());
        stage.getIcons().setAll(icons());
        shell.frame().observe(f -> stage.setTitle(f.title()));
        shell.settings().observe(s -> show(s.theme(), wiring.pane()));
        stage.setOnCloseRequest(e -> {
            e.consume();
            close();
        });
    }

    /// The product's icon in several sizes.
    public static List<Image> icons() {
        return IntStream.of(ICON_SIZES)
                .mapToObj(size -> new Image(resource("/icons/recscope-" + size + ".png")))
                .toList();
    }

    /// Shows the window.
    public void show() {
        stage.show();
        wiring.pane().requestFocus();
    }

    /// Closes the window after asking about unsaved work.
    public void close() {
        wiring.commands().afterSaving(() -> {
            wiring.shell()
                    .windowSize(stage.getScene().getWidth(), stage.getScene().getHeight(), stage.isMaximized());
            wiring.close();
            // Open pop-ups must be gone before the toolkit ends: it crashes otherwise.
            for (Window w : List.copyOf(Window.getWindows())) {
                if (!w.equals(stage)) {
                    w.hide();
                }
            }
            stage.hide();
        });
    }

    private static void show(Theme theme, Region root) {
        Application.setUserAgentStylesheet(
                theme == Theme.DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        root.pseudoClassStateChanged(DARK, theme == Theme.DARK);
    }

    private void shortcuts(Scene scene) {
        int number = 0;
        for (View view : View.values()) {
            number++;
            on(scene, "Shortcut+" + number, () -> go(view));
        }
        ShellModel shell = wiring.shell();
        on(scene, "Shortcut+Z", shell::undo);
        on(scene, "Shortcut+Shift+Z", shell::redo);
        on(scene, "Shortcut+Y", shell::redo);
        on(scene, "Shortcut+E", () -> go(View.REPORT));
        on(scene, "Shortcut+PERIOD", () -> wiring.jobs().cancelFirst());
        on(scene, "Shortcut+F", () -> {
            for (String id : SEARCH_FIELDS) {
                if (scene.lookup("#view #" + id) instanceof Region field) {
                    field.requestFocus();
                }
            }
        });
        on(scene, "F10", () -> {
            if (scene.lookup("#menu") instanceof javafx.scene.control.MenuButton menu) {
                menu.show();
            }
        });
    }

    private void go(View view) {
        if (!wiring.shell().frame().get().empty()) {
            wiring.selection().view().set(view);
        }
    }

    private static void on(Scene scene, String keys, Runnable action) {
        scene.getAccelerators().put(KeyCombination.keyCombination(keys), action);
    }

    private static String resource(String path) {
        return Objects.requireNonNull(MainWindow.class.getResource(path), path).toExternalForm();
    }
}
