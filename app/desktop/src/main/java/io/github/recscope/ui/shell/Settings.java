package io.github.recscope.ui.shell;

import io.github.recscope.ui.state.Theme;
import java.util.ArrayList;
import java.util.List;

/// What the window remembers between two runs.
///
/// @param theme  light or dark
/// @param width  of the window, in pixels
/// @param height of the window, in pixels
/// @param full   whether it was maximised
/// @param recent workspaces and data opened last, newest first, at most [#RECENT]
public record Settings(Theme theme, double width, double height, boolean full, List<String> recent) {
    /// How many recent files are remembered.
    public static final int RECENT = 8;

    /// Copies the list and brings sizes into a sensible range.
    public Settings {
        width = Math.clamp(width, 720, 10_000);
        height = Math.clamp(height, 520, 10_000);
        recent = List.copyOf(recent.subList(0, Math.min(RECENT, recent.size())));
    }

    /// For the first run.
    public static Settings defaults() {
        return new Settings(Theme.LIGHT, 1280, 820, false, List.of());
    }

    /// With another theme.
    public Settings with(Theme newTheme) {
        return new Settings(newTheme, width, height, full, recent);
    }

    /// With another window size.
    public Settings with(double newWidth, double newHeight, boolean newFull) {
        return new Settings(theme, newWidth, newHeight, newFull, recent);
    }

    /// With a file that was just used in front.
    public Settings withRecent(String path) {
        List<String> list = new ArrayList<>(recent);
        list.remove(path);
        list.addFirst(path);
        return new Settings(theme, width, height, full, list);
    }

    /// Without a file.
    public Settings withoutRecent(String path) {
        List<String> list = new ArrayList<>(recent);
        list.remove(path);
        return new Settings(theme, width, height, full, list);
    }
}
