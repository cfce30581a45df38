package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Lists of best items, fused with the product that scores them.
///
/// A chunk is a block of queries and a segment of the items. It scores one tile after the other with the kernel of
/// [Gemm], so that a score has the bits that the full product would give it, and takes from each row of the tile what
/// beats the worst entry kept. Where the items are in several segments their lists are merged at the end; the order of
/// entries is total, so the cut does not show.
final class TopKScan {
    private static final int TILE_ITEMS = 256;
    private static final int SEGMENT_TILES = 8;
    private static final int MERGED_QUERIES = 256;
    private static final Cut.Limits LIMITS = new Cut.Limits(
            32 * Gemm.TILE_ROWS, 4 * Gemm.TILE_ROWS, 1 << 30, SEGMENT_TILES * TILE_ITEMS);

    private final Operand queries;
    private final Operand items;
    private final float @Nullable [] itemBias;
    private final int kept;
    private final @Nullable IntLists masked;
    private final Cut cut;
    private final int segments;

    /// The items of a tile, and with it the length of its rows.
    private final int tile;

    /// `[queries, segments]` heaps of `kept` entries and their sizes.
    private final int[] index;

    private final float[] score;
    private final int[] size;

    private TopKScan(
            Matrix queries, Matrix items, float @Nullable [] itemBias, int k, @Nullable IntLists masked) {
        this.queries = Operand.ofRows(queries);
        this.items = Operand.ofRows(items);
        this.itemBias = itemBias;
        this.kept = Math.min(k, items.rows());
        this.masked = masked;
        Cut byCost = Cut.of(queries.rows(), items.rows(), queries.cols(), LIMITS);
        // Long lists in many segments would cost more to merge than they save.
        boolean whole = 4L * kept > byCost.colsPerChunk();
        this.cut = whole
                ? new Cut(queries.rows(), items.rows(), byCost.rowsPerChunk(), Math.max(1, items.rows()))
                : byCost;
        this.segments = Math.max(1, Math.ceilDiv(items.rows(), cut.colsPerChunk()));
        this.tile = Math.min(TILE_ITEMS, items.rows());
        int lists = Math.multiplyExact(queries.rows(), segments);
        this.index = new int[Math.multiplyExact(lists, kept)];
        this.score = new float[index.length];
        this.size = new int[lists];
    }

    static TopK best(
            Workers workers, Matrix queries, Matrix items, float @Nullable [] itemBias, int k, @Nullable IntLists masked) {
        TopKScan scan = new TopKScan(queries, items, itemBias, k, masked);
        scan.collect(workers);
        return scan.merge(workers, k);
    }

    private void collect(Workers workers) {
        if (kept == 0) {
            return;
        }
        int depth = queries.depth();
        Spare<Tile> spare = new Spare<>(() -> new Tile(cut.rowsPerChunk(), tile, depth));
        workers.forEach(cut.chunks(), chunk -> spare.use(space -> chunk(chunk, space)));
    }

    private void chunk(int chunk, Tile space) {
        int depth = queries.depth();
        int query = cut.firstRow(chunk);
        int rows = cut.rowsOf(chunk);
        int first = cut.firstCol(chunk);
        int end = first + cut.colsOf(chunk);
        int segment = first / cut.colsPerChunk();
        for (int p = 0; p < depth; p += Gemm.DEPTH) {
            int here = Math.min(Gemm.DEPTH, depth - p);
            queries.pack(query, rows, p, here, Gemm.TILE_ROWS, space.panels.left, leftAt(rows, p));
        }
        for (int item = first; item < end; item += tile) {
            int cols = Math.min(tile, end - item);
            space.panels.setBase(itemBias, item, cols);
            if (depth == 0) {
                space.panels.fill(rows, cols, space.scores, 0, tile);
            }
            for (int p = 0; p < depth; p += Gemm.DEPTH) {
                int here = Math.min(Gemm.DEPTH, depth - p);
                items.pack(item, cols, p, here, Gemm.TILE_COLS, space.panels.right, 0);
                Gemm.block(
                        space.panels.left,
                        leftAt(rows, p),
                        rows,
                        space.panels.right,
                        cols,
                        here,
                        p == 0,
                        space.panels,
                        space.scores,
                        0,
                        tile);
            }
            for (int r = 0; r < rows; r++) {
                int list = (query + r) * segments + segment;
                size[list] = scan(
                        space.scores, r * tile, cols, item, query + r, masked, index, score, list * kept,
                        size[list], kept);
            }
        }
    }

