package io.github.recscope.recsys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.scoring.FrozenScorer;
import io.github.recscope.store.ArtifactCodec;
import io.github.recscope.testing.Planted;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecsysTest {
    private final TestCtx ctx = TestCtx.of(1);

    @Test
    void theLastInteractionsAreHeldOutWhereOrderMeansSomething() {
        IntLists byUser = new IntLists(new int[] {0, 5, 9}, new int[] {9, 7, 5, 3, 1, 2, 0, 4, 6});
        Split split = Splits.perUser(new Interactions(10, byUser, new float[9], true), 0.2, ctx);
        assertArrayEquals(new int[] {3, 5, 7, 9}, split.train().row(0));
        assertArrayEquals(new int[] {1}, split.test().row(0));
        assertArrayEquals(new int[] {0, 2, 4, 6}, split.train().row(1), "four interactions leave none to hold out");
        assertEquals(0, split.test().length(1));
    }

    @Test
    void aRandomSplitDividesEachUsersItems() {
        IntLists byUser = new IntLists(
                new int[] {0, 40}, IntStream.range(0, 40).map(i -> 39 - i).toArray());
        Split split = Splits.perUser(new Interactions(40, byUser, new float[40], false), 0.25, ctx);
        assertEquals(10, split.test().length(0));
        int[] all = IntStream.concat(
                        IntStream.of(split.train().row(0)),
                        IntStream.of(split.test().row(0)))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 40).toArray(), all);
        assertTrue(IntStream.of(split.test().row(0)).sum()
                != IntStream.range(0, 10).sum());
    }

    /// Two users, four items, one dimension: lists and metrics by hand.
    @Test
    void evaluationMasksTrainingItemsAndCountsHeldOutOnes() {
        Matrix users = Matrix.of(2, 1, new float[] {1, -1});
        Matrix items = Matrix.of(4, 1, new float[] {4, 3, 2, 1});
        IntLists train = new IntLists(new int[] {0, 1, 2}, new int[] {0, 3});
        IntLists test = new IntLists(new int[] {0, 1, 2}, new int[] {2, 0});
        Evaluation e = Evaluator.evaluate(
                users,
                items,
                FrozenScorer.of(new Scorer.Dot(), new float[4], ctx.kernels()),
                new Split(train, test, "by hand"),
                2,
                ctx);
        // User 0 sees 1, 2 (item 0 masked): the held-out 2 at rank 2. User 1 sees 2, 1 (item 3 masked): misses item 0.
        assertEquals(0.5, e.model().recall().mean());
        assertEquals(0.5 / (Math.log(3) / Math.log(2)), e.model().ndcg().mean(), 1e-12);
        assertEquals(0.5, e.model().hit().mean());
        // Popularity: items 0 and 3 have one training user each, ties by row. User 0: 3, 1. User 1: 0, 1.
        assertEquals(0.5, e.popularity().recall().mean());
        assertEquals(0.5, e.popularity().ndcg().mean(), 1e-12);
    }

    @Test
    void adamAndSgdBothLearnThePlantedGenres() {
        Dataset data = Planted.dataset(300, 160, 4, 16, 2);
        for (TrainParams p : new TrainParams[] {
            new TrainParams(8, 20, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0.2, 10),
            new TrainParams(8, 15, TrainParams.Optimiser.ADAM, 0.01, 0.01, 4, 0.2, 10)
        }) {
            Recommender r = new TrainOperation().run(p, PlantedRun.inputs(data), ctx);
            assertTrue(
                    r.evaluation().model().ndcg().low()
                            > r.evaluation().popularity().ndcg().high(),
                    p.optimiser() + " " + r.evaluation());
            double first = r.curves().getFirst().value().getFirst();
            assertTrue(r.curves().getFirst().value().getLast() < first);
        }
    }

    @ParameterizedTest
    @EnumSource(TrainParams.Model.class)
    void everyModelLearnsThePlantedGenresOnAnyNumberOfThreads(TrainParams.Model model) {
        Dataset data = Planted.dataset(400, 320, 8, 24, 9);
        TrainParams p = small(model);
        Recommender one = new TrainOperation().run(p, PlantedRun.inputs(data), ctx);
        assertTrue(
                one.evaluation().model().ndcg().low()
                        > 1.3 * one.evaluation().popularity().ndcg().high(),
                one.evaluation().toString());
        double first = one.curves().getFirst().value().getFirst();
        assertTrue(one.curves().getFirst().value().getLast() < first);
        Recommender three = new TrainOperation().run(p, PlantedRun.inputs(data), TestCtx.of("auto", 3, 1));
        assertEquals(ArtifactCodec.identify(one), ArtifactCodec.identify(three));
    }

    /// Settings that suit small data: the recommended ones are for hundreds of times as many interactions.
    private static TrainParams small(TrainParams.Model model) {
        TrainParams d = TrainParams.of(model);
        return switch (model) {
            case LOGISTIC_MF -> PlantedRun.TRAIN;
            case BPR, CML -> new TrainParams(model, 16, 20, d.optimiser(), 0.02, 0.05, 4, d.widths(), 0, 0.5, 0.2, 10);
            case ALS -> new TrainParams(model, 16, 10, d.optimiser(), 0, 50, 0, d.widths(), 5, 0, 0.2, 10);
            case NCF -> new TrainParams(model, 16, 25, d.optimiser(), 0.004, 0.01, 4, "32,16", 0, 0, 0.2, 10);
        };
    }

    /// Conjugate gradients from where a row is never raise the objective, and neither does changing sides.
    @Test
    void leastSquaresNeverRaisesItsObjective() {
        Dataset data = Planted.dataset(60, 48, 4, 8, 2);
        TrainParams d = TrainParams.of(TrainParams.Model.ALS);
        TrainParams p = new TrainParams(d.model(), 6, 25, d.optimiser(), 0, 1, 0, d.widths(), 8, 0, 0, 10);
        Recommender r = new TrainOperation().run(p, PlantedRun.inputs(data), ctx);
        List<Double> loss = r.curves().getFirst().value();
        for (int e = 1; e < loss.size(); e++) {
            assertTrue(loss.get(e) <= loss.get(e - 1) * (1 + 1e-6), loss.toString());
        }
        double sum = 0;
        for (int u = 0; u < 60; u++) {
            for (int i = 0; i < 48; i++) {
                double s = 0;
                for (int c = 0; c < 6; c++) {
                    s += r.users().get(u, c) * r.items().get(i, c);
                }
                boolean chosen = r.split().train().containsSorted(u, i);
                sum += chosen ? 9 * (1 - s) * (1 - s) : s * s;
            }
        }
        for (float[] w : new float[][] {r.users().data(), r.items().data()}) {
            for (float x : w) {
                sum += x * x;
            }
        }
        assertEquals(sum / 60 / 48, loss.getLast(), 1e-5, "the curve is the objective");
    }

    @Test
    void layerWidthsThatAreNoneAreRefusedInWords() {
        for (String bad : new String[] {"64,x", "0", "", "5000000000"}) {
            TrainParams d = TrainParams.of(TrainParams.Model.NCF);
            TrainParams p = new TrainParams(d.model(), 8, 1, d.optimiser(), 0.01, 0, 4, bad, 0, 0, 0.2, 10);
            Dataset data = Planted.dataset(30, 16, 4, 6, 2);
            assertThrows(ProblemException.class, () -> new TrainOperation().run(p, PlantedRun.inputs(data), ctx), bad);
        }
    }

    @Test
    void tooLittleDataIsRefusedInWords() {
        Dataset data = Planted.dataset(1, 8, 2, 3, 2);
        ProblemException e = assertThrows(
                ProblemException.class,
                () -> new TrainOperation().run(TrainParams.defaults(), PlantedRun.inputs(data), ctx));
        assertTrue(e.problem().why().contains("one user"), e.getMessage());
    }

    @Test
    void otherSeedsGiveOtherModels() {
        Dataset data = Planted.dataset(60, 40, 4, 8, 2);
        TrainParams p = new TrainParams(4, 2, TrainParams.Optimiser.SGD, 0.05, 0.01, 2, 0.2, 5);
        Recommender a = new TrainOperation().run(p, PlantedRun.inputs(data), ctx);
        Recommender b = new TrainOperation().run(p, PlantedRun.inputs(data), TestCtx.of(2));
        assertTrue(!a.items().equals(b.items()));
        assertEquals(
                a.items(),
                new TrainOperation()
                        .run(p, PlantedRun.inputs(data), TestCtx.of(1))
                        .items());
    }

    /// Four items: two groups of users who each choose the same two, so that the other two must score low.
    @Test
    void smallCataloguesHaveNegativesToo() {
        int users = 20;
        int[] offsets = IntStream.rangeClosed(0, users).map(u -> 2 * u).toArray();
        int[] values = IntStream.range(0, 2 * users)
                .map(p -> p % 2 + (p / 2 < users / 2 ? 0 : 2))
                .toArray();
        TrainParams p = new TrainParams(4, 300, TrainParams.Optimiser.SGD, 0.05, 0.001, 4, 0, 2);
        Learned f = new LogisticMf(p, new IntLists(offsets, values), 4, ctx).train();
        for (int u = 0; u < users; u++) {
            for (int i = 0; i < 4; i++) {
                double score = f.globalBias() + f.userBias()[u] + f.itemBias()[i];
                for (int c = 0; c < 4; c++) {
                    score += f.users().get(u, c) * f.items().get(i, c);
                }
                boolean chosen = i / 2 == (u < users / 2 ? 0 : 1);
                assertEquals(chosen, score > 0, "user " + u + ", item " + i + ": " + score);
            }
        }
    }

    @Test
    void trainingThatDivergesIsRefusedInWords() {
        Dataset data = Planted.dataset(40, 40, 4, 10, 2);
        TrainParams p = new TrainParams(8, 200, TrainParams.Optimiser.SGD, 10, 10, 4, 0.2, 10);
        ProblemException e =
                assertThrows(ProblemException.class, () -> new TrainOperation().run(p, PlantedRun.inputs(data), ctx));
        assertTrue(e.problem().what().contains("diverged"), e.problem().what());
    }
}
