package io.github.recscope.sae;

import io.github.recscope.coding.Coder;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;

/// The embeddings of one side, users or items, in the recommender's scale and normalised.
///
/// @param ofUsers    whether they are users
/// @param raw        `[n, d]` as the recommender has them
/// @param normalised `[n, d]` as the autoencoder sees them
/// @param unit       `[n]` the length in the recommender's scale of a normalised unit, by row
/// @param mean       `[n]` what was taken from every coordinate of a row
/// @param variance   mean squared distance of a raw row from the mean row, of the rows that take part in training
/// @param spread     the same of the normalised rows
record Tower(
        boolean ofUsers, Matrix raw, Matrix normalised, double[] unit, double[] mean, double variance, double spread) {
    /// The tower of some embeddings.
    ///
    /// @param part  the rows that take part in training
    /// @param coder knows the normalisation
    static Tower of(boolean ofUsers, Matrix raw, int[] part, Coder coder) {
        int n = raw.rows();
        double[] unit = new double[n];
        double[] mean = new double[n];
        for (int r = 0; r < n; r++) {
            unit[r] = coder.unit(raw, r);
            mean[r] = coder.mean(raw, r);
        }
        Matrix normalised = coder.normalised(raw);
        return new Tower(
                ofUsers, raw, normalised, unit, mean, spread(raw.gather(part)), spread(normalised.gather(part)));
    }

    private static double spread(Matrix x) {
        return Math.max(1e-30, Rows.variance(x) / Math.max(1, x.rows()));
    }

    int size() {
        return raw.rows();
    }

    /// Normalised rows brought back to the recommender's scale.
    ///
    /// @param x    `[rows.length, d]`
    /// @param rows which rows of the tower they stand for
    Matrix raw(Matrix x, int[] rows, Kernels kernels) {
        int d = x.cols();
        float[] from = x.data();
        float[] out = new float[from.length];
        Rows.each(kernels, rows.length, r -> {
            float scale = (float) unit[rows[r]];
            float shift = (float) mean[rows[r]];
            for (int i = r * d; i < (r + 1) * d; i++) {
                out[i] = from[i] * scale + shift;
            }
        });
        return Matrix.of(rows.length, d, out);
    }
}
