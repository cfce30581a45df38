package io.github.recscope.coding;

import io.github.recscope.kernels.Matrix;

/// Non-negative orthogonal matching pursuit of one row at a time; holds working memory, so one for each thread.
///
/// In terms of the dictionary D and a metric M it needs the Gram matrix `D M Dᵀ` and, for a row x, `D M x`: greedy
/// steps add the latent along which the error falls most, and after each the active ones are refitted by
/// non-negative least squares (Lawson and Hanson, 1974, with the active set kept from step to step).
final class Pursuit {
    private static final double NEARLY_ZERO = 1e-10;
    private final Matrix gram;
    private final int m;
    private final int most;
    private final int[] active;
    private final double[] z;
    private final double[] left;
    private final double[][] factor;
    private final double[] solution;
    private int size;

    /// @param gram `[m, m]`
    /// @param most the largest number of active latents
    Pursuit(Matrix gram, int most) {
        this.gram = gram;
        this.m = gram.rows();
        this.most = Math.min(most, m);
        this.active = new int[this.most + 1];
        this.z = new double[this.most + 1];
        this.left = new double[m];
        this.factor = new double[this.most + 1][this.most + 1];
        this.solution = new double[this.most + 1];
    }

    /// Codes one row.
    ///
    /// @param projection `[rows, m]` array with `D M x` of the row at `at`
    /// @param energy     `x M x`
    /// @param tolerance  stops when the error is below this share of the energy
    /// @return how many latents are active; see [#latent] and [#value]
    int code(float[] projection, int at, double energy, double tolerance) {
        size = 0;
        double error = energy;
        for (int step = 0; step < 2 * most && size < most; step++) {
            if (error <= tolerance * energy) {
                break;
            }
            int next = steepest(projection, at);
            if (next < 0) {
                break;
            }
            active[size] = next;
            z[size++] = 0;
            refit(projection, at);
            double fitted = 0;
            for (int a = 0; a < size; a++) {
                fitted += z[a] * projection[at + active[a]];
            }
            double after = energy - fitted;
            // A latent that a refit drops at once would be chosen for ever.
            if (after >= error * (1 - 1e-9)) {
                break;
            }
            error = after;
        }
        return size;
    }

    int latent(int a) {
        return active[a];
    }

    float value(int a) {
        return (float) z[a];
    }

    /// The inactive latent along which the error falls most; −1 if it rises along all.
    private int steepest(float[] projection, int at) {
        for (int j = 0; j < m; j++) {
            left[j] = projection[at + j];
        }
        float[] g = gram.data();
        for (int a = 0; a < size; a++) {
            int row = active[a] * m;
            double by = z[a];
            for (int j = 0; j < m; j++) {
                left[j] -= by * g[row + j];
            }
        }
        for (int a = 0; a < size; a++) {
            left[active[a]] = 0;
        }
        int best = -1;
        double most2 = NEARLY_ZERO;
        for (int j = 0; j < m; j++) {
            double length = g[j * m + j];
            if (left[j] > 0 && length > NEARLY_ZERO && left[j] * left[j] / length > most2) {
                most2 = left[j] * left[j] / length;
                best = j;
            }
        }
        return best;
    }

    /// The best non-negative values of the active latents; those that end at 0 are dropped.
    private void refit(float[] projection, int at) {
        for (int round = 0; round <= most; round++) {
            solve(projection, at);
            double step = 1;
            for (int a = 0; a < size; a++) {
                if (solution[a] <= 0) {
                    double most2 = z[a] - solution[a];
                    step = Math.min(step, most2 > 0 ? z[a] / most2 : 0);
                }
            }
            int kept = 0;
            for (int a = 0; a < size; a++) {
                double moved = z[a] + step * (solution[a] - z[a]);
                if (moved > NEARLY_ZERO || (step == 1 && solution[a] > 0)) {
                    active[kept] = active[a];
                    z[kept++] = moved;
                }
            }
            boolean done = kept == size && step == 1;
            size = kept;
            if (done || size == 0) {
                return;
            }
        }
    }

    /// Unconstrained least squares on the active latents, by Cholesky with a touch of ridge.
    private void solve(float[] projection, int at) {
        float[] g = gram.data();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = g[active[i] * m + active[j]];
                if (i == j) {
                    sum *= 1 + 1e-6;
                }
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j][j];
            }
        }
        for (int i = 0; i < size; i++) {
            double sum = projection[at + active[i]];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * solution[k];
            }
            solution[i] = sum / factor[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = solution[i];
            for (int k = i + 1; k < size; k++) {
                sum -= factor[k][i] * solution[k];
            }
            solution[i] = sum / factor[i][i];
        }
    }
}
