package io.github.recscope.ui;

/// Starts the window. Does not extend `Application`: on a class path JavaFX refuses a main class that does.
public final class Launcher {
    private Launcher() {}

    /// @param args files to open
    public static void main(String[] args) {
        throw new UnsupportedOperationException(String.join(" ", args));
    }
}
