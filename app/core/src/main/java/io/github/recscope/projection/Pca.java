package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Principal component analysis onto two axes: by the eigenvectors of the covariance matrix where there are few
/// columns, by a randomised search for the leading subspace (Halko, Martinsson and Tropp, 2011) where there
/// are many.
final class Pca {
    /// Up to this many columns the covariance matrix is decomposed.
    static final int EXACT = 400;

    private static final int SUBSPACE = 12;
    private static final int PASSES = 7;
    private static final int CHUNK = 2048;

    private final double[] mean;
    private final double[][] axes;
    private final List<Double> explained;

    private Pca(double[] mean, double[][] axes, List<Double> explained) {
        this.mean = mean;
        this.axes = axes;
        this.explained = explained;
    }

    /// Fits the axes to the rows of `x` `[n, d]`. An axis points so that its largest component is positive;
    /// one that does not exist, because there are too few rows or columns, is 0.
    static Pca fit(Matrix x, Ctx ctx) {
        return x.cols() <= EXACT ? exact(x, ctx) : randomised(x, ctx);
    }

    static Pca exact(Matrix x, Ctx ctx) {
        Kernels kernels = ctx.kernels();
        int n = x.rows();
        int d = x.cols();
        double[] mean = Columns.mean(x, kernels.workers());
        Matrix m = Columns.centred(x, mean);
        float[] gram = new float[d * d];
        kernels.transposedMultiply(m, m, gram);
        double[][] covariance = new double[d][d];
        double total = 0;
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                covariance[a][b] = (gram[a * d + b] + gram[b * d + a]) / 2.0 / Math.max(1, n);
            }
            total += covariance[a][a];
        }
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false));
        double[][] axes = new double[2][d];
        double[] variance = new double[2];
        for (int a = 0; a < Math.min(2, d); a++) {
            axes[a] = eigen.getEigenvector(a).toArray();
            variance[a] = eigen.getEigenvalue(a);
        }
        return of(mean, axes, variance, total);
    }

    /// Multiplies a few random directions by the covariance matrix again and again, without making it.
    static Pca randomised(Matrix x, Ctx ctx) {
        int n = x.rows();
        int d = x.cols();
        Kernels kernels = ctx.kernels();
        double[] mean = Columns.mean(x, kernels.workers());
        Matrix m = Columns.centred(x, mean);
        double total = 0;
        for (double squared : Columns.squaredLengths(m, kernels.workers())) {
            total += squared;
        }
        int size = Math.min(SUBSPACE, d);
        RandomGenerator random = ctx.random("principal components", 0);
        double[][] basis = new double[size][d];
        for (double[] b : basis) {
            Arrays.setAll(b, _ -> random.nextGaussian());
        }
        orthonormalise(basis);
        double[][] inner = new double[size][size];
        for (int pass = 0; pass <= PASSES; pass++) {
            ctx.check();
            Matrix directions = floats(basis);
            float[] scores = new float[Math.multiplyExact(n, size)];
            kernels.multiplyTransposed(m, directions, null, scores);
            Matrix s = Matrix.of(n, size, scores);
            if (pass == PASSES) {
                float[] gram = new float[size * size];
                kernels.transposedMultiply(s, s, gram);
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b < size; b++) {
                        inner[a][b] = (gram[a * size + b] + gram[b * size + a]) / 2.0;
                    }
                }
            } else {
                float[] next = new float[size * d];
                kernels.transposedMultiply(s, m, next);
                for (int a = 0; a < size; a++) {
                    for (int c = 0; c < d; c++) {
                        basis[a][c] = next[a * d + c];
                    }
                }
                orthonormalise(basis);
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(inner, false));
        double[][] axes = new double[2][d];
        double[] variance = new double[2];
        for (int a = 0; a < 2; a++) {
            double[] weights = eigen.getEigenvector(a).toArray();
            variance[a] = eigen.getEigenvalue(a);
            for (int b = 0; b < size; b++) {
                for (int c = 0; c < d; c++) {
                    axes[a][c] += weights[b] * basis[b][c];
                }
            }
        }
        return of(mean, axes, variance, total);
    }

    private static Pca of(double[] mean, double[][] axes, double[] variance, double total) {
        for (double[] axis : axes) {
            int largest = 0;
            for (int c = 1; c < axis.length; c++) {
                if (Math.abs(axis[c]) > Math.abs(axis[largest])) {
                    largest = c;
                }
            }
            if (axis.length > 0 && axis[largest] < 0) {
                for (int c = 0; c < axis.length; c++) {
                    axis[c] = -axis[c];
                }
            }
        }
        double scale = total > 0 ? 1 / total : 0;
        return new Pca(mean, axes, List.of(Math.max(0, variance[0] * scale), Math.max(0, variance[1] * scale)));
    }

    /// Gram and Schmidt, twice; a direction that the others span becomes 0.
    private static void orthonormalise(double[][] basis) {
        for (int a = 0; a < basis.length; a++) {
            double before = length(basis[a]);
            for (int twice = 0; twice < 2; twice++) {
                for (int b = 0; b < a; b++) {
                    double dot = 0;
                    for (int c = 0; c < basis[a].length; c++) {
                        dot += basis[a][c] * basis[b][c];
                    }
                    for (int c = 0; c < basis[a].length; c++) {
                        basis[a][c] -= dot * basis[b][c];
                    }
                }
            }
            double length = length(basis[a]);
            double scale = length > 1e-9 * before ? 1 / length : 0;
            for (int c = 0; c < basis[a].length; c++) {
                basis[a][c] *= scale;
            }
        }
    }

    private static double length(double[] v) {
        double sum = 0;
        for (double e : v) {
            sum += e * e;
        }
        return Math.sqrt(sum);
    }

    private static Matrix floats(double[][] rows) {
        int d = rows[0].length;
        float[] out = new float[rows.length * d];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < d; c++) {
                out[r * d + c] = (float) rows[r][c];
            }
        }
        return Matrix.of(rows.length, d, out);
    }

    /// Share of the variance along each axis.
    List<Double> explained() {
        return explained;
    }

    /// The coordinates of rows on both axes, `[n, 2]`.
    Matrix transform(Matrix x, Ctx ctx) {
        int n = x.rows();
        int d = x.cols();
        float[] out = new float[Math.multiplyExact(n, 2)];
        ctx.kernels().workers().forEach(Math.ceilDiv(n, CHUNK), chunk -> {
            RowBlocks rows = new RowBlocks(x);
            for (int r = chunk * CHUNK; r < Math.min(n, (chunk + 1) * CHUNK); r++) {
                int at = rows.at(r);
                float[] values = rows.values();
                for (int a = 0; a < 2; a++) {
                    double sum = 0;
                    for (int c = 0; c < d; c++) {
                        sum += (values[at + c] - mean[c]) * axes[a][c];
                    }
                    out[r * 2 + a] = (float) sum;
                }
            }
        });
        return Matrix.of(n, 2, out);
    }
}
