package io.github.recscope.ui.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.array.Npy;
import io.github.recscope.data.ColumnUse;
import io.github.recscope.data.EpochUnit;
import io.github.recscope.data.Keep;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Workspace;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.state.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The import dialog in the real window, driven by node ids; the pictures are in `target/screenshots`.
class ImportStoryTest {
    @TempDir
    Path folder;

    private DataFiles files;

    @BeforeEach
    void makeFiles() throws IOException {
        files = new DataFiles(folder);
    }

    @Test
    void filesOfManyKindsBecomeTheSameRatings() throws IOException {
        try (UiHarness ui = new UiHarness(Workspace.empty("Untitled"))) {
            assertEquals(3, folderOfMovieLens(ui), "confirmations");
            for (Path file : List.of(DataFiles.raw(), files.atomic(), files.jsonLines(), files.zip())) {
                drop(ui, file);
                Dataset data = confirmed(ui);
                assertEquals(60, data.interactions().size(), file.toString());
                assertEquals(19, data.users().size(), file.toString());
                assertEquals(54, data.items().size(), file.toString());
            }
            drop(ui, DataFiles.FIXTURES.resolve("made/parquet"));
            ui.screenshot("import-parquet-light");
            assertTrue(confirmed(ui).interactions().size() > 0);
            changedByHand(ui);
        }
    }

    /// Returns how many keys it takes from the drop to the overview.
    private int folderOfMovieLens(UiHarness ui) throws IOException {
        drop(ui, files.latest());
        int confirmations = 0;
        at(ui, ImportStep.COLUMNS);
        screens(ui, "import-columns");
        ui.click("import-step-recognise");
        screens(ui, "import-recognise");
        ui.click("import-step-columns");
        ui.keys(KeyCode.ENTER);
        confirmations++;
        at(ui, ImportStep.CHECK);
        screens(ui, "import-check");
        String times = ui.node("import-times", Label.class).getText();
        assertTrue(times.contains("from 2013-02-28 to 2013-11-04"), times);
        @SuppressWarnings("unchecked")
        ComboBox<EpochUnit> unit = ui.node("import-time-unit", ComboBox.class);
        assertEquals("seconds since 1970 (found out)", unit.getConverter().toString(unit.getValue()));
        UiHarness.run(() -> unit.setValue(EpochUnit.MILLISECONDS));
        at(ui, ImportStep.CHECK);
        assertTrue(ui.node("import-times", Label.class).getText().contains("from 1970-01-"));
        @SuppressWarnings("unchecked")
        ComboBox<EpochUnit> again = ui.node("import-time-unit", ComboBox.class);
        UiHarness.run(() -> again.setValue(EpochUnit.AUTO));
        at(ui, ImportStep.CHECK);
        ui.node("import-times");
        Node next = ui.node("import-next");
        UiHarness.run(next::requestFocus);
        ui.keys(KeyCode.ENTER);
        confirmations++;
        at(ui, ImportStep.DONE);
        screens(ui, "import-done");
        ui.keys(KeyCode.ENTER);
        confirmations++;
        UiHarness.await(
                "the overview is shown", () -> ui.wiring().selection().view().get() == View.OVERVIEW && !shown(ui));
        Dataset data = data(ui);
        assertEquals(60, data.interactions().size());
        assertEquals("Der blaue Engel (1930)", data.titles().getFirst());
        assertTrue(data.columns().stream().anyMatch(c -> c.name().equals("tags")));
        assertEquals("latest", ui.wiring().shell().frame().get().name());
        return confirmations;
    }

