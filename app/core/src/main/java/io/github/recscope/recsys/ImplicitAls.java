package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Alternating least squares for implicit feedback (Hu, Koren and Volinsky, 2008): `Σ c_ui (t_ui − p_u · q_i)² + λ
/// (Σ‖p_u‖² + Σ‖q_i‖²)` over all pairs, where t is 1 for what a user chose and 0 otherwise, and the confidence c is
/// `1 + α` for the former and 1 otherwise.
///
/// Each row's equations are solved by a few steps of conjugate gradients from where it is (Takács, Pilászy and
/// Tikk, 2011), which needs no d × d matrix a row.
final class ImplicitAls implements Epochs.Pass {
    private static final int STEPS = 3;
    private static final int ROWS_AT_ONCE = 64;

    private final TrainParams params;
    private final IntLists byUser;
    private final IntLists byItem;
    private final int d;
    private final Ctx ctx;
    private final RowOps ops;
    private final Side user;
    private final Side item;

    ImplicitAls(TrainParams params, IntLists train, int items, Ctx ctx) {
        this.params = params;
        this.byUser = train;
        this.byItem = train.invert(items);
        this.d = params.dimensions();
        this.ctx = ctx;
        this.ops = ctx.kernels().rows();
        this.user = new Side(train.rows(), d, false, ops);
        this.item = new Side(items, d, false, ops);
        user.init(d, 0.1 / Math.sqrt(d), ctx.random("init", 0));
        item.init(d, 0.1 / Math.sqrt(d), ctx.random("init", 1));
    }

    Learned train() {
        List<Double> curve = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            curve.add(epoch(epoch));
            Learned.refuseDivergence(params, epoch, curve.getLast(), user.w, item.w);
        }
        return Learned.plain(
                user.vectors(d),
                item.vectors(d),
                new Scorer.Dot(),
                Curve.ofEpochs("weighted squared error and penalty, a pair", curve));
    }

    /// One solve of each side, numbered from 0; gives the objective.
    @Override
    public double epoch(int epoch) {
        String message = "epoch " + (epoch + 1) + " of " + params.epochs();
        ctx.progress(message, (double) epoch / params.epochs());
        solve(user, byUser, item);
        ctx.progress(message, (epoch + 0.5) / params.epochs());
        solve(item, byItem, user);
        return loss();
    }

    private float[] gram(Side side) {
        Matrix w = Matrix.of(side.w.length / d, d, side.w);
        float[] gram = new float[d * d];
        ctx.kernels().transposedMultiply(w, w, gram);
        return gram;
    }

    /// Moves each row of `side` towards the best one for the other side as it is.
    private void solve(Side side, IntLists chosen, Side other) {
        float[] gram = gram(other);
        for (int c = 0; c < d; c++) {
            gram[c * d + c] += (float) params.regularisation();
        }
        float alpha = (float) params.confidence();
        int rows = chosen.rows();
        ctx.kernels().workers().forEach(Math.ceilDiv(rows, ROWS_AT_ONCE), chunk -> {
            float[] x = new float[d];
            float[] r = new float[d];
            float[] p = new float[d];
            float[] ap = new float[d];
            for (int row = chunk * ROWS_AT_ONCE; row < Math.min(rows, (chunk + 1) * ROWS_AT_ONCE); row++) {
                int from = chosen.offsets()[row];
                int to = chosen.offsets()[row + 1];
                System.arraycopy(side.w, row * d, x, 0, d);
                apply(gram, other.w, chosen.values(), from, to, alpha, x, r);
                ops.scale(-1, r, 0, d);
                for (int q = from; q < to; q++) {
                    ops.axpy(1 + alpha, other.w, chosen.values()[q] * d, r, 0, d);
                }
                System.arraycopy(r, 0, p, 0, d);
                double rr = ops.dot(r, 0, r, 0, d);
                for (int step = 0; step < STEPS && rr > 1e-20; step++) {
                    apply(gram, other.w, chosen.values(), from, to, alpha, p, ap);
                    double length = rr / ops.dot(p, 0, ap, 0, d);
                    ops.axpy((float) length, p, 0, x, 0, d);
                    ops.axpy((float) -length, ap, 0, r, 0, d);
                    double next = ops.dot(r, 0, r, 0, d);
                    ops.scale((float) (next / rr), p, 0, d);
                    ops.axpy(1, r, 0, p, 0, d);
                    rr = next;
                }
                System.arraycopy(x, 0, side.w, row * d, d);
            }
        });
    }

    /// `out = (G + α Σ q qᵀ) x` over the chosen rows q.
    private void apply(float[] gram, float[] w, int[] chosen, int from, int to, float alpha, float[] x, float[] out) {
        Arrays.fill(out, 0);
        for (int c = 0; c < d; c++) {
            ops.axpy(x[c], gram, c * d, out, 0, d); // The matrix is symmetric.
        }
        for (int q = from; q < to; q++) {
            int at = chosen[q] * d;
            ops.axpy(alpha * ops.dot(w, at, x, 0, d), w, at, out, 0, d);
        }
    }

    /// The objective, divided by the number of pairs: all squared scores through the Gram matrices, and the
    /// difference for the chosen pairs.
    private double loss() {
        float[] uu = gram(user);
        float[] vv = gram(item);
        double sum = 0;
        for (int p = 0; p < uu.length; p++) {
            sum += (double) uu[p] * vv[p];
        }
        double penalty = 0;
        for (int c = 0; c < d; c++) {
            penalty += uu[c * d + c] + (double) vv[c * d + c];
        }
        int rows = byUser.rows();
        double[] part = new double[Math.ceilDiv(rows, ROWS_AT_ONCE)];
        ctx.kernels().workers().forEach(part.length, chunk -> {
            for (int u = chunk * ROWS_AT_ONCE; u < Math.min(rows, (chunk + 1) * ROWS_AT_ONCE); u++) {
                for (int q = byUser.offsets()[u]; q < byUser.offsets()[u + 1]; q++) {
                    double s = ops.dot(user.w, u * d, item.w, byUser.values()[q] * d, d);
                    part[chunk] += (1 + params.confidence()) * (1 - s) * (1 - s) - s * s;
                }
            }
        });
        for (double p : part) {
            sum += p;
        }
        return (sum + params.regularisation() * penalty) / rows / byItem.rows();
    }
}
