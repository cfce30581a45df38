package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.SpaceMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items that have found their places, and how others join them.
interface Projection {
    /// The method with its settings, for people.
    String name();

    /// `[n, 2]`.
    Matrix items();

    /// The places of other rows of the same space, `[rows, 2]`.
    Matrix place(Matrix fresh, Ctx ctx);

    /// Share of the variance that each axis carries; empty where it has no meaning.
    default List<Double> explained() {
        return List.of();
    }

    /// What the method says about its work.
    default List<SpaceMap.Measure> measures() {
        return List.of();
    }

    /// The nearest neighbours in the original space, where they were needed.
    default @Nullable Neighbours neighbours() {
        return null;
    }
}
