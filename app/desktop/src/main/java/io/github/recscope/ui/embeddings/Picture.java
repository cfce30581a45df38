package io.github.recscope.ui.embeddings;

import java.util.List;

/// The colours of the map and what they mean.
///
/// @param title   what they mean, in words
/// @param items   `[items]` ARGB
/// @param users   `[users]` ARGB
/// @param legend  the colours in words
/// @param note    a sentence on how to read them; may be empty
public record Picture(String title, int[] items, int[] users, List<LegendRow> legend, String note) {
    /// One colour.
    ///
    /// @param label what it stands for
    /// @param argb  the colour
    /// @param count how many items have it; −1 where counting makes no sense
    /// @param value the value to pick out with a click; −1 for none
    public record LegendRow(String label, int argb, int count, int value) {}

    /// Copies the list.
    public Picture {
        legend = List.copyOf(legend);
    }
}
