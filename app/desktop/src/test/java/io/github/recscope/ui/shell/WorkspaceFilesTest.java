package io.github.recscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.ImportParams;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.projection.MapParams;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Session;
import io.github.recscope.store.ArtifactCodec;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.WorkspaceFile;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fixture.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file behind the window: saving, autosave, what a crash leaves, two windows, recent files.
class WorkspaceFilesTest {
    @TempDir
    Path folder;

    private final List<Path> revealed = new CopyOnWriteArrayList<>();
    private final List<UiHarness> windows = new ArrayList<>();
    private Path file;

    @BeforeEach
    void save() {
        file = folder.resolve("books.recscope");
        WorkspaceFile.save(file, workspace());
    }

    private static Workspace workspace() {
        Dataset data = Library.data();
        Recommender model = Library.model(data);
        ArtifactId id = ArtifactCodec.identify(data);
        Step read = new Step("import", 1, new ImportParams("sample:goodbooks"), List.of(), 42);
        Step train = new Step("train", 1, TrainParams.defaults(), List.of(id), 42);
        return Workspace.empty("library")
                .with(new Entry(read, id, 1, "simd"), data)
                .with(new Entry(train, ArtifactCodec.identify(model), 2, "simd"), model);
    }

    @AfterEach
    void close() {
        windows.forEach(UiHarness::close);
    }

    private UiHarness window() {
        UiHarness ui = new UiHarness(
                Workspace.empty("Untitled"), 1000, 720, new Desk(Optional.of(folder.resolve("state")), revealed::add));
        windows.add(ui);
        return ui;
    }

    private static void open(UiHarness ui, Path path) {
        UiHarness.run(() -> ui.wiring().commands().openAny(path));
    }

    private static void step(UiHarness ui) {
        Session session = ui.wiring().session();
        int before = session.workspace().entries().size();
        UiHarness.run(() -> session.submit("map", MapParams.defaults(), before));
        UiHarness.await("the step is done", () -> session.workspace().entries().size() > before);
    }

    private static String text(UiHarness ui, String id) {
        ui.node(id);
        return UiHarness.fx(() -> shown(ui, id));
    }

    /// The text of a label on the window's own thread; empty where it is not shown.
    private static String shown(UiHarness ui, String id) {
        Node node = ui.stage().getScene().lookup("#" + id);
        return node instanceof Label label && label.isVisible() ? label.getText() : "";
    }

    private static void awaitAutosave(UiHarness ui) {
        UiHarness.await(
                "the work is autosaved", () -> shown(ui, "status-autosave").equals("autosaved"));
    }

    /// A window that goes away as in a crash: nothing is saved, nothing is removed.
    private void crash(UiHarness ui) {
        awaitAutosave(ui);
        ui.wiring().keeper().await();
        UiHarness.run(() -> ui.wiring().keeper().leave());
        windows.remove(ui);
        ui.close();
    }

    private Path place() {
        return AutosaveFolder.of(file, folder.resolve("state"));
    }

    @Test
    void showsTheFileAndThatUnsavedWorkIsSafe() throws IOException {
        UiHarness ui = window();
        open(ui, file);
        assertTrue(text(ui, "status-file").startsWith("books.recscope  ·  "), text(ui, "status-file"));
        assertTrue(text(ui, "status-file").endsWith("saved just now"), text(ui, "status-file"));
        assertTrue(ui.find("status-autosave").isEmpty());
        step(ui);
        awaitAutosave(ui);
        assertTrue(Files.exists(place().resolve("journal")));
        ui.screenshot("file-status-light");
        ui.click("theme-toggle");
        ui.screenshot("file-status-dark");
        UiHarness.run(() -> ui.wiring().commands().reveal());
        UiHarness.await("the file is shown in its folder", () -> revealed.equals(List.of(file)));
        UiHarness.run(() -> ui.wiring().commands().save());
        UiHarness.await("it is saved", () -> !ui.wiring().shell().frame().get().dirty());
        ui.wiring().keeper().await();
        assertFalse(Files.exists(place()), "saved work needs no copy");
        UiHarness.await(
                "nothing is left to say", () -> shown(ui, "status-autosave").isEmpty());
    }

    @Test
    void offersWhatACrashLeftOfAFile() {
        UiHarness first = window();
        open(first, file);
        first.node("status-file");
        int saved = first.wiring().session().workspace().entries().size();
        step(first);
        step(first);
        UiHarness.run(() -> first.wiring().shell().undo());
        crash(first);

        UiHarness second = window();
        open(second, file);
        second.node("recovery");
        assertEquals(0, second.wiring().session().workspace().entries().size(), "asked before anything is shown");
        second.screenshot("recovery-light");
        second.click("recovery-later");
        assertTrue(Files.exists(place().resolve("journal")), "it stays until somebody decides");
        open(second, file);
        second.node("recovery");
        second.click("sheet-close");
        open(second, file);
        second.click("recovery-recover");
        Session session = second.wiring().session();
        UiHarness.await("it is recovered", () -> session.workspace().entries().size() == saved + 1);
        assertTrue(second.wiring().shell().frame().get().dirty());
        assertTrue(second.wiring().shell().frame().get().canRedo(), "what was undone can be redone");
        crash(second);

        UiHarness third = window();
        UiHarness.run(() -> third.wiring().shell().toggleTheme());
        open(third, file);
        third.node("recovery");
        third.screenshot("recovery-dark");
        third.click("recovery-discard");
        UiHarness.await(
                "the file is shown as it was saved",
                () -> third.wiring().session().workspace().entries().size() == saved);
        assertFalse(third.wiring().shell().frame().get().dirty());
        third.wiring().keeper().await();
        assertFalse(Files.exists(place()));
    }

