package io.github.recscope.ui.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.MapSketch;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Workspace;
import io.github.recscope.projection.MapParams;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Session;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fixture.Library;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/// Drawing maps by several methods, watching one form, and going from one to another, in the real window.
class EmbeddingsMapsTest {
    private static void look(UiHarness ui, String name) {
        ui.screenshot(name + "-light");
        ui.click("theme-toggle");
        ui.screenshot(name + "-dark");
        ui.click("theme-toggle");
    }

    /// The figures under the map; on the JavaFX thread.
    private static String trust(UiHarness ui) {
        StringBuilder words = new StringBuilder();
        for (Node n : ui.stage().getScene().getRoot().lookupAll("#trust .label")) {
            words.append(((Label) n).getText()).append('|');
        }
        return words.toString();
    }

    private static boolean canDraw(UiHarness ui) {
        return ui.stage().getScene().lookup("#map-draw-first") instanceof Button b && !b.isDisabled();
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Object> box(UiHarness ui, String id) {
        return (ComboBox<Object>) ui.stage().getScene().lookup("#" + id);
    }

    @Test
    void mapsAreDrawnWatchedAndChosen() {
        Workspace start = Library.with(Workspace.empty("library"), "import", Library.data(), 1);
        try (UiHarness ui = new UiHarness(start, 1000, 720)) {
            Session session = ui.wiring().session();
            ui.click("rail-embeddings");
            assertTrue(ui.node("map-draw-first", Button.class).isDisabled(), "there is nothing to draw yet");
            TrainParams small = new TrainParams(6, 10, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0.2, 10);
            UiHarness.run(() -> session.submit("train", small, 3));
            UiHarness.await(
                    "the recommender",
                    () -> session.workspace().latest(Recommender.class).isPresent());
            UiHarness.await("the button", () -> canDraw(ui));

            ui.click("map-draw-first");
            assertTrue(ui.node("param-perplexity").isDisabled(), "PCA has no perplexity");
            UiHarness.run(() -> box(ui, "param-method").setValue("umap"));
            assertFalse(ui.node("param-umapNeighbours").isDisabled());
            look(ui, "map-form");
            ui.click("form-run");
            UiHarness.await("UMAP", () -> trust(ui).contains("Continuity"));
            assertEquals(
                    "UMAP (15 neighbours, distance 0.1)",
                    String.valueOf(UiHarness.fx(() -> box(ui, "map-choice").getValue())));
            look(ui, "map-umap");

            ui.click("map-draw");
            TextField perplexity = ui.node("param-perplexity", TextField.class);
            TextField iterations = ui.node("param-iterations", TextField.class);
            UiHarness.run(() -> {
                box(ui, "param-method").setValue("t-sne");
                perplexity.setText("10");
                iterations.setText("100");
            });
            ui.click("form-run");
            UiHarness.await("t-SNE", () -> trust(ui).contains("KL divergence"));
            assertEquals(2, UiHarness.fx(() -> box(ui, "map-choice").getItems().size()));
            UiHarness.run(() -> box(ui, "colour-by").setValue(new ColourBy.Kept()));
            UiHarness.pulses(10);
            look(ui, "map-kept");
            UiHarness.run(() -> box(ui, "map-choice")
                    .setValue(box(ui, "map-choice").getItems().getFirst()));
            UiHarness.await("the first map", () -> !trust(ui).contains("KL divergence"));
            assertEquals(2, session.workspace().allOf(SpaceMap.class).size());
            assertEquals(
                    MapParams.Method.T_SNE,
                    ((MapParams) session.workspace()
                                    .latestEntry(SpaceMap.class)
                                    .orElseThrow()
                                    .step()
                                    .params())
                            .method());
            watch(ui);
        }
    }

    private static void watch(UiHarness ui) {
        float[] xy = new float[Library.data().items().size() * 2];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = (float) Math.sin(i * 1.7) * (i % 7);
        }
        MapSketch sketch = new MapSketch(Matrix.of(xy.length / 2, 2, xy), "epoch 12");
        UiHarness.run(() -> ui.wiring().jobs().sketch().set(Optional.of(sketch)));
        UiHarness.await("the stage", () -> trust(ui).contains("epoch 12"));
        UiHarness.pulses(10);
        ui.screenshot("map-forming-light");
        UiHarness.run(() -> ui.wiring().jobs().sketch().set(Optional.empty()));
        UiHarness.await("the map is back", () -> trust(ui).contains("Continuity"));
    }
}
