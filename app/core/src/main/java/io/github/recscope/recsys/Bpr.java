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

/// Matrix factorisation with item biases for Bayesian personalised ranking (Rendle et al., 2009): an item that a
/// user chose should score above a random one that they did not, `max log σ(x_ui − x_uj)` with `x_ui = b_i + p_u ·
/// q_i`, by stochastic gradient descent.
final class Bpr implements Epochs.Pass {
    private final TrainParams params;
    private final int d;
    private final RowOps ops;
    private final Side user;
    private final Side item;
    private final BlockGrid grid;

    Bpr(TrainParams params, IntLists train, int items, Ctx ctx) {
        this.params = params;
        this.d = params.dimensions();
        this.ops = ctx.kernels().rows();
        this.user = new Side(train.rows(), d, false, ops);
        this.item = new Side(items, d + 1, false, ops);
        RandomGenerator random = ctx.random("init", 0);
        user.init(d, 0.3 / Math.sqrt(d), random);
        item.init(d, 0.3 / Math.sqrt(d), random);
        this.grid = new BlockGrid(train, items, ctx);
    }

    Learned train() {
        List<Double> curve = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            curve.add(epoch(epoch));
            Learned.refuseDivergence(params, epoch, curve.getLast(), user.w, item.w);
        }
        return new Learned(
                user.vectors(d),
                item.vectors(d),
                new float[user.w.length / d],
                item.last(),
                0,
                new Scorer.Dot(),
                Curve.ofEpochs("log loss of a pair of items (nats)", curve));
    }

    /// One pass over the interactions, numbered from 0; gives the mean loss.
    @Override
    public double epoch(int epoch) {
        user.prepare(params.rate(epoch), params.regularisation());
        item.prepare(params.rate(epoch), params.regularisation());
        return grid.epoch(epoch, params.epochs(), Triples::new);
    }

    private final class Triples implements BlockGrid.Step {
        private final float[] userGradient = new float[d];

        @Override
        public void pair(int u, int i, BlockGrid.Pass pass) {
            for (int k = 0; k < params.negatives(); k++) {
                int j = pass.negative(u);
                if (j >= 0) {
                    pass.add(triple(u, i, j));
                }
            }
        }

        /// Both items in loops, not one after the other: so the compiler finds room for all of the vector arithmetic;
        /// where it does not, an epoch takes three times as long.
        private double triple(int u, int i, int j) {
            int w = d + 1;
            float score = 0;
            for (int side = 0; side < 2; side++) {
                int row = side == 0 ? i : j;
                float product = ops.dot(user.w, u * d, item.w, row * w, d);
                float bias = item.w[row * w + d];
                score = side == 0 ? product + bias : score - product - bias;
            }
            double difference = score;
            float slope = (float) -Logistic.sigmoid(-difference);
            Arrays.fill(userGradient, 0);
            for (int side = 0; side < 2; side++) {
                int row = side == 0 ? i : j;
                float own = side == 0 ? slope : -slope;
                item.meet(row, user.w, u * d, d, own, userGradient);
                item.moveBias(row, own);
            }
            user.update(u, userGradient, 0);
            return Logistic.softplus(-difference);
        }
    }
}
