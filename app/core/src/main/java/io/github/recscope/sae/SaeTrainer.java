package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trains a sparse autoencoder of any variant on both towers at once.
///
/// A step takes a batch of users and one of items. Its loss is α times the unexplained variance of both, plus β times
/// the prediction objective, plus the penalty of the variant. Latents that have not fired for a while reconstruct what
/// the others leave, so that they come back to life; in a search, which has no encoder to pull them back, they start
/// anew at a row that is reconstructed badly.
final class SaeTrainer {
    private static final int DEAD_AFTER_STEPS = 60;
    /// At most this many latents of a searched dictionary start anew in a step.
    private static final int RESTARTS = 8;

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
    private final int[] silentFor;
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
        this.silentFor = new int[params.latents()];
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
                silentFor.clone(),
                sparsifier.state());
    }

    private void restore(State state) {
        history.addAll(state.history);
        for (int i = 0; i < optimisers.size(); i++) {
            optimisers.get(i).restore(state.optimisers.get(i));
        }
        System.arraycopy(state.silentFor, 0, silentFor, 0, silentFor.length);
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
        Batch batch = accumulate(userRows, itemRows, more, cuts, gradients);
        sparsifier.stepped(List.of(batch.users, batch.items));
        countSilence(batch);
        if (sparsifier.usesEncoder()) {
            revive(batch);
        }
        gradients.finish();
        update(rate);
        if (!sparsifier.usesEncoder()) {
            restart(batch, random);
        }
        return batch.loss;
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

    /// How many of the first latents each nested dictionary has, ascending, the whole one last.
    ///
    /// Fixed cuts double from one to the next; random ones are drawn uniformly in the logarithm.
    List<Integer> cuts(RandomGenerator random) {
        int m = params.latents();
        List<Integer> cuts = new ArrayList<>();
        if (params.variant() == SaeParams.Variant.MATRYOSHKA) {
            for (int p = 1; p < params.prefixes(); p++) {
                cuts.add(Math.max(
                        1,
                        params.randomPrefixes()
                                ? (int) Math.pow(m, random.nextDouble())
                                : m >> (params.prefixes() - p)));
            }
        }
        cuts.add(m);
        return cuts.size() == 1 ? cuts : cuts.stream().distinct().sorted().toList();
    }

    /// A batch that went through, and what it cost.
    record Batch(Pass users, Pass items, Loss loss) {}

    /// Passes a batch through; the gradients of its loss are added to `gradients`.
    ///
    /// @param more items that the objective asked for; its gradients flow through them instead of `itemRows`
    /// @param cuts the sizes of nested dictionaries
    Batch accumulate(int[] userRows, int[] itemRows, int[] more, List<Integer> cuts, Gradients gradients) {
        Pass u = forward(users, userRows);
        Pass v = forward(items, itemRows);
        float[] gu = new float[u.x().data().length];
        float[] gv = new float[v.x().data().length];
        double scores = 0;
        if (objective != null && more.length == 0) {
            scores = objective.add(u, v, params.predictionWeight(), gu, gv);
        } else if (objective != null) {
            Pass w = forward(items, more);
            float[] gw = new float[w.x().data().length];
            scores = objective.add(u, w, params.predictionWeight(), gu, gw);
            scale(w, gw);
            ByLatent active = ByLatent.of(w.codes());
            float[] delta = gradients.throughDecoder(w.codes(), active, gw, true);
            if (sparsifier.usesEncoder()) {
                gradients.throughEncoder(w.centred(), active, sparsifier.back(w, delta));
            }
        }
        List<Pass> towers = List.of(u, v);
        ByLatent[] active = new ByLatent[2];
        kernels.workers().forEach(2, i -> active[i] = ByLatent.of(towers.get(i).codes()));
        double errorU = backward(u, active[0], gu, cuts, gradients);
        double errorV = backward(v, active[1], gv, cuts, gradients);
        double l0 = (double) (active(u) + active(v)) / (u.size() + v.size());
        return new Batch(u, v, new Loss(errorU, errorV, scores, l0));
    }

    private static int active(Pass pass) {
        int n = 0;
        for (float z : pass.codes().value()) {
            n += z > 0 ? 1 : 0;
        }
        return n;
    }

    Pass forward(Tower tower, int[] rows) {
        Matrix x = tower.normalised().gather(rows);
        Matrix centred = weights.centred(x, kernels);
        PreActivations pre = new PreActivations(centred, weights, kernels);
        SparseCodes codes = sparsifier.codes(tower, centred, pre);
        Matrix hat = weights.decode(codes, kernels);
        return new Pass(
                tower,
                rows,
                x,
                centred,
                pre,
                codes,
                hat,
                tower.raw(hat, rows, kernels),
                tower.raw().gather(rows));
    }

    /// Sends the gradient of a pass back through decoder and encoder, with that of the embedding error.
    ///
    /// @param active where its codes are active
    /// @param g      the gradient with respect to the raw reconstruction; that of the embedding error is added
    /// @param cuts   sizes of the nested dictionaries that must each reconstruct the rows, the whole one last
    /// @return the unexplained variance of the whole dictionary
    private double backward(Pass f, ByLatent active, float[] g, List<Integer> cuts, Gradients gradients) {
        float[] delta = new float[f.codes().size()];
        for (int cut : cuts.subList(0, cuts.size() - 1)) {
            Prefix prefix = Prefix.of(f.codes(), cut);
            float[] own = new float[g.length];
            Matrix raw = f.tower().raw(weights.decode(prefix.codes(), kernels), f.rows(), kernels);
            embeddingError(f, raw, own, cuts.size());
            scale(f, own);
            prefix.addTo(delta, gradients.throughDecoder(prefix.codes(), ByLatent.of(prefix.codes()), own, true));
        }
        // The whole dictionary answers for the embeddings and for the scores at once.
        double error = embeddingError(f, f.raw(), g, cuts.size());
        scale(f, g);
        float[] whole = gradients.throughDecoder(f.codes(), active, g, true);
        kernels.rows().axpy(1, whole, 0, delta, 0, delta.length);
        if (sparsifier.usesEncoder()) {
            float[] pre = sparsifier.back(f, delta);
            sparsifier.penalise(f, pre, weights, kernels);
            gradients.throughEncoder(f.centred(), active, pre);
        }
        return error;
    }

    /// The unexplained variance of a reconstruction; its gradient is added to `g`, times α over the number of cuts.
    ///
    /// @param raw the reconstruction in the recommender's scale
    private double embeddingError(Pass f, Matrix raw, float[] g, int cuts) {
        int d = raw.cols();
        float[] hat = raw.data();
        float[] truth = f.truth().data();
        double unit = 1 / (f.size() * f.tower().variance());
        float factor = (float) (2 * unit * params.embeddingWeight() / cuts);
        double[] error = new double[f.size()];
        Rows.each(kernels, f.size(), r -> {
            for (int i = r * d; i < (r + 1) * d; i++) {
                g[i] += factor * (hat[i] - truth[i]);
            }
            error[r] = kernels.rows().squaredDistance(hat, r * d, truth, r * d, d);
        });
        return Arrays.stream(error).sum() * unit;
    }

    /// Makes of the gradient with respect to raw reconstructions that with respect to normalised ones.
    private void scale(Pass f, float[] g) {
        int d = f.x().cols();
        double[] unit = f.tower().unit();
        Rows.each(kernels, f.size(), r -> kernels.rows().scale((float) unit[f.rows()[r]], g, r * d, d));
    }

    private void countSilence(Batch batch) {
        for (int j = 0; j < silentFor.length; j++) {
            silentFor[j]++;
        }
        for (Pass f : List.of(batch.users, batch.items)) {
            for (int p = 0; p < f.codes().size(); p++) {
                if (f.codes().value()[p] > 0) {
                    silentFor[f.codes().latent()[p]] = 0;
                }
            }
        }
    }

    private int[] dead() {
        return params.auxWeight() == 0
                ? new int[0]
                : IntStream.range(0, silentFor.length)
                        .filter(j -> silentFor[j] > DEAD_AFTER_STEPS)
                        .toArray();
    }

    /// Lets the dead latents reconstruct what the others leave.
    private void revive(Batch batch) {
        int[] dead = dead();
        if (dead.length > 0) {
            revive(batch.users, dead);
            revive(batch.items, dead);
        }
    }

    private void revive(Pass f, int[] dead) {
        int rows = f.size();
        int perRow = Math.min(dead.length, Math.max(1, weights.d / 2));
        SparseCodes some = f.pre().largestOf(dead, perRow);
        SparseCodes codes = new SparseCodes(
                rows,
                weights.latents,
                some.offsets(),
                Arrays.stream(some.latent()).map(n -> dead[n]).toArray(),
                some.value());
        float[] guess = new float[rows * weights.d];
        kernels.decode(codes, weights.decoderMatrix(), null, guess);
        double left = Math.max(1e-30, Rows.squaredError(f.x(), f.xHat()));
        float factor = (float) (2 * params.auxWeight() / left);
        for (int i = 0; i < guess.length; i++) {
            guess[i] = factor * (guess[i] - (f.x().data()[i] - f.xHat().data()[i]));
        }
        ByLatent active = ByLatent.of(codes);
        gradients.throughEncoder(f.centred(), active, gradients.throughDecoder(codes, active, guess, false));
    }

    /// Points silent latents of a searched dictionary at what badly reconstructed rows of the batch lack; such rows are
    /// drawn in proportion to their squared errors, alternately from both towers.
    private void restart(Batch batch, RandomGenerator random) {
        int[] dead = dead();
        for (int n = 0; n < Math.min(RESTARTS, dead.length); n++) {
            int j = dead[n];
            silentFor[j] = 0;
            Pass f = n % 2 == 0 ? batch.users : batch.items;
            int row = badRow(f, random.nextDouble());
            int d = weights.d;
            for (int c = 0; c < d; c++) {
                weights.decoder[j * d + c] =
                        f.x().data()[row * d + c] - f.xHat().data()[row * d + c];
            }
            if (params.hasUnitRows()) {
                weights.normalise(j, kernels.rows());
            }
            decoder.forget(j * d, d);
        }
    }

    /// @param share where in the sum of the squared errors, in `[0, 1)`
    private static int badRow(Pass f, double share) {
        double left = share * Rows.squaredError(f.x(), f.xHat());
        int d = f.x().cols();
        for (int r = 0; r < f.size(); r++) {
            for (int c = 0; c < d; c++) {
                double e = (double) f.x().data()[r * d + c] - f.xHat().data()[r * d + c];
                left -= e * e;
            }
            if (left < 0) {
                return r;
            }
        }
        return f.size() - 1;
    }
}
