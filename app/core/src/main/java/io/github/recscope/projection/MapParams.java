package io.github.recscope.projection;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// How to draw the map.
public record MapParams(
        @Param(
                label = "Method",
                help = "How many dimensions become two: PCA keeps large distances, UMAP and t-SNE keep neighbours.")
        Method method,

        @Param(
                label = "Distance",
                help = "What makes items neighbours for UMAP and t-SNE, and for the quality of their maps.")
        Distance distance,

        @Param(
                label = "Neighbours (UMAP)",
                help = "Small values show fine detail, large ones the broad structure.",
                min = 2,
                max = 200)
        int umapNeighbours,

        @Param(
                label = "Smallest distance (UMAP)",
                help = "How close points may lie on the map; small values make tight groups.",
                min = 0,
                max = 3)
        double minDist,

        @Param(
                label = "Spread (UMAP)",
                help = "The scale of the map that this distance refers to.",
                min = 0.1,
                max = 10)
        double spread,

        @Param(
                label = "Perplexity (t-SNE)",
                help = "About how many neighbours a point minds; lowered to a third of the items.",
                min = 1,
                max = 200)
        double perplexity,

        @Param(
                label = "Iterations",
                help = "Rounds of improvement; 0 means what suits the method: t-SNE 1,000, UMAP 200 to 500.",
                min = 0,
                max = 100_000)
        int iterations,

        @Param(
                label = "Neighbours measured",
                help = "Neighbourhood size for the quality of the map.",
                min = 1,
                max = 200)
        int neighbours)
        implements Params {
    /// A projection.
    public enum Method {
        /// Principal component analysis: the two directions of largest variance.
        PCA,
        /// Uniform manifold approximation and projection (McInnes, Healy and Melville, 2018).
        UMAP,
        /// t-distributed stochastic neighbour embedding (van der Maaten and Hinton, 2008).
        T_SNE
    }

    /// Recommended values.
    public static MapParams defaults() {
        return new MapParams(Method.PCA, Distance.EUCLIDEAN, 15, 0.1, 1, 30, 0, 15);
    }

    @Override
    public boolean uses(String component) {
        return switch (component) {
            case "distance", "iterations" -> method != Method.PCA;
            case "umapNeighbours", "minDist", "spread" -> method == Method.UMAP;
            case "perplexity" -> method == Method.T_SNE;
            default -> true;
        };
    }

    /// A number without zeros at its end.
    static String plain(double v) {
        double rounded = Math.rint(v * 100) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
