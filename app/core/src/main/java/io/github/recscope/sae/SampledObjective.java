package io.github.recscope.sae;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.scoring.FrozenScorer;
import java.util.random.RandomGenerator;

/// The error of the scores of sampled pairs, for scorers where no identity gives that of all pairs.
///
/// Each user of the batch meets [#PER_USER] items: some that they chose, some from the model's own top list, and
/// random ones. The error is squared; a rank-aware term is the divergence of the softmax over those items,
/// `KL(softmax(y/s) ‖ softmax(ŷ/s))` with s the standard deviation of scores (ListNet, Cao et al., 2007).
///
/// @param train         what each user chose
/// @param top           each user's best items
/// @param items         how many items there are
/// @param scoreVariance mean squared score of a pair less the user's mean
/// @param rankWeight    weight of the rank-aware term, in `[0, 1]`; the squared error has the rest
record SampledObjective(
        FrozenScorer scorer, IntLists train, TopK top, int items, double scoreVariance, double rankWeight)
        implements PredictionObjective {
    static final int PER_USER = 16;
    private static final int CHOSEN = 4;
    private static final int HARD = 6;

    @Override
    public int[] moreItems(int[] userRows, RandomGenerator random) {
        int[] out = new int[userRows.length * PER_USER];
        for (int r = 0; r < userRows.length; r++) {
            int u = userRows[r];
            int[] best = top.row(u);
            int chosen = train.length(u);
            for (int k = 0; k < PER_USER; k++) {
                int item;
                if (k < CHOSEN && chosen > 0) {
                    item = train.values()[train.offsets()[u] + random.nextInt(chosen)];
                } else if (k < CHOSEN + HARD && best.length > 0) {
                    item = best[random.nextInt(best.length)];
                } else {
                    item = random.nextInt(items);
                }
                out[r * PER_USER + k] = item;
            }
        }
        return out;
    }

    @Override
    public double add(Pass users, Pass more, double weight, float[] gu, float[] gv) {
        int n = more.size();
        int d = users.x().cols();
        int[] repeat = new int[n];
        int[] userRows = new int[n];
        for (int p = 0; p < n; p++) {
            repeat[p] = p / PER_USER;
            userRows[p] = users.rows()[p / PER_USER];
        }
        float[] y = scorer.pairs(
                        users.tower().raw().gather(userRows), more.tower().raw().gather(more.rows()))
                .scores();
        Matrix uHat = users.raw().gather(repeat);
        FrozenScorer.Pairs hat = scorer.pairs(uHat, more.raw());
        float[] yHat = hat.scores();
        float[] up = new float[n];
        double loss = 0;
        for (int r = 0; r < n / PER_USER; r++) {
            loss += user(y, yHat, r * PER_USER, up, n);
        }
        for (int p = 0; p < n; p++) {
            up[p] *= (float) weight;
        }
        float[] du = new float[n * d];
        float[] dv = new float[n * d];
        hat.backward(up, du, dv);
        for (int p = 0; p < n; p++) {
            for (int c = 0; c < d; c++) {
                gu[repeat[p] * d + c] += du[p * d + c];
                gv[p * d + c] += dv[p * d + c];
            }
        }
        return loss;
    }

    /// Adds one user's loss and its gradient with respect to the reconstructed scores.
    private double user(float[] y, float[] yHat, int at, float[] up, int n) {
        double squared = (1 - rankWeight) / (n * scoreVariance);
        double listwise = rankWeight * PER_USER / n;
        double s = Math.sqrt(scoreVariance);
        double loss = 0;
        double[] p = softmax(y, at, s);
        double[] q = softmax(yHat, at, s);
        for (int k = 0; k < PER_USER; k++) {
            double error = yHat[at + k] - y[at + k];
            loss += squared * error * error + listwise * p[k] * Math.log(p[k] / q[k]);
            up[at + k] = (float) (2 * squared * error + listwise * (q[k] - p[k]) / s);
        }
        return loss;
    }

    private static double[] softmax(float[] y, int at, double s) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < PER_USER; k++) {
            most = Math.max(most, y[at + k]);
        }
        double[] e = new double[PER_USER];
        double sum = 0;
        for (int k = 0; k < PER_USER; k++) {
            e[k] = Math.exp((y[at + k] - most) / s);
            sum += e[k];
        }
        for (int k = 0; k < PER_USER; k++) {
            e[k] = Math.max(e[k] / sum, 1e-30);
        }
        return e;
    }
}
