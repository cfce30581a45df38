package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Rows cut into cells around centres, each row in the cell of its closest centre, by Lloyd's algorithm on a sample.
///
/// @param order   all rows, those of a cell side by side
/// @param start   `[cells + 1]` where the rows of each cell begin in it
/// @param cell    the cell of each row
/// @param centres `[cells, d]`; a cell that would be crowded is cut, and its parts have the same centre
record Cells(int[] order, int[] start, int[] cell, Matrix centres) {
    private static final int USUAL = 250;
    private static final int MOST = 4096;
    private static final int SAMPLED = 32;
    private static final int ROUNDS = 5;
    private static final int BLOCK = 8192;

    /// A cell is cut where it holds more than this many times its share, as that of many equal rows does.
    private static final int CROWDED = 4;

    int count() {
        return start.length - 1;
    }

    int size(int cell) {
        return start[cell + 1] - start[cell];
    }

    /// How many centres there are for `n` rows.
    static int centres(long n) {
        return Math.clamp(n / USUAL, 1, MOST);
    }

    static Cells of(Matrix x, Ctx ctx) {
        Matrix centres = centres(x, ctx.part(0, 0.5));
        int n = x.rows();
        int[] closest = closest(x, range(0, n), centres, ctx.part(0.5, 1));
        int[] start = new int[centres.rows() + 1];
        for (int c : closest) {
            start[c + 1]++;
        }
        for (int c = 0; c < centres.rows(); c++) {
            start[c + 1] += start[c];
        }
        int[] order = new int[n];
        int[] next = start.clone();
        for (int r = 0; r < n; r++) {
            order[next[closest[r]]++] = r;
        }
        int most = CROWDED * Math.ceilDiv(n, centres.rows());
        IntStream.Builder starts = IntStream.builder();
        IntStream.Builder belongs = IntStream.builder();
        for (int c = 0; c < centres.rows(); c++) {
            for (int from = start[c]; from < start[c + 1]; from += most) {
                starts.add(from);
                belongs.add(c);
            }
        }
        starts.add(n);
        int[] begin = starts.build().toArray();
        for (int c = 0; c + 1 < begin.length; c++) {
            for (int at = begin[c]; at < begin[c + 1]; at++) {
                closest[order[at]] = c;
            }
        }
        return new Cells(order, begin, closest, centres.gather(belongs.build().toArray()));
    }

    private static Matrix centres(Matrix x, Ctx ctx) {
        int d = x.cols();
        int cells = centres(x.rows());
        Matrix sample = gathered(
                x,
                Sample.of(x.rows(), cells * SAMPLED, ctx.random("cells", 0)),
                ctx.kernels().workers());
        int[] all = range(0, sample.rows());
        Matrix centres = sample.gather(Sample.of(sample.rows(), cells, ctx.random("cells", 1)));
        for (int round = 0; round < ROUNDS; round++) {
            int[] of = closest(sample, all, centres, ctx.part(round / (double) ROUNDS, (round + 1.0) / ROUNDS));
            double[] sum = new double[cells * d];
            int[] count = new int[cells];
            for (int r = 0; r < of.length; r++) {
                count[of[r]]++;
                for (int c = 0; c < d; c++) {
                    sum[of[r] * d + c] += sample.data()[r * d + c];
                }
            }
            float[] next = centres.data().clone();
            for (int i = 0; i < next.length; i++) {
                // A cell that lost all its rows stays where it is.
                next[i] = count[i / d] == 0 ? next[i] : (float) (sum[i] / count[i / d]);
            }
            centres = Matrix.of(cells, d, next);
        }
        return centres;
    }

    /// `[rows · few]` the closest cells of some rows, the closest first.
    int[] nearest(Matrix x, int[] rows, int few, Ctx ctx) {
        return nearest(x, rows, centres, few, ctx);
    }

    private static int[] closest(Matrix x, int[] rows, Matrix centres, Ctx ctx) {
        return nearest(x, rows, centres, 1, ctx);
    }

    private static int[] nearest(Matrix x, int[] rows, Matrix centres, int few, Ctx ctx) {
        NeighbourSearch.Target target =
                new NeighbourSearch.Target(centres, ctx.kernels().workers());
        int[] out = new int[Math.multiplyExact(rows.length, few)];
        for (int from = 0; from < rows.length; from += BLOCK) {
            ctx.progress("cutting into cells", from / (double) rows.length);
            int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
            int[] best = target.best(gathered(x, block, ctx.kernels().workers()), few, ctx.kernels());
            System.arraycopy(best, 0, out, from * few, best.length);
        }
        return out;
    }

    private static Matrix gathered(Matrix x, int[] rows, Workers workers) {
        int d = x.cols();
        float[] out = new float[Math.multiplyExact(rows.length, d)];
        int chunk = 1024;
        workers.forEach(Math.ceilDiv(rows.length, chunk), c -> {
            for (int r = c * chunk; r < Math.min(rows.length, (c + 1) * chunk); r++) {
                x.copyRows(rows[r], 1, out, r * d);
            }
        });
        return Matrix.of(rows.length, d, out);
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
