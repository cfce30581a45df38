package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.testing.Reference;
import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private final TestCtx ctx = TestCtx.of(1);

    @Test
    void pcaMatchesScikitLearn() throws Exception {
        JsonNode c = Reference.read("maps");
        Matrix x = Reference.matrix(c.get("x"));
        Pca pca = Pca.fit(x, ctx);
        double[] variance = Reference.doubles(c.get("pca_explained_variance"));
        double total = Arrays.stream(variance).sum();
        assertEquals(variance[0] / total, pca.explained().get(0), 1e-5);
        assertEquals(variance[1] / total, pca.explained().get(1), 1e-5);
        Matrix y = pca.transform(x, ctx);
        for (int axis = 0; axis < 2; axis++) {
            double[] component = Reference.doubles(c.get("pca_abs_components").get(axis));
            // A unit step along an input dimension moves the point by that component.
            float[] origin = new float[6];
            for (int dim = 0; dim < 6; dim++) {
                float[] step = origin.clone();
                step[dim] = 1;
                double moved = pca.transform(Matrix.of(1, 6, step), ctx).get(0, axis)
                        - pca.transform(Matrix.of(1, 6, origin), ctx).get(0, axis);
                assertEquals(component[dim], Math.abs(moved), 1e-4);
            }
        }
        assertEquals(120, y.rows());
    }

    @Test
    void trustworthinessMatchesScikitLearn() throws Exception {
        JsonNode c = Reference.read("maps");
        SpaceMap.Quality q = MapQuality.measure(
                Reference.matrix(c.get("x")),
                Reference.matrix(c.get("y")),
                c.get("k").asInt(),
                null,
                ctx);
        assertEquals(c.get("trustworthiness").asDouble(), q.trustworthiness(), 1e-9);
        assertEquals(c.get("continuity").asDouble(), q.continuity().value(), 1e-9);
        assertEquals(120, q.sampled());
        assertEquals(0, q.trust().halfWidth());
        double mean = 0;
        for (float t : Objects.requireNonNull(q.each()).trust()) {
            mean += t / 120;
        }
        assertEquals(q.trustworthiness(), mean, 1e-6);
    }

    @Test
    void aSampleIsCloseToAllAndSaysHowClose() {
        // Above the limit, so that a sample is taken; the truth comes from a search over all points.
        int n = MapQuality.ALL + 1000;
        Matrix x = Planted.groups(n, 5, 8, 2, 1);
        Matrix y = Pca.fit(x, ctx).transform(x, ctx);
        SpaceMap.Quality q = MapQuality.measure(x, y, 10, null, ctx);
        assertEquals(MapQuality.SAMPLE, q.sampled());
        int[] inX = NeighbourSearch.exact(x, 10, ctx).index();
        int[] inY = NeighbourSearch.exact(y, 10, ctx).index();
        double recall = 0;
        for (int i = 0; i < n; i++) {
            int hits = 0;
            for (int a = i * 10; a < i * 10 + 10; a++) {
                for (int b = i * 10; b < i * 10 + 10; b++) {
                    hits += inX[a] == inY[b] ? 1 : 0;
                }
            }
            assertEquals(hits / 10.0, Objects.requireNonNull(q.each()).recall()[i], 1e-6);
            recall += hits / 10.0 / n;
        }
        assertTrue(q.recall().halfWidth() > 0 && q.recall().halfWidth() < 0.02);
        assertEquals(recall, q.neighbourRecall(), 2 * q.recall().halfWidth());
    }

    @Test
    void theRandomisedComponentsAreTheExactOnes() {
        Matrix x = Planted.groups(500, 60, 6, 2, 3);
        Pca exact = Pca.exact(x, ctx);
        Pca random = Pca.randomised(x, ctx);
        Matrix a = exact.transform(x, ctx);
        Matrix b = random.transform(x, ctx);
        for (int axis = 0; axis < 2; axis++) {
            assertEquals(exact.explained().get(axis), random.explained().get(axis), 1e-4);
            for (int i = 0; i < 500; i++) {
                assertEquals(a.get(i, axis), b.get(i, axis), 0.02);
            }
        }
        assertEquals(0, Pca.randomised(Matrix.zeros(4, 50), ctx).explained().getFirst());
    }

    @Test
    void aPerfectMapIsTrusted() throws Exception {
        Matrix y = Reference.matrix(Reference.read("maps").get("y"));
        SpaceMap.Quality q = MapQuality.measure(y, y, 5, null, ctx);
        assertEquals(1, q.trustworthiness(), 1e-12);
        assertEquals(1, q.neighbourRecall(), 1e-12);
    }

    @Test
    void tinyAndConstantDataDoNotFail() {
        SpaceMap.Quality q = MapQuality.measure(Matrix.zeros(3, 4), Matrix.zeros(3, 2), 15, null, ctx);
        assertTrue(Double.isNaN(q.trustworthiness()));
        Pca pca = Pca.fit(Matrix.zeros(5, 3), ctx);
        assertEquals(0, pca.explained().getFirst());
        assertEquals(Matrix.zeros(5, 2), pca.transform(Matrix.zeros(5, 3), ctx));
    }
}
