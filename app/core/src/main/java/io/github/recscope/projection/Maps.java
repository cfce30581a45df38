package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;

/// Maps of rows without users, quality or a workspace.
public final class Maps {
    private Maps() {}

    /// Draws the rows of `x` `[n, d]`; `[n, 2]`.
    ///
    /// @throws io.github.recscope.model.ProblemException for too few rows, numbers that are not finite, or too
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
    /// @return the share of the true nearest that were found; 1 for an exact search
    public static double neighbours(Matrix x, int k, Distance distance, Ctx ctx) {
        int few = Math.min(k, x.rows() - 1);
        return NeighbourSearch.of(distance.prepare(x, ctx.kernels()), few, ctx).recall();
    }
}
