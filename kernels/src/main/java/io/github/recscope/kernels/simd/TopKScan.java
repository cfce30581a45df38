package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lists of best items, fused with the product that scores them.
///
/// A chunk is a block of queries and a segment of the items. It scores one tile after the other with the kernel of
/// [Gemm], so that a score has the bits that the full product would give it, and offers each row of the tile to the
/// [Candidates] of its query. Where few queries meet many items, those are in several segments, whose lists are
/// merged at the end; the order of candidates is total, so the cut does not show.
final class TopKScan {
    private static final int TILE_ITEMS = 256;
    private static final int SEGMENT_TILES = 8;
    private static final int MOST_ROWS = 32 * Gemm.TILE_ROWS;
    private static final int LEAST_ROWS = 4 * Gemm.TILE_ROWS;
    private static final Cut.Limits LIMITS = new Cut.Limits(MOST_ROWS, LEAST_ROWS, 1 << 30, SEGMENT_TILES * TILE_ITEMS);

    /// Candidates that the lists of one chunk may hold together.
    private static final int MOST_CANDIDATES = 1 << 20;

    private final Operand queries;
    private final Operand items;
    private final float @Nullable [] itemBias;
    private final @Nullable IntLists masked;

    /// The length of the lists, as far as there are items.
    private final int kept;

    private final Cut cut;
    private final int segments;

    /// The items of a tile, and with it the length of its rows.
    private final int tile;

    private TopKScan(Matrix queries, Matrix items, float @Nullable [] itemBias, int k, @Nullable IntLists masked) {
        this.queries = Operand.ofRows(queries);
        this.items = Operand.ofRows(items);
        this.itemBias = itemBias;
        this.masked = masked;
        this.kept = Math.min(k, items.rows());
        this.cut = cut(queries.rows(), items.rows(), queries.cols(), kept);
        this.segments = Math.max(1, Math.ceilDiv(items.rows(), cut.colsPerChunk()));
        this.tile = Math.min(TILE_ITEMS, items.rows());
    }

    private static Cut cut(int queries, int items, int depth, int kept) {
        Cut byCost = Cut.of(queries, items, depth, LIMITS);
        // Long lists in many segments would cost more to merge than they save.
        int cols = kept > byCost.colsPerChunk() / 4 ? Math.max(1, items) : byCost.colsPerChunk();
        int most = Math.max(1, MOST_CANDIDATES / Candidates.roomFor(kept, cols));
        return new Cut(queries, items, Math.min(byCost.rowsPerChunk(), most), cols);
    }

    static TopK best(
            Workers workers,
            Matrix queries,
            Matrix items,
            float @Nullable [] itemBias,
            int k,
            @Nullable IntLists masked) {
        int[] index = new int[queries.rows() * k];
        float[] score = new float[index.length];
        Arrays.fill(index, -1);
        Arrays.fill(score, Float.NEGATIVE_INFINITY);
        TopKScan scan = new TopKScan(queries, items, itemBias, k, masked);
        if (scan.segments == 1) {
            scan.collect(workers, k, index, score);
        } else {
            int all = scan.segments * scan.kept;
            int[] parts = new int[Math.multiplyExact(queries.rows(), all)];
            float[] partScores = new float[parts.length];
            Arrays.fill(partScores, Float.NaN);
            scan.collect(workers, scan.kept, parts, partScores);
            workers.forEach(
                    queries.rows(),
                    q -> Candidates.merge(parts, partScores, q * all, all, scan.kept, index, score, q * k));
        }
        return new TopK(k, index, score);
    }

    /// Writes the list of query `q` and segment `s` at `(q · segments + s) · stride`.
    private void collect(Workers workers, int stride, int[] index, float[] score) {
        Spare<Space> spare = new Spare<>(Space::new);
        workers.forEach(cut.chunks(), chunk -> spare.use(space -> collect(chunk, space, stride, index, score)));
    }

    private void collect(int chunk, Space space, int stride, int[] index, float[] score) {
        int depth = queries.depth();
        int query = cut.firstRow(chunk);
        int rows = cut.rowsOf(chunk);
        int first = cut.firstCol(chunk);
        int end = first + cut.colsOf(chunk);
        for (int p = 0; p < depth; p += Gemm.DEPTH) {
            int here = Math.min(Gemm.DEPTH, depth - p);
            queries.pack(query, rows, p, here, Gemm.TILE_ROWS, space.panels.left, leftAt(rows, p));
        }
        space.candidates.clear();
        for (int item = first; item < end; item += tile) {
            int cols = Math.min(tile, end - item);
            score(rows, item, cols, space);
            for (int r = 0; r < rows; r++) {
                space.candidates.offer(r, space.scores, r * tile, cols, item, masked, query + r);
            }
        }
        int segment = first / cut.colsPerChunk();
        for (int r = 0; r < rows; r++) {
            space.candidates.finish(r, index, score, ((query + r) * segments + segment) * stride);
        }
    }

    private void score(int rows, int item, int cols, Space space) {
        int depth = queries.depth();
        Gemm.Space panels = space.panels;
        panels.setBase(itemBias, item, cols);
        if (depth == 0) {
            panels.fill(rows, cols, space.scores, 0, tile);
        }
        for (int p = 0; p < depth; p += Gemm.DEPTH) {
            int here = Math.min(Gemm.DEPTH, depth - p);
            items.pack(item, cols, p, here, Gemm.TILE_COLS, panels.right, 0);
            Gemm.block(
                    panels.left,
                    leftAt(rows, p),
                    rows,
                    panels.right,
                    cols,
                    here,
                    p == 0,
                    panels,
                    space.scores,
                    0,
                    tile);
        }
    }

    private static int leftAt(int rows, int p) {
        return Gemm.padded(rows, Gemm.TILE_ROWS) * p;
    }

    /// The working space of a chunk: all inner indices of its queries, one group of those of a tile's items,
    /// the tile's scores, and the lists.
    private final class Space {
        final Gemm.Space panels =
                new Gemm.Space(cut.rowsPerChunk(), tile, queries.depth(), Math.min(queries.depth(), Gemm.DEPTH));
        final float[] scores = new float[cut.rowsPerChunk() * tile];
        final Candidates candidates =
                Candidates.of(cut.rowsPerChunk(), kept, Math.min(cut.colsPerChunk(), items.count()));
    }
}
