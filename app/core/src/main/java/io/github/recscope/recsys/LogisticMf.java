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

/// Logistic matrix factorisation with biases: `P(u chooses i) = σ(b + b_u + b_i + p_u · q_i)` (Johnson, 2014),
/// trained on interactions and uniformly sampled negatives.
final class LogisticMf implements Epochs.Pass {
    static final String LOSS = "log loss of a training pair (nats)";

    private final TrainParams params;
    private final int d;
    private final RowOps ops;
    private final Side user;
    private final Side item;
    private final BlockGrid grid;
    private final double globalBias;

    LogisticMf(TrainParams params, IntLists train, int items, Ctx ctx) {
        this.params = params;
        this.d = params.dimensions();
        this.ops = ctx.kernels().rows();
        boolean adam = params.optimiser() == TrainParams.Optimiser.ADAM;
        this.user = new Side(train.rows(), d + 1, adam, ops);
        this.item = new Side(items, d + 1, adam, ops);
        RandomGenerator random = ctx.random("init", 0);
        user.init(d, 0.3 / Math.sqrt(d), random);
        item.init(d, 0.3 / Math.sqrt(d), random);
        this.grid = new BlockGrid(train, items, ctx);
        this.globalBias = -Math.log(params.negatives());
    }

    /// Trains; progress goes over the context's whole range.
    Learned train() {
        List<Double> curve = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            curve.add(epoch(epoch));
            Learned.refuseDivergence(params, epoch, curve.getLast(), user.w, item.w);
        }
        return new Learned(
                user.vectors(d),
                item.vectors(d),
                user.last(),
                item.last(),
                globalBias,
                new Scorer.Dot(),
                Curve.ofEpochs(LOSS, curve));
    }

    /// One pass over the interactions, numbered from 0; gives the mean loss.
    @Override
    public double epoch(int epoch) {
        double rate = params.rate(epoch);
        user.prepare(rate, params.regularisation());
        item.prepare(rate, params.regularisation());
        return grid.epoch(epoch, params.epochs(), Samples::new);
    }

    /// An interaction and its negatives: items are updated at once, the user after all of them.
    private final class Samples implements BlockGrid.Step {
        private final float[] userGradient = new float[d + 1];
        private final float[] itemGradient = new float[d + 1];

        @Override
        public void pair(int u, int i, BlockGrid.Pass pass) {
            Arrays.fill(userGradient, 0);
            pass.add(sample(u, i, 1));
            for (int k = 0; k < params.negatives(); k++) {
                int j = pass.negative(u);
                if (j >= 0) {
                    pass.add(sample(u, j, 0));
                }
            }
            user.update(u, userGradient, 0);
        }

        /// The log loss of one labelled pair.
        private double sample(int u, int i, int label) {
            int w = d + 1;
            double score =
                    globalBias + ops.dot(user.w, u * w, item.w, i * w, d) + user.w[u * w + d] + item.w[i * w + d];
            float slope = (float) (Logistic.sigmoid(score) - label);
            userGradient[d] += slope;
            if (item.isPlain()) {
                item.meet(i, user.w, u * w, d, slope, userGradient);
                item.moveBias(i, slope);
                return Logistic.softplus(label == 1 ? -score : score);
            }
            ops.axpy(slope, item.w, i * w, userGradient, 0, d);
            System.arraycopy(user.w, u * w, itemGradient, 0, d);
            ops.scale(slope, itemGradient, 0, d);
            itemGradient[d] = slope;
            item.update(i, itemGradient, 0);
            return Logistic.softplus(label == 1 ? -score : score);
        }
    }
}