    /// Columns with names that nobody knows, mapped by hand; the next file of that shape is mapped by itself.
    private void changedByHand(UiHarness ui) throws IOException {
        drop(ui, files.odd("first.csv"));
        at(ui, ImportStep.COLUMNS);
        assertTrue(ui.node("import-note", Label.class).getText().contains("which column is the user"));
        assertTrue(ui.node("import-next").isDisabled());
        choose(ui, 0, ColumnUse.USER);
        choose(ui, 1, ColumnUse.ITEM);
        choose(ui, 2, ColumnUse.VALUE);
        choose(ui, 3, ColumnUse.SEVERAL);
        @SuppressWarnings("unchecked")
        ComboBox<String> parts = ui.node("import-parts-3", ComboBox.class);
        UiHarness.run(() -> parts.setValue("/"));
        ui.screenshot("import-mapped-light");
        ui.click("import-next");
        at(ui, ImportStep.CHECK);
        ui.click("import-core-2");
        assertTrue(ui.node("import-core-2", RadioButton.class).isSelected());
        ui.click("import-next");
        at(ui, ImportStep.DONE);
        Path recipe = folder.resolve("odd.import.json");
        ui.files().next(recipe);
        ui.click("import-save-recipe");
        at(ui, ImportStep.DONE);
        assertTrue(Files.readString(recipe).contains("recscope-import"));
        ui.click("import-next");
        Dataset data = data(ui);
        assertEquals(7, data.interactions().size(), "the 2-core");
        ItemColumn genres = data.columns().getFirst();
        assertEquals("genres", genres.name());
        assertEquals(List.of("Drama", "War"), genres.vocabulary());

        drop(ui, files.odd("second.csv"));
        at(ui, ImportStep.COLUMNS);
        assertTrue(ui.node("import-note", Label.class).getText().contains("last files of this shape"));
        assertTrue(ui.node("import-note", Label.class).getText().contains("only the 2-core"));
        ui.click("import-next");
        at(ui, ImportStep.CHECK);
        assertTrue(ui.node("import-core-2", RadioButton.class).isSelected(), "the recipe keeps the core");
        ui.click("import-core-1");
        TextField least = ui.node("import-least", TextField.class);
        UiHarness.run(() -> {
            least.setText("100");
            least.getOnAction().handle(null);
        });
        at(ui, ImportStep.CHECK);
        assertTrue(ui.wiring().importing().problem().isPresent(), "nothing is left");
        TextField other = ui.node("import-least", TextField.class);
        UiHarness.run(() -> {
            other.setText("nine");
            other.getOnAction().handle(null);
            other.setText("9");
            other.getOnAction().handle(null);
        });
        at(ui, ImportStep.CHECK);
        long nines = files.ratings().stream()
                .filter(r -> Double.parseDouble(r[2]) >= 9)
                .count();
        ui.click("import-next");
        at(ui, ImportStep.DONE);
        assertEquals(nines, data(ui).interactions().size());
        assertEquals(new Keep("9", 1), ui.recipes().get().getFirst().keep());
        ui.click("import-next");
        UiHarness.await("it is closed", () -> !shown(ui));
    }

    @SuppressWarnings("unchecked")
    private static void choose(UiHarness ui, int column, ColumnUse use) {
        ComboBox<ColumnUse> role = ui.node("import-role-" + column, ComboBox.class);
        UiHarness.run(() -> role.setValue(use));
        UiHarness.pulses(1);
    }

