package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ProblemException;

/// Maps of rows without users, quality or a workspace.
public final class Maps {
    private Maps() {}

    /// Draws the rows of `x` `[n, d]`; `[n, 2]`.
    ///
    /// @throws ProblemException for too few rows, numbers that are not finite, or too
    ///     little memory
    public static Matrix draw(Matrix x, MapParams params, Ctx ctx) {
        return fit(x, params, ctx).items();
    }

    static Projection fit(Matrix x, MapParams params, Ctx ctx) {
        MapInput.check(x, "item");
        MapInput.checkSize(params, x, ctx);
        return switch (params.method()) {
            case PCA -> PcaProjection.fit(x, ctx);
            case UMAP -> UmapProjection.fit(x, params, ctx);
            case T_SNE -> TsneProjection.fit(x, params, ctx);
        };
    }

    /// Finds the `k` nearest of each row, exactly or by descent.
    ///
    /// @param k lowered to one less than the number of rows
    /// @throws ProblemException for fewer than two rows, and numbers that are not finite
    /// @return the share of the true nearest that were found; 1 for an exact search
    public static double neighbours(Matrix x, int k, Distance distance, Ctx ctx) {
        if (x.rows() < 2) {
            throw ProblemException.of(
                    "There are no neighbours to find.",
                    "A row has neighbours among others; there are " + x.rows() + " rows.",
                    "Choose at least 2 rows.");
        }
        MapInput.check(x, "item");
        MapInput.checkRange(x, "item");
        int few = Math.clamp(k, 1, x.rows() - 1);
        return NeighbourSearch.of(distance.prepare(x, ctx.kernels()), few, ctx).recall();
    }
}