    private Path leftover() throws IOException {
        try (var all = Files.list(folder.resolve("state").resolve("autosave"))) {
            return all.findFirst().orElseThrow();
        }
    }

    @Test
    void offersWhatWasNeverSaved() throws IOException {
        UiHarness first = window();
        UiHarness.run(() -> first.wiring().shell().importData("sample:goodbooks", false));
        crash(first);
        // As if another process had left it.
        Path left = leftover();
        String name = left.getFileName().toString();
        Path other = left.resolveSibling(name.replaceFirst("-\\d+-\\d+$", "-999999999-1"));
        Files.move(left, other);

        UiHarness second = window();
        UiHarness.run(() -> second.wiring().shell().lookForUnsaved());
        second.click("recovery-recover");
        Session session = second.wiring().session();
        UiHarness.await("it is recovered", () -> session.workspace().entries().size() == 1);
        assertEquals("goodbooks", second.wiring().shell().frame().get().name());
        assertTrue(second.wiring().shell().frame().get().dirty());
        second.wiring().keeper().await();
        assertFalse(Files.exists(other), "it is kept under this window's name now");
        assertTrue(Files.exists(left.resolve("journal")));
    }

    @Test
    void offersEverythingThatWasNeverSaved() throws IOException {
        UiHarness first = window();
        UiHarness.run(() -> first.wiring().shell().importData("sample:goodbooks", false));
        crash(first);
        Path left = leftover();
        List<Path> others = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            String name = left.getFileName().toString().replaceFirst("-\\d+-\\d+$", "-99999999" + n + "-1");
            Path other = Files.createDirectories(left.resolveSibling(name));
            try (var files = Files.walk(left)) {
                for (Path f : files.filter(Files::isRegularFile).toList()) {
                    Path to = other.resolve(left.relativize(f));
                    Files.createDirectories(to.getParent());
                    Files.copy(f, to);
                }
            }
            others.add(other);
        }

        UiHarness second = window();
        UiHarness.run(() -> second.wiring().shell().lookForUnsaved());
        assertTrue(text(second, "recovery-more").startsWith("There are 2 more workspaces"));
        second.screenshot("recovery-more-light");
        second.click("recovery-discard");
        UiHarness.await(
                "the second is offered", () -> shown(second, "recovery-more").startsWith("There is 1 more"));
        assertFalse(Files.exists(others.getFirst()), "the first is removed");
        second.click("recovery-later");
        UiHarness.await(
                "the third is offered",
                () -> second.stage().getScene().lookup("#recovery") != null
                        && second.stage().getScene().lookup("#recovery-more") == null);
        second.click("recovery-recover");
        Session session = second.wiring().session();
        UiHarness.await("it is recovered", () -> session.workspace().entries().size() == 1);
        assertTrue(Files.exists(others.get(1)), "what was put off stays for another start");
        second.wiring().keeper().await();
        assertFalse(Files.exists(others.get(2)), "it is kept under this window's name now");
    }

    @Test
    void aSecondWindowReadsOnly() {
        UiHarness first = window();
        open(first, file);
        first.node("status-file");
        UiHarness second = window();
        open(second, file);
        UiHarness.await("it says so", () -> shown(second, "status-file").contains("(read only)"));
        String notice = second.wiring().jobs().notices().get().toString();
        assertTrue(notice.contains("open in a window since"), notice);
        second.screenshot("read-only");
        step(second);
        Path copy = folder.resolve("copy.recscope");
        second.files().next(copy);
        UiHarness.run(() -> second.wiring().commands().save());
        UiHarness.await(
                "a copy is saved",
                () -> Files.exists(copy)
                        && !second.wiring().shell().frame().get().dirty());
        assertTrue(text(second, "status-file").startsWith("copy.recscope"));
        step(first);
        UiHarness.run(() -> first.wiring().commands().save());
        UiHarness.await(
                "the first window saves",
                () -> !first.wiring().shell().frame().get().dirty());
    }

    @Test
    void recentFilesSayHowLargeAndOldTheyAre() {
        UiHarness ui = window();
        Path gone = folder.resolve("gone.recscope");
        UiHarness.run(() -> {
            ui.settings().set(ui.settings().get().withRecent(gone.toString()).withRecent(file.toString()));
        });
        UiHarness.await("the disk was looked at", () -> {
            Node link = ui.stage().getScene().lookup("#recent-1");
            return link != null && link.isDisabled();
        });
        assertFalse(ui.node("recent-0").isDisabled());
        ui.screenshot("recent-light");
        ui.click("theme-toggle");
        ui.screenshot("recent-dark");
        ui.click("recent-forget-1");
        UiHarness.await("it is off the list", () -> ui.stage().getScene().lookup("#recent-1") == null);
        assertEquals(List.of(file.toString()), ui.settings().get().recent());
        ui.click("recent-0");
        ui.node("status-file");
    }
}
