package io.github.recscope.ui.importing;

import javafx.scene.Node;

/// One page of the import dialog.
interface ImportPage {
    /// What is shown.
    Node node();

    /// Shows what the model says now.
    void show();
}
