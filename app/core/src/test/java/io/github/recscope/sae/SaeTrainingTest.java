package io.github.recscope.sae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.coding.Coder;
import io.github.recscope.job.Ctx;
import io.github.recscope.job.Job;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.op.Inputs;
import io.github.recscope.store.ArtifactCodec;
import io.github.recscope.testing.Stopping;
import io.github.recscope.testing.TestCtx;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole trainings: what they find, and that nothing but settings and seed decides the result.
class SaeTrainingTest {
    private static final int D = 16;
    private static final int ATOMS = 16;
    private final Matrix dictionary = dictionary();
    private final Recommender model = recommender(sparse(600, 1), sparse(400, 2));

    private static Matrix dictionary() {
        SplittableRandom random = new SplittableRandom(77);
        float[] data = new float[ATOMS * D];
        for (int j = 0; j < ATOMS; j++) {
            double norm = 0;
            for (int c = 0; c < D; c++) {
                data[j * D + c] = (float) random.nextGaussian();
                norm += data[j * D + c] * data[j * D + c];
            }
            for (int c = 0; c < D; c++) {
                data[j * D + c] /= (float) Math.sqrt(norm);
            }
        }
        return Matrix.of(ATOMS, D, data);
    }

    /// Rows made of two atoms each, with a little noise.
    private Matrix sparse(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] data = new float[rows * D];
        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < 2; n++) {
                int j = random.nextInt(ATOMS);
                double z = 1 + random.nextDouble();
                for (int c = 0; c < D; c++) {
                    data[r * D + c] += (float) (z * dictionary.get(j, c) + 0.01 * random.nextGaussian());
                }
            }
        }
        return Matrix.of(rows, D, data);
    }

    private static Recommender recommender(Matrix users, Matrix items) {
        MetricValue no = new MetricValue(0, 0, 0, 0);
        Evaluation.Quality quality = new Evaluation.Quality(no, no, no);
        IntLists none = IntLists.empty(users.rows());
        return new Recommender(
                "planted",
                users,
                items,
                new float[users.rows()],
                new float[items.rows()],
                0,
                new Scorer.Dot(),
                new Split(none, none, ""),
                new Evaluation(20, "", quality, quality, quality),
                List.of());
    }

    private static Inputs inputs(Artifact a) {
        return new Inputs(List.of(a));
    }

    private static double cosine(Matrix a, int i, Matrix b, int j) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int c = 0; c < D; c++) {
            dot += (double) a.get(i, c) * b.get(j, c);
            aa += (double) a.get(i, c) * a.get(i, c);
            bb += (double) b.get(j, c) * b.get(j, c);
        }
        return dot / Math.sqrt(aa * bb);
    }

    /// Each atom has a row of its own that points where it does.
    @ParameterizedTest
    @EnumSource(
            value = SaeParams.Variant.class,
            names = {"BATCH_TOP_K", "TOP_K", "JUMP_RELU", "PURSUIT"})
    void aPlantedDictionaryIsFound(SaeParams.Variant variant) {
        boolean rowwise = variant == SaeParams.Variant.TOP_K || variant == SaeParams.Variant.PURSUIT;
        SaeParams p = SaeParams.of(variant, rowwise ? 32 : 20, 2, 200, 100, 1e-2);
        Autoencoder sae = new SaeOperation().run(p, inputs(model), TestCtx.of(5));
        List<Integer> taken = new ArrayList<>();
        for (int j = 0; j < ATOMS; j++) {
            int best = 0;
            for (int l = 1; l < sae.latents(); l++) {
                best = cosine(dictionary, j, sae.decoder(), l) > cosine(dictionary, j, sae.decoder(), best) ? l : best;
            }
            if (cosine(dictionary, j, sae.decoder(), best) > 0.95) {
                taken.add(best);
            }
        }
        assertEquals(taken.size(), taken.stream().distinct().count(), "two atoms share a latent");
        assertTrue(taken.size() >= 15, variant + " found " + taken.size() + " of " + ATOMS);
        assertTrue(sae.fidelity().fvuItems() < 0.05, sae.fidelity().toString());
    }

    /// Stopped in the middle and asked for again on two threads, or done at once on one: the same bits.
    @ParameterizedTest
    @EnumSource(SaeParams.Variant.class)
    void goingOnAfterACancelGivesTheSameBits(SaeParams.Variant variant) {
        SaeParams p = SaeParams.of(variant, 20, 2, 12, 128, 1e-2)
                .judged(0.2, 10)
                .shaped(false, 3, true)
                .penalised(0.1, 0.1, 0.1, variant == SaeParams.Variant.RELU);
        Autoencoder whole = new SaeOperation().run(p, inputs(model), TestCtx.of(5));
        Workers workers = Workers.of(2);
        try (Jobs jobs = new Jobs(KernelRegistry.fromClassPath().select("auto", workers))) {
            CompletableFuture<Job<Autoencoder>> self = new CompletableFuture<>();
            self.complete(jobs.compute("train", 5, ctx -> {
                Ctx stopping = new Stopping(ctx.of(p), 5, () -> self.join().cancel());
                return new SaeOperation().run(p, inputs(model), stopping);
            }));
            assertInstanceOf(Outcome.Cancelled.class, self.join().join());
            Job<Autoencoder> again =
                    jobs.compute("train", 5, ctx -> new SaeOperation().run(p, inputs(model), ctx.of(p)));
            Outcome.Done<?> done = assertInstanceOf(Outcome.Done.class, again.join());
            assertTrue(again.curves().getFirst().x().getFirst() > 1, "it began again from the start");
            Autoencoder resumed = (Autoencoder) done.value();
            assertEquals(whole.curves(), resumed.curves());
            assertEquals(ArtifactCodec.identify(whole), ArtifactCodec.identify(resumed));
            Job<Autoencoder> third =
                    jobs.compute("train", 5, ctx -> new SaeOperation().run(p, inputs(model), ctx.of(p)));
            third.join();
            assertEquals(1, third.curves().getFirst().x().getFirst(), "a finished training leaves no state");
        } finally {
            workers.close();
        }
    }

    /// A code looks at its own row alone, so that a new user gets the code that they would have had.
    @ParameterizedTest
    @EnumSource(SaeParams.Variant.class)
    void aCodeDependsOnItsRowAlone(SaeParams.Variant variant) {
        SaeParams p = SaeParams.of(variant, 20, 3, 5, 128, 1e-2);
        TestCtx ctx = TestCtx.of(6);
        Autoencoder sae = new SaeOperation().run(p, inputs(model), ctx);
        Coder coder = Coder.of(sae, ctx.kernels());
        for (int r : new int[] {0, 17, 399}) {
            SparseCodes item = coder.encodeItems(model.items().gather(new int[] {r}), () -> {});
            assertArrayEquals(sae.items().dense(r), item.dense(0), variant + " item " + r);
            SparseCodes user = coder.encodeUsers(model.users().gather(new int[] {r}), () -> {});
            assertArrayEquals(sae.users().dense(r), user.dense(0), variant + " user " + r);
        }
        for (float z : sae.items().value()) {
            assertTrue(z > 0, "an active latent has a positive activation");
        }
    }

    private Recommender changed(int user) {
        float[] users = model.users().data().clone();
        for (int c = 0; c < D; c++) {
            users[user * D + c] *= -3;
        }
        return recommender(Matrix.of(model.users().rows(), D, users), model.items());
    }

    /// The rows held out of training have no part in it, not even in scales, thresholds and metrics.
    @ParameterizedTest
    @EnumSource(SaeParams.Variant.class)
    void aUserHeldOutChangesNothing(SaeParams.Variant variant) {
        SaeParams p = SaeParams.of(variant, 20, 2, 2, 128, 1e-2).judged(0.5, 10);
        TestCtx ctx = TestCtx.of(5);
        int out = SaeOperation.order(600, ctx)[0];
        int in = SaeOperation.order(600, ctx)[599];
        Autoencoder first = new SaeOperation().run(p, inputs(model), ctx);
        assertEquals(300, first.fidelity().users());
        Autoencoder second = new SaeOperation().run(p, inputs(changed(out)), ctx);
        assertArrayEquals(first.decoder().data(), second.decoder().data());
        assertEquals(first.items(), second.items());
        Autoencoder third = new SaeOperation().run(p, inputs(changed(in)), ctx);
        assertNotEquals(first.decoder(), third.decoder());
    }

    @Test
    void trainingThatDivergesIsRefusedInWords() {
        TestCtx ctx = TestCtx.of(1);
        Matrix x = Matrix.of(2, 2, new float[] {1e25f, 0, 0, 1e25f});
        Coder plain = new Coder(
                Matrix.zeros(1, 2),
                new float[1],
                Matrix.zeros(1, 2),
                new float[2],
                1,
                false,
                new Activation.Threshold(0, 0),
                ctx.kernels());
        SaeParams p = SaeParams.of(SaeParams.Variant.BATCH_TOP_K, 4, 1, 3, 2, 0.01);
        SaeTrainer trainer = new SaeTrainer(
                p,
                Tower.of(true, x, new int[] {0, 1}, plain),
                Tower.of(false, x, new int[] {0, 1}, plain),
                new int[] {0, 1},
                new ExactObjective(new float[] {1, 1}, 1, ctx.kernels()),
                Weights.onData(4, x, false, ctx.random("w", 0)),
                new BatchTopK(1),
                ctx);
        ProblemException e = assertThrows(ProblemException.class, trainer::train);
        assertTrue(e.problem().what().contains("diverged"), e.problem().what());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        SaeOperation op = new SaeOperation();
        TestCtx ctx = TestCtx.of(1);
        SaeParams dense = SaeParams.of(SaeParams.Variant.TOP_K, 8, 8, 1, 32, 1e-2);
        assertThrows(ProblemException.class, () -> op.run(dense, inputs(model), ctx));
        SaeParams nothing =
                SaeParams.of(SaeParams.Variant.TOP_K, 8, 2, 1, 32, 1e-2).weighted(0, 0, 0, 0.3);
        assertThrows(ProblemException.class, () -> op.run(nothing, inputs(model), ctx));
    }
}
