package io.github.recscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Workspace;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fx.ScatterView;
import io.github.recscope.ui.state.Current;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoryTest {
    @TempDir
    Path folder;

    @Test
    void opensTheSampleLooksAtTheMapSavesAndOpensAgain() {
        try (UiHarness ui = new UiHarness(Workspace.empty("Untitled"))) {
            ui.click("open-sample");
            UiHarness.await("data is there", () -> current(ui).dataset() != null);
            ui.node("jobs-cancel");
            ui.screenshot("overview-while-analysing");
            UiHarness.await("concepts are named", () -> current(ui).concepts() != null);
            ui.screenshot("overview-light");
            ui.click("rail-embeddings");
            ui.node("legend-0");
            ui.screenshot("embeddings-light");
            TextField search = ui.node("search", TextField.class);
            UiHarness.run(() -> {
                search.setText("The Hobbit");
                search.fireEvent(new javafx.event.ActionEvent());
            });
            UiHarness.await(
                    "the card shows it",
                    () -> ui.wiring().selection().item().get().isPresent());
            assertTrue(ui.node("item-title", Label.class).getText().startsWith("The Hobbit"));
            ui.screenshot("embeddings-item-light");
            int latent = java.util.Objects.requireNonNull(current(ui).concepts()).concepts().stream()
                    .filter(c -> c.status() == io.github.recscope.model.Concept.Status.NAMED)
                    .findFirst()
                    .orElseThrow()
                    .latent();
            UiHarness.run(() -> ui.wiring().selection().latent().set(OptionalInt.of(latent)));
            ui.screenshot("embeddings-concept-light");
            ui.click("theme-toggle");
            ui.screenshot("embeddings-concept-dark");
            ScatterView map = ui.node("map", ScatterView.class);
            double scale = UiHarness.fx(() -> map.camera().scale());
            UiHarness.run(map::requestFocus);
            ui.keys(KeyCode.PLUS);
            assertTrue(UiHarness.fx(() -> map.camera().scale()) > scale);
            ui.keys(KeyCode.HOME);
            ui.click("rail-overview");
            ui.screenshot("overview-dark");
            Path file = folder.resolve("books.recscope");
            ui.files().next(file);
            UiHarness.run(() -> ui.wiring().commands().save());
            UiHarness.await(
                    "it is saved", () -> !ui.wiring().shell().frame().get().dirty());
            assertTrue(Files.exists(file));
            assertEquals("books", ui.wiring().shell().frame().get().name());
            UiHarness.run(() -> ui.wiring().commands().closeWorkspace());
            ui.node("welcome");
            ui.click("recent-0");
            UiHarness.await("it is open again", () -> current(ui).concepts() != null);
            assertFalse(ui.wiring().shell().frame().get().dirty());
        }
    }

    private static Current current(UiHarness ui) {
        return Current.of(ui.wiring().session().workspace());
    }
}
