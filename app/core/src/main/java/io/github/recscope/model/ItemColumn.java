package io.github.recscope.model;

import io.github.recscope.kernels.IntLists;
import java.util.List;

/// One column of item metadata.
///
/// @param name       the header, such as `authors`
/// @param role       what it means
/// @param vocabulary the distinct values; for [Role#YEAR] their decimal text
/// @param values     for each item the rows of `vocabulary` it has; empty where the cell was empty
public record ItemColumn(String name, Role role, List<String> vocabulary, IntLists values) {
    /// What a column means.
    public enum Role {
        /// One value of a category: language, series.
        CATEGORY,
        /// Several values: tags, genres, authors.
        MULTI_CATEGORY,
        /// A calendar year.
        YEAR,
        /// Free text or a link, kept for display only.
        TEXT
    }

    /// Copies the list.
    public ItemColumn {
        vocabulary = List.copyOf(vocabulary);
    }
}
