package io.github.recscope.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// What the window has around it on this computer.
///
/// @param state  where this account keeps what is no document, such as unsaved work; empty to keep none
/// @param reveal shows a file in the platform's file manager; called off the JavaFX thread
public record Desk(Optional<Path> state, Consumer<Path> reveal) {
    /// Keeps nothing and shows nothing.
    public static Desk none() {
        return new Desk(Optional.empty(), _ -> {});
    }
}
