package io.github.recscope.reproduce;

import io.github.recscope.model.Ablation;
import io.github.recscope.model.MetricValue;
import org.jspecify.annotations.Nullable;

/// The figures of one recommender with one autoencoder. NaN where something was not measured, such as names on data
/// without metadata.
///
/// @param experiment  what it belongs to, such as "the paper's autoencoder"
/// @param recommender such as "Logistic MF, 20 dimensions"
/// @param variant     of the autoencoder
/// @param beta        weight of the prediction loss
/// @param seed        of all its steps
/// @param latents     width of the dictionary
/// @param l0Users     mean number of active latents of a user
/// @param l0Items     the same of an item
/// @param fvuItems    unexplained variance of the items
/// @param dead        latents that never fire
/// @param rboPaper    rank-biased overlap as in the paper, truncated
/// @param rbo         the same, identical lists give 1
/// @param kendall     Kendall's τ-b
/// @param ndcgModel   of the recommender, on held-out items
/// @param ndcgLost    its mean less that of the reconstructed model, over its own
/// @param ms          monosemanticity score in the model's own space
/// @param msRandom    the same of random directions
/// @param purity      share of the 10 strongest items with the label, over named latents
/// @param purityCorrected the same, corrected for the base rate
/// @param labelled    share of the live latents whose label holds
/// @param ablation    what zeroing concepts does
/// @param seconds     how long training and measuring took
public record RunFigures(
        String experiment,
        String recommender,
        String variant,
        double beta,
        long seed,
        int latents,
        double l0Users,
        double l0Items,
        double fvuItems,
        int dead,
        MetricValue rboPaper,
        MetricValue rbo,
        MetricValue kendall,
        MetricValue ndcgModel,
        double ndcgLost,
        double ms,
        double msRandom,
        double purity,
        double purityCorrected,
        double labelled,
        Ablated ablation,
        double seconds) {
    /// What zeroing named concepts does to their keenest users, as shares of the excess that they have; means over
    /// concepts.
    ///
    /// @param removedExcess       share of the excess that is gone
    /// @param ndcgLoss            relative loss of NDCG on held-out items outside the concept, in the list as
    ///     shown: places become free, so it is mostly a gain
    /// @param ndcgLossMasked      the same with the concept's items masked before and after: did the order of
    ///     everything else suffer
    /// @param dimRemovedExcess    of as many raw dimensions of the embeddings
    /// @param randomRemovedExcess of random latents of equal number and norm
    public record Ablated(
            double removedExcess,
            double ndcgLoss,
            double ndcgLossMasked,
            double dimRemovedExcess,
            double randomRemovedExcess) {
        static Ablated of(@Nullable Ablation a) {
            if (a == null) {
                return new Ablated(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            }
            return new Ablated(
                    a.mean(Ablation.Method.CONCEPT, t -> t.removed().mean()),
                    a.mean(Ablation.Method.CONCEPT, t -> t.lossOutside().mean()),
                    a.mean(Ablation.Method.CONCEPT, t -> t.lossMasked().mean()),
                    a.mean(Ablation.Method.RAW_DIMENSIONS, t -> t.removed().mean()),
                    a.mean(Ablation.Method.RANDOM_LATENTS, t -> t.removed().mean()));
        }
    }
}
