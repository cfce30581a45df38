package io.github.recscope.ui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Recommender;
import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Session;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.state.View;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;

/// What forms say about time and memory before anything begins, in the real window.
class ForecastStoryTest {
    private final UiHarness ui =
            new UiHarness(Library.with(Workspace.empty("library"), "import", Library.data(), 1), 1000, 960);

    private void type(String field, String text) {
        TextField box = ui.node("param-" + field, TextField.class);
        UiHarness.run(() -> box.setText(text));
    }

    private void look(String name) {
        UiHarness.pulses(5);
        ui.screenshot(name + "-light");
        ui.click("theme-toggle");
        UiHarness.pulses(5);
        ui.screenshot(name + "-dark");
        ui.click("theme-toggle");
    }

    /// On the JavaFX thread.
    private String words() {
        return ui.stage().getScene().lookup("#form-forecast") instanceof Label l && l.isVisible() ? l.getText() : "";
    }

    /// On the JavaFX thread.
    private boolean canRun() {
        return ui.stage().getScene().lookup("#form-run") instanceof Button b && !b.isDisabled();
    }

    @Test
    void formsSayWhatAStepTakesAndWhyItCannotBegin() {
        try (ui) {
            Session session = ui.wiring().session();
            ui.click("start-train");
            UiHarness.pulses(5);
            assertEquals("", UiHarness.fx(this::words), "a second is not worth a word");
            type("epochs", "9000");
            type("negatives", "100");
            UiHarness.await("the time", () -> words().contains("of memory and roughly "));
            assertTrue(UiHarness.fx(this::canRun));
            look("forecast-train");
            type("dimensions", "1024x");
            UiHarness.await("nothing for what cannot be used", () -> words().isEmpty());
            assertFalse(UiHarness.fx(this::canRun));
            ui.click("sheet-close");

            TrainParams small = new TrainParams(6, 10, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0.2, 10);
            UiHarness.run(() -> session.submit("train", small, 3));
            UiHarness.await(
                    "the recommender",
                    () -> session.workspace().latest(Recommender.class).isPresent());
            ui.click("start-sae");
            type("l0", "200");
            UiHarness.await("the reason", () -> words().startsWith("The autoencoder would not be sparse."));
            UiHarness.await("the button", () -> !canRun());
            look("forecast-sae-refused");
            type("l0", "8");
            UiHarness.await("the button again", this::canRun);
            assertEquals("", UiHarness.fx(this::words));
            ui.click("sheet-close");

            ui.click("start-sweep");
            type("epochs", "90000");
            UiHarness.await("the time of a comparison", () -> words().startsWith("Takes about "));
            type("l0", "many");
            UiHarness.await("what is wrong with a list", () -> words().contains("\"many\"") && !canRun());
            look("forecast-sweep-refused");
            ui.click("sheet-close");

            UiHarness.run(() -> ui.wiring().selection().view().set(View.EVALUATE));
            assertTrue(ui.node("evaluate-run").isVisible());
        }
    }
}
