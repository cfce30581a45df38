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
