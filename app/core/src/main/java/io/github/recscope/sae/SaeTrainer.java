package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Trains one dictionary on both towers of a frozen dot-product recommender.
///
/// A step takes a batch of users and a batch of items. The loss is
/// `FVU(users) + FVU(items) + β · (score error / score variance) + auxiliary`, where the score error is that of
/// *all* pairs of the batch ([PredictionLoss]), each part in units of its own variance so that β = 1 weighs them
/// alike. Activations are BatchTopK within a tower. The auxiliary loss (Gao et al., 2406.04093) lets latents that
/// have not fired for a while reconstruct what the others leave, so that they come back to life.
final class SaeTrainer {
    private static final int DEAD_AFTER_STEPS = 60;
    private static final double WARM_UP = 0.05;

    private final SaeParams params;
    private final Ctx ctx;
    private final Kernels kernels;
    private final Tower users;
    private final Tower items;
    private final double scoreVariance;
    private final Weights weights;
    private final Adam encoder;
    private final Adam encoderBias;
    private final Adam decoder;
    private final Adam decoderBias;
    private final int[] silentFor;

    /// The rows of one tower and their variance.
    private record Tower(Matrix rows, double variance) {
        static Tower of(Matrix rows) {
            return new Tower(rows, Math.max(1e-30, Rows.variance(rows) / rows.rows()));
        }
    }

    /// The parts of the loss of one step.
    ///
    /// @param fvuUsers unexplained variance of the user batch
    /// @param fvuItems unexplained variance of the item batch
    /// @param scores   error of all scores of the batch over their variance
    record Loss(double fvuUsers, double fvuItems, double scores) {}

    /// How training went: one mean of each part an epoch.
    record History(List<Loss> epochs) {}

    /// @param users `[users, d]` embeddings over the data set's scale
    /// @param items `[items, d]` embeddings over the same scale
    SaeTrainer(SaeParams params, Matrix users, Matrix items, Ctx ctx) {
        this.params = params;
        this.ctx = ctx;
        this.kernels = ctx.kernels();
        this.users = Tower.of(users);
        this.items = Tower.of(items);
        double pairs = (double) users.rows() * items.rows();
        this.scoreVariance = Math.max(1e-30, PredictionLoss.scoreVariance(users, items, kernels) / pairs);
        this.weights = new Weights(params.latents(), stack(users, items), ctx.random("sae init", 0));
        this.encoder = new Adam(weights.encoder);
        this.encoderBias = new Adam(weights.encoderBias);
        this.decoder = new Adam(weights.decoder);
        this.decoderBias = new Adam(weights.decoderBias);
        this.silentFor = new int[params.latents()];
        fitEncoderLength();
    }

    /// Scales the encoder so that the first reconstructions have the right length: with several alike rows
    /// active at once they would be several times too long, and their score errors hundreds of times too large.
    private void fitEncoderLength() {
        double cross = 0;
        double square = 0;
        for (Tower t : List.of(users, items)) {
            int n = Math.min(params.batch(), t.rows().rows());
            int[] rows = new int[n];
            Arrays.setAll(rows, i -> i);
            Forward f = forward(t.rows().gather(rows));
            for (int i = 0; i < f.x.data().length; i++) {
                double guess = f.xHat.data()[i] - weights.decoderBias[i % weights.d];
                cross += guess * f.centred.data()[i];
                square += guess * guess;
            }
        }
        if (cross > 0) {
            kernels.rows().scale((float) (cross / square), weights.encoder, 0, weights.encoder.length);
        }
    }

    private static Matrix stack(Matrix a, Matrix b) {
        float[] all = Arrays.copyOf(a.data(), a.data().length + b.data().length);
        System.arraycopy(b.data(), 0, all, a.data().length, b.data().length);
        return Matrix.of(a.rows() + b.rows(), a.cols(), all);
    }

    Weights weights() {
        return weights;
    }

