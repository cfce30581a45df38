package io.github.recscope.projection;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// How to draw the map.
public record MapParams(
        @Param(label = "Method", help = "How many dimensions become two.")
        Method method,

        @Param(label = "Neighbours", help = "Neighbourhood size for the quality of the map.", min = 1, max = 200)
        int neighbours)
        implements Params {
    /// A projection.
    public enum Method {
        /// Principal component analysis: the two directions of largest variance.
        PCA
    }

    /// Recommended values.
    public static MapParams defaults() {
        return new MapParams(Method.PCA, 15);
    }
}
