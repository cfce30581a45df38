package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.model.ProblemException;
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
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final int WARM = 4096;

    private final TrainParams params;
    private final IntLists train;
    private final int users;
    private final int items;
    private final int d;
    private final int blocks;
    private final Ctx ctx;
    private final RowOps ops;
    private final Side user;
    private final Side item;
    private final int[] userBlock;
    private final int[][] itemsOfBlock;
    private final int[][] pairs;
    private final RowOps.AdamStep[] adamSteps = new RowOps.AdamStep[WARM];

    /// One tower: vectors with the bias as an extra last component, and Adam's moments.
    private static final class Side {
        final int width;
        final float[] w;
        final float[] m;
        final float[] v;
        final int[] updates;

        Side(int rows, int width, boolean moments) {
            this.width = width;
            this.w = new float[Math.multiplyExact(rows, width)];
            this.m = moments ? new float[w.length] : new float[0];
            this.v = moments ? new float[w.length] : new float[0];
            this.updates = new int[rows];
        }
    }

    /// What was learned.
    record Factors(
            Matrix users, Matrix items, float[] userBias, float[] itemBias, double globalBias, List<Double> loss) {}

    LogisticMf(TrainParams params, IntLists train, int items, Ctx ctx) {
        this.params = params;
        this.train = train;
        this.users = train.rows();
        this.items = items;
        this.d = params.dimensions();
        this.blocks = Math.clamp(items / ITEMS_OF_A_BLOCK, 1, MOST_BLOCKS);
        this.ctx = ctx;
        this.ops = ctx.kernels().rows();
        boolean adam = params.optimiser() == TrainParams.Optimiser.ADAM;
        this.user = new Side(users, d + 1, adam);
        this.item = new Side(items, d + 1, adam);
        RandomGenerator random = ctx.random("init", 0);
        double spread = 1 / Math.sqrt(d);
        for (int u = 0; u < users; u++) {
            for (int c = 0; c < d; c++) {
                user.w[u * (d + 1) + c] = (float) (random.nextGaussian() * spread * 0.3);
            }
        }
        for (int i = 0; i < items; i++) {
            for (int c = 0; c < d; c++) {
                item.w[i * (d + 1) + c] = (float) (random.nextGaussian() * spread * 0.3);
            }
        }
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
    Factors train() {
        double globalBias = -Math.log(params.negatives());
        List<Double> curve = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            double fraction = (double) epoch / params.epochs();
            double rate = params.learningRate() * (1 - 0.9 * fraction);
            prepare(rate);
            double loss = 0;
            long samples = 0;
            for (int round = 0; round < blocks; round++) {
                ctx.progress(
                        "epoch " + (epoch + 1) + " of " + params.epochs(),
                        (epoch + (double) round / blocks) / params.epochs());
                Loss[] part = new Loss[blocks];
                int e = epoch;
                int r = round;
                ctx.kernels().workers().forEach(blocks, b -> part[b] = block(b, (b + r) % blocks, e, rate, globalBias));
                for (Loss l : part) {
                    loss += l.sum;
                    samples += l.samples;
                }
            }
            curve.add(loss / Math.max(1, samples));
            refuseDivergence(loss, epoch);
        }
        return new Factors(
                vectors(user, users), vectors(item, items), bias(user, users), bias(item, items), globalBias, curve);
    }

    /// The log loss of some labelled pairs.
    private record Loss(double sum, long samples) {}

    private void refuseDivergence(double loss, int epoch) {
        if (!Double.isFinite(loss) || !finite(user.w) || !finite(item.w)) {
            throw ProblemException.of(
                    "The training diverged.",
                    "In epoch " + (epoch + 1) + " the embeddings grew beyond all numbers; the learning rate is "
                            + params.learningRate() + ", the L2 penalty " + params.regularisation() + ".",
                    "Use a smaller learning rate, such as "
                            + TrainParams.defaults().learningRate() + ".");
        }
    }

    private static boolean finite(float[] x) {
        for (float v : x) {
            if (!Float.isFinite(v)) {
                return false;
            }
        }
        return true;
    }

    private void prepare(double rate) {
        for (int t = 0; t < WARM; t++) {
            adamSteps[t] = RowOps.AdamStep.at(t + 1L, rate, BETA1, BETA2, 1e-8, params.regularisation());
        }
    }

    /// One pass over the interactions of a pair of blocks.
    private Loss block(int ub, int ib, int epoch, double rate, double globalBias) {
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
            loss += sample(u, list[2 * p + 1], 1, userGradient, itemGradient, rate, globalBias);
            for (int k = 0; k < params.negatives(); k++) {
                int i = candidates[random.nextInt(candidates.length)];
                if (!train.containsSorted(u, i)) {
                    loss += sample(u, i, 0, userGradient, itemGradient, rate, globalBias);
                    samples++;
                }
            }
            update(user, u, userGradient, rate);
        }
        return new Loss(loss, samples);
    }

    /// The log loss of one labelled pair; updates the item at once and adds to the user's gradient.
    private double sample(
            int u, int i, int label, float[] userGradient, float[] itemGradient, double rate, double globalBias) {
        int w = d + 1;
        double score = globalBias + ops.dot(user.w, u * w, item.w, i * w, d) + user.w[u * w + d] + item.w[i * w + d];
        double probability = 1 / (1 + Math.exp(-score));
        float slope = (float) (probability - label);
        ops.axpy(slope, item.w, i * w, userGradient, 0, d);
        userGradient[d] += slope;
        System.arraycopy(user.w, u * w, itemGradient, 0, d);
        ops.scale(slope, itemGradient, 0, d);
        itemGradient[d] = slope;
        update(item, i, itemGradient, rate);
        return label == 1 ? softplus(-score) : softplus(score);
    }

    private void update(Side side, int row, float[] gradient, double rate) {
        int at = row * side.width;
        if (params.optimiser() == TrainParams.Optimiser.ADAM) {
            RowOps.AdamStep step = adamSteps[Math.min(side.updates[row]++, WARM - 1)];
            ops.adam(side.w, side.m, side.v, at, gradient, 0, side.width, step);
        } else {
            ops.scale((float) (1 - rate * params.regularisation()), side.w, at, side.width);
            ops.axpy((float) -rate, gradient, 0, side.w, at, side.width);
        }
    }

    private static double softplus(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    private Matrix vectors(Side side, int rows) {
        float[] out = new float[rows * d];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(side.w, r * side.width, out, r * d, d);
        }
        return Matrix.of(rows, d, out);
    }

    private float[] bias(Side side, int rows) {
        float[] out = new float[rows];
        for (int r = 0; r < rows; r++) {
            out[r] = side.w[r * side.width + d];
        }
        return out;
    }
}
