package io.github.recscope.stat;

import io.github.recscope.kernels.Matrix;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/// A linear probe: ridge-penalised logistic regression by Newton's method.
public final class LogisticRegression {
    private static final int STEPS = 25;
    private static final double CLOSE = 1e-8;

    private LogisticRegression() {}

    /// Fits `P(y) = σ(w · x + b)` by minimising `Σ −log P + ridge/2 · ‖w‖²`; the intercept `b` is free.
    ///
    /// @param x     `[n, d]`; columns should be of similar scale
    /// @param rows  which rows to use
    /// @param y     `[n]`
    /// @param ridge positive
    /// @param check called once a step; may throw to stop
    /// @return `[d + 1]`: the weights, then the intercept
    public static double[] fit(Matrix x, int[] rows, boolean[] y, double ridge, Runnable check) {
        int d = x.cols();
        double[] w = new double[d + 1];
        double[] row = new double[d + 1];
        row[d] = 1;
        for (int step = 0; step < STEPS; step++) {
            check.run();
            double[] gradient = new double[d + 1];
            double[][] hessian = new double[d + 1][d + 1];
            for (int c = 0; c < d; c++) {
                gradient[c] = ridge * w[c];
                hessian[c][c] = ridge;
            }
            hessian[d][d] = 1e-9;
            for (int r : rows) {
                double score = w[d];
                for (int c = 0; c < d; c++) {
                    row[c] = x.data()[r * d + c];
                    score += w[c] * row[c];
                }
                double p = 1 / (1 + Math.exp(-score));
                double error = p - (y[r] ? 1 : 0);
                double weight = Math.max(1e-9, p * (1 - p));
                for (int a = 0; a <= d; a++) {
                    gradient[a] += error * row[a];
                    double wa = weight * row[a];
                    double[] h = hessian[a];
                    for (int b = 0; b <= a; b++) {
                        h[b] += wa * row[b];
                    }
                }
            }
            for (int a = 0; a <= d; a++) {
                for (int b = 0; b < a; b++) {
                    hessian[b][a] = hessian[a][b];
                }
            }
            double[] move = new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false), 1e-6, 1e-14)
                    .getSolver()
                    .solve(new ArrayRealVector(gradient, false))
                    .toArray();
            double largest = 0;
            for (int a = 0; a <= d; a++) {
                w[a] -= move[a];
                largest = Math.max(largest, Math.abs(move[a]));
            }
            if (largest < CLOSE) {
                break;
            }
        }
        return w;
    }
}
