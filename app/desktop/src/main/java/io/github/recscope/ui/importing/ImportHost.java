package io.github.recscope.ui.importing;

import java.nio.file.Path;
import java.util.List;

/// What the import dialog needs of the window around it.
public interface ImportHost {
    /// The dialog is to be shown.
    void show();

    /// The dialog is to be taken away.
    void hide();

    /// Data of this name are about to be added: an empty workspace takes the name.
    void begin(String name);

    /// Data from here have been added.
    void imported(List<Path> sources);

    /// Shows what there is now.
    void overview();
}
