package io.github.recscope.ui;

import io.github.recscope.data.ImportRecipe;
import io.github.recscope.job.Observable;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Engine;
import io.github.recscope.ui.shell.Desk;
import io.github.recscope.ui.shell.MainWindow;
import io.github.recscope.ui.shell.Settings;
import io.github.recscope.ui.shell.Wiring;
import io.github.recscope.ui.state.FileChoice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.ActionEvent;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Opens the real window on a stage that fits the headless screen, and drives it by node ids.
///
/// Nothing sleeps: [#await] looks at its condition at each pulse of the toolkit.
public final class UiHarness implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 120;

    private final Engine engine;
    private final Answers files = new Answers();
    private final Observable<Settings> settings;
    private final Observable<List<ImportRecipe>> recipes = new Observable<>(List.of());
    private final Stage stage;
    private final Wiring wiring;

    /// A file dialog that answers with the paths it was given.
    public static final class Answers implements FileChoice {
        private final Deque<Path> answers = new ArrayDeque<>();

        /// What the next question gets.
        public void next(Path answer) {
            answers.add(answer);
        }

        @Override
        public Optional<Path> open(String title, List<Kind> kinds) {
            return Optional.ofNullable(answers.poll());
        }

        @Override
        public Optional<Path> save(String title, String suggestion, Kind kind) {
            return Optional.ofNullable(answers.poll());
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.ofNullable(answers.poll());
        }
    }

    /// Opens a window of 1000 × 720 on `workspace`.
    public UiHarness(Workspace workspace) {
        this(workspace, 1000, 720);
    }

    /// Opens a window; the headless screen has 1000 × 1000 pixels.
    public UiHarness(Workspace workspace, double width, double height) {
        this(workspace, width, height, Desk.none());
    }

    /// Opens a window with something around it.
    public UiHarness(Workspace workspace, double width, double height, Desk desk) {
        startToolkit();
        engine = Engine.create("auto", 2);
        settings = new Observable<>(Settings.defaults().with(width, height, false));
        Object[] made = fx(() -> {
            Stage s = new Stage();
            Wiring w = new Wiring(
                    engine,
                    workspace,
                    Platform::runLater,
                    files,
                    settings,
                    recipes,
                    MainWindow.icons().getLast(),
                    desk);
            new MainWindow(s, w).show();
            s.setX(0);
            s.setY(0);
            return new Object[] {s, w};
        });
        stage = (Stage) made[0];
        wiring = (Wiring) made[1];
    }

    /// Starts the toolkit unless it runs.
    public static void startToolkit() {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            Platform.setImplicitExit(false);
        } catch (IllegalStateException _) {
            // It runs already: another test class of this JVM started it.
            started.countDown();
        }
        try {
            if (!started.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the toolkit did not start");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The window's parts.
    public Wiring wiring() {
        return wiring;
    }

    /// The answers to file dialogs.
    public Answers files() {
        return files;
    }

    /// What is remembered.
    public Observable<Settings> settings() {
        return settings;
    }

    /// How files were read before.
    public Observable<List<ImportRecipe>> recipes() {
        return recipes;
    }

    /// The window.
    public Stage stage() {
        return stage;
    }

    /// Does something on the JavaFX thread and waits for it.
    public static <T> T fx(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// Does something on the JavaFX thread and waits for it.
    public static void run(Runnable work) {
        fx(() -> {
            work.run();
            return true;
        });
    }

    /// Waits until something is true, looking at each pulse.
    public static void await(String what, BooleanSupplier condition) {
        CountDownLatch met = new CountDownLatch(1);
        AnimationTimer[] timer = new AnimationTimer[1];
        run(() -> {
            timer[0] = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (condition.getAsBoolean()) {
                        met.countDown();
                        stop();
                    }
                }
            };
            timer[0].start();
        });
        try {
            if (!met.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                run(() -> timer[0].stop());
                throw new AssertionError("waited in vain until " + what);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for a number of pulses, so that layout and drawing have happened.
    public static void pulses(int count) {
        int[] left = {count};
        await(count + " pulses have passed", () -> left[0]-- <= 0);
    }

    /// The node of an id in the window.
    public Optional<Node> find(String id) {
        return fx(() -> Optional.ofNullable(scene().lookup("#" + id)).filter(UiHarness::isShowing));
    }

    /// Waits for a node of an id to be shown.
    public Node node(String id) {
        await("#" + id + " is shown", () -> {
            Node n = scene().lookup("#" + id);
            return n != null && isShowing(n);
        });
        return find(id).orElseThrow();
    }

    /// Waits for a node of an id, of a type.
    public <N extends Node> N node(String id, Class<N> type) {
        return type.cast(node(id));
    }

    /// Presses a button, link or toggle; clicks anything else in its middle.
    public void click(String id) {
        Node node = node(id);
        await("#" + id + " is enabled", () -> !node.isDisabled());
        if (node instanceof ButtonBase || node instanceof Hyperlink) {
            run(() -> {
                if (node instanceof ToggleButton) {
                    node.requestFocus();
                }
                if (node instanceof ButtonBase button) {
                    button.fire();
                } else {
                    node.fireEvent(new ActionEvent());
                }
            });
        } else {
            run(() -> {
                Bounds b = node.localToScreen(node.getBoundsInLocal());
                Robot robot = new Robot();
                robot.mouseMove(b.getCenterX(), b.getCenterY());
                robot.mouseClick(MouseButton.PRIMARY);
            });
        }
        pulses(2);
    }

    /// Clicks at a place inside a node.
    public void clickAt(Node node, double x, double y) {
        run(() -> {
            var p = node.localToScreen(x, y);
            Robot robot = new Robot();
            robot.mouseMove(p.getX(), p.getY());
            robot.mouseClick(MouseButton.PRIMARY);
        });
        pulses(2);
    }

    /// Draws a line inside a node with the mouse while Shift is held. The headless platform's robot does not tell
    /// mouse events about held keys, so the events are made here.
    public void shiftDrag(Node node, List<Point2D> path) {
        run(() -> node.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, path.getFirst())));
        for (Point2D corner : path) {
            run(() -> node.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, corner)));
            pulses(1);
        }
        run(() -> node.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, path.getLast())));
        pulses(2);
    }

    private static MouseEvent mouse(EventType<MouseEvent> type, Point2D at) {
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        return new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                at.getX(),
                at.getY(),
                MouseButton.PRIMARY,
                1,
                true,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                false,
                null);
    }

    /// Presses keys together and lets them go.
    public void keys(KeyCode... codes) {
        run(() -> {
            Robot robot = new Robot();
            for (KeyCode c : codes) {
                robot.keyPress(c);
            }
            for (int i = codes.length - 1; i >= 0; i--) {
                robot.keyRelease(codes[i]);
            }
        });
        pulses(2);
    }

    /// Saves a picture of the window as `target/screenshots/NAME.png`.
    public Path screenshot(String name) {
        pulses(4);
        BufferedImage image = fx(() -> SwingFXUtils.fromFXImage(scene().snapshot(null), null));
        try {
            Path file =
                    Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
            ImageIO.write(image, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Scene scene() {
        return stage.getScene();
    }

    private static boolean isShowing(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    @Override
    public void close() {
        run(() -> {
            wiring.close();
            stage.hide();
        });
        engine.close();
    }
}
