package io.github.recscope.ui;

import javafx.application.Application;

/// Starts the window. Does not extend `Application`: on a class path JavaFX refuses a main class that does.
public final class Launcher {
    private Launcher() {}

    /// @param args a file to open: a workspace, a recipe or data
    public static void main(String[] args) {
        Application.launch(RecscopeApp.class, args);
    }
}
