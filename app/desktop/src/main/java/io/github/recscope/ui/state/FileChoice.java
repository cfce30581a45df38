package io.github.recscope.ui.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks for files and folders. The window shows the platform's dialogs; tests answer with paths.
public interface FileChoice {
    /// What may be chosen.
    ///
    /// @param name     for the dialog: "Recscope workspace"
    /// @param patterns such as `*.recscope`
    record Kind(String name, List<String> patterns) {
        /// Copies the list.
        public Kind {
            patterns = List.copyOf(patterns);
        }
    }

    /// An existing file; empty when the person cancels.
    Optional<Path> open(String title, List<Kind> kinds);

    /// Existing files, one or several; none when the person cancels.
    default List<Path> openSeveral(String title, List<Kind> kinds) {
        return open(title, kinds).stream().toList();
    }

    /// A file to write, which may exist; empty when the person cancels.
    ///
    /// @param suggestion a file name without folder
    Optional<Path> save(String title, String suggestion, Kind kind);

    /// A folder; empty when the person cancels.
    Optional<Path> folder(String title);
}
