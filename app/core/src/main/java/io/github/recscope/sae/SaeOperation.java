package io.github.recscope.sae;

import io.github.recscope.coding.Coder;
import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Severity;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Memory;
import io.github.recscope.op.Operation;
import io.github.recscope.scoring.FrozenScorer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trains a sparse autoencoder on a recommender's embeddings and measures what its codes lose.
public final class SaeOperation implements Operation<SaeParams, Autoencoder> {
    private static final int TOP = 100;
    /// A search keeps the Gram matrix of the dictionary: 4,096² floats are 64 MiB.
    private static final int WIDEST_SEARCH = 4096;
    /// A search stops where less than this share of a row is left.
    private static final double ENOUGH = 1e-4;

    @Override
    public String id() {
        return "sae";
    }

    @Override
    public int version() {
        return 6;
    }

    @Override
    public String title() {
        return "Train a sparse autoencoder";
    }

    @Override
    public Class<SaeParams> paramsType() {
        return SaeParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Recommender.class);
    }

    @Override
    public double weight() {
        return 20;
    }

    @Override
    public Optional<Forecast> forecast(SaeParams params, Inputs inputs, int threads) {
        Recommender model = inputs.get(Recommender.class);
        refuse(params, model);
        return Optional.of(forecast(params, model, threads));
    }

    static Forecast forecast(SaeParams params, Recommender model, int threads) {
        return SaeForecast.of(
                params, model.scorer(), model.users().rows(), model.items().rows(), model.dimensions(), threads);
    }

    @Override
    public String smaller() {
        return "Choose fewer latents or a smaller batch";
    }

    @Override
    public Autoencoder run(SaeParams params, Inputs inputs, Ctx ctx) {
        Recommender model = inputs.get(Recommender.class);
        refuse(params, model);
        Setup setup = new Setup(params, model, ctx);
        SaeTrainer trainer = setup.trainer(ctx.part(0, 0.9));
        List<SaeTrainer.Loss> history = trainer.train();
        Ctx rest = ctx.part(0.9, 1);
        rest.progress("encoding", 0);
        Weights w = setup.weights;
        Activation activation = setup.sparsifier.trained(
                setup.users.normalised().gather(setup.trainable), setup.items.normalised(), w, ctx);
        Matrix encoder = setup.sparsifier.usesEncoder() ? w.encoderMatrix() : w.decoderMatrix();
        Coder coder = new Coder(
                encoder,
                w.encoderBias,
                w.decoderMatrix(),
                w.decoderBias,
                setup.scale,
                params.rowNormalised(),
                activation,
                ctx.kernels());
        SparseCodes u = coder.encodeUsers(model.users(), ctx::check);
        SparseCodes v = coder.encodeItems(model.items(), ctx::check);
        Fidelity fidelity = FidelityMeter.measure(
                model,
                coder.decode(u, model.users()),
                coder.decode(v, model.items()),
                u,
                v,
                params.listLength(),
                setup.judged,
                rest.part(0.3, 1));
        if (params.reachL0() && params.variant() == SaeParams.Variant.RELU) {
            warnOfL0(params, fidelity, ctx);
        }
        return new Autoencoder(
                params.variant().title() + ", " + params.latents() + " latents",
                encoder,
                w.encoderBias,
                w.decoderMatrix(),
                w.decoderBias,
                setup.scale,
                params.rowNormalised(),
                activation,
                u,
                v,
                fidelity,
                curves(history));
    }

    private static void warnOfL0(SaeParams params, Fidelity f, Ctx ctx) {
        if (Math.max(Math.abs(f.l0Users() - params.l0()), Math.abs(f.l0Items() - params.l0())) > 0.2 * params.l0()) {
            ctx.issue(new Issue(
                    Severity.WARNING,
                    "sae.l0",
                    "",
                    "The penalties did not bring L0 to " + params.l0() + ": it is "
                            + Math.round(f.l0Users() * 10) / 10.0
                            + " for users and " + Math.round(f.l0Items() * 10) / 10.0
                            + " for items. Train for more epochs, or lower the KL target."));
        }
    }

    /// Refuses settings and sizes that cannot be trained with.
    static void refuse(SaeParams params, Recommender model) {
        if (model.users().rows() == 0 || model.items().rows() == 0 || model.dimensions() == 0) {
            throw ProblemException.of(
                    "There is nothing to encode.",
                    "The recommender has " + model.users().rows() + " users and "
                            + model.items().rows() + " items with " + model.dimensions() + " dimensions.",
                    "Choose a recommender with embeddings of both.");
        }
        Memory.checkLength("The dictionary", params.latents(), model.dimensions(), "Ask for fewer latents.");
        Memory.checkLength(
                "The embeddings of users and items together",
                (double) model.users().rows() + model.items().rows(),
                model.dimensions(),
                "Take a part of the users.");
        refuse(params);
    }

    /// Refuses settings that do not go together.
    static void refuse(SaeParams params) {
        if ((params.variant() != SaeParams.Variant.RELU || params.reachL0()) && params.l0() >= params.latents()) {
            throw ProblemException.of(
                    "The autoencoder would not be sparse.",
                    "It has " + params.latents() + " latents and "
                            + BigDecimal.valueOf(params.l0())
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + " of them are to be active.",
                    "Ask for fewer active latents, or for more latents.");
        }
        if (params.variant() == SaeParams.Variant.PURSUIT && params.latents() > WIDEST_SEARCH) {
            throw ProblemException.of(
                    "Matching pursuit cannot have " + params.latents() + " latents.",
                    "It compares all of them with each other, which takes too much memory above " + WIDEST_SEARCH + ".",
                    "Ask for fewer latents, or take another variant.");
        }
        if (params.variant() == SaeParams.Variant.RELU
                && params.reachL0()
                && params.l1Weight() == 0
                && params.klWeight() == 0) {
            throw ProblemException.of(
                    "The autoencoder cannot reach an L0 of " + params.l0() + ".",
                    "Its L1 weight and its KL weight are both 0, so there is no penalty to move.",
                    "Give one of them a weight, such as a KL weight of 0.1.");
        }
        if (params.predictionWeight() == 0 && params.embeddingWeight() == 0) {
            throw ProblemException.of(
                    "There is nothing to learn.",
                    "The prediction weight and the embedding weight are both 0.",
                    "Give one of them a weight.");
        }
    }

    /// Everything that training needs, made from parameters and model.
    static final class Setup {
        private final SaeParams params;
        final Tower users;
        final Tower items;
        final int[] trainable;
        /// The users whose lists are compared.
        final int[] judged;

        final double scale;
        final Weights weights;
        final Sparsifier sparsifier;
        private final @Nullable PredictionObjective objective;

        Setup(SaeParams params, Recommender model, Ctx ctx) {
            this.params = params;
            int n = model.users().rows();
            int[] order = order(n, ctx);
            int out = (int) Math.floor(params.heldOut() * n + 1e-9);
            this.trainable = sorted(Arrays.copyOfRange(order, out, n));
            this.judged = out == 0 ? trainable : sorted(Arrays.copyOf(order, out));
            Matrix known = model.users().gather(trainable);
            this.scale = scale(known, model.items());
            int d = model.dimensions();
            Coder normaliser = new Coder(
                    Matrix.zeros(1, d),
                    new float[1],
                    Matrix.zeros(1, d),
                    new float[d],
                    scale,
                    params.rowNormalised(),
                    new Activation.Threshold(0, 0),
                    ctx.kernels());
            this.users = Tower.of(true, model.users(), trainable, normaliser);
            this.items = Tower.of(
                    false,
                    model.items(),
                    IntStream.range(0, model.items().rows()).toArray(),
                    normaliser);
            RandomGenerator random = ctx.random("sae init", 0);
            this.weights = params.hasUnitRows()
                    ? Weights.onData(
                            params.latents(),
                            stack(users.normalised().gather(trainable), items.normalised()),
                            params.isTied(),
                            random)
                    : Weights.uniform(params.latents(), d, random);
            boolean exact = model.scorer() instanceof Scorer.Dot;
            FrozenScorer scorer = FrozenScorer.of(model, ctx.kernels());
            double variance = exact
                    ? exactVariance(known, model.items(), ctx)
                    : sampledVariance(scorer, known, model.items(), ctx);
            boolean topNeeded = params.rankWeight() > 0 || (!exact && params.predictionWeight() > 0);
            @Nullable TopK top = topNeeded ? scorer.top(model.users(), model.items(), TOP, null) : null;
            float[] importance = importance(top, trainable, items.size(), exact ? params.rankWeight() : 0);
            this.objective = params.predictionWeight() == 0
                    ? null
                    : exact || top == null
                            ? new ExactObjective(importance, variance, ctx.kernels())
                            : new SampledObjective(
                                    scorer, model.split().train(), top, items.size(), variance, params.rankWeight());
            this.sparsifier = sparsifier(params, scorer, importance, variance, ctx);
        }

        SaeTrainer trainer(Ctx ctx) {
            return new SaeTrainer(params, users, items, trainable, objective, weights, sparsifier, ctx);
        }

        private Sparsifier sparsifier(SaeParams p, FrozenScorer scorer, float[] importance, double variance, Ctx ctx) {
            return switch (p.variant()) {
                case BATCH_TOP_K, MATRYOSHKA -> new BatchTopK(p.l0());
                case TOP_K -> new RowTopK((int) Math.round(p.l0()));
                case JUMP_RELU -> new JumpRelu(p.l0(), p.latents());
                case GATED -> new Gated(p.l0(), p.latents());
                case RELU -> new Relu(p.l1Weight(), p.klWeight(), p.klTarget(), p.reachL0() ? p.l0() : 0, p.latents());
                case PURSUIT -> new Search(pursuit(scorer, importance, variance, ctx), weights, ctx.kernels());
            };
        }

        private Activation.Pursuit pursuit(FrozenScorer scorer, float[] importance, double variance, Ctx ctx) {
            int[][] pairs = Metrics.pairs(trainable, items.size(), ctx.random("sae metric", 0));
            Matrix u = users.raw().gather(pairs[0]);
            Matrix v = items.raw().gather(pairs[1]);
            float[] weight = new float[pairs[1].length];
            for (int p = 0; p < weight.length; p++) {
                weight[p] = importance[pairs[1][p]];
            }
            double alpha = params.embeddingWeight();
            double beta = params.predictionWeight();
            return new Activation.Pursuit(
                    (int) Math.round(params.l0()),
                    ENOUGH,
                    Metrics.of(scorer, u, v, weight, true, alpha, users.variance(), beta, variance),
                    Metrics.of(scorer, u, v, weight, false, alpha, items.variance(), beta, variance));
        }

        private static float[] importance(@Nullable TopK top, int[] users, int items, double emphasis) {
            double[] share = new double[items];
            double all = 0;
            if (top != null) {
                for (int u : users) {
                    for (int i : top.row(u)) {
                        share[i]++;
                        all++;
                    }
                }
            }
            for (int i = 0; i < items; i++) {
                share[i] *= items / Math.max(1, all);
            }
            return PredictionObjective.importance(share, top == null ? 0 : emphasis);
        }

        private static double exactVariance(Matrix users, Matrix items, Ctx ctx) {
            double pairs = (double) users.rows() * items.rows();
            return Math.max(1e-30, PredictionLoss.scoreVariance(users, items, ctx.kernels()) / pairs);
        }

        /// The variance of scores within users, from random items of random users.
        private static double sampledVariance(FrozenScorer scorer, Matrix users, Matrix items, Ctx ctx) {
            int perUser = 50;
            int n = 200;
            RandomGenerator random = ctx.random("sae score variance", 0);
            int[] u = new int[n * perUser];
            int[] v = new int[n * perUser];
            for (int p = 0; p < u.length; p++) {
                u[p] = p % perUser == 0 ? random.nextInt(users.rows()) : u[p - 1];
                v[p] = random.nextInt(items.rows());
            }
            float[] y = scorer.pairs(users.gather(u), items.gather(v)).scores();
            double sum = 0;
            for (int a = 0; a < n; a++) {
                double mean = 0;
                for (int k = 0; k < perUser; k++) {
                    mean += y[a * perUser + k] / (double) perUser;
                }
                for (int k = 0; k < perUser; k++) {
                    sum += (y[a * perUser + k] - mean) * (y[a * perUser + k] - mean);
                }
            }
            return Math.max(1e-30, sum / n / (perUser - 1));
        }

        private static int[] sorted(int[] rows) {
            int[] out = rows.clone();
            Arrays.sort(out);
            return out;
        }

        private static Matrix stack(Matrix a, Matrix b) {
            float[] all = Arrays.copyOf(a.data(), a.data().length + b.data().length);
            System.arraycopy(b.data(), 0, all, a.data().length, b.data().length);
            return Matrix.of(a.rows() + b.rows(), a.cols(), all);
        }
    }

    /// All rows of the users, those that are held out first.
    static int[] order(int users, Ctx ctx) {
        RandomGenerator random = ctx.random("sae held out", 0);
        int[] order = IntStream.range(0, users).toArray();
        for (int i = users - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        return order;
    }

    /// The root mean square of all embeddings' coordinates: divided by it, a coordinate has size about 1.
    private static double scale(Matrix users, Matrix items) {
        double sum = 0;
        for (float x : users.data()) {
            sum += (double) x * x;
        }
        for (float x : items.data()) {
            sum += (double) x * x;
        }
        double rms = Math.sqrt(sum / (users.data().length + (double) items.data().length));
        if (!(rms > 0) || !Double.isFinite(rms)) {
            throw ProblemException.of(
                    "The embeddings cannot be encoded.",
                    rms == 0 ? "All of them are zero." : "Some of them are not finite numbers.",
                    "Train the recommender with a smaller learning rate, or import other vectors.");
        }
        return rms;
    }

    private static List<Curve> curves(List<SaeTrainer.Loss> history) {
        return List.of(
                curve("unexplained variance of users", history, SaeTrainer.Loss::fvuUsers),
                curve("unexplained variance of items", history, SaeTrainer.Loss::fvuItems),
                curve("unexplained variance of scores", history, SaeTrainer.Loss::scores),
                curve("active latents a row", history, SaeTrainer.Loss::l0));
    }

    private static Curve curve(String name, List<SaeTrainer.Loss> history, ToDoubleFunction<SaeTrainer.Loss> part) {
        List<Double> x = IntStream.rangeClosed(1, history.size())
                .mapToObj(e -> (double) e)
                .toList();
        return new Curve(
                name, x, history.stream().map(l -> part.applyAsDouble(l)).toList());
    }
}
