package io.github.recscope.ui.embeddings;

import io.github.recscope.model.ItemColumn;

/// What the colours of the map mean.
public sealed interface ColourBy {
    /// Words for the choice.
    String title();

    /// One colour for items, one for users.
    record Nothing() implements ColourBy {
        @Override
        public String title() {
            return "Items and users";
        }
    }

    /// How often items were chosen, in tenths.
    record Popularity() implements ColourBy {
        @Override
        public String title() {
            return "Popularity";
        }
    }

    /// The most frequent values of a column of the items.
    ///
    /// @param column the column's name
    /// @param role   what it means
    record Column(String column, ItemColumn.Role role) implements ColourBy {
        @Override
        public String title() {
            return role == ItemColumn.Role.YEAR ? column + " (decade)" : column;
        }
    }

    /// The activation of the concept in focus.
    record Activation() implements ColourBy {
        @Override
        public String title() {
            return "Concept";
        }
    }

    /// How many of an item's true neighbours are its neighbours on the map.
    record Kept() implements ColourBy {
        @Override
        public String title() {
            return "Neighbours kept";
        }
    }

    /// Whether an item's neighbours on the map are neighbours in truth.
    record Trusted() implements ColourBy {
        @Override
        public String title() {
            return "Trustworthiness";
        }
    }
}
