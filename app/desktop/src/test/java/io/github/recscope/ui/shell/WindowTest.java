package io.github.recscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Workspace;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.state.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final UiHarness ui = new UiHarness(Workspace.empty("Untitled"));

    @AfterEach
    void close() {
        ui.close();
    }

    @Test
    void welcomesInBothThemes() {
        ui.node("open-sample");
        ui.screenshot("welcome-light");
        ui.click("theme-toggle");
        assertEquals(Theme.DARK, ui.settings().get().theme());
        ui.screenshot("welcome-dark");
        ui.click("theme-toggle");
        assertEquals(Theme.LIGHT, ui.settings().get().theme());
    }

    @Test
    void showsAboutAndShortcuts() {
        UiHarness.run(() -> ui.wiring().commands().about());
        ui.node("about");
        ui.screenshot("about");
        ui.click("sheet-close");
        UiHarness.run(() -> ui.wiring().commands().shortcuts());
        ui.node("shortcuts");
        ui.screenshot("shortcuts");
        ui.click("sheet-close");
        assertTrue(ui.find("shortcuts").isEmpty());
    }
}
