package io.github.recscope.data;

import io.github.recscope.model.Dataset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an import makes of its files, to be looked at before it becomes part of a workspace.
///
/// @param data          the data set
/// @param usersWithOne  users with a single interaction
/// @param itemsWithOne  items that a single user chose
/// @param emptyColumns  attributes that no item has; left out
/// @param constant      attributes that have one value for all items, and the value if it is the same everywhere
/// @param cores         what would be left in k-cores
/// @param times         from when to when; null if there are no times
/// @param values        how the values of interactions are distributed
public record ImportCheck(
        Dataset data,
        int usersWithOne,
        int itemsWithOne,
        List<String> emptyColumns,
        List<String> constant,
        List<Core> cores,
        @Nullable Times times,
        List<Bin> values) {
    /// Copies the lists.
    public ImportCheck {
        emptyColumns = List.copyOf(emptyColumns);
        constant = List.copyOf(constant);
        cores = List.copyOf(cores);
        values = List.copyOf(values);
    }

    /// What is left where every user and item needs at least so many partners.
    ///
    /// @param k            so many
    /// @param users        users left
    /// @param items        items left
    /// @param interactions interactions left
    public record Core(int k, int users, int items, int interactions) {}

    /// The times of the interactions.
    ///
    /// @param unit  what their numbers count; seconds for dates
    /// @param given "dates", or the unit in words
    /// @param first the first, as a date where it is one, such as `1996-03-29`
    /// @param last  the last
    public record Times(EpochUnit unit, String given, String first, String last) {
        /// In a sentence.
        public String words() {
            return "From " + first + " to " + last + ", given as " + given + ".";
        }
    }

    /// Interactions whose value is in a range.
    ///
    /// @param from  the least value
    /// @param to    the largest; equal to `from` where it is a single value
    /// @param count how many
    public record Bin(double from, double to, long count) {}
}
