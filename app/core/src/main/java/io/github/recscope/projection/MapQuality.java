package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.model.SpaceMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How well neighbourhoods survive a projection, by comparing exact neighbour ranks before and after.
final class MapQuality {
    /// Up to this many points every one is measured.
    static final int ALL = 5000;

    /// Above, this many of them, each against all points.
    static final int SAMPLE = 2000;

    private static final int CHUNK = 16;
    private static final double Z = 1.959963984540054;

    private final Matrix high;
    private final Matrix low;
    private final int n;
    private final int k;
    private final Ctx ctx;

    private MapQuality(Matrix high, Matrix low, int k, Ctx ctx) {
        this.high = high;
        this.low = low;
        this.n = high.rows();
        this.k = k;
        this.ctx = ctx;
    }

    /// Trustworthiness and continuity (Venna and Kaski, 2001) and neighbour recall, with Euclidean distances.
    ///
    /// @param high       `[n, d]` the truth
    /// @param low        `[n, 2]` the map
    /// @param neighbours k; lowered to fewer than half the points, where the measures are defined
    /// @param truth      at least k nearest of each point in truth where they are known, for the recall of
    ///     each point where not every one is measured; null to search them when they are needed
    /// @return NaN for all measures when there are fewer than 4 points
    static SpaceMap.Quality measure(Matrix high, Matrix low, int neighbours, @Nullable Neighbours truth, Ctx ctx) {
        int n = high.rows();
        int k = Math.min(neighbours, (n - 1) / 2);
        if (n < 4 || k < 1) {
            return new SpaceMap.Quality(Double.NaN, Double.NaN, neighbours, n);
        }
        return new MapQuality(high, low, k, ctx).run(truth);
    }

    private SpaceMap.Quality run(@Nullable Neighbours truth) {
        boolean all = n <= ALL;
        int[] rows = Sample.of(n, all ? n : SAMPLE, ctx.random("map quality", 0));
        int m = rows.length;
        double[] trust = new double[m];
        double[] continuity = new double[m];
        double[] recall = new double[m];
        int block = 32 * CHUNK;
        Ctx measuring = ctx.part(0, all ? 1 : 0.5);
        for (int from = 0; from < m; from += block) {
            measuring.progress("measuring the map", from / (double) m);
            int first = from;
            int count = Math.min(block, m - from);
            ctx.kernels().workers().forEach((count + CHUNK - 1) / CHUNK, c -> {
                Row row = new Row();
                for (int r = first + c * CHUNK; r < first + Math.min(count, (c + 1) * CHUNK); r++) {
                    row.measure(rows[r]);
                    trust[r] = row.trust;
                    continuity[r] = row.continuity;
                    recall[r] = row.recall;
                }
            });
        }
        float[] itemTrust = new float[n];
        Arrays.fill(itemTrust, Float.NaN);
        float[] itemRecall = all ? new float[n] : recalls(truth, ctx.part(0.5, 1));
        for (int r = 0; r < m; r++) {
            itemTrust[rows[r]] = (float) trust[r];
            itemRecall[rows[r]] = (float) recall[r];
        }
        return new SpaceMap.Quality(
                estimate(trust),
                estimate(continuity),
                estimate(recall),
                k,
                m,
                new SpaceMap.PerItem(itemTrust, itemRecall));
    }

    /// The recall of every point from lists of neighbours.
    private float[] recalls(@Nullable Neighbours known, Ctx part) {
        Neighbours truth = known != null && known.k() >= k
                ? known
                : NeighbourSearch.of(high, k, part.part(0, 0.8)).neighbours();
        part.progress("comparing neighbours on the map", 0.8);
        int[] near = new PlaneTree(low.data(), ctx.kernels().workers()).nearest(k);
        float[] out = new float[n];
        int size = 512;
        ctx.kernels().workers().forEach((n + size - 1) / size, c -> {
            for (int i = c * size; i < Math.min(n, (c + 1) * size); i++) {
                int hits = 0;
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        hits += near[i * k + a] == truth.index()[i * truth.k() + b] ? 1 : 0;
                    }
                }
                out[i] = hits / (float) k;
            }
        });
        return out;
    }

    /// The mean with its interval for sampling without replacement.
    private SpaceMap.Estimate estimate(double[] values) {
        int m = values.length;
        double mean = Arrays.stream(values).sum() / m;
        if (m == n) {
            return SpaceMap.Estimate.exact(mean);
        }
        double squares = 0;
        for (double v : values) {
            squares += (v - mean) * (v - mean);
        }
        return new SpaceMap.Estimate(mean, Z * Math.sqrt(squares / (m - 1) / m * (1 - m / (double) n)));
    }

    /// The measures of one point, with the space that it takes.
    private final class Row {
        private final long[] inHigh = new long[n];
        private final long[] inLow = new long[n];
        private final long[] nearHigh = new long[k];
        private final long[] nearLow = new long[k];
        private final long[] wanted = new long[k];
        private final int[] below = new int[k + 1];
        double trust;
        double continuity;
        double recall;

        void measure(int i) {
            ctx.check();
            keys(high, i, inHigh);
            keys(low, i, inLow);
            nearest(inHigh, nearHigh);
            nearest(inLow, nearLow);
            double scale = 2.0 / (k * (2.0 * n - 3 * k - 1));
            trust = 1 - scale * penalty(nearLow, inHigh);
            continuity = 1 - scale * penalty(nearHigh, inLow);
            int hits = 0;
            for (long a : nearLow) {
                hits += inHigh[(int) a] <= nearHigh[k - 1] ? 1 : 0;
            }
            recall = hits / (double) k;
        }

        /// The point itself comes first, so that neighbours have ranks from 1, duplicates too.
        private void keys(Matrix m, int i, long[] keys) {
            int d = m.cols();
            float[] own = m.row(i);
            RowBlocks rows = new RowBlocks(m);
            RowOps ops = ctx.kernels().rows();
            for (int j = 0; j < n; j++) {
                int at = rows.at(j);
                float s = ops.squaredDistance(own, 0, rows.values(), at, d);
                keys[j] = NeighbourSearch.key(s, j);
            }
            keys[i] = -1;
        }

        private void nearest(long[] keys, long[] into) {
            int count = 0;
            for (long key : keys) {
                if (key < 0 || (count == k && key >= into[k - 1])) {
                    continue;
                }
                int at = count < k ? count++ : k - 1;
                while (at > 0 && into[at - 1] > key) {
                    into[at] = into[at - 1];
                    at--;
                }
                into[at] = key;
            }
        }

        /// By how much the ranks of some neighbours exceed k, summed.
        private long penalty(long[] neighbours, long[] keys) {
            for (int a = 0; a < k; a++) {
                wanted[a] = keys[(int) neighbours[a]];
            }
            Arrays.sort(wanted);
            Arrays.fill(below, 0);
            long last = wanted[k - 1];
            for (long key : keys) {
                if (key < last) {
                    int at = Arrays.binarySearch(wanted, key);
                    below[at >= 0 ? at + 1 : -at - 1]++;
                }
            }
            // Those below a neighbour, the point itself among them, are as many as its rank says.
            long rank = 0;
            long sum = 0;
            for (int a = 0; a < k; a++) {
                rank += below[a];
                sum += Math.max(0, rank - k);
            }
            return sum;
        }
    }
}
