package io.github.recscope.scoring;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;

/// Lengths of rows.
final class Norms {
    private Norms() {}

    /// The squared length of each row.
    static float[] squared(Matrix x, RowOps ops) {
        int d = x.cols();
        float[] out = new float[x.rows()];
        for (int r = 0; r < out.length; r++) {
            out[r] = ops.dot(x.data(), r * d, x.data(), r * d, d);
        }
        return out;
    }

    /// The rows at unit length; rows of zeros stay.
    static Matrix unit(Matrix x, RowOps ops) {
        int d = x.cols();
        float[] out = x.data().clone();
        float[] squared = squared(x, ops);
        for (int r = 0; r < x.rows(); r++) {
            ops.scale(inverse(squared[r]), out, r * d, d);
        }
        return Matrix.of(x.rows(), d, out);
    }

    /// One over the root; 0 for 0, so that a row of zeros scores 0 with everything.
    static float inverse(float squared) {
        return squared == 0 ? 0 : (float) (1 / Math.sqrt(squared));
    }
}
