package io.github.recscope.ui.steering;

import java.util.List;

/// The three lists, ready to be shown.
///
/// @param model         the frozen model's list
/// @param reconstructed the list when embeddings are rebuilt from their codes
/// @param steered       the list after the edits
/// @param headline      what changed, in a line
/// @param seconds       how long computing took
public record Lists(List<Line> model, List<Line> reconstructed, List<Line> steered, String headline, double seconds) {
    /// Nothing computed yet.
    public static final Lists EMPTY = new Lists(List.of(), List.of(), List.of(), "", 0);

    /// Copies the lists.
    public Lists {
        model = List.copyOf(model);
        reconstructed = List.copyOf(reconstructed);
        steered = List.copyOf(steered);
    }

    /// How a line differs from the model's list.
    public enum Move {
        /// The same rank.
        SAME,
        /// A better rank.
        UP,
        /// A worse rank.
        DOWN,
        /// Not in the model's list.
        ENTERED,
        /// In the model's list and not in the steered one; only in the model's list.
        LEFT
    }

    /// One line.
    ///
    /// @param rank    from 1
    /// @param item    the item's row
    /// @param title   its title
    /// @param score   comparable within one list only
    /// @param move    how it differs from the model's list
    /// @param by      by how many ranks, at least 0
    /// @param carries the labels of edited concepts that it carries
    public record Line(int rank, int item, String title, double score, Move move, int by, List<String> carries) {
        /// Copies the list.
        public Line {
            carries = List.copyOf(carries);
        }
    }
}
