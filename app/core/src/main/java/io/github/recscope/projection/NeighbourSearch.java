package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.SpaceMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Finds nearest neighbours: exactly up to some size, most of them above, where the share that was found is measured.
final class NeighbourSearch {
    /// Up to this many pairs all are compared: a search that finds nearly all would take about as long.
    static final long EXACT_PAIRS = 100_000L * 100_000L;

    /// Short lists get stuck: a descent keeps at least this many neighbours on its way.
    static final int DESCENT = 32;

    /// Points on which the recall of an approximate search is measured.
    static final int RECALL_SAMPLE = 500;

    /// Ranked by a product, checked by the distance itself: products lose digits that differences keep.
    private static final int SPARE = 4;

    private static final int BLOCK = 2048;
    private static final int CHUNK = 64;

    private NeighbourSearch() {}

    /// Neighbours with how well they were found.
    ///
    /// @param recall     share of the true nearest that were found, 1 for an exact search
    /// @param halfWidth  half the width of its 95 % interval; 0 for an exact search
    /// @param sampled    points that it was measured on; 0 for an exact search
    record Found(Neighbours neighbours, double recall, double halfWidth, int sampled) {
        /// The recall as a figure for people; none for an exact search.
        List<SpaceMap.Measure> measures() {
            return sampled == 0
                    ? List.of()
                    : List.of(new SpaceMap.Measure(
                            "Neighbours found",
                            new SpaceMap.Estimate(recall, halfWidth),
                            String.format(
                                    Locale.ROOT,
                                    "Share of the true nearest neighbours that the approximate search found, on %,d of"
                                            + " %,d items, chosen at random.",
                                    sampled,
                                    neighbours.points())));
        }
    }

    /// The `k` nearest of each row, `k` below the number of rows.
    static Found of(Matrix prepared, int k, Ctx ctx) {
        long n = prepared.rows();
        if (n * n <= EXACT_PAIRS) {
            return new Found(exact(prepared, k, ctx), 1, 0, 0);
        }
        int wide = (int) Math.min(n - 1, Math.max(k, DESCENT));
        return measured(new CellSearch(prepared, k, wide, ctx.part(0, 0.95)).run(), prepared, ctx);
    }

