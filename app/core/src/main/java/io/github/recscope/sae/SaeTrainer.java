package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Trains a sparse autoencoder of any variant on both towers at once.
///
/// A step takes a batch of users and one of items, follows the gradient of their [BatchLoss], and brings [DeadLatents]
/// back to life.
final class SaeTrainer {
    /// A dictionary with more weights is not kept when training is cancelled: with its moments this is 100 MB.
    private static final long MOST_KEPT = 1 << 22;

    private static final double WARM_UP = 0.05;

    private final SaeParams params;
    private final Ctx ctx;
    private final Kernels kernels;
    private final Tower users;
    private final Tower items;
    private final int[] trainable;
    private final @Nullable PredictionObjective objective;
    private final Weights weights;
    private final Gradients gradients;
    private final Sparsifier sparsifier;
    private final Adam decoder;
    /// All of them, that of the decoder too.
    private final List<Adam> optimisers = new ArrayList<>();
    private final BatchLoss batches;
    private final DeadLatents dead;
    private final List<Loss> history = new ArrayList<>();
    private long done;

    /// The parts of the loss of one step.
    ///
    /// @param fvuUsers unexplained variance of the user batch
    /// @param fvuItems unexplained variance of the item batch
    /// @param scores   error of the scores over their variance
    /// @param l0       mean number of active latents
    record Loss(double fvuUsers, double fvuItems, double scores, double l0) {}

    /// Where training stands after some epochs: all that the next one depends on, so that going on from it gives the
    /// same bits as never having stopped.
    ///
    /// @param history    the mean loss of each epoch so far
    /// @param optimisers weights and moments
    /// @param silentFor  for each latent, the steps since it fired
    /// @param sparsifier the variant's own state
    record State(List<Loss> history, List<Adam.State> optimisers, int[] silentFor, double[] sparsifier) {}

    /// @param trainable the rows of users that take part
    /// @param objective the prediction-aware part; null for none
    SaeTrainer(
            SaeParams params,
            Tower users,
            Tower items,
            int[] trainable,
            @Nullable PredictionObjective objective,
            Weights weights,
            Sparsifier sparsifier,
            Ctx ctx) {
        this.params = params;
        this.ctx = ctx;
        this.kernels = ctx.kernels();
        this.users = users;
        this.items = items;
        this.trainable = trainable;
        this.objective = params.predictionWeight() > 0 ? objective : null;
        this.weights = weights;
        this.gradients = new Gradients(weights, kernels);
        this.sparsifier = sparsifier;
        this.batches = new BatchLoss(params, users, items, this.objective, weights, sparsifier, kernels);
        this.dead = new DeadLatents(params, weights, kernels);
        this.decoder = new Adam(weights.decoder);
        if (sparsifier.usesEncoder()) {
            if (params.hasUnitRows()) {
                fitEncoderLength();
            }
            sparsifier.start(List.of(forward(users, first(true)), forward(items, first(false))), weights);
            if (!weights.tied()) {
                optimisers.add(new Adam(weights.encoder));
            }
            optimisers.add(new Adam(weights.encoderBias));
        }
        optimisers.add(decoder);
        optimisers.add(new Adam(weights.decoderBias));
        sparsifier.weights().forEach(w -> optimisers.add(new Adam(w)));
    }

    /// Some rows of a tower that take part in training.
    private int[] first(boolean ofUsers) {
        int[] rows = ofUsers ? trainable : range(items.size());
        return Arrays.copyOf(rows, Math.min(params.batch(), rows.length));
    }

    /// Scales the encoder so that the first reconstructions have the right length: with several alike rows
    /// active at once they would be several times too long, and their score errors hundreds of times too large.
    private void fitEncoderLength() {
        double cross = 0;
        double square = 0;
        BatchTopK selection = new BatchTopK(params.l0());
        for (Tower t : List.of(users, items)) {
            Matrix centred = weights.centred(t.normalised().gather(first(t.ofUsers())), kernels);
            Matrix guess =
                    weights.decode(selection.codes(t, centred, new PreActivations(centred, weights, kernels)), kernels);
            for (int r = 0; r < centred.rows(); r++) {
                for (int c = 0; c < weights.d; c++) {
                    double g = guess.data()[r * weights.d + c] - weights.decoderBias[c];
                    cross += g * centred.data()[r * weights.d + c];
                    square += g * g;
                }
            }
        }
        if (cross > 0 && !weights.tied()) {
            kernels.rows().scale((float) (cross / square), weights.encoder, 0, weights.encoder.length);
        }
    }

