package io.github.recscope.sae;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.scoring.FrozenScorer;
import java.util.random.RandomGenerator;

/// What an error of an embedding costs, to second order: `e · M · e` with `M = α/σ² · I + β/s² · E[∇s ∇sᵀ]`, where σ²
/// is the variance of the embeddings, s² that of the scores, and ∇s the gradient of a score with respect to the
/// embedding. For a dot product ∇s is the other side's embedding, so M holds its second moment (a Mahalanobis
/// distance); other scorers are asked at random pairs.
final class Metrics {
    private static final int PAIRS = 20_000;

    private Metrics() {}

    /// The metric for the users or the items.
    ///
    /// @param users       `[n, d]` of the pairs asked
    /// @param items       `[n, d]` of the pairs asked
    /// @param importance  `[n]` weight of each pair
    /// @param ofUsers     whose
    /// @param variance    σ²
    /// @param scoreVariance s²
    static Matrix of(
            FrozenScorer scorer,
            Matrix users,
            Matrix items,
            float[] importance,
            boolean ofUsers,
            double alpha,
            double variance,
            double beta,
            double scoreVariance) {
        int d = users.cols();
        int n = users.rows();
        float[] up = new float[n];
        java.util.Arrays.fill(up, 1);
        float[] gu = new float[n * d];
        float[] gv = new float[n * d];
        scorer.pairs(users, items).backward(up, gu, gv);
        float[] g = ofUsers ? gu : gv;
        double[] mean = new double[d];
        double all = 0;
        for (int r = 0; r < n; r++) {
            all += importance[r];
            for (int c = 0; c < d; c++) {
                mean[c] += importance[r] * g[r * d + c];
            }
        }
        double[] moment = new double[d * d];
        for (int r = 0; r < n; r++) {
            for (int a = 0; a < d; a++) {
                for (int b = 0; b <= a; b++) {
                    // A user's error that moves all scores alike changes no list; an item's always does.
                    double meanA = ofUsers ? mean[a] / all : 0;
                    double meanB = ofUsers ? mean[b] / all : 0;
                    moment[a * d + b] += importance[r] * (g[r * d + a] - meanA) * (g[r * d + b] - meanB) / all;
                }
            }
        }
        float[] out = new float[d * d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b <= a; b++) {
                double value = beta / scoreVariance * moment[a * d + b] + (a == b ? alpha / variance : 0);
                out[a * d + b] = (float) value;
                out[b * d + a] = (float) value;
            }
        }
        return Matrix.of(d, d, out);
    }

    /// Random pairs to ask: user rows and item rows.
    ///
    /// @param users the rows of users to choose from
    static int[][] pairs(int[] users, int items, RandomGenerator random) {
        int[][] pairs = new int[2][PAIRS];
        for (int p = 0; p < PAIRS; p++) {
            pairs[0][p] = users[random.nextInt(users.length)];
            pairs[1][p] = random.nextInt(items);
        }
        return pairs;
    }
}
