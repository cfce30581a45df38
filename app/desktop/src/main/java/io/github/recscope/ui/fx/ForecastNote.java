package io.github.recscope.ui.fx;

import javafx.scene.control.Label;

/// What a step will take, or why it cannot begin, beside the button that starts it; takes no room while there is
/// nothing to say.
public final class ForecastNote extends Label {
    /// Says nothing yet.
    ///
    /// @param id of the node
    public ForecastNote(String id) {
        setId(id);
        setWrapText(true);
        show("", false);
    }

    /// Shows the words.
    ///
    /// @param refused whether they are a reason against
    public void show(String words, boolean refused) {
        setText(words);
        getStyleClass().setAll("label", "small", refused ? "bad" : "muted");
        // Its button cannot be reached then, so that this must say why.
        setFocusTraversable(refused);
        setVisible(!words.isEmpty());
        setManaged(!words.isEmpty());
    }
}
