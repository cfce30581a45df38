package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Linear components of embeddings: principal, independent, and principal ones turned by varimax.
final class Components {
    static final int STEPS = 100;
    private static final double CLOSE = 1e-5;
    /// Axes of less than this share of the largest variance are left out.
    private static final double NOISE = 1e-8;

    private Components() {}

    /// The coordinates on the principal axes, each scaled to unit variance, most variance first.
    static Matrix principal(Matrix x, Kernels kernels) {
        int n = x.rows();
        int d = x.cols();
        float[] centred = x.data().clone();
        for (int c = 0; c < d; c++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += centred[i * d + c];
            }
            mean /= Math.max(1, n);
            for (int i = 0; i < n; i++) {
                centred[i * d + c] = (float) (centred[i * d + c] - mean);
            }
        }
        Matrix m = Matrix.of(n, d, centred);
        float[] gram = new float[d * d];
        kernels.transposedMultiply(m, m, gram);
        double[][] covariance = new double[d][d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                covariance[a][b] = (gram[a * d + b] + gram[b * d + a]) / 2.0 / Math.max(1, n);
            }
        }
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance, false));
        int k = 0;
        while (k < d && eigen.getEigenvalue(k) > NOISE * eigen.getEigenvalue(0)) {
            k++;
        }
        float[] axes = new float[k * d];
        for (int a = 0; a < k; a++) {
            double[] axis = eigen.getEigenvector(a).toArray();
            for (int c = 0; c < d; c++) {
                axes[a * d + c] = (float) (axis[c] / Math.sqrt(eigen.getEigenvalue(a)));
            }
        }
        float[] out = new float[n * k];
        kernels.multiplyTransposed(m, Matrix.of(k, d, axes), null, out);
        return Matrix.of(n, k, out);
    }

    /// FastICA with the contrast `log cosh`, all components at once (Hyvärinen, 1999).
    ///
    /// @param white `[n, k]` of unit variance and uncorrelated ([#principal])
    static Matrix independent(Matrix white, Ctx ctx) {
        int n = white.rows();
        return turn(white, start(white.cols(), ctx), ctx, (projected, k) -> {
            float[] g = new float[n * k];
            double[] slope = new double[k];
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < k; c++) {
                    float t = (float) Math.tanh(projected[i * k + c]);
                    g[i * k + c] = t;
                    slope[c] += 1 - t * t;
                }
            }
            return new Step(g, slope);
        });
    }

    /// Varimax (Kaiser, 1958) of the items' coordinates: the turn that makes each column as uneven as can be.
    ///
    /// @param white `[n, k]` of unit variance and uncorrelated ([#principal])
    static Matrix varimax(Matrix white, Ctx ctx) {
        int n = white.rows();
        double[][] identity = new double[white.cols()][white.cols()];
        for (int a = 0; a < identity.length; a++) {
            identity[a][a] = 1;
        }
        return turn(white, identity, ctx, (projected, k) -> {
            float[] g = new float[n * k];
            double[] slope = new double[k];
            for (int c = 0; c < k; c++) {
                double mean = 0;
                for (int i = 0; i < n; i++) {
                    mean += (double) projected[i * k + c] * projected[i * k + c];
                }
                mean /= Math.max(1, n);
                for (int i = 0; i < n; i++) {
                    float b = projected[i * k + c];
                    g[i * k + c] = (float) (b * (b * b - mean));
                }
            }
            return new Step(g, slope);
        });
    }

    /// @param g     `[n, k]` what the projections become
    /// @param slope how much of the old direction is taken away, summed over the items
    private record Step(float[] g, double[] slope) {}

    private interface Rule {
        Step of(float[] projected, int k);
    }

    /// Repeats `W ← orthogonal(Xᵀ g(X W) − W · diag(slope))` until it stands still.
    private static Matrix turn(Matrix white, double[][] begin, Ctx ctx, Rule rule) {
        int n = white.rows();
        int k = white.cols();
        double[][] w = begin;
        float[] projected = new float[n * k];
        for (int step = 0; step < STEPS; step++) {
            ctx.check();
            ctx.kernels().multiply(white, matrix(w), projected);
            Step s = rule.of(projected, k);
            float[] product = new float[k * k];
            ctx.kernels().transposedMultiply(white, Matrix.of(n, k, s.g()), product);
            double[][] next = new double[k][k];
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    next[a][b] = product[a * k + b] - w[a][b] * s.slope()[b];
                }
            }
            next = orthogonal(next);
            double still = 1;
            for (int c = 0; c < k; c++) {
                double dot = 0;
                for (int a = 0; a < k; a++) {
                    dot += w[a][c] * next[a][c];
                }
                still = Math.min(still, Math.abs(dot));
            }
            w = next;
            if (1 - still < CLOSE) {
                break;
            }
        }
        ctx.kernels().multiply(white, matrix(w), projected);
        return Matrix.of(n, k, projected);
    }

    private static Matrix matrix(double[][] w) {
        int k = w.length;
        float[] out = new float[k * k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                out[a * k + b] = (float) w[a][b];
            }
        }
        return Matrix.of(k, k, out);
    }

    private static double[][] start(int k, Ctx ctx) {
        RandomGenerator random = ctx.random("ica", 0);
        double[][] w = new double[k][k];
        for (double[] row : w) {
            for (int c = 0; c < k; c++) {
                row[c] = random.nextGaussian();
            }
        }
        return orthogonal(w);
    }

    /// The orthogonal matrix closest to `a`: `a · (aᵀ a)^(−1/2)`.
    static double[][] orthogonal(double[][] a) {
        Array2DRowRealMatrix m = new Array2DRowRealMatrix(a, false);
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(m.transposeMultiply(m));
        double[] root = new double[a.length];
        for (int i = 0; i < root.length; i++) {
            root[i] = 1 / Math.sqrt(Math.max(1e-300, eigen.getEigenvalue(i)));
        }
        return m.multiply(eigen.getV())
                .multiply(new org.hipparchus.linear.DiagonalMatrix(root))
                .multiply(eigen.getVT())
                .getData();
    }
}
