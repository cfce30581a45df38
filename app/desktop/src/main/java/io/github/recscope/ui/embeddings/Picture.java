package io.github.recscope.ui.embeddings;

import java.util.ArrayList;
import java.util.BitSet;
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
    /// @param chosen how many of them are among the chosen points; −1 while nothing is chosen
    public record LegendRow(String label, int argb, int count, int value, int chosen) {
        /// While nothing is chosen.
        public LegendRow(String label, int argb, int count, int value) {
            this(label, argb, count, value, -1);
        }
    }

    /// The same with the points that are not chosen made quiet, and with counts of the others.
    Picture choosing(BitSet chosenItems, BitSet chosenUsers, int quiet) {
        List<LegendRow> rows = new ArrayList<>();
        for (LegendRow row : legend) {
            int count = 0;
            for (int i = chosenItems.nextSetBit(0); i >= 0; i = chosenItems.nextSetBit(i + 1)) {
                count += items[i] == row.argb() ? 1 : 0;
            }
            for (int u = chosenUsers.nextSetBit(0); u >= 0; u = chosenUsers.nextSetBit(u + 1)) {
                count += users[u] == row.argb() ? 1 : 0;
            }
            rows.add(row.count() < 0 ? row : new LegendRow(row.label(), row.argb(), row.count(), row.value(), count));
        }
        return new Picture(title, dimmed(items, chosenItems, quiet), dimmed(users, chosenUsers, quiet), rows, note);
    }

    private static int[] dimmed(int[] colours, BitSet chosen, int quiet) {
        int[] out = new int[colours.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = chosen.get(i) || colours[i] >>> 24 == 0 ? colours[i] : quiet;
        }
        return out;
    }

    /// Copies the list.
    public Picture {
        legend = List.copyOf(legend);
    }
}
