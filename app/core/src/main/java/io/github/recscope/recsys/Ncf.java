package io.github.recscope.recsys;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Curve;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Scorer;
import io.github.recscope.scoring.Perceptron;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The perceptron of neural collaborative filtering (He et al., 2017): `P(u chooses i) = σ(MLP([p_u; q_i]))`,
/// trained on interactions and uniformly sampled negatives in mini-batches with Adam.
///
/// A batch is cut into chunks of a fixed size; their gradients are added in order, so the number of threads changes
/// nothing.
final class Ncf {
    private static final int POSITIVES_OF_A_CHUNK = 64;
    private static final int CHUNKS_OF_A_BATCH = 8;
    private static final int ROWS_AT_ONCE = 64;
    private static final int MOST_WIDTH = 4096;
    private static final double SPREAD = 0.1;

    private final TrainParams params;
    private final IntLists train;
    private final int items;
    private final int d;
    private final Ctx ctx;
    private final Kernels single;
    private final Side user;
    private final Side item;
    private final List<Scorer.Layer> layers;
    private final List<Side> weights = new ArrayList<>();
    private final List<Side> biases = new ArrayList<>();
    private final int[] userOf;

    Ncf(TrainParams params, IntLists train, int items, Ctx ctx) {
        this.params = params;
        this.train = train;
        this.items = items;
        this.d = params.dimensions();
        this.ctx = ctx;
        Workers workers = ctx.kernels().workers();
        this.single = ctx.kernels().on(Workers.single().cancelledBy(workers.cancel()));
        RowOps ops = single.rows();
        this.user = new Side(train.rows(), d, true, ops);
        this.item = new Side(items, d, true, ops);
        user.init(d, SPREAD, ctx.random("init", 0));
        item.init(d, SPREAD, ctx.random("init", 1));
        this.layers = layers(widths(params.widths()), ops);
        this.userOf = new int[train.size()];
        for (int u = 0; u < train.rows(); u++) {
            Arrays.fill(userOf, train.offsets()[u], train.offsets()[u + 1], u);
        }
    }

    /// The widths of hidden layers, such as `64,32,16`.
    static int[] widths(String text) {
        String[] parts = text.isBlank() ? new String[0] : text.split("[,\\s-]+");
        int[] out = new int[parts.length];
        for (int l = 0; l < out.length; l++) {
            try {
                out[l] = Integer.parseInt(parts[l]);
            } catch (NumberFormatException _) {
                out[l] = 0;
            }
            if (out[l] < 1 || out[l] > MOST_WIDTH) {
                throw ProblemException.of(
                        "The layer widths '" + text + "' cannot be used.",
                        "They are whole numbers from 1 to " + MOST_WIDTH + " with commas between them; '" + parts[l]
                                + "' is none.",
                        "Write for example 64,32,16.");
            }
        }
        if (out.length == 0) {
            throw ProblemException.of(
                    "A perceptron needs a hidden layer.",
                    "Without one, the score of a pair is a part of the user plus a part of the item, and everybody"
                            + " gets the same list.",
                    "Write for example 64,32,16.");
        }
        return out;
    }

    /// Weights as He et al. (2015) start them. The arrays of the layers are those of the sides that train them.
    private List<Scorer.Layer> layers(int[] widths, RowOps ops) {
        List<Scorer.Layer> list = new ArrayList<>();
        int in = 2 * d;
        for (int l = 0; l <= widths.length; l++) {
            int out = l < widths.length ? widths[l] : 1;
            Side w = new Side(1, out * in, true, ops);
            w.init(out * in, Math.sqrt(2.0 / in), ctx.random("init layer", l));
            Side b = new Side(1, out, true, ops);
            weights.add(w);
            biases.add(b);
            list.add(new Scorer.Layer(Matrix.of(out, in, w.w), b.w));
            in = out;
        }
        return list;
    }

    Learned train() {
        List<Double> loss = new ArrayList<>();
        for (int epoch = 0; epoch < params.epochs(); epoch++) {
            double rate = params.rate(epoch);
            user.prepare(rate, 0);
            item.prepare(rate, 0);
            weights.forEach(w -> w.prepare(rate, 0));
            biases.forEach(b -> b.prepare(rate, 0));
            loss.add(epoch(epoch));
            Learned.refuseDivergence(params, epoch, loss.getLast(), user.w, item.w);
        }
        return Learned.plain(
                user.vectors(d), item.vectors(d), new Scorer.Mlp(layers), Curve.ofEpochs(LogisticMf.LOSS, loss));
    }

    private double epoch(int epoch) {
        int[] order = new int[train.size()];
        Arrays.setAll(order, p -> p);
        Splits.shuffle(order, ctx.random("order", epoch));
        int size = POSITIVES_OF_A_CHUNK * CHUNKS_OF_A_BATCH;
        double loss = 0;
        for (int from = 0; from < order.length; from += size) {
            ctx.progress(
                    "epoch " + (epoch + 1) + " of " + params.epochs(),
                    (epoch + (double) from / order.length) / params.epochs());
            loss += batch(epoch, order, from, Math.min(order.length, from + size));
        }
        return loss / order.length;
    }