    private static int leftAt(int rows, int p) {
        return Gemm.padded(rows, Gemm.TILE_ROWS) * p;
    }

    /// Offers a row of scores, of items from `item` on, to the list at `at`; returns the list's new size.
    private static int scan(
            float[] scores,
            int from,
            int count,
            int item,
            int query,
            @Nullable IntLists masked,
            int[] index,
            float[] score,
            int at,
            int sizeBefore,
            int kept) {
        VectorSpecies<Float> species = Lanes.SPECIES;
        int lanes = Lanes.COUNT;
        int size = sizeBefore;
        int j = 0;
        for (; j < count && size < kept; j++) {
            float s = scores[from + j];
            if (!Float.isNaN(s) && !hidden(masked, query, item + j)) {
                BestList.add(index, score, at, size++, item + j, s);
            }
        }
        if (j == count) {
            return size;
        }
        // Items ascend, so one that ties with the worst entry loses to it: only a greater score gets in, and NaN never.
        float worst = score[at];
        for (; j + lanes <= count; j += lanes) {
            VectorMask<Float> greater = FloatVector.fromArray(species, scores, from + j)
                    .compare(VectorOperators.GT, worst);
            if (greater.anyTrue()) {
                worst = offer(scores, from, j, j + lanes, item, query, masked, index, score, at, kept);
            }
        }
        offer(scores, from, j, count, item, query, masked, index, score, at, kept);
        return size;
    }

    private static float offer(
            float[] scores,
            int from,
            int begin,
            int end,
            int item,
            int query,
            @Nullable IntLists masked,
            int[] index,
            float[] score,
            int at,
            int kept) {
        for (int j = begin; j < end; j++) {
            float s = scores[from + j];
            if (s > score[at] && !hidden(masked, query, item + j)) {
                BestList.replaceWorst(index, score, at, kept, item + j, s);
            }
        }
        return score[at];
    }

    private static boolean hidden(@Nullable IntLists masked, int query, int item) {
        return masked != null && masked.containsSorted(query, item);
    }

    private TopK merge(Workers workers, int k) {
        int queryCount = queries.count();
        int[] bestIndex = new int[queryCount * k];
        float[] bestScore = new float[bestIndex.length];
        Arrays.fill(bestIndex, -1);
        Arrays.fill(bestScore, Float.NEGATIVE_INFINITY);
        workers.forEach(Math.ceilDiv(queryCount, MERGED_QUERIES), chunk -> {
            int end = Math.min(queryCount, (chunk + 1) * MERGED_QUERIES);
            for (int q = chunk * MERGED_QUERIES; q < end; q++) {
                merge(q, bestIndex, bestScore, q * k);
            }
        });
        return new TopK(k, bestIndex, bestScore);
    }

    private void merge(int query, int[] bestIndex, float[] bestScore, int at) {
        int n = 0;
        for (int list = query * segments; list < (query + 1) * segments; list++) {
            for (int e = list * kept; e < list * kept + size[list]; e++) {
                if (n < kept) {
                    BestList.add(bestIndex, bestScore, at, n++, index[e], score[e]);
                } else if (BestList.worse(bestScore[at], bestIndex[at], score[e], index[e])) {
                    BestList.replaceWorst(bestIndex, bestScore, at, n, index[e], score[e]);
                }
            }
        }
        BestList.sort(bestIndex, bestScore, at, n);
    }

    /// The working space of a chunk: all inner indices of its queries, one group of those of the items, the scores.
    private static final class Tile {
        final Gemm.Space panels;
        final float[] scores;

        Tile(int rows, int cols, int depth) {
            panels = new Gemm.Space(rows, cols, depth, Math.min(depth, Gemm.DEPTH));
            scores = new float[rows * cols];
        }
    }
}
