package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;
import java.util.List;

/// A two-dimensional map of users and items.
///
/// @param name      the method with its settings, such as "PCA"
/// @param users     `[users, 2]`
/// @param items     `[items, 2]`
/// @param explained share of the variance that each axis carries, in `[0, 1]`; empty where it has no meaning
/// @param quality   how far the picture of the items can be trusted
public record SpaceMap(String name, Matrix users, Matrix items, List<Double> explained, Quality quality)
        implements Artifact {
    /// How well neighbourhoods survive the projection.
    ///
    /// @param trustworthiness share-like measure in `[0, 1]`: are neighbours on the map neighbours in truth
    ///     (Venna and Kaski, 2001)
    /// @param neighbourRecall share of the true `neighbours` nearest that are also nearest on the map
    /// @param neighbours      the size of a neighbourhood
    /// @param sampled         how many items it was computed on
    public record Quality(double trustworthiness, double neighbourRecall, int neighbours, int sampled) {}

    /// Copies the list.
    public SpaceMap {
        explained = List.copyOf(explained);
    }
}