    @Test
    void whatCannotBeReadIsRefusedWithTheReason() throws IOException {
        try (UiHarness ui = new UiHarness(Workspace.empty("Untitled"))) {
            drop(ui, DataFiles.FIXTURES.resolve("made/pickle/embeddings.pkl"));
            UiHarness.await(
                    "it is refused", () -> ui.wiring().importing().problem().isPresent());
            ui.node("import-problem");
            ui.screenshot("import-refused-light");
            assertTrue(ui.wiring().importing().problem().orElseThrow().why().contains("runs whatever code"));
            assertTrue(ui.node("import-next").isDisabled());
            ui.keys(KeyCode.ESCAPE);
            UiHarness.await("it is closed", () -> !shown(ui));

            drop(ui, DataFiles.FIXTURES.resolve("made/zip/traversal_unix.zip"));
            at(ui, ImportStep.COLUMNS);
            assertTrue(ui.node("import-note", Label.class).getText().contains("left out"));
            ui.keys(KeyCode.ESCAPE);

            drop(ui, DataFiles.FIXTURES.resolve("made/csv/rating_nonfinite.csv"));
            at(ui, ImportStep.COLUMNS);
            ui.click("import-next");
            at(ui, ImportStep.CHECK);
            assertEquals(
                    10, ui.node("import-rejected", TableView.class).getItems().size());
            ui.screenshot("import-rejected-light");
            Path rejected = folder.resolve("rejected.csv");
            ui.files().next(rejected);
            ui.click("import-save-rejected");
            at(ui, ImportStep.CHECK);
            List<String> lines = Files.readAllLines(rejected);
            assertEquals("file,line,reason", lines.getFirst());
            assertEquals(11, lines.size());
            assertTrue(lines.get(1).startsWith("\"rating_nonfinite.csv\",2,"), lines.get(1));
            ui.click("import-cancel");
            UiHarness.await("it is closed", () -> !shown(ui));
            assertTrue(ui.wiring().session().workspace().entries().isEmpty(), "nothing was added");
        }
    }

    @Test
    void filesDroppedTogetherAreOneSet() throws IOException {
        try (UiHarness ui = new UiHarness(Workspace.empty("Untitled"))) {
            Path latest = files.latest();
            List<Path> two = List.of(latest.resolve("movies.csv"), latest.resolve("ratings.csv"));
            UiHarness.run(() -> ui.wiring().commands().openAll(two));
            Dataset data = confirmed(ui);
            assertEquals(60, data.interactions().size());
            assertFalse(data.titles().contains(data.items().get(0)), "titles come from the second file");
            UiHarness.run(() -> ui.wiring().commands().closeWorkspace());
            ui.click("unsaved-discard");
            UiHarness.await("the set is among the recent files", () -> {
                Node link = ui.stage().getScene().lookup("#recent-0");
                return link instanceof Labeled l
                        && !link.isDisabled()
                        && l.getText().contains("movies.csv, ratings");
            });
            ui.click("recent-0");
            at(ui, ImportStep.COLUMNS);
            ui.click("import-cancel");
            Path workspace = Files.writeString(folder.resolve("w.recscope"), "x");
            UiHarness.run(() -> ui.wiring().commands().openAll(List.of(two.getFirst(), workspace)));
            UiHarness.await(
                    "it is refused", () -> ui.wiring().importing().problem().isPresent());
            assertTrue(ui.wiring().importing().problem().orElseThrow().why().contains("w.recscope is a workspace"));
            ui.screenshot("import-refused-light");
        }
    }

    @Test
    void vectorsAreJoinedAndRowsOffByOneAreNoticed() throws IOException {
        try (UiHarness ui = new UiHarness(Workspace.empty("Untitled"))) {
            Path made = vectors();
            drop(ui, made);
            at(ui, ImportStep.COLUMNS);
            ui.click("import-next");
            at(ui, ImportStep.VECTORS);
            assertTrue(ui.node("import-vector-users", TextField.class).getText().endsWith("users.npy"));
            assertTrue(ui.node("import-vector-items", TextField.class).getText().endsWith("items.npy"));
            @SuppressWarnings("unchecked")
            ComboBox<String> rows = ui.node("import-vector-rows", ComboBox.class);
            UiHarness.run(() -> rows.setValue("from-zero"));
            screens(ui, "import-vectors");
            ui.click("import-next");
            at(ui, ImportStep.CHECK);
            assertTrue(ui.node("import-shift", Label.class).getText().contains("off by one"));
            ui.screenshot("import-shifted-light");
            assertTrue(ui.wiring().importing().vectorIssues().stream()
                    .anyMatch(
                            i -> i.code().equals("vectors.join") && i.message().contains("users were joined")));
            ui.click("import-remedy");
            at(ui, ImportStep.CHECK);
            assertTrue(ui.find("import-shift").isEmpty());
            ui.click("import-next");
            at(ui, ImportStep.DONE);
            Recommender model =
                    ui.wiring().session().workspace().latest(Recommender.class).orElseThrow();
            assertEquals(8, model.dimensions());
            assertEquals(
                    1,
                    model.items().data()[data(ui).items().indexOf("1") * 8 + taste(0, 11)],
                    "the item 1 has the first row");
            ui.click("import-next");
            UiHarness.run(() -> ui.wiring().session().undo());
            assertTrue(ui.wiring().session().workspace().entries().isEmpty(), "one step of undo");
            UiHarness.run(() -> ui.wiring().session().redo());

            drop(ui, made.resolve("items.npy"));
            at(ui, ImportStep.VECTORS);
            assertFalse(ui.find("import-preview").isPresent());
            assertTrue(ui.node("import-note", Label.class).getText().contains("users"));
            ui.keys(KeyCode.ESCAPE);
        }
    }

