package io.github.recscope.recsys;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import java.util.random.RandomGenerator;

/// One tower in training: a row for each user or item, perhaps with its bias as an extra last component, and Adam's
/// moments where it is used. Rows may be updated by several threads at once, each row by one.
final class Side {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    /// After so many updates the bias correction hardly changes.
    private static final int WARM = 4096;

    final int width;
    final float[] w;
    private final boolean adam;
    private final float[] m;
    private final float[] v;
    private final int[] updates;
    private final RowOps ops;
    private final RowOps.AdamStep[] adamSteps;
    private double rate;
    private double penalty;

    Side(int rows, int width, boolean adam, RowOps ops) {
        this.width = width;
        this.adam = adam;
        this.w = new float[Math.multiplyExact(rows, width)];
        this.m = adam ? new float[w.length] : new float[0];
        this.v = adam ? new float[w.length] : new float[0];
        this.updates = adam ? new int[rows] : new int[0];
        this.adamSteps = new RowOps.AdamStep[adam ? WARM : 0];
        this.ops = ops;
    }

    /// Fills the first `d` components of each row with normal values.
    void init(int d, double deviation, RandomGenerator random) {
        for (int r = 0; r < w.length; r += width) {
            for (int c = 0; c < d; c++) {
                w[r + c] = (float) (random.nextGaussian() * deviation);
            }
        }
    }

    /// Sets the step size and the L2 penalty of the coming updates.
    void prepare(double newRate, double newPenalty) {
        rate = newRate;
        penalty = newPenalty;
        for (int t = 0; t < adamSteps.length; t++) {
            adamSteps[t] = RowOps.AdamStep.at(t + 1L, rate, BETA1, BETA2, 1e-8, penalty);
        }
    }

    /// One update of a row; the penalty is added here.
    void update(int row, float[] gradient, int at) {
        if (adam) {
            RowOps.AdamStep step = adamSteps[Math.min(updates[row]++, WARM - 1)];
            ops.adam(w, m, v, row * width, gradient, at, width, step);
        } else {
            ops.scale((float) (1 - rate * penalty), w, row * width, width);
            ops.axpy((float) -rate, gradient, at, w, row * width, width);
        }
    }

    /// One update of a row that met the row `x` of another side in a score, by SGD; the other's gradient is gathered.
    ///
    /// @param d        the components that meet; a bias behind them is the caller's
    /// @param gradient `slope` times the row is added
    void meet(int row, float[] x, int xAt, int d, float slope, float[] gradient) {
        ops.descend(
                x, xAt, w, row * width, gradient, 0, d, slope, (float) (1 - rate * penalty), (float) (rate * slope));
    }

    /// One update of a bias, by SGD.
    void moveBias(int row, float slope) {
        int at = (row + 1) * width - 1;
        w[at] = (float) (w[at] * (1 - rate * penalty) - rate * slope);
    }

    /// Whether updates are plain SGD, for which there are faster ways.
    boolean isPlain() {
        return !adam;
    }

    /// The first `d` components of each row.
    Matrix vectors(int d) {
        int rows = w.length / width;
        float[] out = new float[rows * d];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(w, r * width, out, r * d, d);
        }
        return Matrix.of(rows, d, out);
    }

    /// The last component of each row.
    float[] last() {
        float[] out = new float[w.length / width];
        for (int r = 0; r < out.length; r++) {
            out[r] = w[(r + 1) * width - 1];
        }
        return out;
    }
}
