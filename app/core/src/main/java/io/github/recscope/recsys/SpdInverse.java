package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.Workers;

/// Inverts a symmetric positive definite matrix in place, by Gauss–Jordan elimination of blocks.
///
/// Such a matrix needs no pivots. Blocks of the diagonal are inverted in double precision; the rest is products of
/// matrices.
final class SpdInverse {
    static final int BLOCK = 96;
    private static final int ROWS_AT_ONCE = 64;

    private SpdInverse() {}

    /// @param a `[n, n]` row-major, overwritten
    static void invert(float[] a, int n, Ctx ctx) {
        Kernels kernels = ctx.kernels();
        Kernels single =
                kernels.on(Workers.single().cancelledBy(kernels.workers().cancel()));
        for (int k = 0; k < n; k += BLOCK) {
            ctx.progress("inverting", (double) k / n);
            int b = Math.min(BLOCK, n - k);
            int pivot = k;
            Matrix inverse = Matrix.of(b, b, small(a, n, k, b));
            // The block of the pivot becomes the identity and the rest of its columns go away, so that one product
            // gives everything.
            float[] panel = new float[b * n];
            float[] column = new float[n * b];
            for (int r = 0; r < n; r++) {
                boolean own = r >= k && r < k + b;
                for (int c = 0; c < b; c++) {
                    column[r * b + c] = own ? 0 : a[r * n + k + c];
                    a[r * n + k + c] = own && r - k == c ? 1 : 0;
                }
            }
            System.arraycopy(a, k * n, panel, 0, b * n);
            float[] row = new float[b * n];
            kernels.multiply(inverse, Matrix.of(b, n, panel), row);
            Matrix rows = Matrix.of(b, n, row);
            kernels.workers().forEach(Math.ceilDiv(n, ROWS_AT_ONCE), chunk -> {
                int from = chunk * ROWS_AT_ONCE;
                int count = Math.min(ROWS_AT_ONCE, n - from);
                float[] left = new float[count * b];
                System.arraycopy(column, from * b, left, 0, left.length);
                float[] product = new float[count * n];
                single.multiply(Matrix.of(count, b, left), rows, product);
                single.rows().axpy(-1, product, 0, a, from * n, product.length);
            });
            System.arraycopy(row, 0, a, pivot * n, b * n);
        }
    }

    /// The inverse of the block at `k`, `[b, b]`.
    private static float[] small(float[] a, int n, int k, int b) {
        double[][] m = new double[b][2 * b];
        for (int r = 0; r < b; r++) {
            for (int c = 0; c < b; c++) {
                m[r][c] = a[(k + r) * n + k + c];
            }
            m[r][b + r] = 1;
        }
        for (int p = 0; p < b; p++) {
            double by = 1 / m[p][p];
            for (int c = 0; c < 2 * b; c++) {
                m[p][c] *= by;
            }
            for (int r = 0; r < b; r++) {
                double f = m[r][p];
                if (r != p && f != 0) {
                    for (int c = 0; c < 2 * b; c++) {
                        m[r][c] -= f * m[p][c];
                    }
                }
            }
        }
        float[] out = new float[b * b];
        for (int r = 0; r < b; r++) {
            for (int c = 0; c < b; c++) {
                out[r * b + c] = (float) m[r][b + c];
            }
        }
        return out;
    }
}