    /// Users and items of eight tastes with ids from 1 in the order of the rows: a row has a 1 at its taste.
    private Path vectors() throws IOException {
        Path made = Files.createDirectories(folder.resolve("model"));
        int users = 80;
        int items = 120;
        int d = 8;
        StringBuilder csv = new StringBuilder("user_id,item_id,rating\n");
        float[] u = new float[users * d];
        float[] v = new float[items * d];
        for (int i = 0; i < items; i++) {
            v[i * d + taste(i, 11)] = 1;
        }
        for (int n = 0; n < users; n++) {
            u[n * d + taste(n, 5)] = 1;
            for (int i = 0; i < items; i++) {
                if (taste(i, 11) == taste(n, 5) && (i + n) % 2 == 0) {
                    csv.append(n + 1).append(',').append(i + 1).append(",4\n");
                }
            }
        }
        for (int i = 0; i < items; i++) {
            csv.append(1 + i % users).append(',').append(i + 1).append(",1\n");
        }
        Files.writeString(made.resolve("ratings.csv"), csv);
        AtomicFile.write(made.resolve("users.npy"), out -> Npy.write(u, out, users, d));
        AtomicFile.write(made.resolve("items.npy"), out -> Npy.write(v, out, items, d));
        return made;
    }

    private static int taste(int row, int salt) {
        return (int) (((row + 1) * 0x9E3779B97F4A7C15L * salt) >>> 61);
    }

    private static void drop(UiHarness ui, Path path) {
        UiHarness.run(() -> ui.wiring().commands().openAny(path));
    }

    /// Presses the default button until the overview is shown.
    private static Dataset confirmed(UiHarness ui) {
        at(ui, ImportStep.COLUMNS);
        ui.click("import-next");
        at(ui, ImportStep.CHECK);
        ui.click("import-next");
        at(ui, ImportStep.DONE);
        ui.click("import-next");
        UiHarness.await("it is closed", () -> !shown(ui));
        return data(ui);
    }

    private static Dataset data(UiHarness ui) {
        return ui.wiring().session().workspace().latest(Dataset.class).orElseThrow();
    }

    private static boolean shown(UiHarness ui) {
        return ui.stage().getScene().lookup("#import-sheet") != null
                && ui.wiring().isSheetShown();
    }

    /// Waits until the dialog has come to a page and its work has ended.
    private static void at(UiHarness ui, ImportStep step) {
        ImportModel model = ui.wiring().importing();
        UiHarness.await(
                "the dialog is at " + step,
                () -> model.step() == step && model.job().isEmpty());
        UiHarness.pulses(2);
    }

    private static void screens(UiHarness ui, String name) {
        ui.screenshot(name + "-light");
        ui.click("theme-toggle");
        ui.screenshot(name + "-dark");
        ui.click("theme-toggle");
    }
}
