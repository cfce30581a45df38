package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Passes over the rows of a matrix, and sums of them.
final class Rows {
    /// Rows that one thread takes at a time.
    private static final int AT_ONCE = 64;

    private Rows() {}

    /// What is done to some rows, from the first to before the last.
    interface Range {
        void run(int from, int to);
    }

    /// Runs `action` on ranges that cover rows `0 … n − 1`, several at once.
    static void ranges(Kernels kernels, int n, Range action) {
        kernels.workers()
                .forEach(
                        Math.ceilDiv(n, AT_ONCE),
                        chunk -> action.run(chunk * AT_ONCE, Math.min(n, (chunk + 1) * AT_ONCE)));
    }

    /// Runs `action` for each of `n` rows, several at once.
    static void each(Kernels kernels, int n, IntConsumer action) {
        ranges(kernels, n, (from, to) -> {
            for (int r = from; r < to; r++) {
                action.accept(r);
            }
        });
    }

    /// Runs something for users (0) and items (1), side by side.
    static void both(Kernels kernels, IntConsumer action) {
        kernels.workers().forEach(2, action);
    }

    /// The sum of all rows, each times its weight, `[d]`: in single precision within a range, in double across.
    ///
    /// @param x      `[n, d]`
    /// @param weight `[n]`, null for 1
    static double[] sum(Kernels kernels, float[] x, int n, int d, float @Nullable [] weight) {
        float[][] parts = new float[Math.ceilDiv(n, AT_ONCE)][];
        RowOps ops = kernels.rows();
        ranges(kernels, n, (from, to) -> {
            float[] part = new float[d];
            for (int r = from; r < to; r++) {
                ops.axpy(weight == null ? 1 : weight[r], x, r * d, part, 0, d);
            }
            parts[from / AT_ONCE] = part;
        });
        double[] sum = new double[d];
        for (float[] part : parts) {
            for (int c = 0; c < d; c++) {
                sum[c] += part[c];
            }
        }
        return sum;
    }

    /// The mean row, `[cols]`; zeros for no rows.
    static double[] mean(Matrix x) {
        int d = x.cols();
        double[] mean = new double[d];
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < d; c++) {
                mean[c] += x.data()[r * d + c];
            }
        }
        for (int c = 0; c < d; c++) {
            mean[c] /= Math.max(1, x.rows());
        }
        return mean;
    }

    /// The rows less their mean.
    static Matrix centred(Matrix x) {
        double[] mean = mean(x);
        float[] out = new float[x.data().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (x.data()[i] - mean[i % x.cols()]);
        }
        return Matrix.of(x.rows(), x.cols(), out);
    }

    /// The sum of squared distances of the rows from their mean.
    static double variance(Matrix x) {
        int d = x.cols();
        double[] mean = mean(x);
        double sum = 0;
        for (int i = 0; i < x.data().length; i++) {
            double diff = x.data()[i] - mean[i % d];
            sum += diff * diff;
        }
        return sum;
    }

    /// The sum of squared differences of two matrices of the same shape.
    static double squaredError(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            double diff = (double) a.data()[i] - b.data()[i];
            sum += diff * diff;
        }
        return sum;
    }
}
