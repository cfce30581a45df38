package io.github.recscope.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LauncherTest {
    @Test
    void aMissingDisplayIsExplained() {
        Problem p = Launcher.noWindow(new UnsupportedOperationException("Unable to open DISPLAY"))
                .orElseThrow();
        assertEquals("The window cannot open.", p.what());
        assertTrue(p.why().contains("Unable to open DISPLAY"), p.why());
        assertTrue(p.fix().contains("command line"), p.fix());
    }

    @Test
    void missingLibrariesAreExplained() {
        Problem p = Launcher.noWindow(
                        new RuntimeException("Application launch error", new UnsatisfiedLinkError("no libgtk-3.so.0")))
                .orElseThrow();
        assertTrue(p.why().contains("no libgtk-3.so.0"), p.why());
        assertTrue(Launcher.noWindow(new RuntimeException("No toolkit found")).isPresent());
    }

    @Test
    void aFaultWhileTheWindowIsMadeIsNotTakenForAMissingDisplay() {
        RuntimeException fault = new RuntimeException(
                "Exception in Application start method", new UnsupportedOperationException("not on this list"));
        assertEquals(Optional.empty(), Launcher.noWindow(fault));
    }
}
