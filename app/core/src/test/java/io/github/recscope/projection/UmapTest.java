package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UmapTest {
    private static final MapParams PARAMS =
            new MapParams(MapParams.Method.UMAP, Distance.EUCLIDEAN, 15, 0.1, 1, 30, 0, 15);
    private final TestCtx ctx = TestCtx.of(1);

    @Test
    void theCurveIsThatOfTheReference() {
        UmapCurve usual = UmapCurve.fit(0.1, 1);
        assertEquals(1.577, usual.a(), 1e-3);
        assertEquals(0.8951, usual.b(), 1e-4);
        UmapCurve tight = UmapCurve.fit(0.01, 1);
        assertEquals(1.8956, tight.a(), 1e-3);
        assertEquals(0.8006, tight.b(), 1e-4);
    }

    @Test
    void membershipsSumToTheLogarithmOfTheNeighbours() {
        Matrix x = Planted.groups(200, 6, 3, 2, 1);
        Neighbours near = NeighbourSearch.exact(x, 9, ctx);
        float[] m = FuzzySet.memberships(near, Distance.EUCLIDEAN, ctx.kernels().workers());
        for (int i = 0; i < 200; i++) {
            assertEquals(1, m[i * 9]);
            double sum = 0;
            for (int e = i * 9; e < i * 9 + 9; e++) {
                sum += m[e];
            }
            assertEquals(Math.log(10) / Math.log(2), sum, 1e-3);
        }
    }

    @Test
    void theUnionIsSymmetricAndIsWhatTheFormulaSays() {
        Matrix x = Planted.groups(100, 4, 2, 2, 3);
        Neighbours near = NeighbourSearch.exact(x, 5, ctx);
        float[] m = FuzzySet.memberships(near, Distance.EUCLIDEAN, ctx.kernels().workers());
        double[][] directed = new double[100][100];
        for (int e = 0; e < m.length; e++) {
            directed[e / 5][near.index()[e]] = m[e];
        }
        Graph graph = FuzzySet.union(near, Distance.EUCLIDEAN, ctx.kernels().workers());
        double[][] union = new double[100][100];
        for (int i = 0; i < 100; i++) {
            for (int e = graph.offsets()[i]; e < graph.offsets()[i + 1]; e++) {
                union[i][graph.target()[e]] = graph.weight()[e];
            }
        }
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 100; j++) {
                double p = directed[i][j];
                double q = directed[j][i];
                assertEquals(p + q - p * q, union[i][j], 1e-6);
            }
        }
    }

    @Test
    void theForceTableIsCloseToTheFunction() {
        ForceTable table = new ForceTable(s -> 1 / (0.001 + s) / (1 + 1.5 * Math.pow(s, 0.8)));
        for (double s = 1e-6; s < 1e4; s *= 1.07) {
            double truth = 1 / (0.001 + s) / (1 + 1.5 * Math.pow(s, 0.8));
            assertEquals(truth, table.at((float) s), 1e-3 * truth);
        }
    }

    @Test
    void plantedGroupsStayApart() {
        Matrix x = Planted.groups(600, 10, 6, 3, 2);
        UmapProjection map = UmapProjection.fit(x, PARAMS, ctx);
        assertTrue(Planted.purity(map.items(), 6) > 0.98, "purity " + Planted.purity(map.items(), 6));
        assertTrue(MapQuality.measure(x, map.items(), 15, null, ctx).trustworthiness() > 0.93);
    }

    @Test
    void aConnectedGraphBeginsWithItsSlowestWaves() {
        // Points along a line: the second eigenvector orders them.
        float[] line = new float[300 * 3];
        for (int i = 0; i < 300; i++) {
            line[3 * i] = i * 0.1f;
        }
        Matrix x = Matrix.of(300, 3, line);
        Neighbours near = NeighbourSearch.exact(x, 6, ctx);
        Graph graph = FuzzySet.union(near, Distance.EUCLIDEAN, ctx.kernels().workers());
        assertEquals(1, graph.components(ctx.kernels().workers()));
        float[] start =
                SpectralStart.of(graph, Pca.fit(x, ctx).transform(x, ctx).data(), ctx);
        double sign = Math.signum(start[2 * 299] - start[0]);
        for (int i = 10; i < 300; i += 10) {
            assertTrue(sign * (start[2 * i] - start[2 * i - 20]) > 0);
        }
    }

    @Test
    void theSameBitsForAnyNumberOfThreads() {
        Matrix x = Planted.groups(900, 8, 4, 3, 4);
        float[] one =
                UmapProjection.fit(x, PARAMS, TestCtx.of("auto", 1, 3)).items().data();
        for (int threads : new int[] {2, 3}) {
            float[] several = UmapProjection.fit(x, PARAMS, TestCtx.of("auto", threads, 3))
                    .items()
                    .data();
            assertArrayEquals(one, several);
        }
        float[] other =
                UmapProjection.fit(x, PARAMS, TestCtx.of("auto", 1, 4)).items().data();
        assertTrue(!Arrays.equals(one, other), "another seed");
    }

    @Test
    void knownPointsArePlacedNearThemselves() {
        Matrix x = Planted.groups(500, 8, 5, 3, 9);
        UmapProjection map = UmapProjection.fit(x, PARAMS, ctx);
        TsneTest.assertNearThemselves(map.items(), map.place(x, ctx));
        assertEquals(0, map.place(Matrix.zeros(0, 8), ctx).rows());
    }
}
