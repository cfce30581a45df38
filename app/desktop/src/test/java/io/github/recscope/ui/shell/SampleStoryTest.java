package io.github.recscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fx.ScatterView;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import javafx.event.ActionEvent;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole story in the real window, driven by node ids; the pictures are in `target/screenshots`.
class SampleStoryTest {
    @TempDir
    Path folder;

    @Test
    void opensTheSampleAndGoesFromTheMapToAConceptToSteeringToAReport() throws IOException {
        try (UiHarness ui = new UiHarness(Workspace.empty("Untitled"))) {
            openTheSample(ui);
            lookAtTheMap(ui);
            surroundPoints(ui);
            readAConcept(ui);
            steerSomebody(ui);
            exportAReport(ui);
            saveAndOpenAgain(ui);
            goAroundByKeyboard(ui);
        }
    }

    private static void openTheSample(UiHarness ui) {
        ui.screenshot("welcome-light");
        ui.click("open-sample");
        UiHarness.await("data is there", () -> current(ui).dataset() != null);
        ui.node("jobs-cancel");
        ui.screenshot("overview-while-analysing");
        UiHarness.await("concepts are named", () -> current(ui).concepts() != null);
        both(ui, "overview");
    }

    private static void lookAtTheMap(UiHarness ui) {
        ui.click("rail-embeddings");
        ui.node("legend-0");
        both(ui, "embeddings");
        TextField search = ui.node("search", TextField.class);
        UiHarness.run(() -> {
            search.setText("The Hobbit");
            search.fireEvent(new ActionEvent());
        });
        UiHarness.await(
                "the card shows it", () -> ui.wiring().selection().item().get().isPresent());
        assertTrue(ui.node("item-title", Label.class).getText().startsWith("The Hobbit"));
        ui.screenshot("embeddings-item-light");
        ScatterView map = ui.node("map", ScatterView.class);
        double scale = UiHarness.fx(() -> map.camera().scale());
        UiHarness.run(map::requestFocus);
        ui.keys(KeyCode.PLUS);
        assertTrue(UiHarness.fx(() -> map.camera().scale()) > scale);
        ui.keys(KeyCode.HOME);
    }

    private void surroundPoints(UiHarness ui) throws IOException {
        ScatterView map = ui.node("map", ScatterView.class);
        double w = UiHarness.fx(map::getWidth);
        double h = UiHarness.fx(map::getHeight);
        ui.shiftDrag(
                map,
                List.of(
                        new Point2D(w * 0.3, h * 0.3),
                        new Point2D(w * 0.5, h * 0.25),
                        new Point2D(w * 0.55, h * 0.5),
                        new Point2D(w * 0.35, h * 0.6)));
        Button save = ui.node("chosen-save", Button.class);
        UiHarness.await("the points are counted", () -> !save.isDisabled());
        Label count = ui.node("chosen-count", Label.class);
        String words = UiHarness.fx(count::getText);
        assertTrue(words.endsWith("chosen"), words);
        both(ui, "embeddings-chosen");
        Path file = folder.resolve("chosen.csv");
        ui.files().next(file);
        ui.click("chosen-save");
        UiHarness.await("the file is written", () -> Files.exists(file));
        int rows = Files.readAllLines(file).size() - 1;
        assertTrue(words.replace(",", "").replace("\u202f", "").startsWith(rows + " item"), words + ", " + rows);
        ui.click("chosen-clear");
        UiHarness.await(
                "nothing is chosen", () -> !map.getScene().lookup("#chosen").isVisible());
        UiHarness.run(map::requestFocus);
        ui.keys(KeyCode.A);
        UiHarness.await("all are chosen", () -> !save.isDisabled());
        ui.click("chosen-clear");
    }

    private static void readAConcept(UiHarness ui) {
        int latent = purest(ui);
        UiHarness.run(() -> ui.wiring().selection().latent().set(OptionalInt.of(latent)));
        both(ui, "embeddings-concept");
        ui.click("rail-concepts");
        assertTrue(ui.node("concepts-table", TableView.class).getItems().size() >= 125);
        String label = concepts(ui).concepts().get(latent).label();
        UiHarness.await(
                "the card is that of the concept in focus",
                () -> ui.stage().getScene().lookup("#concept-card-title") instanceof Labeled title
                        && title.getText().contains(label));
        both(ui, "concepts");
        ui.click("concept-steer");
    }

