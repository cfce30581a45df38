package io.github.recscope.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users, items, who chose what, and what is known about the items.
///
/// @param name         what to call it
/// @param users        external user ids, by row
/// @param items        external item ids, by row
/// @param titles       a title for each item, by row; the id where there is none
/// @param interactions who chose what
/// @param columns      metadata of the items
/// @param summary      what the import did
/// @param credit       licence and source, if the data says so
public record Dataset(
        String name,
        Ids users,
        Ids items,
        List<String> titles,
        Interactions interactions,
        List<ItemColumn> columns,
        ImportSummary summary,
        @Nullable Credit credit)
        implements Artifact {
    /// Checks the shapes.
    public Dataset {
        titles = List.copyOf(titles);
        columns = List.copyOf(columns);
        if (titles.size() != items.size()
                || interactions.items() != items.size()
                || interactions.users() != users.size()) {
            throw new IllegalArgumentException("a data set's parts must have the same users and items");
        }
        for (ItemColumn c : columns) {
            if (c.values().rows() != items.size()) {
                throw new IllegalArgumentException("column " + c.name() + " must have one row for each item");
            }
        }
    }
}
