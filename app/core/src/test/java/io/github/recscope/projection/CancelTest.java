package io.github.recscope.projection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.testing.TestCtx;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Every stage of a map of 100,000 rows stops soon after it is asked to. What counts is the work that its thread still
/// does, not the time that passes: a busy machine changes nothing.
class CancelTest {
    private static final int N = 100_000;
    private static final double MOST_SECONDS = 0.2;

    @FunctionalInterface
    private interface Stage {
        void run(TestCtx ctx);
    }

    private static final Matrix ROWS = Planted.groups(N, 16, 20, 3, 1);

    /// Cancels the stage when its thread has worked for some time, or does nothing if it is done by then.
    private static void stops(String name, Stage stage, double... moments) throws InterruptedException {
        var threads = ManagementFactory.getThreadMXBean();
        for (double moment : moments) {
            TestCtx ctx = TestCtx.of("auto", 1, 3);
            AtomicBoolean done = new AtomicBoolean();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            double[] end = new double[1];
            Thread thread = new Thread(() -> {
                try {
                    stage.run(ctx);
                } catch (CancellationException _) {
                    // As it should be.
                } catch (RuntimeException | Error e) {
                    thrown.set(e);
                }
                end[0] = threads.getCurrentThreadCpuTime() * 1e-9;
                done.set(true);
            });
            thread.start();
            double worked = 0;
            while (!done.get() && worked < moment) {
                Thread.sleep(1);
                worked = Math.max(worked, threads.getThreadCpuTime(thread.threadId()) * 1e-9);
            }
            ctx.kernels().workers().cancel().cancel();
            thread.join();
            if (thrown.get() != null) {
                throw new AssertionError(name, thrown.get());
            }
            double late = end[0] - Math.max(worked, moment);
            assertTrue(late <= MOST_SECONDS, name + ", cancelled after " + moment + " s, worked for " + late + " s");
        }
    }

    /// Each point with its successors, as neighbours at growing distances.
    private static Neighbours ring(int k) {
        int[] index = new int[N * k];
        float[] squared = new float[N * k];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < k; j++) {
                index[i * k + j] = (int) ((i + 1 + j * 7919L) % N);
                squared[i * k + j] = 1 + j * 0.1f;
            }
        }
        return new Neighbours(k, index, squared);
    }

    private static float[] places() {
        float[] xy = new float[2 * N];
        for (int i = 0; i < N; i++) {
            xy[2 * i] = (float) Math.cos(0.01 * i) * (1 + i % 100);
            xy[2 * i + 1] = (float) Math.sin(0.01 * i) * (1 + i % 100);
        }
        return xy;
    }

    @Test
    void neighbours() throws InterruptedException {
        stops("exact search", ctx -> NeighbourSearch.exact(ROWS, 15, ctx), 0.05, 0.4);
        stops("approximate search", ctx -> new CellSearch(ROWS, 15, 32, ctx).run(), 0.1, 0.7, 1.6);
        Neighbours found = ring(15);
        stops("recall", ctx -> NeighbourSearch.measured(found, ROWS, ctx), 0.02, 0.1);
    }

    @Test
    void components() throws InterruptedException {
        stops("components", ctx -> Pca.exact(ROWS, ctx), 0.002, 0.02);
        stops("randomised components", ctx -> Pca.randomised(ROWS, ctx), 0.002, 0.1);
    }

    @Test
    void umap() throws InterruptedException {
        Neighbours near = ring(15);
        stops(
                "fuzzy set",
                ctx -> FuzzySet.union(near, Distance.EUCLIDEAN, ctx.kernels().workers()),
                0.02,
                0.2);
        TestCtx whole = TestCtx.of(1);
        Graph graph = FuzzySet.union(near, Distance.EUCLIDEAN, whole.kernels().workers());
        stops("start", ctx -> SpectralStart.of(graph, places(), ctx), 0.02, 0.2);
        stops("layout", ctx -> new UmapLayout(UmapCurve.fit(0.1, 1), 100_000, 1).run(graph, places(), ctx), 0.02, 0.3);
    }

    @Test
    void tsne() throws InterruptedException {
        Neighbours near = ring(60);
        stops(
                "similarities",
                ctx -> Affinities.joint(
                        near, Distance.EUCLIDEAN, 20, ctx.kernels().workers()),
                0.02,
                0.4);
        TestCtx whole = TestCtx.of(1);
        Graph graph = Affinities.joint(
                ring(15), Distance.EUCLIDEAN, 5, whole.kernels().workers());
        stops(
                "descent",
                ctx -> new TsneLayout(graph, ctx.kernels().workers()).run(places(), 100_000, ctx),
                0.02,
                0.3,
                0.6);
    }

    @Test
    void quality() throws InterruptedException {
        Matrix map = Matrix.of(N, 2, places());
        Neighbours truth = ring(15);
        stops("quality", ctx -> MapQuality.measure(ROWS, map, 15, truth, ctx), 0.05, 0.3);
        float[] first = Arrays.copyOf(map.data(), map.data().length);
        stops("tree", ctx -> new PlaneTree(first, ctx.kernels().workers()).nearest(15), 0.02, 0.1);
    }
}
