package io.github.recscope.projection;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Principal component analysis onto two axes, by the eigenvectors of the covariance matrix.
final class Pca {
    private final double[] mean;
    private final double[][] axes;
    private final List<Double> explained;

    private Pca(double[] mean, double[][] axes, List<Double> explained) {
        this.mean = mean;
        this.axes = axes;
        this.explained = explained;
    }

    /// Fits the axes to the rows of `x` `[n, d]`, n ≥ 2, d ≥ 2. An axis points so that its largest component
    /// is positive.
    static Pca fit(Matrix x, Kernels kernels) {
        int n = x.rows();
        int d = x.cols();
        double[] mean = new double[d];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < d; c++) {
                mean[c] += x.data()[r * d + c];
            }
        }
        for (int c = 0; c < d; c++) {
            mean[c] /= n;
        }
        float[] centred = new float[x.data().length];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < d; c++) {
                centred[r * d + c] = (float) (x.data()[r * d + c] - mean[c]);
            }
        }
        Matrix m = Matrix.of(n, d, centred);
        float[] gram = new float[d * d];
        kernels.transposedMultiply(m, m, gram);
        double[][] covariance = new double[d][d];
        double total = 0;
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                covariance[a][b] = (gram[a * d + b] + gram[b * d + a]) / 2.0 / n;
            }
            total += covariance[a][a];
        }
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false));
        double[][] axes = new double[2][];
        for (int a = 0; a < 2; a++) {
            axes[a] = eigen.getEigenvector(a).toArray();
            int largest = 0;
            for (int c = 1; c < d; c++) {
                if (Math.abs(axes[a][c]) > Math.abs(axes[a][largest])) {
                    largest = c;
                }
            }
            if (axes[a][largest] < 0) {
                for (int c = 0; c < d; c++) {
                    axes[a][c] = -axes[a][c];
                }
            }
        }
        double scale = total > 0 ? 1 / total : 0;
        return new Pca(mean, axes, List.of(eigen.getEigenvalue(0) * scale, eigen.getEigenvalue(1) * scale));
    }

    /// Share of the variance along each axis.
    List<Double> explained() {
        return explained;
    }

    /// The coordinates of rows on both axes, `[n, 2]`.
    Matrix transform(Matrix x) {
        int d = x.cols();
        float[] out = new float[x.rows() * 2];
        for (int r = 0; r < x.rows(); r++) {
            for (int a = 0; a < 2; a++) {
                double sum = 0;
                for (int c = 0; c < d; c++) {
                    sum += (x.data()[r * d + c] - mean[c]) * axes[a][c];
                }
                out[r * 2 + a] = (float) sum;
            }
        }
        return Matrix.of(x.rows(), 2, out);
    }
}
