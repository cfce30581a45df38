package io.github.recscope.model;

import java.util.List;

/// What a steering recipe does at several strengths.
///
/// At dose s an activation z becomes `max(0, z + s · (z' − z))`, where z' is what the recipe makes of it: 0 is the
/// model itself, 1 the recipe as written.
///
/// @param name      what the person calls it
/// @param edits     the recipe
/// @param mode      how an edited code becomes an embedding
/// @param scope     whose codes are edited
/// @param cutoff    the length of the lists
/// @param attribute the label whose share is watched; null when the edited latents have none
/// @param points    by dose, ascending
/// @param budget    the loss of NDCG that is allowed, as a share of the model's own
/// @param largest   the largest dose, going up from 0, up to which the loss stays within the budget, between grid
///     points by interpolation; NaN if there is no positive dose
/// @param knee      the positive dose beyond which the share grows less than in proportion (largest distance to the
///     chord; Satopää et al., 2011); NaN without a label
public record DoseResponse(
        String name,
        List<Edit> edits,
        SteeringMode mode,
        Steering.Scope scope,
        int cutoff,
        @org.jspecify.annotations.Nullable Attribute attribute,
        List<Point> points,
        double budget,
        double largest,
        double knee)
        implements Artifact {
    /// Copies the lists.
    public DoseResponse {
        edits = List.copyOf(edits);
        points = List.copyOf(points);
    }

    /// The lists at one dose.
    ///
    /// @param dose     how strong, as a multiple of the recipe
    /// @param share    share of the watched label in the lists
    /// @param ndcg     on held-out items
    /// @param ndcgLoss relative loss of NDCG against the model, `(before − after) / before`, with its paired
    ///     interval
    /// @param overlap  share of a user's list that stays
    /// @param coverage share of the catalogue that is in somebody's list; low = high = mean
    public record Point(
            double dose,
            MetricValue share,
            MetricValue ndcg,
            MetricValue ndcgLoss,
            MetricValue overlap,
            MetricValue coverage) {}
}