    /// What one chunk of a batch found.
    private static final class Part {
        final float[][] weights;
        final float[][] biases;
        double loss;

        Part(int layers) {
            weights = new float[layers][];
            biases = new float[layers][];
        }
    }

    /// Trains on the positives `order[from .. to)`; gives the sum over them of the mean loss of their samples.
    private double batch(int epoch, int[] order, int from, int to) {
        int each = 1 + params.negatives();
        int positives = to - from;
        int n = positives * each;
        int[] users = new int[n];
        int[] chosen = new int[n];
        float[] down = new float[n * 2 * d];
        int chunks = Math.ceilDiv(positives, POSITIVES_OF_A_CHUNK);
        Part[] parts = new Part[chunks];
        ctx.kernels().workers().forEach(chunks, c -> {
            int first = c * POSITIVES_OF_A_CHUNK;
            int last = Math.min(positives, first + POSITIVES_OF_A_CHUNK);
            RandomGenerator random = ctx.random("negatives " + epoch, (from + first) / POSITIVES_OF_A_CHUNK);
            for (int p = first; p < last; p++) {
                int at = order[from + p];
                int u = userOf[at];
                for (int k = 0; k < each; k++) {
                    users[p * each + k] = u;
                    chosen[p * each + k] = k == 0 ? train.values()[at] : negative(u, random);
                }
            }
            parts[c] = chunk(users, chosen, first * each, last * each, n, down);
        });
        double loss = 0;
        for (int l = 0; l < layers.size(); l++) {
            float[] w = new float[weights.get(l).w.length];
            float[] b = new float[biases.get(l).w.length];
            for (Part part : parts) {
                single.rows().axpy(1, part.weights[l], 0, w, 0, w.length);
                single.rows().axpy(1, part.biases[l], 0, b, 0, b.length);
            }
            weights.get(l).update(0, w, 0);
            biases.get(l).update(0, b, 0);
        }
        for (Part part : parts) {
            loss += part.loss;
        }
        update(user, users, down, 0);
        update(item, chosen, down, d);
        return loss / each;
    }

    /// An item that the user did not choose, as far as a few tries find one.
    private int negative(int u, RandomGenerator random) {
        int i = random.nextInt(items);
        for (int tries = 0; tries < 10 && train.containsSorted(u, i); tries++) {
            i = random.nextInt(items);
        }
        return i;
    }

    /// Forward and back for the samples `from .. to`; of each `1 + negatives` the first is a chosen item.
    private Part chunk(int[] users, int[] chosen, int from, int to, int batch, float[] down) {
        int n = to - from;
        float[] x = new float[n * 2 * d];
        for (int s = 0; s < n; s++) {
            System.arraycopy(user.w, users[from + s] * d, x, s * 2 * d, d);
            System.arraycopy(item.w, chosen[from + s] * d, x, (s * 2 + 1) * d, d);
        }
        Perceptron perceptron = new Perceptron(layers, single);
        Perceptron.Pass pass = perceptron.forward(Matrix.of(n, 2 * d, x));
        float[] up = new float[n];
        Part part = new Part(layers.size());
        for (int s = 0; s < n; s++) {
            double score = pass.output().data()[s];
            boolean positive = (from + s) % (1 + params.negatives()) == 0;
            part.loss += Logistic.softplus(positive ? -score : score);
            up[s] = (float) ((Logistic.sigmoid(score) - (positive ? 1 : 0)) / batch);
        }
        Matrix g = perceptron.backward(pass, Matrix.of(n, 1, up), (l, w, b) -> {
            part.weights[l] = w;
            part.biases[l] = b;
        });
        System.arraycopy(g.data(), 0, down, from * 2 * d, g.data().length);
        return part;
    }

    /// Updates each row that occurs, with the sum of its samples' gradients in their order.
    private void update(Side side, int[] rows, float[] down, int part) {
        long[] sorted = new long[rows.length];
        for (int s = 0; s < rows.length; s++) {
            sorted[s] = (long) rows[s] << 32 | s;
        }
        Arrays.sort(sorted);
        int[] starts = new int[rows.length + 1];
        int distinct = 0;
        for (int s = 0; s < sorted.length; s++) {
            if (s == 0 || sorted[s] >>> 32 != sorted[s - 1] >>> 32) {
                starts[distinct++] = s;
            }
        }
        starts[distinct] = sorted.length;
        int count = distinct;
        ctx.kernels().workers().forEach(Math.ceilDiv(count, ROWS_AT_ONCE), c -> {
            float[] sum = new float[d];
            for (int r = c * ROWS_AT_ONCE; r < Math.min(count, (c + 1) * ROWS_AT_ONCE); r++) {
                int row = (int) (sorted[starts[r]] >>> 32);
                Arrays.fill(sum, 0);
                for (int s = starts[r]; s < starts[r + 1]; s++) {
                    single.rows().axpy(1, down, (int) sorted[s] * 2 * d + part, sum, 0, d);
                }
                float penalty = (float) (params.regularisation() * (starts[r + 1] - starts[r]) / rows.length);
                single.rows().axpy(penalty, side.w, row * d, sum, 0, d);
                side.update(row, sum, 0);
            }
        });
    }
}
