package io.github.recscope.ui.state;

/// Light or dark.
public enum Theme {
    /// Dark text on white.
    LIGHT,
    /// Light text on near black.
    DARK;

    /// The other one.
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }
}
