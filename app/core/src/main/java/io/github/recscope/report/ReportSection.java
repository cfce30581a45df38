package io.github.recscope.report;

import java.util.EnumSet;
import java.util.Set;

/// The sections that a report can have; those without results in the workspace are left out by themselves.
public enum ReportSection {
    /// One page with the key figures.
    SUMMARY("Summary"),
    /// The data set: counts, issues, files, licence.
    DATA("Data"),
    /// The recommender and its accuracy.
    MODEL("Recommender"),
    /// The map of the items.
    MAP("Map"),
    /// The sparse autoencoder and what it loses.
    AUTOENCODER("Autoencoder"),
    /// The concepts with their evidence.
    CONCEPTS("Concepts"),
    /// The saved steering recipes.
    STEERING("Steering"),
    /// Every step with its settings.
    PROVENANCE("Provenance");

    private final String title;

    ReportSection(String title) {
        this.title = title;
    }

    /// The heading.
    public String title() {
        return title;
    }

    /// The id of the section: the name in lower case.
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// All of them.
    public static Set<ReportSection> all() {
        return EnumSet.allOf(ReportSection.class);
    }
}
