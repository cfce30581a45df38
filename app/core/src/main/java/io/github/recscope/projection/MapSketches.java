package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.MapSketch;

/// Shows a layout while it forms.
final class MapSketches {
    private MapSketches() {}

    /// Offers a copy of the layout `xy` `[n · 2]` to whoever watches.
    static void offer(Ctx ctx, float[] xy, String stage) {
        ctx.show(() -> new MapSketch(Matrix.of(xy.length / 2, 2, xy.clone()), stage));
    }
}
