package io.github.recscope.steering;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import java.util.Arrays;
import java.util.function.Function;

/// Directions in the space of embeddings that stand for a concept without any autoencoder: what a steering vector
/// of the simple kind is.
final class Directions {
    private static final int STEPS = 200;
    private static final double RIDGE = 1e-3;

    private Directions() {}

    /// The mean of some rows minus the mean of others, of length 1 (all 0 if they agree).
    static float[] differenceInMeans(Matrix embeddings, int[] with, int[] without) {
        int d = embeddings.cols();
        double[] difference = new double[d];
        for (int r : with) {
            for (int c = 0; c < d; c++) {
                difference[c] += embeddings.get(r, c) / (double) with.length;
            }
        }
        for (int r : without) {
            for (int c = 0; c < d; c++) {
                difference[c] -= embeddings.get(r, c) / (double) without.length;
            }
        }
        return unit(difference);
    }

    /// The weights of a logistic regression of "is one of `with`" on standardised embeddings, in the embeddings'
    /// own units, of length 1. Both classes weigh the same; L2 penalty; gradient descent with momentum from 0,
    /// which converges well within the steps taken because the problem is standardised and convex.
    static float[] probe(Matrix embeddings, int[] with, int[] without, Runnable check) {
        int d = embeddings.cols();
        int n = with.length + without.length;
        double[] mean = new double[d];
        double[] deviation = new double[d];
        int[] rows = new int[n];
        System.arraycopy(with, 0, rows, 0, with.length);
        System.arraycopy(without, 0, rows, with.length, without.length);
        for (int r : rows) {
            for (int c = 0; c < d; c++) {
                mean[c] += embeddings.get(r, c) / (double) n;
            }
        }
        for (int r : rows) {
            for (int c = 0; c < d; c++) {
                double x = embeddings.get(r, c) - mean[c];
                deviation[c] += x * x / n;
            }
        }
        double[][] x = new double[n][d];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < d; c++) {
                x[i][c] = deviation[c] == 0 ? 0 : (embeddings.get(rows[i], c) - mean[c]) / Math.sqrt(deviation[c]);
            }
        }
        double[] w = new double[d + 1];
        double[] speed = new double[d + 1];
        // The largest eigenvalue of the Hessian is at most a quarter of the mean squared row length.
        double rate = 4.0 / (d + 1);
        for (int step = 0; step < STEPS; step++) {
            check.run();
            double[] gradient = new double[d + 1];
            for (int i = 0; i < n; i++) {
                double score = w[d];
                for (int c = 0; c < d; c++) {
                    score += w[c] * x[i][c];
                }
                double p = 1 / (1 + Math.exp(-score));
                double g = i < with.length ? (p - 1) / (2.0 * with.length) : p / (2.0 * without.length);
                for (int c = 0; c < d; c++) {
                    gradient[c] += g * x[i][c];
                }
                gradient[d] += g;
            }
            for (int c = 0; c <= d; c++) {
                double pull = c < d ? RIDGE * w[c] : 0;
                speed[c] = 0.9 * speed[c] - 0.3 * rate * (gradient[c] + pull);
                w[c] += speed[c];
            }
        }
        double[] own = new double[d];
        for (int c = 0; c < d; c++) {
            own[c] = deviation[c] == 0 ? 0 : w[c] / Math.sqrt(deviation[c]);
        }
        return unit(own);
    }

    private static float[] unit(double[] v) {
        double length = Math.sqrt(Arrays.stream(v).map(a -> a * a).sum());
        float[] out = new float[v.length];
        for (int c = 0; c < v.length; c++) {
            out[c] = length == 0 ? 0 : (float) (v[c] / length);
        }
        return out;
    }

    /// Moves every user by the same amount along a direction.
    static Function<int[], Matrix> shift(Matrix embeddings, float[] direction, double amount, RowOps ops) {
        return shift(embeddings, direction, _ -> amount, ops);
    }

    /// Moves every user along a direction, each by an amount of its own.
    ///
    /// @param amount by the row of the user
    static Function<int[], Matrix> shift(
            Matrix embeddings, float[] direction, java.util.function.IntToDoubleFunction amount, RowOps ops) {
        return rows -> {
            Matrix own = embeddings.gather(rows);
            int d = own.cols();
            float[] out = own.data().clone();
            for (int r = 0; r < rows.length; r++) {
                ops.axpy((float) amount.applyAsDouble(rows[r]), direction, 0, out, r * d, d);
            }
            return Matrix.of(rows.length, d, out);
        };
    }

    /// Sets some raw dimensions of every user to their mean over all users.
    static Function<int[], Matrix> flatten(Matrix embeddings, int[] dimensions) {
        double[] mean = new double[embeddings.cols()];
        for (int r = 0; r < embeddings.rows(); r++) {
            for (int c : dimensions) {
                mean[c] += embeddings.get(r, c) / (double) embeddings.rows();
            }
        }
        return rows -> {
            Matrix own = embeddings.gather(rows);
            float[] out = own.data().clone();
            for (int r = 0; r < rows.length; r++) {
                for (int c : dimensions) {
                    out[r * own.cols() + c] = (float) mean[c];
                }
            }
            return Matrix.of(rows.length, own.cols(), out);
        };
    }
}
