package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsneTest {
    private static final MapParams PARAMS =
            new MapParams(MapParams.Method.T_SNE, Distance.EUCLIDEAN, 15, 0.1, 1, 20, 400, 15);
    private final TestCtx ctx = TestCtx.of(1);

    private static float[] scattered(int n, double size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] xy = new float[2 * n];
        for (int v = 0; v < xy.length; v++) {
            xy[v] = (float) (random.nextGaussian() * size);
        }
        return xy;
    }

    /// The median distance to oneself is small beside the size of the map.
    static void assertNearThemselves(Matrix map, Matrix placed) {
        double[] to = new double[map.rows()];
        double size = 0;
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.sqrt(Planted.squared(map, i, placed, i));
            size = Math.max(size, Math.abs(map.get(i, 0)));
        }
        Arrays.sort(to);
        assertTrue(to[to.length / 2] < 0.1 * size, to[to.length / 2] + " of " + size);
    }

    @Test
    void rowsHaveThePerplexityThatWasAskedFor() {
        Matrix x = Planted.groups(200, 6, 3, 2, 1);
        Neighbours near = NeighbourSearch.exact(x, 60, ctx);
        float[] p = Affinities.conditional(
                near, Distance.EUCLIDEAN, 20, ctx.kernels().workers());
        for (int i = 0; i < 200; i++) {
            double sum = 0;
            double entropy = 0;
            for (int e = i * 60; e < i * 60 + 60; e++) {
                sum += p[e];
                entropy -= p[e] > 0 ? p[e] * Math.log(p[e]) : 0;
            }
            assertEquals(1, sum, 1e-5);
            assertEquals(20, Math.exp(entropy), 1e-3);
        }
        Graph joint =
                Affinities.joint(near, Distance.EUCLIDEAN, 20, ctx.kernels().workers());
        double total = 0;
        for (float w : joint.weight()) {
            total += w;
        }
        assertEquals(1, total, 1e-4);
    }

    @Test
    void duplicatesShareTheirSimilarityEvenly() {
        Neighbours near = NeighbourSearch.exact(Matrix.zeros(20, 2), 6, ctx);
        float[] p = Affinities.conditional(
                near, Distance.EUCLIDEAN, 2, ctx.kernels().workers());
        for (float v : p) {
            assertEquals(1 / 6f, v, 1e-6f);
        }
    }

    @Test
    void theGradientIsThatOfTheDivergence() {
        int n = 60;
        Matrix x = Planted.groups(n, 5, 3, 2, 2);
        Graph joint = Affinities.joint(
                NeighbourSearch.exact(x, 24, ctx),
                Distance.EUCLIDEAN,
                8,
                ctx.kernels().workers());
        TsneLayout layout = new TsneLayout(joint, ctx.kernels().workers(), new ExactRepulsion());
        float[] xy = scattered(n, 2, 3);
        float[] gradient = layout.gradient(xy, ctx.kernels());
        float step = 1e-2f;
        for (int v = 0; v < xy.length; v++) {
            float[] up = xy.clone();
            float[] down = xy.clone();
            up[v] += step;
            down[v] -= step;
            double slope = (layout.divergence(up, ctx.kernels()) - layout.divergence(down, ctx.kernels()))
                    / ((double) up[v] - down[v]);
            assertEquals(slope, gradient[v], 1e-5);
        }
    }

    /// From the first steps, when all points are at one place, to a finished map.
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 0.1, 1, 5, 25})
    void forcesThroughTheGridAreCloseToThoseOfAllPairs(double size) {
        int n = 1500;
        float[] xy = scattered(n, size, 5);
        float[] exact = new float[2 * n];
        float[] grid = new float[2 * n];
        Kernels kernels = ctx.kernels();
        double z = new ExactRepulsion().forces(xy, exact, kernels);
        double zGrid = new GridRepulsion().forces(xy, grid, kernels);
        assertEquals(z, zGrid, 1e-3 * z + 0.01 * n);
        double error = 0;
        double norm = 0;
        for (int v = 0; v < exact.length; v++) {
            error += (exact[v] - grid[v]) * (double) (exact[v] - grid[v]);
            norm += exact[v] * (double) exact[v];
        }
        assertTrue(Math.sqrt(error / norm) < 0.05, "relative error " + Math.sqrt(error / norm));
    }

    @Test
    void aGridServesLayoutsOfAllSizesInTurn() {
        GridRepulsion grid = new GridRepulsion();
        for (double size : new double[] {1e-4, 30, 2, 2000, 0.3}) {
            float[] xy = scattered(600, size, 6);
            float[] again = new float[1200];
            float[] fresh = new float[1200];
            grid.forces(xy, again, ctx.kernels());
            new GridRepulsion().forces(xy, fresh, ctx.kernels());
            assertArrayEquals(fresh, again, 1e-6f);
        }
    }

    @Test
    void plantedGroupsStayApartAndTheDivergenceFalls() {
        Matrix x = Planted.groups(700, 10, 7, 3, 2);
        TsneProjection map = TsneProjection.fit(x, PARAMS, ctx);
        assertTrue(Planted.purity(map.items(), 7) > 0.98);
        assertTrue(MapQuality.measure(x, map.items(), 15, null, ctx).trustworthiness() > 0.95);
        Graph joint = Affinities.joint(
                NeighbourSearch.exact(x, 60, ctx),
                Distance.EUCLIDEAN,
                20,
                ctx.kernels().workers());
        double exact = new TsneLayout(joint, ctx.kernels().workers(), new ExactRepulsion())
                .divergence(map.items().data(), ctx.kernels());
        assertEquals(exact, map.measures().getFirst().value().value(), 0.01 * exact);
        float[] start = TsneLayout.start(Pca.fit(x, ctx).transform(x, ctx).data(), ctx.random("start", 0));
        assertTrue(exact
                < 0.5
                        * new TsneLayout(joint, ctx.kernels().workers(), new ExactRepulsion())
                                .divergence(start, ctx.kernels()));
    }

    @Test
    void theSameBitsForAnyNumberOfThreads() {
        Matrix x = Planted.groups(900, 8, 4, 3, 4);
        MapParams few = new MapParams(MapParams.Method.T_SNE, Distance.COSINE, 15, 0.1, 1, 10, 120, 15);
        float[] one =
                TsneProjection.fit(x, few, TestCtx.of("auto", 1, 3)).items().data();
        for (int threads : new int[] {2, 3}) {
            assertArrayEquals(
                    one,
                    TsneProjection.fit(x, few, TestCtx.of("auto", threads, 3))
                            .items()
                            .data());
        }
    }

    @Test
    void knownPointsArePlacedNearThemselves() {
        Matrix x = Planted.groups(500, 8, 5, 3, 9);
        TsneProjection map = TsneProjection.fit(x, PARAMS, ctx);
        assertNearThemselves(map.items(), map.place(x, ctx));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8, 12, 16, 24, 48, 64, 96, 128})
    void transformsAreThoseOfTheDefinition(int length) {
        int width = 5;
        Fourier fourier = new Fourier(length, width, ctx.kernels().rows());
        Fourier.Batch batch = new Fourier.Batch(length, width);
        SplittableRandom random = new SplittableRandom(length);
        for (int v = 0; v < length * width; v++) {
            batch.re[v] = (float) random.nextGaussian();
            batch.im[v] = (float) random.nextGaussian();
        }
        float[] re = batch.re.clone();
        float[] im = batch.im.clone();
        fourier.forward(batch);
        for (int k = 0; k < length; k++) {
            for (int w = 0; w < width; w++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int p = 0; p < length; p++) {
                    double angle = -2 * Math.PI * k * p / length;
                    double a = re[p * width + w];
                    double b = im[p * width + w];
                    sumRe += a * Math.cos(angle) - b * Math.sin(angle);
                    sumIm += a * Math.sin(angle) + b * Math.cos(angle);
                }
                assertEquals(sumRe, batch.re[k * width + w], 1e-4);
                assertEquals(sumIm, batch.im[k * width + w], 1e-4);
            }
        }
        fourier.backward(batch);
        for (int v = 0; v < re.length; v++) {
            assertEquals(re[v], batch.re[v] / length, 1e-5);
            assertEquals(im[v], batch.im[v] / length, 1e-5);
        }
    }

    @Test
    void lengthsArePowersOfTwoOrThreeTimesThose() {
        assertEquals(64, Fourier.lengthFor(49));
        assertEquals(48, Fourier.lengthFor(48));
        assertEquals(96, Fourier.lengthFor(65));
        assertEquals(1, Fourier.lengthFor(1));
        assertEquals(2, Fourier.lengthFor(2));
        for (int least = 1; least < 3000; least++) {
            assertTrue(Fourier.lengthFor(least) >= least);
            assertTrue(Fourier.lengthFor(least) < 1.6 * least + 1);
        }
    }
}
