package io.github.recscope.ui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Sweep;
import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Session;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fixture.Library;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/// Comparing settings, choosing one, and watching a training, in the real window.
class SweepStoryTest {
    private static void type(UiHarness ui, String field, String text) {
        TextField box = ui.node("param-" + field, TextField.class);
        UiHarness.run(() -> box.setText(text));
    }

    private static void look(UiHarness ui, String name) {
        ui.screenshot(name + "-light");
        ui.click("theme-toggle");
        ui.screenshot(name + "-dark");
        ui.click("theme-toggle");
    }

    @Test
    void aComparisonLeadsToAnAutoencoder() {
        Workspace start = Library.with(Workspace.empty("library"), "import", Library.data(), 1);
        try (UiHarness ui = new UiHarness(start, 1000, 960)) {
            Session session = ui.wiring().session();
            TrainParams small = new TrainParams(6, 10, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0.2, 10);
            UiHarness.run(() -> session.submit("train", small, 3));
            await(
                    "the recommender",
                    () -> session.workspace().latest(Recommender.class).isPresent());

            ui.click("start-sweep");
            type(ui, "latents", "8, 12");
            type(ui, "l0", "2, 3");
            type(ui, "seeds", "2");
            type(ui, "epochs", "20");
            ui.click("form-run");
            ui.node("card-sweep");
            Sweep sweep = session.workspace().latest(Sweep.class).orElseThrow();
            assertEquals(8, sweep.runs().size());
            UiHarness.pulses(10);
            look(ui, "overview-sweep");
            ui.click("sweep-train-0");
            ui.node("card-sae");
            Autoencoder sae = session.workspace().latest(Autoencoder.class).orElseThrow();
            assertTrue(
                    sweep.runs().stream()
                            .filter(Sweep.Run::front)
                            .anyMatch(r -> r.fidelity().equals(sae.fidelity())),
                    "the autoencoder is the one that was compared");

            ui.click("start-sae");
            assertTrue(ui.node("param-prefixes").isDisabled());
            assertFalse(ui.node("param-l0").isDisabled());
            Node variant = ui.node("param-variant");
            if (variant instanceof ComboBox<?> box) {
                UiHarness.run(() -> box.getSelectionModel().select(6));
            }
            assertFalse(ui.node("param-klWeight").isDisabled());
            assertTrue(ui.node("param-tied").isDisabled());
            look(ui, "form-sae");
            if (variant instanceof ComboBox<?> box) {
                UiHarness.run(() -> box.getSelectionModel().select(0));
            }
            type(ui, "epochs", "50000");
            ui.click("form-run");
            ui.node("jobs-curves");
            UiHarness.pulses(60);
            look(ui, "jobs-curves");
            ui.click("jobs-show-curves");
            assertTrue(ui.find("jobs-curves").isEmpty());
            ui.click("jobs-cancel");
            await("the end", () -> ui.wiring().jobs().lines().get().isEmpty());
            assertTrue(ui.wiring().jobs().notices().get().isEmpty());
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        UiHarness.await(what, condition);
    }
}