    /// An approximate result with its recall on a seeded sample of rows.
    static Found measured(Neighbours found, Matrix prepared, Ctx ctx) {
        int[] rows = Sample.of(found.points(), RECALL_SAMPLE, ctx.random("neighbour recall", 0));
        int k = found.k();
        Neighbours truth = nearest(prepared, rows, k, ctx);
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < rows.length; r++) {
            // By distance, so that another one of equal duplicates is no miss.
            float farthest = truth.squared()[r * k + k - 1];
            int hits = 0;
            for (int j = 0; j < k; j++) {
                hits += found.squared()[rows[r] * k + j] <= farthest ? 1 : 0;
            }
            double share = hits / (double) k;
            sum += share;
            squares += share * share;
        }
        double mean = sum / rows.length;
        double variance = Math.max(0, squares / rows.length - mean * mean);
        return new Found(found, mean, 1.96 * Math.sqrt(variance / rows.length), rows.length);
    }

    /// The `k` nearest of some of the rows, by comparing them with all.
    static Neighbours nearest(Matrix prepared, int[] rows, int k, Ctx ctx) {
        Target target = new Target(prepared, ctx.kernels().workers());
        return among(prepared.gather(rows), rows, target, k, ctx.kernels());
    }

    /// The `k` nearest of few rows, by comparing all pairs at once.
    static Neighbours exact(Matrix few, int k, Kernels kernels) {
        return among(few, range(0, few.rows()), new Target(few, kernels.workers()), k, kernels);
    }

    /// By comparing all pairs.
    static Neighbours exact(Matrix prepared, int k, Ctx ctx) {
        int n = prepared.rows();
        int[] index = new int[Math.multiplyExact(n, k)];
        float[] squared = new float[n * k];
        Target target = new Target(prepared, ctx.kernels().workers());
        for (int from = 0; from < n; from += BLOCK) {
            ctx.progress("comparing neighbours", from / (double) n);
            int[] rows = range(from, Math.min(n, from + BLOCK));
            Neighbours part = among(prepared.gather(rows), rows, target, k, ctx.kernels());
            System.arraycopy(part.index(), 0, index, from * k, part.index().length);
            System.arraycopy(part.squared(), 0, squared, from * k, part.squared().length);
        }
        return new Neighbours(k, index, squared);
    }

    /// The nearest old points of each new one.
    static Neighbours ofNew(Matrix fresh, Target target, int k, Ctx ctx) {
        int n = fresh.rows();
        int[] index = new int[Math.multiplyExact(n, k)];
        float[] squared = new float[n * k];
        for (int from = 0; from < n; from += BLOCK) {
            ctx.progress("comparing neighbours", from / (double) n);
            int[] rows = range(from, Math.min(n, from + BLOCK));
            int[] nobody = new int[rows.length];
            Arrays.fill(nobody, -1);
            Neighbours part = among(fresh.gather(rows), nobody, target, k, ctx.kernels());
            System.arraycopy(part.index(), 0, index, from * k, part.index().length);
            System.arraycopy(part.squared(), 0, squared, from * k, part.squared().length);
        }
        return new Neighbours(k, index, squared);
    }

    /// What is searched: `−½‖y − c‖²` as the bias of a product turns the largest `(x − c)·(y − c)` into the
    /// nearest.
    static final class Target {
        final Matrix points;
        private final double[] centre;
        private final Matrix centred;
        private final float[] bias;

        Target(Matrix points, Workers workers) {
            this.points = points;
            centre = Columns.mean(points, workers);
            for (int c = 0; c < centre.length; c++) {
                centre[c] = (float) centre[c];
            }
            centred = Columns.centred(points, centre);
            double[] squared = Columns.squaredLengths(centred, workers);
            bias = new float[points.rows()];
            for (int r = 0; r < bias.length; r++) {
                bias[r] = (float) (-squared[r] / 2);
            }
        }

        /// `[queries · few]` about the nearest of each query, the nearest first.
        int[] best(Matrix queries, int few, Kernels kernels) {
            return kernels.topKInner(Columns.centred(queries, centre), centred, bias, few, null)
                    .index();
        }
    }

    private static Neighbours among(Matrix queries, int[] self, Target target, int k, Kernels kernels) {
        int n = target.points.rows();
        int asked = Math.min(n, k + 1 + SPARE);
        TopK best =
                kernels.topKInner(Columns.centred(queries, target.centre), target.centred, target.bias, asked, null);
        int[] index = new int[queries.rows() * k];
        float[] squared = new float[queries.rows() * k];
        RowOps ops = kernels.rows();
        int d = queries.cols();
        int chunks = (queries.rows() + CHUNK - 1) / CHUNK;
        kernels.workers().forEach(chunks, c -> {
            long[] keys = new long[asked];
            float[] values = target.points.resident();
            float[] row = new float[values == null ? d : 0];
            for (int q = c * CHUNK; q < Math.min(queries.rows(), (c + 1) * CHUNK); q++) {
                int count = 0;
                for (int j = 0; j < asked; j++) {
                    int i = best.index()[q * asked + j];
                    if (i >= 0 && i != self[q]) {
                        if (values == null) {
                            target.points.copyRows(i, 1, row, 0);
                        }
                        float s = ops.squaredDistance(
                                queries.data(), q * d, values == null ? row : values, values == null ? 0 : i * d, d);
                        keys[count++] = key(s, i);
                    }
                }
                Arrays.sort(keys, 0, count);
                for (int j = 0; j < k; j++) {
                    index[q * k + j] = (int) keys[j];
                    squared[q * k + j] = Float.intBitsToFloat((int) (keys[j] >>> 32));
                }
            }
        });
        return new Neighbours(k, index, squared);
    }

    /// A number that sorts by distance (not negative), then by index.
    static long key(float squared, int index) {
        return (long) Float.floatToRawIntBits(squared) << 32 | index;
    }

    private static int[] range(int from, int to) {
        int[] rows = new int[to - from];
        Arrays.setAll(rows, i -> from + i);
        return rows;
    }
}
