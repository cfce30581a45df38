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
///
/// Users and items are dealt into up to [#MOST_BLOCKS] groups each. A round trains on as many pairs of groups that
/// share no user and no item, so the pairs run in parallel without touching each other's weights (Gemulla et al.,
/// 2011); the result depends on the seed only, not on the number of threads. Negatives come from the group of the
/// positive, so small catalogues are dealt into fewer groups: one that held a single item would have none.
final class LogisticMf {
    private static final int MOST_BLOCKS = 8;
    private static final int ITEMS_OF_A_BLOCK = 32;
    private static final int CHECKED = 4096;
    static final String LOSS = "log loss of a training pair (nats)";

    private final TrainParams params;
    private final IntLists train;
    private final int users;
    private final int d;
    private final int blocks;
    private final Ctx ctx;
    private final RowOps ops;
    private final Side user;
    private final Side item;
    private final int[] userBlock;
    private final int[][] itemsOfBlock;
    private final int[][] pairs;

    LogisticMf(TrainParams params, IntLists train, int items, Ctx ctx) {
        this.params = params;
        this.train = train;
        this.users = train.rows();
        this.d = params.dimensions();
        this.blocks = Math.clamp(items / ITEMS_OF_A_BLOCK, 1, MOST_BLOCKS);
        this.ctx = ctx;
        this.ops = ctx.kernels().rows();
        boolean adam = params.optimiser() == TrainParams.Optimiser.ADAM;
        this.user = new Side(users, d + 1, adam, ops);
        this.item = new Side(items, d + 1, adam, ops);
        RandomGenerator random = ctx.random("init", 0);
        user.init(d, 0.3 / Math.sqrt(d), random);
        item.init(d, 0.3 / Math.sqrt(d), random);
        this.userBlock = deal(users, ctx.random("user blocks", 0));
        int[] itemBlock = deal(items, ctx.random("item blocks", 0));
        this.itemsOfBlock = members(itemBlock);
        this.pairs = pairs(itemBlock);
    }

    private int[] deal(int n, RandomGenerator random) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        Splits.shuffle(order, random);
        int[] block = new int[n];
        for (int r = 0; r < n; r++) {
            block[order[r]] = r % blocks;
        }
        return block;
    }

    private int[][] members(int[] block) {
        int[][] list = new int[blocks][];
        for (int b = 0; b < blocks; b++) {
            int wanted = b;
            list[b] = java.util.stream.IntStream.range(0, block.length)
                    .filter(i -> block[i] == wanted)
                    .toArray();
        }
        return list;
    }

    /// The interactions of each pair of blocks, as user, item, user, item, ….
    private int[][] pairs(int[] itemBlock) {
        int[] size = new int[blocks * blocks];
        for (int u = 0; u < users; u++) {
            int row = userBlock[u] * blocks;
            train.forEach(u, i -> size[row + itemBlock[i]] += 2);
        }
        int[][] list = new int[blocks * blocks][];
        for (int b = 0; b < list.length; b++) {
            list[b] = new int[size[b]];
        }
        int[] at = new int[list.length];
        for (int u = 0; u < users; u++) {
            int row = userBlock[u] * blocks;
            for (int i : train.row(u)) {
                int b = row + itemBlock[i];
                list[b][at[b]++] = u;
                list[b][at[b]++] = i;
            }
        }
        return list;
    }

    /// Trains; progress goes over the context's whole range.
    Learned train() {
        double globalBias = -Math.log(params.negatives());
        List<Double> curve = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            double fraction = (double) epoch / params.epochs();
            double rate = params.learningRate() * (1 - 0.9 * fraction);
            user.prepare(rate, params.regularisation());
            item.prepare(rate, params.regularisation());
            double loss = 0;
            long samples = 0;
            for (int round = 0; round < blocks; round++) {
                ctx.progress(
                        "epoch " + (epoch + 1) + " of " + params.epochs(),
                        (epoch + (double) round / blocks) / params.epochs());
                Loss[] part = new Loss[blocks];
                int e = epoch;
                int r = round;
                ctx.kernels().workers().forEach(blocks, b -> part[b] = block(b, (b + r) % blocks, e, globalBias));
                for (Loss l : part) {
                    loss += l.sum;
                    samples += l.samples;
                }
            }
            curve.add(loss / Math.max(1, samples));
            Learned.refuseDivergence(params, epoch, loss, user.w, item.w);
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

    /// The log loss of some labelled pairs.
    private record Loss(double sum, long samples) {}

    /// One pass over the interactions of a pair of blocks.
    private Loss block(int ub, int ib, int epoch, double globalBias) {
        int[] list = pairs[ub * blocks + ib];
        int[] candidates = itemsOfBlock[ib];
        RandomGenerator random = ctx.random("epoch " + epoch, ub * blocks + ib);
        int n = list.length / 2;
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        Splits.shuffle(order, random);
        float[] userGradient = new float[d + 1];
        float[] itemGradient = new float[d + 1];
        double loss = 0;
        long samples = 0;
        for (int s = 0; s < n; s++) {
            if (s % CHECKED == 0) {
                ctx.check();
            }
            int p = order[s];
            int u = list[2 * p];
            samples++;
            Arrays.fill(userGradient, 0);
            loss += sample(u, list[2 * p + 1], 1, userGradient, itemGradient, globalBias);
            for (int k = 0; k < params.negatives(); k++) {
                int i = candidates[random.nextInt(candidates.length)];
                if (!train.containsSorted(u, i)) {
                    loss += sample(u, i, 0, userGradient, itemGradient, globalBias);
                    samples++;
                }
            }
            user.update(u, userGradient, 0);
        }
        return new Loss(loss, samples);
    }

    /// The log loss of one labelled pair; updates the item at once and adds to the user's gradient.
    private double sample(int u, int i, int label, float[] userGradient, float[] itemGradient, double globalBias) {
        int w = d + 1;
        double score = globalBias + ops.dot(user.w, u * w, item.w, i * w, d) + user.w[u * w + d] + item.w[i * w + d];
        double probability = Logistic.sigmoid(score);
        float slope = (float) (probability - label);
        ops.axpy(slope, item.w, i * w, userGradient, 0, d);
        userGradient[d] += slope;
        System.arraycopy(user.w, u * w, itemGradient, 0, d);
        ops.scale(slope, itemGradient, 0, d);
        itemGradient[d] = slope;
        item.update(i, itemGradient, 0);
        return Logistic.softplus(label == 1 ? -score : score);
    }
}