    /// Trains; progress goes over the context's whole range.
    History train() {
        int batchUsers = Math.min(params.batch(), users.rows().rows());
        int batchItems = Math.min(params.batch(), items.rows().rows());
        int steps = Math.max(
                ceil(users.rows().rows(), batchUsers), ceil(items.rows().rows(), batchItems));
        long total = (long) steps * params.epochs();
        long done = 0;
        List<Loss> history = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            RandomGenerator random = ctx.random("sae epoch", epoch);
            int[] userOrder = shuffled(users.rows().rows(), random);
            int[] itemOrder = shuffled(items.rows().rows(), random);
            double fvuUsers = 0;
            double fvuItems = 0;
            double scores = 0;
            for (int s = 0; s < steps; s++) {
                ctx.progress("epoch " + (epoch + 1) + " of " + params.epochs(), (double) done / total);
                Loss loss = step(
                        users.rows().gather(cyclic(userOrder, s * batchUsers, batchUsers)),
                        items.rows().gather(cyclic(itemOrder, s * batchItems, batchItems)),
                        rate(done++, total));
                fvuUsers += loss.fvuUsers / steps;
                fvuItems += loss.fvuItems / steps;
                scores += loss.scores / steps;
            }
            refuseDivergence(fvuUsers + fvuItems + scores, epoch);
            history.add(new Loss(fvuUsers, fvuItems, scores));
        }
        return new History(history);
    }

    private void refuseDivergence(double loss, int epoch) {
        if (!Double.isFinite(loss) || !weights.finite()) {
            throw ProblemException.of(
                    "The training of the autoencoder diverged.",
                    "In epoch " + (epoch + 1) + " the weights grew beyond all numbers; the learning rate is "
                            + params.learningRate() + ", the prediction weight " + params.predictionWeight() + ".",
                    "Use a smaller learning rate, such as "
                            + SaeParams.defaults().learningRate() + ".");
        }
    }

    private static int ceil(int n, int batch) {
        return (n + batch - 1) / batch;
    }

    private static int[] shuffled(int n, RandomGenerator random) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        return order;
    }

    private static int[] cyclic(int[] order, int from, int n) {
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            out[i] = order[(from + i) % order.length];
        }
        return out;
    }

    /// Linear warm-up, then a cosine down to zero.
    private double rate(long step, long total) {
        double progress = (double) step / total;
        if (progress < WARM_UP) {
            return params.learningRate() * (step + 1) / Math.max(1, WARM_UP * total);
        }
        return params.learningRate() * 0.5 * (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP)));
    }

    /// One update on a batch of rows of each tower.
    Loss step(Matrix userBatch, Matrix itemBatch, double rate) {
        Gradients gradients = new Gradients(weights, kernels);
        Loss loss = accumulate(userBatch, itemBatch, gradients);
        gradients.removeRadialPart();
        encoder.step(gradients.encoder, rate, kernels);
        encoderBias.step(gradients.encoderBias, rate, kernels);
        decoder.step(gradients.decoder, rate, kernels);
        decoderBias.step(gradients.decoderBias, rate, kernels);
        weights.normaliseDecoder();
        return loss;
    }

    /// The loss of a batch; its gradients are added to `gradients`.
    Loss accumulate(Matrix userBatch, Matrix itemBatch, Gradients gradients) {
        Forward u = forward(userBatch);
        Forward v = forward(itemBatch);
        double errorU = Rows.squaredError(u.x, u.xHat) / userBatch.rows() / users.variance();
        double errorV = Rows.squaredError(v.x, v.xHat) / itemBatch.rows() / items.variance();
        float[] gu = difference(u, 2 / (userBatch.rows() * users.variance()));
        float[] gv = difference(v, 2 / (itemBatch.rows() * items.variance()));
        double scores = 0;
        if (params.predictionWeight() > 0) {
            PredictionLoss prediction = PredictionLoss.of(u.x, u.xHat, v.x, v.xHat, kernels);
            double unit = 1 / ((double) userBatch.rows() * itemBatch.rows() * scoreVariance);
            scores = prediction.value() * unit;
            float weight = (float) (params.predictionWeight() * unit);
            kernels.rows().axpy(weight, prediction.userGrad(), 0, gu, 0, gu.length);
            kernels.rows().axpy(weight, prediction.itemGrad(), 0, gv, 0, gv.length);
        }
        gradients.add(u.centred, u.codes, gu, true);
        gradients.add(v.centred, v.codes, gv, true);
        reviveDead(u, v, gradients);
        return new Loss(errorU, errorV, scores);
    }

    /// One tower's batch on its way through the autoencoder.
    private record Forward(Matrix x, Matrix centred, float[] pre, SparseCodes codes, Matrix xHat) {}

    private Forward forward(Matrix x) {
        Matrix centred = weights.centred(x);
        float[] pre = weights.preActivations(centred, kernels);
        int keep = (int) Math.round(params.l0() * x.rows());
        SparseCodes codes = BatchTopK.largest(pre, x.rows(), weights.latents, keep);
        return new Forward(x, centred, pre, codes, weights.decode(codes, kernels));
    }

    private static float[] difference(Forward f, double factor) {
        float[] g = new float[f.x.data().length];
        for (int i = 0; i < g.length; i++) {
            g[i] = (float) (factor * (f.xHat.data()[i] - f.x.data()[i]));
        }
        return g;
    }

    private void reviveDead(Forward u, Forward v, Gradients gradients) {
        for (int j = 0; j < silentFor.length; j++) {
            silentFor[j]++;
        }
        for (int j : u.codes.latent()) {
            silentFor[j] = 0;
        }
        for (int j : v.codes.latent()) {
            silentFor[j] = 0;
        }
        int dead = 0;
        for (int s : silentFor) {
            dead += s > DEAD_AFTER_STEPS ? 1 : 0;
        }
        if (dead > 0 && params.auxWeight() > 0) {
            revive(u, dead, gradients);
            revive(v, dead, gradients);
        }
    }

    private void revive(Forward f, int dead, Gradients gradients) {
        int rows = f.x.rows();
        float[] pre = new float[f.pre.length];
        for (int j = 0; j < weights.latents; j++) {
            if (silentFor[j] > DEAD_AFTER_STEPS) {
                for (int r = 0; r < rows; r++) {
                    pre[r * weights.latents + j] = f.pre[r * weights.latents + j];
                }
            }
        }
        int perRow = Math.min(dead, Math.max(1, weights.d / 2));
        SparseCodes codes = BatchTopK.largest(pre, rows, weights.latents, perRow * rows);
        float[] guess = new float[rows * weights.d];
        kernels.decode(codes, weights.decoderMatrix(), null, guess);
        double left = Math.max(1e-30, Rows.squaredError(f.x, f.xHat));
        float factor = (float) (2 * params.auxWeight() / left);
        for (int i = 0; i < guess.length; i++) {
            guess[i] = factor * (guess[i] - (f.x.data()[i] - f.xHat.data()[i]));
        }
        gradients.add(f.centred, codes, guess, false);
    }
}
