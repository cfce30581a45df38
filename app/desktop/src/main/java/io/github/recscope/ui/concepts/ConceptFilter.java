package io.github.recscope.ui.concepts;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.Concept;

/// Which concepts the table shows.
public enum ConceptFilter {
    /// Every latent.
    ALL("All", "Every concept of the autoencoder."),
    /// Those whose label holds.
    NAMED("Named", "Concepts whose label holds on items that had no part in choosing it."),
    /// Those that fire and have no label that holds.
    UNNAMED("Unnamed", "Concepts that fire, but that no attribute describes well enough."),
    /// Those that never fire.
    DEAD("Dead", "Concepts that never fire on this data."),
    /// Those that follow popularity.
    POPULARITY("Popularity-like", "Concepts that follow how often items are chosen rather than what they are.");

    /// From this rank correlation on, in either direction, a concept counts as following popularity.
    public static final double POPULARITY_CORRELATION = 0.5;

    private final String title;
    private final String help;

    ConceptFilter(String title, String help) {
        this.title = title;
        this.help = help;
    }

    /// A word for the chip.
    public String title() {
        return title;
    }

    /// What it keeps.
    public String help() {
        return help;
    }

    /// Whether it keeps a concept.
    public boolean keeps(Concept concept) {
        return switch (this) {
            case ALL -> true;
            case NAMED -> concept.status() == Concept.Status.NAMED;
            case UNNAMED -> concept.status() == Concept.Status.UNNAMED;
            case DEAD -> concept.status() == Concept.Status.DEAD;
            case POPULARITY -> popularityLike(concept);
        };
    }

    /// Whether a concept follows popularity: by correlation, or because popularity is its label.
    static boolean popularityLike(Concept concept) {
        boolean named = concept.labelFit()
                .map(f -> f.attribute().family().equals(Attribute.POPULARITY))
                .orElse(false);
        return named || Math.abs(concept.popularityCorrelation()) >= POPULARITY_CORRELATION;
    }
}
