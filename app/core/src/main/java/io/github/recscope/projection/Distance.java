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
        float[] out = new float[x.data().length];
        int chunks = (x.rows() + CHUNK - 1) / CHUNK;
        kernels.workers().forEach(chunks, c -> {
            for (int r = c * CHUNK; r < Math.min(x.rows(), (c + 1) * CHUNK); r++) {
                double sum = 0;
                for (int j = r * d; j < (r + 1) * d; j++) {
                    sum += (double) x.data()[j] * x.data()[j];
                }
                double scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
                for (int j = r * d; j < (r + 1) * d; j++) {
                    out[j] = (float) (x.data()[j] * scale);
                }
            }
        });
        return Matrix.of(x.rows(), d, out);
    }

    /// This distance, from the squared Euclidean distance of prepared rows.
    float ofSquared(float squared) {
        return this == EUCLIDEAN ? (float) Math.sqrt(squared) : squared / 2;
    }
}
