package io.github.recscope.model;

import java.util.List;
import java.util.Optional;

/// What is known about one latent of an autoencoder.
///
/// @param latent      its row in the dictionary
/// @param status      whether it has a name that holds
/// @param label       the name in words; empty unless `status` is [Status#NAMED]
/// @param fits        the attributes it fits best, the label's first when it has one
/// @param activeItems how many items it fires for
/// @param activeUsers how many users it fires for
/// @param itemLevels  its activation over the items where it fires
/// @param userLevels  its activation over the users where it fires
/// @param topItems    the 20 items with the largest activation, largest first (fewer if it fires for fewer)
/// @param topUsers    the 20 users with the largest activation, largest first
/// @param purity      share of `topItems` that carry the label; NaN without a label
/// @param purityCorrected `(purity − base rate) / (1 − base rate)`; NaN without a label
/// @param popularityCorrelation Spearman's correlation of activation and popularity over all items, in `[−1, 1]`
/// @param evidence    more figures that speak for or against it
/// @param related     the latents whose dictionary rows point most alike, most alike first
public record Concept(
        int latent,
        Status status,
        String label,
        List<AttributeFit> fits,
        int activeItems,
        int activeUsers,
        Levels itemLevels,
        Levels userLevels,
        List<Integer> topItems,
        List<Integer> topUsers,
        double purity,
        double purityCorrected,
        double popularityCorrelation,
        Evidence evidence,
        List<Related> related) {
    /// Whether a latent has a name.
    public enum Status {
        /// The label holds on items that had no part in choosing it: at the set's false-discovery rate, and
        /// with a lift whose whole interval is above 1.
        NAMED,
        /// It fires, and no attribute fits it well enough.
        UNNAMED,
        /// It fires for no user and no item.
        DEAD
    }

    /// Quantiles of an activation over the rows where it is positive; all 0 when it never is.
    public record Levels(double p50, double p90, double p99, double max) {}

    /// Another latent that points alike.
    ///
    /// @param latent the other latent
    /// @param cosine of both dictionary rows, in `[−1, 1]`
    public record Related(int latent, double cosine) {}

    /// Figures that speak for or against a concept and its name.
    ///
    /// @param purities  share of the 10, 20 and 50 strongest items that carry the label; empty without one
    /// @param cohesion  the paper's monosemanticity score: the mean cosine of the recommender's embeddings over
    ///     pairs of the 30 strongest items; NaN when it fires for fewer than two
    /// @param likeness  the same with vectors of the items' attributes
    /// @param detection how well the label tells where it fires
    /// @param validity  whether it says what users go on to choose
    /// @param relations to other concepts, strongest of each kind first
    public record Evidence(
            List<Purity> purities,
            double cohesion,
            double likeness,
            Detection detection,
            Validity validity,
            List<Relation> relations) {
        /// Nothing is known.
        public static final Evidence NONE =
                new Evidence(List.of(), Double.NaN, Double.NaN, Detection.NONE, Validity.NONE, List.of());

        /// Copies the lists.
        public Evidence {
            purities = List.copyOf(purities);
            relations = List.copyOf(relations);
        }
    }

    /// Share of the `k` strongest items that carry the label, as it is and as `(share − base) / (1 − base)`. When
    /// it fires for fewer items, all of them count.
    public record Purity(int k, double raw, double corrected) {}

    /// Balanced accuracy of the label as a guess of where the latent fires, on the testing half: the mean of "share
    /// of the firing items that carry it" and "share of the silent items that do not"; 0.5 is chance. The intervals
    /// are at 95 %.
    ///
    /// @param firing how many testing items fire above the threshold
    /// @param easy   against silent items of the same popularity; NaN for a label of popularity itself
    /// @param near   against the silent items whose embeddings are closest to the firing ones
    public record Detection(
            int firing, double easy, double easyLow, double easyHigh, double near, double nearLow, double nearHigh) {
        /// Not measured.
        public static final Detection NONE =
                new Detection(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /// Whether a user's activation says which share of the user's held-out items carries the label.
    ///
    /// @param users       with enough held-out items; of very many evenly spaced ones, as the protocol says
    /// @param correlation Spearman's, the length of the user's history held fixed, with its 95 % interval
    /// @param shareFiring mean share among the users for whom it fires
    /// @param shareSilent mean share among the others
    /// @param auroc       of the activation for "a larger share than the mean", with its 95 % interval
    public record Validity(
            int users,
            double correlation,
            double correlationLow,
            double correlationHigh,
            double shareFiring,
            double shareSilent,
            double auroc,
            double aurocLow,
            double aurocHigh) {
        /// Not measured.
        public static final Validity NONE = new Validity(
                0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /// How another latent relates to this one, by the items where both fire.
    ///
    /// @param kind    how
    /// @param latent  the other one
    /// @param overlap for duplicates, splits and companions both over either (Jaccard); for a parent the share of
    ///     this one's items that it covers, for a child the share of its own
    /// @param lift    how much more often both fire than by chance, with its 95 % interval
    public record Relation(Kind kind, int latent, double overlap, double lift, double liftLow, double liftHigh) {
        /// Kinds of relations.
        public enum Kind {
            /// Both fire for mostly the same items.
            DUPLICATE,
            /// The same name, for other items.
            SPLIT,
            /// The other one fires wherever this one does, and elsewhere too.
            PARENT,
            /// The other one fires only where this one does.
            CHILD,
            /// Both fire together more often than by chance.
            COMPANION
        }
    }

    /// Copies the lists.
    public Concept {
        fits = List.copyOf(fits);
        topItems = List.copyOf(topItems);
        topUsers = List.copyOf(topUsers);
        related = List.copyOf(related);
    }

    /// The fit behind the label.
    public Optional<AttributeFit> labelFit() {
        return status == Status.NAMED ? Optional.of(fits.getFirst()) : Optional.empty();
    }

    /// The label, or what to show instead: "unnamed 17", "dead 17".
    public String title() {
        return switch (status) {
            case NAMED -> label;
            case UNNAMED -> "unnamed " + latent;
            case DEAD -> "dead " + latent;
        };
    }
}
