package io.github.recscope.sae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.coding.Coder;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.testing.TestCtx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gradients of the whole loss with respect to every weight, against finite differences of the loss as its
/// definition says it, written out here.
class SaeGradientTest {
    private static final int USERS = 12;
    private static final int ITEMS = 9;
    private static final int D = 4;
    private static final double ALPHA = 1.3;
    private static final double BETA = 0.7;
    private static final double SCORE_VARIANCE = 2.5;

    private final TestCtx ctx = TestCtx.of("scalar", 1, 5);
    private final Kernels kernels = ctx.kernels();
    private final Matrix u = random(USERS, 11);
    private final Matrix v = random(ITEMS, 12);
    private final int[] userRows = {0, 2, 3, 5, 6, 7, 10, 11};
    private final int[] itemRows = {8, 1, 2, 4, 5, 7};

    private static Matrix random(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] data = new float[rows * D];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (random.nextGaussian() + 0.3 * (i % D));
        }
        return Matrix.of(rows, D, data);
    }

    private static SaeParams params(SaeParams.Variant variant, boolean tied) {
        return SaeParams.of(variant, 6, 2, 1, 8, 1e-3)
                .weighted(BETA, 0, ALPHA, 0)
                .penalised(0.4, 0.3, 0.1, variant == SaeParams.Variant.RELU)
                .shaped(tied, 3, false);
    }

    private Tower tower(boolean ofUsers, Matrix x, boolean rowNormalised) {
        Coder coder = new Coder(
                Matrix.zeros(1, D),
                new float[1],
                Matrix.zeros(1, D),
                new float[D],
                1.7,
                rowNormalised,
                new Activation.Threshold(0, 0),
                kernels);
        return Tower.of(ofUsers, x, range(x.rows()), coder);
    }

    /// A trainer with all that it was made from.
    private final class Case {
        final SaeParams params;
        final Tower users;
        final Tower items;
        final Weights weights;
        final Sparsifier sparsifier;
        final SaeTrainer trainer;
        final List<Integer> cuts;

        Case(SaeParams params, PredictionObjective objective) {
            this.params = params;
            this.users = tower(true, u, params.rowNormalised());
            this.items = tower(false, v, params.rowNormalised());
            this.weights = params.hasUnitRows()
                    ? Weights.onData(params.latents(), users.normalised(), params.isTied(), ctx.random("w", 1))
                    : Weights.uniform(params.latents(), D, ctx.random("w", 1));
            SplittableRandom random = new SplittableRandom(4);
            for (int j = 0; j < params.latents(); j++) {
                weights.encoderBias[j] += (float) (0.2 * random.nextGaussian());
            }
            this.sparsifier = switch (params.variant()) {
                case BATCH_TOP_K, MATRYOSHKA -> new BatchTopK(params.l0());
                case TOP_K -> new RowTopK(2);
                case JUMP_RELU -> new JumpRelu(params.l0(), params.latents());
                case GATED -> new Gated(params.l0(), params.latents());
                case RELU -> new Relu(params.l1Weight(), params.klWeight(), params.klTarget(), 0, params.latents());
                case PURSUIT -> throw new IllegalArgumentException("has no encoder");
            };
            this.trainer = new SaeTrainer(params, users, items, range(USERS), objective, weights, sparsifier, ctx);
            this.cuts = trainer.cuts(ctx.random("cuts", 0));
        }

        double embeddingError(Pass pass) {
            double sum = 0;
            for (int cut : cuts) {
                Matrix hat = pass.tower()
                        .raw(weights.decode(Prefix.of(pass.codes(), cut).codes(), kernels), pass.rows(), kernels);
                Matrix truth = pass.tower().raw().gather(pass.rows());
                sum += Rows.squaredError(hat, truth)
                        / pass.size()
                        / pass.tower().variance();
            }
            return ALPHA * sum / cuts.size();
        }

        /// The loss less the prediction part. A gated autoencoder's penalty sees the decoder as it was.
        double plainLoss(Weights frozen) {
            double sum = 0;
            for (Pass pass : List.of(trainer.forward(users, userRows), trainer.forward(items, itemRows))) {
                sum += embeddingError(pass) + sparsifier.penalty(pass, frozen, kernels);
            }
            return sum;
        }

        double exactLoss(float[] importance) {
            Pass a = trainer.forward(users, userRows);
            Pass b = trainer.forward(items, itemRows);
            return BETA * brute(u.gather(userRows), a.raw(), v.gather(itemRows), b.raw(), gather(importance, itemRows));
        }

        int check(DoubleSupplier loss, int[] more) {
            Gradients g = new Gradients(weights, kernels);
            sparsifier.clear();
            trainer.accumulate(userRows, itemRows, more, cuts, g);
            g.finish();
            int checked = slopes(weights.encoderBias, g.encoderBias, loss)
                    + slopes(weights.decoder, g.decoder, loss)
                    + slopes(weights.decoderBias, g.decoderBias, loss);
            if (!weights.tied()) {
                checked += slopes(weights.encoder, g.encoder, loss);
            }
            // The threshold of JumpReLU has no slope; its estimate is tested by itself.
            if (params.variant() == SaeParams.Variant.GATED) {
                for (int i = 0; i < sparsifier.weights().size(); i++) {
                    checked += slopes(
                            sparsifier.weights().get(i), sparsifier.gradients().get(i), loss);
                }
            }
            return checked;
        }
    }

    private static int[] range(int n) {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private static float[] gather(float[] x, int[] rows) {
        float[] out = new float[rows.length];
        for (int r = 0; r < rows.length; r++) {
            out[r] = x[rows[r]];
        }
        return out;
    }

    /// The mean over pairs of the weighted squared error of the scores less the user's weighted mean error.
    private static double brute(Matrix u, Matrix uHat, Matrix v, Matrix vHat, float[] importance) {
        double sum = 0;
        for (int a = 0; a < u.rows(); a++) {
            double[] error = new double[v.rows()];
            double mean = 0;
            double all = 0;
            for (int b = 0; b < v.rows(); b++) {
                for (int c = 0; c < D; c++) {
                    error[b] += (double) uHat.get(a, c) * vHat.get(b, c) - (double) u.get(a, c) * v.get(b, c);
                }
                mean += importance[b] * error[b];
                all += importance[b];
            }
            for (int b = 0; b < v.rows(); b++) {
                sum += importance[b] * Math.pow(error[b] - mean / all, 2);
            }
        }
        return sum / u.rows() / v.rows() / SCORE_VARIANCE;
    }

    private static double slope(float[] x, int i, float step, DoubleSupplier f) {
        float before = x[i];
        x[i] = before + step;
        double above = f.getAsDouble();
        x[i] = before - step;
        double below = f.getAsDouble();
        x[i] = before;
        return (above - below) / (2.0 * step);
    }

    /// Compares where the slope does not depend on the step, that is, where no latent enters or leaves the
    /// selection.
    private static int slopes(float[] weights, float[] gradient, DoubleSupplier loss) {
        int checked = 0;
        for (int i = 0; i < weights.length; i++) {
            double fine = slope(weights, i, 5e-4f, loss);
            double coarse = slope(weights, i, 2e-3f, loss);
            if (Math.abs(fine - coarse) < 0.01 * (1 + Math.abs(coarse))) {
                assertEquals(coarse, gradient[i], 0.02 * (1 + Math.abs(coarse)), "weight " + i);
                checked++;
            }
        }
        return checked;
    }

    private static float[] ones() {
        float[] ones = new float[ITEMS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private PredictionObjective exact(float[] importance) {
        return new ExactObjective(importance, SCORE_VARIANCE, kernels);
    }

    @ParameterizedTest
    @EnumSource(
            value = SaeParams.Variant.class,
            names = {"PURSUIT"},
            mode = EnumSource.Mode.EXCLUDE)
    void gradientsOfAllWeightsAreThoseOfFiniteDifferences(SaeParams.Variant variant) {
        for (boolean tied : new boolean[] {false, true}) {
            Case c = new Case(params(variant, tied), exact(ones()));
            Weights frozen = c.weights.copy();
            int checked = c.check(() -> c.plainLoss(frozen) + c.exactLoss(ones()), new int[0]);
            assertTrue(checked > (c.weights.tied() ? 20 : 35), variant + ": only " + checked + " slopes were smooth");
        }
    }

    @Test
    void theExactObjectiveIsThatOfAllPairs() {
        float[] importance = {0.2f, 2, 0.5f, 1, 3, 0.1f, 1, 0.7f, 0.5f};
        for (boolean rowNormalised : new boolean[] {false, true}) {
            SaeParams p = params(SaeParams.Variant.TOP_K, false).penalised(0, 0, 0.1, rowNormalised);
            Case c = new Case(p, exact(importance));
            Pass a = c.trainer.forward(c.users, userRows);
            Pass b = c.trainer.forward(c.items, itemRows);
            float[] gu = new float[userRows.length * D];
            float[] gv = new float[itemRows.length * D];
            double value = exact(importance).add(a, b, 1, gu, gv);
            float[] own = gather(importance, itemRows);
            double expected = brute(u.gather(userRows), a.raw(), v.gather(itemRows), b.raw(), own);
            assertEquals(expected, value, 1e-4 * expected);
        }
    }

    @Test
    void gradientsMindTheImportanceOfItems() {
        float[] importance = {0.2f, 2, 0.5f, 1, 3, 0.1f, 1, 0.7f, 0.5f};
        Case c = new Case(params(SaeParams.Variant.TOP_K, false), exact(importance));
        Weights frozen = c.weights.copy();
        assertTrue(c.check(() -> c.plainLoss(frozen) + c.exactLoss(importance), new int[0]) > 35);
    }

    private Recommender model(float[] itemBias) {
        IntLists none = IntLists.empty(USERS);
        MetricValue no = new MetricValue(0, 0, 0, 0);
        Evaluation.Quality quality = new Evaluation.Quality(no, no, no);
        return new Recommender(
                "test",
                u,
                v,
                new float[USERS],
                itemBias,
                0,
                new Scorer.Dot(),
                new Split(none, none, ""),
                new Evaluation(20, "", quality, quality, quality),
                List.of());
    }

    /// Gradients of the sampled loss, with and without its rank-aware part, and of the penalty, which the sampled
    /// items have no part in.
    @Test
    void gradientsOfSampledScoresAreThoseOfFiniteDifferences() {
        for (double rankWeight : new double[] {0, 0.4, 1}) {
            for (SaeParams.Variant variant : List.of(SaeParams.Variant.RELU, SaeParams.Variant.GATED)) {
                FrozenScorer scorer = FrozenScorer.of(model(new float[ITEMS]), kernels);
                TopK top = scorer.top(u, v, 4, null);
                SampledObjective objective =
                        new SampledObjective(scorer, IntLists.empty(USERS), top, ITEMS, SCORE_VARIANCE, rankWeight);
                Case c = new Case(params(variant, false), objective);
                int[] more = objective.moreItems(userRows, ctx.random("more", 0));
                assertEquals(userRows.length * SampledObjective.PER_USER, more.length);
                Weights frozen = c.weights.copy();
                int checked = c.check(() -> c.plainLoss(frozen) + sampledLoss(c, more, rankWeight), more);
                assertTrue(checked > 20, variant + ": only " + checked + " slopes were smooth");
            }
        }
    }

    private double sampledLoss(Case c, int[] more, double rankWeight) {
        Matrix uHat = c.trainer.forward(c.users, userRows).raw();
        Matrix vHat = c.trainer.forward(c.items, more).raw();
        int each = SampledObjective.PER_USER;
        double s = Math.sqrt(SCORE_VARIANCE);
        double squared = 0;
        double divergence = 0;
        for (int a = 0; a < userRows.length; a++) {
            double[] y = new double[each];
            double[] yHat = new double[each];
            for (int k = 0; k < each; k++) {
                for (int f = 0; f < D; f++) {
                    y[k] += (double) u.get(userRows[a], f) * v.get(more[a * each + k], f);
                    yHat[k] += (double) uHat.get(a, f) * vHat.get(a * each + k, f);
                }
                squared += Math.pow(y[k] - yHat[k], 2);
            }
            double sum = Arrays.stream(y).map(x -> Math.exp(x / s)).sum();
            double sumHat = Arrays.stream(yHat).map(x -> Math.exp(x / s)).sum();
            for (int k = 0; k < each; k++) {
                double p = Math.exp(y[k] / s) / sum;
                divergence += p * Math.log(p / (Math.exp(yHat[k] / s) / sumHat));
            }
        }
        return BETA
                * ((1 - rankWeight) * squared / more.length / SCORE_VARIANCE
                        + rankWeight * divergence / userRows.length);
    }

    /// The estimate as the paper states it, entry by entry: `∂z/∂θ = −(θ/ε)·1{|pre − θ| < ε/2}` and
    /// `∂‖z‖₀/∂θ = −(1/ε)·1{…}`, times `∂θ/∂log θ = θ`.
    @Test
    void thresholdsOfJumpReluFollowTheStatedEstimate() {
        Case c = new Case(params(SaeParams.Variant.JUMP_RELU, false), exact(ones()));
        JumpRelu jump = (JumpRelu) c.sparsifier;
        double width = jump.state()[0];
        Pass a = c.trainer.forward(c.users, userRows);
        Pass b = c.trainer.forward(c.items, itemRows);
        double[] expected = new double[6];
        int near = 0;
        for (Pass pass : List.of(a, b)) {
            double active = 0;
            for (float z : pass.codes().value()) {
                active += z > 0 ? 1 : 0;
            }
            double perCount = 2 * (active / pass.size() / 2 - 1) / 2 / pass.size();
            float[] all = c.weights.preActivations(pass.centred(), kernels);
            for (int r = 0; r < pass.size(); r++) {
                for (int j = 0; j < 6; j++) {
                    double theta = Math.exp(jump.weights().getFirst()[j]);
                    double pre = all[r * 6 + j];
                    boolean within = Math.abs(pre - theta) < width / 2;
                    near += within ? 1 : 0;
                    assertEquals(pre > theta ? pre : 0, pass.codes().get(r, j), 1e-6, "activation " + r + ", " + j);
                    if (within) {
                        double upstream = lossSlopeAt(c, pass, r, j);
                        expected[j] += (-theta / width * upstream - perCount / width) * theta;
                    }
                }
            }
        }
        assertTrue(near >= 5, "only " + near + " entries are near their threshold");
        Gradients g = new Gradients(c.weights, kernels);
        c.sparsifier.clear();
        c.trainer.accumulate(userRows, itemRows, new int[0], c.cuts, g);
        g.finish();
        for (int j = 0; j < 6; j++) {
            assertEquals(expected[j], jump.gradients().getFirst()[j], 1e-3 * (1 + Math.abs(expected[j])));
        }
    }

    /// By how much the loss less the penalty rises with one activation.
    private double lossSlopeAt(Case c, Pass pass, int row, int latent) {
        float step = 1e-3f;
        double[] at = new double[2];
        for (int side = 0; side < 2; side++) {
            Pass a = c.trainer.forward(c.users, userRows);
            Pass b = c.trainer.forward(c.items, itemRows);
            Pass moved = pass.tower().ofUsers() ? a : b;
            for (int f = 0; f < D; f++) {
                moved.xHat().data()[row * D + f] += (side == 0 ? step : -step) * c.weights.decoder[latent * D + f];
            }
            double sum = 0;
            for (Pass p : List.of(a, b)) {
                sum += ALPHA
                        * Rows.squaredError(raw(p), p.truth())
                        / p.size()
                        / p.tower().variance();
            }
            at[side] = sum + BETA * brute(a.truth(), raw(a), b.truth(), raw(b), gather(ones(), itemRows));
        }
        return (at[0] - at[1]) / (2.0 * step);
    }

    private Matrix raw(Pass pass) {
        return pass.tower().raw(pass.xHat(), pass.rows(), kernels);
    }

    @Test
    void prefixesOfAMatryoshka() {
        SaeParams fixed =
                SaeParams.of(SaeParams.Variant.MATRYOSHKA, 64, 4, 1, 8, 1e-3).shaped(false, 4, false);
        assertEquals(List.of(8, 16, 32, 64), cuts(fixed, 0));
        assertEquals(List.of(8, 16, 32, 64), cuts(fixed, 1));
        SaeParams drawn = fixed.shaped(false, 4, true);
        List<List<Integer>> seen = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            List<Integer> cuts = cuts(drawn, n);
            assertEquals(64, cuts.getLast());
            assertTrue(cuts.getFirst() >= 1);
            assertEquals(cuts.stream().distinct().sorted().toList(), cuts);
            seen.add(cuts);
        }
        assertTrue(seen.stream().distinct().count() > 10, "random cuts are drawn anew");
        assertEquals(List.of(64), cuts(SaeParams.of(SaeParams.Variant.BATCH_TOP_K, 64, 4, 1, 8, 1e-3), 0));
    }

    private List<Integer> cuts(SaeParams p, int index) {
        Tower users = tower(true, u, false);
        Tower items = tower(false, v, false);
        Weights w = Weights.onData(p.latents(), users.normalised(), false, ctx.random("w", 1));
        @Nullable PredictionObjective none = null;
        return new SaeTrainer(p, users, items, new int[] {0, 1, 2}, none, w, new BatchTopK(p.l0()), ctx)
                .cuts(ctx.random("cuts", index));
    }
}
