package io.github.recscope.scoring;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.RowOps;

/// Lengths of rows.
final class Norms {
    private static final int CHUNK = 2048;

    private Norms() {}

    /// The squared length of each row; read block by block.
    static float[] squared(Matrix x, Kernels kernels) {
        int n = x.rows();
        int d = x.cols();
        RowOps ops = kernels.rows();
        float[] out = new float[n];
        kernels.workers().forEach(Math.ceilDiv(n, CHUNK), c -> {
            RowBlocks rows = new RowBlocks(x);
            for (int r = c * CHUNK; r < Math.min(n, (c + 1) * CHUNK); r++) {
                int at = rows.at(r);
                out[r] = ops.dot(rows.values(), at, rows.values(), at, d);
            }
        });
        return out;
    }

    /// The rows at unit length, made where they are read; rows of zeros stay.
    static Matrix unit(Matrix x, Kernels kernels) {
        int d = x.cols();
        RowOps ops = kernels.rows();
        float[] scale = squared(x, kernels);
        for (int r = 0; r < scale.length; r++) {
            scale[r] = inverse(scale[r]);
        }
        return Matrix.derived(x, (row, values, at) -> ops.scale(scale[row], values, at, d));
    }

    /// One over the root; 0 for 0, so that a row of zeros scores 0 with everything.
    static float inverse(float squared) {
        return squared == 0 ? 0 : (float) (1 / Math.sqrt(squared));
    }
}
