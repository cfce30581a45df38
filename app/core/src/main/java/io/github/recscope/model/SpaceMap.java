package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A two-dimensional map of users and items.
///
/// @param name      the method with its settings, such as "PCA"
/// @param users     `[users, 2]`
/// @param items     `[items, 2]`
/// @param explained share of the variance that each axis carries, in `[0, 1]`; empty where it has no meaning
/// @param quality   how far the picture of the items can be trusted
/// @param measures  what else the method says about its work, such as a divergence that it made small
public record SpaceMap(
        String name, Matrix users, Matrix items, List<Double> explained, Quality quality, List<Measure> measures)
        implements Artifact {
    /// A figure with the uncertainty that a sample leaves.
    ///
    /// @param value     the figure; NaN where it is not defined
    /// @param halfWidth half the width of its 95 % interval; 0 when everything was measured
    public record Estimate(double value, double halfWidth) {
        /// A figure without a sample.
        public static Estimate exact(double value) {
            return new Estimate(value, 0);
        }
    }

    /// A further figure.
    ///
    /// @param name    what it is
    /// @param value   its value
    /// @param meaning one sentence for people
    public record Measure(String name, Estimate value, String meaning) {}

    /// How well the neighbourhood of each item survives.
    ///
    /// @param trust  `[items]` its trustworthiness, NaN where it was not measured
    /// @param recall `[items]` the recall of its neighbours
    public record PerItem(float[] trust, float[] recall) {}

    /// How well neighbourhoods survive the projection.
    ///
    /// @param trust      trustworthiness, share-like in `[0, 1]`: are neighbours on the map neighbours in truth
    ///     (Venna and Kaski, 2001)
    /// @param continuity the same the other way round: are true neighbours still neighbours on the map
    /// @param recall     share of the true `neighbours` nearest that are also nearest on the map
    /// @param neighbours the size of a neighbourhood
    /// @param sampled    how many items they were computed on, each against all items
    /// @param each       the same for each item; null where it was not measured
    public record Quality(
            Estimate trust,
            Estimate continuity,
            Estimate recall,
            int neighbours,
            int sampled,
            @Nullable PerItem each) {
        /// Without continuity, intervals and figures for each item.
        public Quality(double trustworthiness, double neighbourRecall, int neighbours, int sampled) {
            this(
                    Estimate.exact(trustworthiness),
                    Estimate.exact(Double.NaN),
                    Estimate.exact(neighbourRecall),
                    neighbours,
                    sampled,
                    null);
        }

        /// Trustworthiness, in `[0, 1]`.
        public double trustworthiness() {
            return trust.value;
        }

        /// Neighbour recall, in `[0, 1]`.
        public double neighbourRecall() {
            return recall.value;
        }
    }

    /// Without further figures.
    public SpaceMap(String name, Matrix users, Matrix items, List<Double> explained, Quality quality) {
        this(name, users, items, explained, quality, List.of());
    }

    /// Copies the lists.
    public SpaceMap {
        explained = List.copyOf(explained);
        measures = List.copyOf(measures);
    }
}