    private static void steerSomebody(UiHarness ui) {
        Slider slider = ui.node("steer-slider-0", Slider.class);
        ListView<?> steered = ui.node("list-steered", ListView.class);
        UiHarness.await("the lists are there", () -> steered.getItems().size() == 20);
        String before = UiHarness.fx(() -> steered.getItems().toString());
        UiHarness.run(() -> slider.setValue(slider.getMax()));
        UiHarness.await(
                "the steered list has followed the slider",
                () -> !steered.getItems().toString().equals(before));
        both(ui, "steering");
        ui.click("steer-save");
        UiHarness.await(
                "the effect on everybody is measured",
                () -> ui.wiring().session().workspace().latest(Steering.class).isPresent());
        ui.node("steer-effect");
        both(ui, "steering-effect");
        UiHarness.run(() -> ui.wiring().session().undo());
        assertTrue(ui.wiring().session().workspace().latest(Steering.class).isEmpty());
        UiHarness.run(() -> ui.wiring().session().redo());
        assertTrue(ui.wiring().session().workspace().latest(Steering.class).isPresent());
    }

    private void exportAReport(UiHarness ui) {
        ui.click("rail-report");
        ui.node("report-contents");
        both(ui, "report");
        Path out = folder.resolve("out");
        ui.files().next(out);
        ui.click("report-export-all");
        ui.node("report-done");
        ui.screenshot("report-done-light");
        assertTrue(Files.exists(out.resolve("report.pdf")));
        assertTrue(Files.exists(out.resolve("csv").resolve("concepts_named.csv")));
    }

    private void saveAndOpenAgain(UiHarness ui) {
        ui.click("rail-overview");
        Path file = folder.resolve("books.recscope");
        ui.files().next(file);
        UiHarness.run(() -> ui.wiring().commands().save());
        UiHarness.await("it is saved", () -> !ui.wiring().shell().frame().get().dirty());
        assertTrue(Files.exists(file));
        assertEquals("books", ui.wiring().shell().frame().get().name());
        UiHarness.run(() -> ui.wiring().commands().closeWorkspace());
        ui.node("welcome");
        ui.click("recent-0");
        UiHarness.await("it is open again", () -> current(ui).concepts() != null);
        assertFalse(ui.wiring().shell().frame().get().dirty());
    }

    private static void goAroundByKeyboard(UiHarness ui) {
        ToggleButton overview = ui.node("rail-overview", ToggleButton.class);
        UiHarness.run(overview::requestFocus);
        ui.keys(KeyCode.DOWN);
        assertEquals(View.EMBEDDINGS, ui.wiring().selection().view().get());
        ui.keys(KeyCode.DOWN);
        assertEquals(View.CONCEPTS, ui.wiring().selection().view().get());
        ui.keys(KeyCode.CONTROL, KeyCode.F);
        assertEquals("concepts-search", focus(ui));
        ToggleButton all = ui.node("concepts-filter-all", ToggleButton.class);
        UiHarness.run(all::requestFocus);
        ui.keys(KeyCode.RIGHT);
        long named = concepts(ui).concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED)
                .count();
        assertEquals(
                named, ui.node("concepts-table", TableView.class).getItems().size());
        for (int i = 0; i < 12; i++) {
            ui.keys(KeyCode.TAB);
            assertFalse("sheets".equals(focus(ui)), "Tab stops at what is not shown");
        }
    }

    private static String focus(UiHarness ui) {
        return UiHarness.fx(
                () -> String.valueOf(ui.stage().getScene().getFocusOwner().getId()));
    }

    /// Pictures in the light and the dark theme.
    private static void both(UiHarness ui, String name) {
        ui.screenshot(name + "-light");
        ui.click("theme-toggle");
        ui.screenshot(name + "-dark");
        ui.click("theme-toggle");
    }

    private static int purest(UiHarness ui) {
        return concepts(ui).concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED && c.activeUsers() >= 50)
                .max(Comparator.comparingDouble(Concept::purityCorrected))
                .orElseThrow()
                .latent();
    }

    private static ConceptSet concepts(UiHarness ui) {
        return Objects.requireNonNull(current(ui).concepts());
    }

    private static Current current(UiHarness ui) {
        return Current.of(ui.wiring().session().workspace());
    }
}
