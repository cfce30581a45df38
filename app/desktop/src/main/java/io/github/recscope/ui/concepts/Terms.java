package io.github.recscope.ui.concepts;

import io.github.recscope.model.Concept;

/// The words of this view that need explaining, each explained once.
final class Terms {
    static final String LABEL = "The attribute that describes best which items the concept fires for. "
            + "'unnamed' means that no attribute describes it well enough.";
    static final String STATUS = "Named: the label holds on items that had no part in choosing it. "
            + "Unnamed: it fires, but no label holds. Dead: it never fires.";
    static final String LIFT = "How many times more often the label is found where the concept fires than among all "
            + "items: precision divided by base rate. 1× is no better than chance.";
    static final String PRECISION = "Of the items where the concept fires, the share that carries the label. "
            + "Measured on items that had no part in choosing the label.";
    static final String RECALL = "Of the items that carry the label, the share where the concept fires. "
            + "Measured on items that had no part in choosing the label.";
    static final String BASE_RATE = "The share of all items that carries the label: what precision would be by chance.";
    static final String Q =
            "How sure the label is after trying many: if all labels with at most this q-value are kept, "
                    + "about this share of them is expected to be wrong. Small is good.";
    static final String P = "The chance that a concept that knows nothing of the label but as much of popularity would "
            + "do as well.";
    static final String PURITY = "Of the 20 items where the concept is strongest, the share that carries the label, "
            + "corrected for chance: 1 is all of them, 0 is what chance gives.";
    static final String AUROC = "The chance that the concept is stronger for an item with the attribute than for one "
            + "without. 0.5 is chance, 1 is perfect.";
    static final String POPULARITY = "Rank correlation of the concept's activation with how often items were chosen, "
            + "from −1 to 1. Far from 0: it follows popularity rather than content.";
    static final String INTERVAL = "The range that holds the true lift with 95 % confidence.";
    static final String ACTIVATION = "How strongly the concept is present; 0 is silent. Its unit is the model's own.";
    static final String THRESHOLD = "Above this activation the concept counts as firing. Chosen on one half of the "
            + "items, tested on the other.";
    static final String COSINE = "How alike the directions of two concepts are: 1 the same, 0 unrelated, −1 opposite.";

    static final String EASY =
            "How well the label tells where the concept fires: balanced accuracy against silent items "
                    + "of the same popularity. 0.5 is chance, 1 is perfect. Measured on items that had no part in choosing the "
                    + "label.";
    static final String NEAR =
            "The same against the hardest items: the silent ones whose embeddings are closest to those "
                    + "where it fires. 0.5 is chance, 1 is perfect.";
    static final String USERS =
            "Whether it says what people go on to choose: rank correlation of a user's activation with "
                    + "the label's share of that user's held-out items, the length of the history held fixed.";
    static final String ODDS = "How the odds of the label change where the concept fires, with the 95 % interval.";
    static final String AVERAGE_PRECISION = "Mean precision over all thresholds; the base rate is what chance gives.";
    static final String PAIR_Q = "The same attribute tested together with all concepts and all attributes at once: "
            + "adjusted for every pair.";
    static final String PURITY_K =
            "Of the strongest items, the share that carries the label, and corrected for chance.";
    static final String MS = "The monosemanticity score: how alike the 30 strongest items are, by the recommender's "
            + "embeddings and by their attributes. The chance level is that of random directions.";
    static final String GROUP =
            "Shows concepts of the same name as one row: the strongest by the order of the table, with "
                    + "how many there are.";

    private Terms() {}

    static String relation(Concept.Relation.Kind kind) {
        return switch (kind) {
            case DUPLICATE -> "Duplicates: fire for mostly the same items";
            case SPLIT -> "Splits: the same name, other items";
            case PARENT -> "Broader: fire wherever this one does, and elsewhere";
            case CHILD -> "Narrower: fire only where this one does";
            case COMPANION -> "Companions: fire together more often than by chance";
        };
    }

    static String status(Concept.Status status) {
        return switch (status) {
            case NAMED -> "named";
            case UNNAMED -> "unnamed";
            case DEAD -> "dead";
        };
    }
}
