package io.github.recscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The frame's models without a toolkit: a queue worked off by the test stands for the JavaFX thread.
class ModelsTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Executor fx = queue::add;

    @Test
    void importsUndoesSavesAndOpens() throws Exception {
        try (Engine engine = Engine.create("auto", 1)) {
            Session session = new Session(engine, fx, Workspace.empty("Untitled"));
            List<Problem> problems = new ArrayList<>();
            Observable<Settings> settings = new Observable<>(Settings.defaults());
            ShellModel model = new ShellModel(session, new Selection(), fx, problems::add, settings);
            assertTrue(model.frame().get().empty());
            assertEquals("Recscope", model.frame().get().title());

            model.importData("sample:goodbooks", false);
            runUntil(() -> session.workspace().latest(Dataset.class).isPresent());
            assertEquals("• goodbooks – Recscope", model.frame().get().title());
            assertTrue(model.frame().get().canUndo());
            assertEquals("Import data", model.frame().get().undo());
            assertTrue(model.recipe().contains("sample:goodbooks"));

            model.undo();
            assertTrue(model.frame().get().empty());
            assertFalse(model.frame().get().dirty());
            model.redo();
            assertTrue(model.frame().get().dirty());

            assertFalse(model.save(() -> {}));
            boolean[] then = new boolean[1];
            model.save(folder.resolve("mine"), () -> then[0] = true);
            runUntil(() -> then[0]);
            Path file = folder.resolve("mine.recscope");
            assertTrue(Files.exists(file));
            assertEquals("mine – Recscope", model.frame().get().title());
            assertEquals(
                    List.of(file.toAbsolutePath().toString()), settings.get().recent());

            model.startOver();
            assertTrue(model.frame().get().empty());
            model.openAny(file);
            runUntil(() -> !model.frame().get().empty());
            assertEquals("mine", model.frame().get().name());
            assertFalse(model.frame().get().dirty());
            assertTrue(problems.isEmpty());
        }
    }

    @Test
    void aSelectionIsForgottenWhenOtherDataTakeItsPlace() throws Exception {
        try (Engine engine = Engine.create("auto", 1)) {
            Session session = new Session(engine, fx, Workspace.empty("Untitled"));
            Selection selection = new Selection();
            ShellModel model = new ShellModel(session, selection, fx, _ -> {}, new Observable<>(Settings.defaults()));
            model.importData("sample:goodbooks", false);
            runUntil(() -> session.workspace().latest(Dataset.class).isPresent());
            selection.item().set(OptionalInt.of(3300));
            selection.user().set(OptionalInt.of(2));
            selection.latent().set(OptionalInt.of(1));
            model.importData("sample:movietweetings", false);
            runUntil(() -> session.workspace().entries().size() == 2);
            assertTrue(selection.item().get().isEmpty());
            assertTrue(selection.user().get().isEmpty());
            assertTrue(selection.latent().get().isEmpty());
        }
    }

    @Test
    void aFileThatIsSavedWhileAnotherWorkspaceIsOpenedIsNotTakenForItsFile() throws Exception {
        try (Engine engine = Engine.create("auto", 1)) {
            Session session = new Session(engine, fx, Workspace.empty("Untitled"));
            ShellModel model =
                    new ShellModel(session, new Selection(), fx, _ -> {}, new Observable<>(Settings.defaults()));
            model.importData("sample:goodbooks", false);
            runUntil(() -> session.workspace().latest(Dataset.class).isPresent());
            boolean[] then = new boolean[1];
            model.save(folder.resolve("first.recscope"), () -> then[0] = true);
            model.startOver();
            runUntil(() -> Files.exists(folder.resolve("first.recscope"))
                    && !model.settings().get().recent().isEmpty());
            assertTrue(model.file().isEmpty());
            assertFalse(then[0]);
        }
    }

    @Test
    void aMissingFileBecomesANotice() throws Exception {
        try (Engine engine = Engine.create("auto", 1)) {
            Session session = new Session(engine, fx, Workspace.empty("Untitled"));
            JobsModel jobs = new JobsModel(engine.jobs(), fx);
            ShellModel model =
                    new ShellModel(session, new Selection(), fx, jobs::show, new Observable<>(Settings.defaults()));
            model.open(folder.resolve("none.recscope"));
            runUntil(() -> !jobs.notices().get().isEmpty());
            assertEquals(1, jobs.notices().get().size());
            runUntil(() -> jobs.lines().get().isEmpty());
            jobs.dismiss(jobs.notices().get().getFirst().id());
            assertTrue(jobs.notices().get().isEmpty());
            model.openAny(folder.resolve("none.recipe.json"));
            assertEquals(1, jobs.notices().get().size());
        }
    }

    @Test
    void runningWorkIsShownAndCancelled() throws Exception {
        try (Engine engine = Engine.create("auto", 1)) {
            JobsModel jobs = new JobsModel(engine.jobs(), fx);
            engine.jobs().io("Count sheep", ctx -> {
                for (int i = 0; ; i++) {
                    ctx.progress("sheep " + i, 0.5);
                    Thread.onSpinWait();
                }
            });
            runUntil(() -> {
                jobs.refresh();
                return !jobs.lines().get().isEmpty()
                        && jobs.lines().get().getFirst().fraction() == 0.5;
            });
            assertEquals("Count sheep", jobs.lines().get().getFirst().title());
            jobs.cancelFirst();
            runUntil(() -> jobs.lines().get().isEmpty());
            assertTrue(jobs.notices().get().isEmpty());
        }
    }

    @Test
    void settingsSurviveAndBadOnesBecomeDefaults() throws Exception {
        Path file = folder.resolve("deep").resolve("settings.json");
        SettingsFile settings = new SettingsFile(file);
        assertEquals(Settings.defaults(), settings.load());
        Settings mine = Settings.defaults()
                .with(Theme.DARK)
                .with(1000, 700, false)
                .withRecent("/a")
                .withRecent("/b")
                .withRecent("/a");
        settings.save(mine);
        assertEquals(mine, settings.load());
        assertEquals(List.of("/a", "/b"), settings.load().recent());
        Files.writeString(file, "{ broken");
        assertEquals(Settings.defaults(), settings.load());
    }

    @Test
    void settingsLieWhereThePlatformKeepsThem() {
        Path home = Path.of("home");
        assertEquals(
                home.resolve(".config").resolve("recscope").resolve("settings.json"),
                SettingsFile.usual(Map.of(), "Linux", home));
        assertEquals(
                Path.of("x").resolve("recscope").resolve("settings.json"),
                SettingsFile.usual(Map.of("XDG_CONFIG_HOME", "x"), "Linux", home));
        assertTrue(SettingsFile.usual(Map.of(), "Mac OS X", home).toString().contains("Application Support"));
        assertTrue(
                SettingsFile.usual(Map.of("APPDATA", "y"), "Windows 11", home).startsWith("y"));
    }

    private void runUntil(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            Runnable next = queue.poll(50, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
    }
}
