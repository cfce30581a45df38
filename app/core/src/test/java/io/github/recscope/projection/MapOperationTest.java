package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Job;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.MapSketch;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Split;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapOperationTest {
    private final TestCtx ctx = TestCtx.of(1);

    private static MapParams params(MapParams.Method method) {
        return new MapParams(method, Distance.EUCLIDEAN, 15, 0.1, 1, 30, 60, 15);
    }

    private static Recommender model(Matrix users, Matrix items) {
        MetricValue none = new MetricValue(0, 0, 0, 0);
        Evaluation.Quality nothing = new Evaluation.Quality(none, none, none);
        return new Recommender(
                "test",
                users,
                items,
                new float[users.rows()],
                new float[items.rows()],
                0,
                new Scorer.Dot(),
                new Split(IntLists.empty(users.rows()), IntLists.empty(users.rows()), ""),
                new Evaluation(20, "", nothing, nothing, nothing),
                List.of());
    }

    private SpaceMap draw(MapParams.Method method, Matrix users, Matrix items) {
        return new MapOperation().run(params(method), new Inputs(List.of(model(users, items))), ctx);
    }

    @ParameterizedTest
    @EnumSource(MapParams.Method.class)
    void everyMethodPlacesItemsAndUsers(MapParams.Method method) {
        Matrix items = Planted.groups(120, 6, 3, 4, 1);
        SpaceMap map = draw(method, Planted.groups(17, 6, 3, 4, 1), items);
        assertEquals(120, map.items().rows());
        assertEquals(17, map.users().rows());
        assertEquals(0, map.items().countNonFinite() + map.users().countNonFinite());
        assertEquals(120, map.quality().sampled());
        assertEquals(120, Objects.requireNonNull(map.quality().each()).recall().length);
        assertTrue(map.quality().trustworthiness() > 0.7);
        assertTrue(map.quality().continuity().value() > 0.7);
        assertEquals(method == MapParams.Method.PCA ? 2 : 0, map.explained().size());
    }

    @ParameterizedTest
    @EnumSource(MapParams.Method.class)
    void duplicatesConstantColumnsAndFewItemsAreNoFault(MapParams.Method method) {
        for (int n : new int[] {4, 5, 30}) {
            float[] x = new float[n * 3];
            for (int i = 0; i < n; i++) {
                x[3 * i] = i < n / 2 ? 0 : i;
                x[3 * i + 1] = 7;
            }
            SpaceMap map = draw(method, Matrix.zeros(2, 3), Matrix.of(n, 3, x));
            assertEquals(0, map.items().countNonFinite() + map.users().countNonFinite());
            SpaceMap same = draw(method, Matrix.zeros(0, 3), Matrix.zeros(n, 3));
            assertEquals(0, same.items().countNonFinite());
            assertEquals(0, same.users().rows());
        }
    }

    @Test
    void oneAndTwoItemsHaveAMapByComponentsOnly() {
        for (int n = 1; n < 4; n++) {
            Matrix items = Planted.groups(n, 1, 1, 1, 1);
            assertEquals(n, draw(MapParams.Method.PCA, items, items).items().rows());
            ProblemException few =
                    assertThrows(ProblemException.class, () -> draw(MapParams.Method.UMAP, items, items));
            assertTrue(few.problem().why().contains("there are " + items.rows()));
            assertThrows(ProblemException.class, () -> draw(MapParams.Method.T_SNE, items, items));
        }
        Matrix none = Matrix.zeros(0, 3);
        assertThrows(ProblemException.class, () -> draw(MapParams.Method.PCA, none, none));
    }

    @Test
    void numbersThatAreNoneAreNamed() {
        Matrix items = Matrix.of(5, 2, new float[] {1, 2, 3, 4, 5, 6, Float.NaN, 8, Float.POSITIVE_INFINITY, 0});
        ProblemException e =
                assertThrows(ProblemException.class, () -> draw(MapParams.Method.PCA, Matrix.zeros(1, 2), items));
        assertTrue(
                e.problem().why().startsWith("2 of their numbers"), e.problem().why());
        assertTrue(e.problem().why().contains("item 3"), e.problem().why());
    }

    @ParameterizedTest
    @EnumSource(
            value = MapParams.Method.class,
            names = {"UMAP", "T_SNE"})
    void aCancelledMapEndsAndAWatchedOneShowsItself(MapParams.Method method) {
        Workers workers = Workers.of(2);
        try (Jobs jobs = new Jobs(KernelRegistry.fromClassPath().select("auto", workers))) {
            Inputs inputs = new Inputs(List.of(model(Matrix.zeros(1, 4), Planted.groups(600, 4, 2, 3, 1))));
            MapParams endless = new MapParams(method, Distance.EUCLIDEAN, 15, 0.1, 1, 30, 100_000, 15);
            Job<SpaceMap> job = jobs.compute("map", 1, c -> new MapOperation().run(endless, inputs, c));
            while (job.sketch().isEmpty() && !job.isDone()) {
                Thread.onSpinWait();
            }
            MapSketch sketch = (MapSketch) job.sketch().orElseThrow();
            assertEquals(600, sketch.items().rows());
            job.cancel();
            assertInstanceOf(Outcome.Cancelled.class, job.join());
        } finally {
            workers.close();
        }
    }

    @Test
    void moreNeighboursThanItemsIsSaid() {
        draw(MapParams.Method.T_SNE, Matrix.zeros(1, 4), Planted.groups(40, 4, 2, 3, 1));
        assertEquals("map.neighbours", ctx.issues().getFirst().code());
    }

    @Test
    void aForecastGrowsWithTheWork() {
        Forecast small = MapForecast.of(params(MapParams.Method.UMAP), 20_000, 0, 64, 2);
        Forecast large = MapForecast.of(params(MapParams.Method.UMAP), 1_000_000, 0, 64, 2);
        assertTrue(large.seconds() > 20 * small.seconds());
        assertTrue(large.bytes() > 20 * small.bytes());
        assertTrue(
                MapForecast.of(params(MapParams.Method.UMAP), 20_000, 0, 64, 1).seconds() > small.seconds());
        assertTrue(small.words().matches("about [0-9,]+ MiB of memory and roughly .+"), small.words());
        String said = new MapOperation()
                .forecast(
                        params(MapParams.Method.PCA),
                        new Inputs(List.of(model(Matrix.zeros(1, 4), Matrix.zeros(9, 4)))),
                        2)
                .orElseThrow()
                .words();
        assertTrue(said.endsWith("roughly a second"), said);
    }

    @Test
    void tooFewRowsForNeighboursAndTooLargeNumbersAreNamed() {
        for (int n = 0; n < 2; n++) {
            Matrix few = Matrix.zeros(n, 3);
            ProblemException e =
                    assertThrows(ProblemException.class, () -> Maps.neighbours(few, 5, Distance.EUCLIDEAN, ctx));
            assertTrue(e.problem().why().contains("there are " + few.rows() + " rows"));
        }
        assertEquals(1, Maps.neighbours(Matrix.zeros(2, 3), 5, Distance.EUCLIDEAN, ctx));
        Matrix items = Planted.groups(40, 4, 2, 3, 1);
        items.data()[4 * 7] = 3e18f;
        Matrix fine = Planted.groups(40, 4, 2, 3, 1);
        ProblemException e = assertThrows(ProblemException.class, () -> draw(MapParams.Method.UMAP, fine, items));
        assertTrue(e.problem().why().contains("item 7"), e.problem().why());
        e = assertThrows(ProblemException.class, () -> draw(MapParams.Method.UMAP, items, fine));
        assertTrue(e.problem().why().contains("user 7"), e.problem().why());
        e = assertThrows(ProblemException.class, () -> Maps.neighbours(items, 5, Distance.EUCLIDEAN, ctx));
        assertTrue(e.problem().why().contains("item 7"), e.problem().why());
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItBegins() {
        MapParams tsne = params(MapParams.Method.T_SNE);
        MapBudget.check(tsne, 20_000, 64, 1L << 30);
        ProblemException e = assertThrows(ProblemException.class, () -> MapBudget.check(tsne, 1_000_000, 64, 1L << 30));
        assertTrue(e.problem().why().contains("MiB"), e.problem().why());
        assertThrows(ProblemException.class, () -> MapBudget.check(tsne, 50_000_000, 64, Long.MAX_VALUE));
        assertTrue(MapBudget.bytes(params(MapParams.Method.PCA), 1_000_000, 128) < 2L << 30);
    }
}
