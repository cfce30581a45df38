package io.github.recscope.projection;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;

/// How far apart two embeddings are.
public enum Distance {
    /// The length of the difference.
    EUCLIDEAN,
    /// One minus the cosine of the angle, in `[0, 2]`; a row of zeros is at distance ½ of every other row.
    COSINE;

    private static final int CHUNK = 1024;

    /// Rows whose Euclidean distances are in the order of this distance: the rows themselves, or rows of
    /// length 1.
    Matrix prepare(Matrix x, Kernels kernels) {
        if (this == EUCLIDEAN) {
            return x;
        }
        int d = x.cols();
        double[] squared = Columns.squaredLengths(x, kernels.workers());
        Matrix unit = Matrix.derived(x, (row, values, at) -> {
            double scale = squared[row] > 0 ? 1 / Math.sqrt(squared[row]) : 0;
            for (int j = at; j < at + d; j++) {
                values[j] = (float) (values[j] * scale);
            }
        });
        // Rows of a file stay there; of those in memory a copy is kept, as they are read again and again.
        if (x.resident() == null) {
            return unit;
        }
        int n = x.rows();
        float[] out = new float[n * d];
        kernels.workers().forEach(Math.ceilDiv(n, CHUNK), c -> {
            int count = Math.min(CHUNK, n - c * CHUNK);
            unit.copyRows(c * CHUNK, count, out, c * CHUNK * d);
        });
        return Matrix.of(n, d, out);
    }

    /// This distance, from the squared Euclidean distance of prepared rows.
    float ofSquared(float squared) {
        return this == EUCLIDEAN ? (float) Math.sqrt(squared) : squared / 2;
    }
}
