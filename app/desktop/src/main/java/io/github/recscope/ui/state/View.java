package io.github.recscope.ui.state;

/// The views of the left rail, in order; Ctrl+1 opens the first.
public enum View {
    /// Cards for data, model, autoencoder.
    OVERVIEW("Overview"),
    /// The map.
    EMBEDDINGS("Embeddings"),
    /// Table and card of concepts.
    CONCEPTS("Concepts"),
    /// Edits and the lists they change.
    STEERING("Steering"),
    /// Recommenders and yardsticks side by side.
    EVALUATE("Evaluate"),
    /// Choosing sections and exporting.
    REPORT("Report");

    private final String title;

    View(String title) {
        this.title = title;
    }

    /// Its name on the rail.
    public String title() {
        return title;
    }
}
