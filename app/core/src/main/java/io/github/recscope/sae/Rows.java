package io.github.recscope.sae;

import io.github.recscope.kernels.Matrix;

/// Sums over the rows of a matrix, in double precision.
final class Rows {
    private Rows() {}

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

    /// The weighted mean row, `[cols]`; zeros where all weights are 0.
    ///
    /// @param weight `[rows]`, not negative
    static double[] mean(Matrix x, float[] weight) {
        int d = x.cols();
        double[] mean = new double[d];
        double all = 0;
        for (int r = 0; r < x.rows(); r++) {
            all += weight[r];
            for (int c = 0; c < d; c++) {
                mean[c] += (double) weight[r] * x.data()[r * d + c];
            }
        }
        for (int c = 0; c < d; c++) {
            mean[c] /= Math.max(all, 1e-30);
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
