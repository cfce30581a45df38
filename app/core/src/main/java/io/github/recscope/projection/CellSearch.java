package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Approximate nearest neighbours: each row is compared with the cells close to it, then with neighbours of neighbours.
///
/// How many cells are asked, and when neighbours of neighbours are worth no further round, is decided on a sample of
/// rows whose true neighbours are searched first.
final class CellSearch {
    /// Rows whose true neighbours are known beforehand.
    private static final int KNOWN = 300;

    /// The share of the true neighbours that the cells are to find; the descent finds most of the others.
    private static final double BY_CELLS = 0.9;

    /// Rows of 64 numbers that a row is compared with at most in other cells.
    static final double MOST_COMPARED = 7500;

    private static final int USUAL_WIDTH = 64;

    /// Neighbours of neighbours are all in the same cell where no other one was asked.
    private static final int FEWEST_CELLS = 3;

    private static final int MOST_CELLS = 30;
    /// Bytes that each row takes at most beside its list: the cells that it asks, twice, or who is joined at it.
    static final long BYTES = Math.max(8 * MOST_CELLS, NeighbourDescent.BYTES) + 16;

    private static final int ROUNDS = 6;
    private static final double GOOD = 0.998;
    private static final double LEAST_GAIN = 0.002;
    private static final int CHUNK = 1024;

    private final Matrix x;
    private final int k;
    private final Ctx ctx;
    private final NeighbourLists lists;
    private final int[] known;
    private final Neighbours truth;

    /// @param x    rows whose Euclidean distances count
    /// @param k    how many neighbours are wanted
    /// @param wide how many are kept on the way, at least `k`
    CellSearch(Matrix x, int k, int wide, Ctx ctx) {
        this.x = x;
        this.k = k;
        this.ctx = ctx;
        lists = new NeighbourLists(x.rows(), wide);
        known = Sample.of(x.rows(), KNOWN, ctx.random("known neighbours", 0));
        ctx.progress("comparing neighbours", 0);
        truth = NeighbourSearch.nearest(x, known, k, ctx);
    }

    /// Searches.
    Neighbours run() {
        Cells cells = Cells.of(x, ctx.part(0.02, 0.15));
        CellProbes probes = new CellProbes(x, cells, lists);
        probes.within(ctx.part(0.15, 0.2));
        probes.probe(asked(cells), ctx.part(0.2, 0.6));
        fillUp();
        NeighbourDescent descent = new NeighbourDescent(x, lists, cells.order());
        double recall = recall();
        for (int round = 0; round < ROUNDS && recall < GOOD; round++) {
            descent.round(round, ctx.part(0.6 + 0.4 * round / ROUNDS, 0.6 + 0.4 * (round + 1) / ROUNDS));
            double now = recall();
            if (now - recall < LEAST_GAIN) {
                break;
            }
            recall = now;
        }
        return lists.first(k, ctx.kernels().workers());
    }

    /// The least number of closest cells, its own among them, that each row must ask so that enough true neighbours
    /// meet; limited by what that costs.
    private int asked(Cells cells) {
        double share = x.rows() / (double) cells.count();
        double affordable = MOST_COMPARED / share * Math.min(1, USUAL_WIDTH / (double) x.cols());
        int most = Math.min(cells.count(), Math.clamp(Math.round(affordable), FEWEST_CELLS, MOST_CELLS));
        int[] own = cells.nearest(x, known, most, ctx);
        int[] others = cells.nearest(x, truth.index(), most, ctx);
        long[] met = new long[most];
        for (int i = 0; i < known.length; i++) {
            for (int e = i * k; e < (i + 1) * k; e++) {
                // A pair meets where either of both asks.
                int rank = Math.min(
                        rank(own, i * most, most, cells.cell()[truth.index()[e]]),
                        rank(others, e * most, most, cells.cell()[known[i]]));
                if (cells.cell()[truth.index()[e]] == cells.cell()[known[i]]) {
                    rank = 0;
                }
                if (rank < most) {
                    met[rank]++;
                }
            }
        }
        long sum = 0;
        for (int rank = 0; rank < most; rank++) {
            sum += met[rank];
            if (sum >= BY_CELLS * truth.index().length) {
                return Math.min(most, Math.max(FEWEST_CELLS, rank + 1));
            }
        }
        return most;
    }

    private static int rank(int[] cells, int from, int most, int cell) {
        for (int rank = 0; rank < most; rank++) {
            if (cells[from + rank] == cell) {
                return rank;
            }
        }
        return most;
    }

    private double recall() {
        long hits = 0;
        for (int i = 0; i < known.length; i++) {
            for (int e = known[i] * lists.k; e < known[i] * lists.k + k; e++) {
                hits += lists.squared(e) <= truth.squared()[i * k + k - 1] ? 1 : 0;
            }
        }
        return hits / (double) truth.index().length;
    }

    /// Random neighbours for lists that are short because cells are small.
    private void fillUp() {
        int n = lists.n;
        RowOps ops = ctx.kernels().rows();
        ctx.kernels().workers().forEach(Math.ceilDiv(n, CHUNK), c -> {
            RandomGenerator random = ctx.random("neighbour fill", c);
            CloseRows rows = new CloseRows(x);
            int[] both = new int[2];
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                while (!lists.isFull(i)) {
                    ctx.check();
                    both[0] = i;
                    both[1] = random.nextInt(n);
                    if (both[0] != both[1]) {
                        rows.gather(both, 0, 2);
                        lists.insert(i, rows.distance(0, rows, 1, ops), both[1]);
                    }
                }
                lists.settle(i);
            }
        });
    }
}
