package io.github.recscope.model;

/// How well lists of a model hit the held-out items, beside the two baselines that every model must beat.
///
/// Full ranking of all items; the items that a user's training part contains are masked.
///
/// @param cutoff     the length of the lists (k)
/// @param protocol   the protocol in words, printed beside the figures
/// @param model      the model
/// @param popularity the same list for everyone: the most chosen training items
/// @param random     a seeded random order for each user
public record Evaluation(int cutoff, String protocol, Quality model, Quality popularity, Quality random) {
    /// The figures of one ranking method, as means over the users that have held-out items.
    ///
    /// @param recall share of a user's held-out items that are in the list
    /// @param ndcg   normalised discounted cumulative gain with binary relevance
    /// @param hit    share of users with at least one held-out item in the list
    public record Quality(MetricValue recall, MetricValue ndcg, MetricValue hit) {}
}
