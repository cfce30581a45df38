package io.github.recscope.reproduce;

import java.util.List;

/// What the paper (2511.18024) and its public notebooks report for MovieLens 1M, to stand beside own figures.
///
/// Its data are all 1,000,209 ratings of 6,039 users and 3,706 items, binarised; lists of 29 (MF, seen items left
/// out) or 30 items (NCF, seen items kept); held-out users; one seed, no intervals.
final class PaperFigures {
    private PaperFigures() {}

    /// A point of the sweep over the weight β of the prediction loss.
    ///
    /// @param beta    the weight
    /// @param rbo     rank-biased overlap, truncated (identical lists give 0.953 or 0.958)
    /// @param kendall Kendall's τ-b over the union of both lists
    /// @param ms      mean monosemanticity score over all latents
    record Point(double beta, double rbo, double kendall, double ms) {}

    /// Matrix factorisation, 20 dimensions, 22 latents.
    static final List<Point> MF = List.of(
            new Point(0, 0.224, -0.19, 0.464),
            new Point(1, 0.403, 0.092, 0.58),
            new Point(2, 0.436, 0.141, 0.578),
            new Point(5, 0.486, 0.226, 0.567),
            new Point(10, 0.543, 0.315, 0.553));

    /// Neural collaborative filtering, 20 dimensions, 22 latents.
    static final List<Point> NCF = List.of(
            new Point(0, 0.448, 0.09, 0.658),
            new Point(1, 0.55, 0.24, 0.671),
            new Point(2, 0.579, 0.32, 0.681),
            new Point(5, 0.664, 0.448, 0.676),
            new Point(10, 0.748, 0.597, 0.6735));

    /// A curve over levels of one latent: the share of the concept in lists of 30 of its 20 keenest users, or the
    /// share of an audience that gets the item.
    ///
    /// @param what   the experiment
    /// @param levels the activation that is set; NaN for "as it is"
    /// @param shares in `[0, 1]`, aligned
    record Response(String what, List<Double> levels, List<Double> shares) {}

    static final Response MF_SUPPRESSION = new Response(
            "horror, MF, latent 13",
            List.of(Double.NaN, 1.0, 0.5, 0.0, -0.5, -1.0, -1.5),
            List.of(0.86, 0.64, 0.52, 0.34, 0.19, 0.09, 0.02));

    static final Response NCF_SUPPRESSION = new Response(
            "action, NCF, latent 12",
            List.of(Double.NaN, 1.0, 0.5, 0.0, -0.5, -1.0, -1.5),
            List.of(0.88, 0.91, 0.71, 0.61, 0.46, 0.27, 0.17));

    static final Response MF_NUDGING = new Response(
            "children's, MF, latent 9, users under 18",
            List.of(Double.NaN, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0),
            List.of(0.04, 0.09, 0.15, 0.22, 0.32, 0.43, 0.57, 0.66));

    static final Response NCF_NUDGING = new Response(
            "children's, NCF, latent 3, users under 18",
            List.of(Double.NaN, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0),
            List.of(0.06, 0.14, 0.28, 0.44, 0.59, 0.70, 0.75, 0.79));

    static final Response MF_PROMOTION = new Response(
            "Alice in Wonderland to romance fans, MF, latent 5",
            List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
            List.of(0.12, 0.12, 0.53, 0.88, 0.94, 0.94));

    static final Response NCF_PROMOTION = new Response(
            "Speed to drama fans, NCF", List.of(Double.NaN, 1.0, 2.0, 3.0, 4.0), List.of(0.0, 0.10, 0.30, 0.70, 0.95));
}
