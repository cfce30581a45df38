package io.github.recscope.model;

/// What is lost when embeddings are replaced by their reconstruction from the codes.
///
/// The rank measures compare, for each user, the top list of the frozen model with that of the model whose user and
/// item embeddings are both reconstructed (biases kept), training items masked.
///
/// @param fvuUsers   fraction of variance unexplained of the user embeddings (0 is perfect, 1 is the mean vector)
/// @param fvuItems   the same for items
/// @param fvuScores  variance within users of the error of all user–item scores over that of the scores; NaN where
///     scores are no dot products
/// @param l0Users    mean number of active latents of a user
/// @param l0Items    mean number of active latents of an item
/// @param latents    the width of the dictionary
/// @param dead       latents that are active for no user and no item
/// @param listLength the length of the compared lists
/// @param users      how many users' lists were compared: those held out of the training, or all if none were
/// @param rboPaper   rank-biased overlap (p = 0.9) cut at the list's end, as in the paper; identical lists of length n
///     give `1 − 0.9ⁿ`
/// @param rbo        rank-biased overlap (p = 0.9), normalised so that identical lists give 1
/// @param kendall    Kendall's τ-b over the union of both lists, absent items tied below the last
/// @param overlap    share of items in both lists
/// @param ndcgModel  NDCG of the frozen model on held-out items
/// @param ndcgReconstructed NDCG of the reconstructed model on held-out items
/// @param ndcgLoss   the first less the second, user by user
public record Fidelity(
        double fvuUsers,
        double fvuItems,
        double fvuScores,
        double l0Users,
        double l0Items,
        int latents,
        int dead,
        int listLength,
        int users,
        MetricValue rboPaper,
        MetricValue rbo,
        MetricValue kendall,
        MetricValue overlap,
        MetricValue ndcgModel,
        MetricValue ndcgReconstructed,
        MetricValue ndcgLoss) {}
