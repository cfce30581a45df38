package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Collaborative metric learning (Hsieh et al., 2017): users and items are points of the unit ball, and an item
/// that a user chose should be nearer than others, by a margin.
///
/// For each interaction some negatives are drawn and the nearest of them counts, `w [m + ‖p_u − q_i‖² − ‖p_u −
/// q_j‖²]₊` with the rank weight `w = log(1 + items · M/N)`, where M of the N drawn negatives lie within the
/// margin. The paper's features and its penalty on the covariance are left out.
final class MetricLearning {
    private final TrainParams params;
    private final int d;
    private final int items;
    private final RowOps ops;
    private final Side user;
    private final Side item;
    private final BlockGrid grid;

    MetricLearning(TrainParams params, IntLists train, int items, Ctx ctx) {
        this.params = params;
        this.d = params.dimensions();
        this.items = items;
        this.ops = ctx.kernels().rows();
        this.user = new Side(train.rows(), d, false, ops);
        this.item = new Side(items, d, false, ops);
        RandomGenerator random = ctx.random("init", 0);
        user.init(d, 0.3 / Math.sqrt(d), random);
        item.init(d, 0.3 / Math.sqrt(d), random);
        this.grid = new BlockGrid(train, items, ctx);
    }

    Learned train() {
        List<Double> curve = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            user.prepare(params.rate(epoch), params.regularisation());
            item.prepare(params.rate(epoch), params.regularisation());
            curve.add(grid.epoch(epoch, params.epochs(), Triples::new));
            Learned.refuseDivergence(params, epoch, curve.getLast(), user.w, item.w);
        }
        return Learned.plain(
                user.vectors(d),
                item.vectors(d),
                new Scorer.Euclidean(),
                Curve.ofEpochs("weighted hinge loss of an interaction (squared distance)", curve));
    }

    private final class Triples implements BlockGrid.Step {
        private final float[] towards = new float[d];
        private final float[] away = new float[d];
        private final float[] gradient = new float[d];

        @Override
        public void pair(int u, int i, BlockGrid.Pass pass) {
            double own = ops.squaredDistance(user.w, u * d, item.w, i * d, d);
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            int drawn = 0;
            int within = 0;
            for (int k = 0; k < params.negatives(); k++) {
                int j = pass.negative(u);
                if (j >= 0) {
                    double distance = ops.squaredDistance(user.w, u * d, item.w, j * d, d);
                    drawn++;
                    within += distance < own + params.margin() ? 1 : 0;
                    if (distance < least) {
                        least = distance;
                        nearest = j;
                    }
                }
            }
            if (within == 0) {
                pass.add(0);
                return;
            }
            double weight = Math.log1p((double) items * within / drawn);
            pass.add(weight * (params.margin() + own - least));
            update(u, i, nearest, (float) (2 * weight));
        }

        private void update(int u, int i, int j, float slope) {
            difference(u, i, towards);
            difference(u, j, away);
            Arrays.fill(gradient, 0);
            ops.axpy(slope, towards, 0, gradient, 0, d);
            ops.axpy(-slope, away, 0, gradient, 0, d);
            ops.scale(-slope, towards, 0, d);
            ops.scale(slope, away, 0, d);
            move(user, u, gradient);
            move(item, i, towards);
            move(item, j, away);
        }

        private void difference(int u, int i, float[] out) {
            System.arraycopy(user.w, u * d, out, 0, d);
            ops.axpy(-1, item.w, i * d, out, 0, d);
        }

        /// A step, then back into the unit ball.
        private void move(Side side, int row, float[] g) {
            side.update(row, g, 0);
            double length = Math.sqrt(ops.dot(side.w, row * d, side.w, row * d, d));
            if (length > 1) {
                ops.scale((float) (1 / length), side.w, row * d, d);
            }
        }
    }
}
