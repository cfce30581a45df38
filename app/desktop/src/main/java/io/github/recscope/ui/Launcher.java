package io.github.recscope.ui;

import io.github.recscope.model.Problem;
import java.util.Optional;
import java.util.logging.Logger;
import javafx.application.Application;

/// Starts the window. Does not extend `Application`: on a class path JavaFX refuses a main class that does.
public final class Launcher {
    private Launcher() {}

    /// Ends with the exit code 1 and a message where no window can open.
    ///
    /// @param args a file to open: a workspace, a recipe or data
    public static void main(String[] args) {
        // JavaFX warns at every start that it lies on the class path, which is what is meant here. The logger is held
        // until the window is closed, because the log manager itself would let it go, and the filter with it.
        Logger javafx = Logger.getLogger("javafx");
        javafx.setFilter(r -> !String.valueOf(r.getMessage()).startsWith("Unsupported JavaFX configuration"));
        try {
            Application.launch(RecscopeApp.class, args);
        } catch (RuntimeException e) {
            Problem problem = noWindow(e).orElseThrow(() -> e);
            System.err.println(
                    problem.what() + System.lineSeparator() + problem.why() + System.lineSeparator() + problem.fix());
            System.exit(1);
        } finally {
            javafx.setFilter(null);
        }
    }

    /// What to say where the machine, not Recscope, is the reason that JavaFX did not start: no display, or no
    /// libraries to draw with.
    ///
    /// @param e what `Application.launch` threw
    /// @return nothing for any other failure, such as one while the window was being made
    static Optional<Problem> noWindow(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        boolean unsupported = e instanceof UnsupportedOperationException || message.startsWith("No toolkit found");
        if (!unsupported && !(e.getCause() instanceof LinkageError)) {
            return Optional.empty();
        }
        String reason = e.getCause() instanceof LinkageError l ? String.valueOf(l.getMessage()) : message;
        return Optional.of(new Problem(
                "The window cannot open.",
                "There is no display to open it on, or its libraries are missing (" + reason + ").",
                "Start Recscope on a desktop, or use the command line, which needs none: app/recscope --help."));
    }
}