    /// Trains to the end, or from where an earlier training of the same settings stopped.
    ///
    /// @return the mean loss of each epoch
    List<Loss> train() {
        ctx.kept(State.class).ifPresent(this::restore);
        int batchUsers = Math.min(params.batch(), trainable.length);
        int batchItems = Math.min(params.batch(), items.size());
        int steps = Math.max(ceil(trainable.length, batchUsers), ceil(items.size(), batchItems));
        long total = (long) steps * params.epochs();
        done = (long) steps * history.size();
        for (int epoch = history.size(); epoch < params.epochs(); epoch++) {
            RandomGenerator random = ctx.random("sae epoch", epoch);
            int[] userOrder = shuffled(trainable, random);
            int[] itemOrder = shuffled(range(items.size()), random);
            double fvuUsers = 0;
            double fvuItems = 0;
            double scores = 0;
            double l0 = 0;
            for (int s = 0; s < steps; s++) {
                ctx.progress("epoch " + (epoch + 1) + " of " + params.epochs(), (double) done / total);
                Loss loss = step(
                        cyclic(userOrder, s * batchUsers, batchUsers),
                        cyclic(itemOrder, s * batchItems, batchItems),
                        random,
                        rate(done++, total));
                fvuUsers += loss.fvuUsers / steps;
                fvuItems += loss.fvuItems / steps;
                scores += loss.scores / steps;
                l0 += loss.l0 / steps;
            }
            refuseDivergence(fvuUsers + fvuItems + scores, epoch);
            history.add(new Loss(fvuUsers, fvuItems, scores, l0));
            ctx.point("unexplained variance of users", epoch + 1, fvuUsers);
            ctx.point("unexplained variance of items", epoch + 1, fvuItems);
            ctx.point("unexplained variance of scores", epoch + 1, scores);
            if ((long) weights.latents * weights.d <= MOST_KEPT) {
                ctx.keep(this::state);
            }
        }
        return List.copyOf(history);
    }

    State state() {
        return new State(
                List.copyOf(history),
                optimisers.stream().map(Adam::state).toList(),
                dead.silentFor(),
                sparsifier.state());
    }

    private void restore(State state) {
        history.addAll(state.history);
        for (int i = 0; i < optimisers.size(); i++) {
            optimisers.get(i).restore(state.optimisers.get(i));
        }
        dead.restore(state.silentFor);
        sparsifier.restore(state.sparsifier);
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

    private static int[] range(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return order;
    }

    private static int[] shuffled(int[] values, RandomGenerator random) {
        int[] order = values.clone();
        for (int i = order.length - 1; i > 0; i--) {
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
    Loss step(int[] userRows, int[] itemRows, RandomGenerator random, double rate) {
        gradients.clear();
        sparsifier.clear();
        List<Integer> cuts = cuts(random);
        int[] more = objective == null ? new int[0] : objective.moreItems(userRows, random);
        BatchLoss.Batch batch = accumulate(userRows, itemRows, more, cuts, gradients);
        sparsifier.stepped(List.of(batch.users(), batch.items()));
        dead.count(batch);
        if (sparsifier.usesEncoder()) {
            dead.revive(batch, gradients);
        }
        gradients.finish();
        update(rate);
        if (!sparsifier.usesEncoder()) {
            dead.restart(batch, decoder, random);
        }
        return batch.loss();
    }

    private void update(double rate) {
        if (sparsifier.usesEncoder()) {
            List<float[]> encoder =
                    weights.tied() ? List.of(gradients.encoderBias) : List.of(gradients.encoder, gradients.encoderBias);
            step(optimisers.subList(0, encoder.size()), encoder, rate);
        }
        updateDecoder(rate);
        List<float[]> rest = new ArrayList<>();
        rest.add(gradients.decoderBias);
        rest.addAll(sparsifier.gradients());
        step(optimisers.subList(optimisers.size() - rest.size(), optimisers.size()), rest, rate);
    }

    private void step(List<Adam> adams, List<float[]> of, double rate) {
        for (int i = 0; i < of.size(); i++) {
            adams.get(i).step(of.get(i), rate, kernels);
        }
    }

    /// Some rows at a time go through all that happens to them, while they are in the cache.
    private void updateDecoder(double rate) {
        RowOps ops = kernels.rows();
        RowOps.AdamStep step = decoder.next(rate);
        int d = weights.d;
        Rows.ranges(kernels, weights.latents, (from, to) -> {
            for (int j = from; params.hasUnitRows() && j < to; j++) {
                gradients.removeRadialPart(j, ops);
            }
            decoder.update(from * d, (to - from) * d, gradients.decoder, step, ops);
            for (int j = from; params.hasUnitRows() && j < to; j++) {
                weights.normalise(j, ops);
            }
        });
    }
    /// As [BatchLoss#cuts].
    List<Integer> cuts(RandomGenerator random) {
        return batches.cuts(random);
    }

    /// As [BatchLoss#accumulate].
    BatchLoss.Batch accumulate(int[] userRows, int[] itemRows, int[] more, List<Integer> cuts, Gradients gradients) {
        return batches.accumulate(userRows, itemRows, more, cuts, gradients);
    }

    /// As [BatchLoss#forward].
    Pass forward(Tower tower, int[] rows) {
        return batches.forward(tower, rows);
    }
}
