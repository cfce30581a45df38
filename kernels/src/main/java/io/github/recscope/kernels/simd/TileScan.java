package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.Workers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The scores of queries with items, a tile at a time; no queries × items matrix is kept.
///
/// A chunk is a block of queries and a segment of the items. It scores one tile of items after the other with the
/// kernel of [Gemm], so that a score has the bits that the full product would give it. Of a tile a few queries are
/// scored at a time, and each row of scores is offered to a [Sink] while it is in the first-level cache.
final class TileScan {
    private static final int TILE_ITEMS = 8 * Gemm.TILE_COLS;
    /// Floats of a tile of items, which should stay in the second-level cache.
    private static final int TILE_FLOATS = 1 << 16;

    /// Queries whose scores for a tile stay in the first-level cache.
    private static final int ROWS_AT_ONCE = 2 * Gemm.TILE_ROWS;

    /// Floats of packed items that all chunks share; more are packed by each chunk, a tile at a time.
    private static final int MOST_SHARED = 1 << 24;

    /// Floats that stay in the second-level cache.
    private static final int SECOND_LEVEL = 1 << 18;

    /// Up to so many queries the items are used as they lie: packing them would take longer than all else.
    private static final int FEW = 3;

    private final Operand queries;
    private final Operand items;
    private final float @Nullable [] itemBias;
    private final Cut cut;

    /// The items of a tile: a multiple of the columns of a register block.
    private final int tile;

    /// All items, packed; null where each chunk packs its own.
    private float @Nullable [] shared;

    /// Takes the scores of a chunk.
    interface Sink {
        /// A chunk begins.
        ///
        /// @param query its first query
        /// @param rows  how many queries it has
        void begin(int query, int rows);

        /// Some scores of a query, in the order of the items; the array may be written to.
        ///
        /// @param row  which query of the chunk
        /// @param from where the scores begin; there is room for whole vectors
        /// @param item the item of the first one
        void offer(int row, float[] scores, int from, int count, int item);

        /// The chunk ends.
        ///
        /// @param segment which segment of the items it was
        void end(int segment);
    }

    TileScan(Matrix queries, Matrix items, float @Nullable [] itemBias, Cut cut) {
        this.queries = Operand.ofRows(queries);
        this.items = Operand.ofRows(items);
        this.itemBias = itemBias;
        this.cut = cut;
        int byCache = TILE_FLOATS / Math.max(1, items.cols()) / Gemm.TILE_COLS * Gemm.TILE_COLS;
        this.tile =
                Math.clamp(Math.min(byCache, Gemm.padded(items.rows(), Gemm.TILE_COLS)), Gemm.TILE_COLS, TILE_ITEMS);
    }

    /// The fewest queries of a chunk: fewer keep all threads busy to the end, but every chunk reads all items, from
    /// memory where they are many.
    static int leastRows(int items, int depth) {
        return ((long) items * depth <= SECOND_LEVEL ? 4 : 16) * Gemm.TILE_ROWS;
    }

    /// Scores all queries with all items.
    ///
    /// @param sinks makes what takes the scores; each is used by one thread at a time, for several chunks
    void run(Workers workers, Supplier<? extends Sink> sinks) {
        int depth = queries.depth();
        long packed = (long) Gemm.padded(items.count(), Gemm.TILE_COLS) * depth;
        if (queries.count() > cut.rowsPerChunk() && packed <= MOST_SHARED) {
            float[] all = new float[(int) packed];
            workers.forEach(Math.ceilDiv(items.count(), tile), t -> {
                int from = t * tile;
                int n = Math.min(tile, items.count() - from);
                items.pack(items.reader(), from, n, 0, depth, Gemm.TILE_COLS, all, from * depth);
            });
            shared = all;
        }
        Spare<Space> spare = new Spare<>(() -> new Space(sinks.get()));
        workers.forEach(cut.chunks(), chunk -> spare.use(space -> run(workers, chunk, space)));
    }

    private void run(Workers workers, int chunk, Space space) {
        int depth = queries.depth();
        int query = cut.firstRow(chunk);
        int rows = cut.rowsOf(chunk);
        int first = cut.firstCol(chunk);
        int end = first + cut.colsOf(chunk);
        boolean few = rows <= FEW;
        if (!few) {
            queries.pack(space.queryRows, query, rows, 0, depth, Gemm.TILE_ROWS, space.left, 0);
        }
        space.sink.begin(query, rows);
        for (int item = first; item < end; item += tile) {
            workers.cancel().check();
            int cols = Math.min(tile, end - item);
            space.setBase(item, cols);
            if (few) {
                for (int r = 0; r < rows; r++) {
                    product(query + r, item, cols, space, r * tile);
                    space.sink.offer(r, space.scores, r * tile, cols, item);
                }
                continue;
            }
            float[] right = shared;
            int rightAt = item * depth;
            if (right == null) {
                right = space.right();
                rightAt = 0;
                items.pack(space.itemRows, item, cols, 0, depth, Gemm.TILE_COLS, right, 0);
            }
            for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
                int n = Math.min(ROWS_AT_ONCE, rows - from);
                score(from, n, right, rightAt, cols, space);
                for (int r = 0; r < n; r++) {
                    space.sink.offer(from + r, space.scores, r * tile, cols, item);
                }
            }
        }
        space.sink.end(first / cut.colsPerChunk());
    }

    /// Scores some queries with a tile of items. Rows and columns are filled up to whole register blocks.
    private void score(int from, int rows, float[] right, int rightAt, int cols, Space space) {
        for (int j = 0; j < cols; j += Gemm.TILE_COLS) {
            panel(from, rows, right, rightAt + j * queries.depth(), j, space);
        }
    }

    /// The same for a panel of items, of which a group of inner indices stays in the first-level cache.
    private void panel(int from, int rows, float[] right, int rightAt, int col, Space space) {
        int depth = queries.depth();
        int here = Math.min(Gemm.DEPTH, depth);
        for (int i = 0; i < rows; i += Gemm.TILE_ROWS) {
            int left = (from + i) * depth;
            int out = i * tile + col;
            Gemm.tile(space.left, left, right, rightAt, here, space.base, col, 0, space.scores, out, tile);
        }
        for (int p = here; p < depth; p += Gemm.DEPTH) {
            int next = Math.min(Gemm.DEPTH, depth - p);
            int r = rightAt + p * Gemm.TILE_COLS;
            for (int i = 0; i < rows; i += Gemm.TILE_ROWS) {
                int left = (from + i) * depth + p * Gemm.TILE_ROWS;
                int out = i * tile + col;
                Gemm.tile(space.left, left, right, r, next, space.scores, out, tile, space.scores, out, tile);
            }
        }
    }

    /// Scores one query with some items, eight at a time, by the sums that the register block makes.
    private void product(int query, int item, int cols, Space space, int out) {
        int depth = queries.depth();
        int at = space.queryRows.at(query, 1);
        int first = space.itemRows.at(item, cols);
        float[] q = space.queryRows.values();
        float[] x = space.itemRows.values();
        int j = 0;
        for (; j <= cols - 8; j += 8) {
            int i0 = first + j * depth;
            float s0 = space.base[j];
            float s1 = space.base[j + 1];
            float s2 = space.base[j + 2];
            float s3 = space.base[j + 3];
            float s4 = space.base[j + 4];
            float s5 = space.base[j + 5];
            float s6 = space.base[j + 6];
            float s7 = space.base[j + 7];
            for (int p = 0; p < depth; p += Gemm.DEPTH) {
                int end = Math.min(depth, p + Gemm.DEPTH);
                float c0 = 0;
                float c1 = 0;
                float c2 = 0;
                float c3 = 0;
                float c4 = 0;
                float c5 = 0;
                float c6 = 0;
                float c7 = 0;
                for (int n = p; n < end; n++) {
                    float v = q[at + n];
                    c0 = Math.fma(v, x[i0 + n], c0);
                    c1 = Math.fma(v, x[i0 + depth + n], c1);
                    c2 = Math.fma(v, x[i0 + 2 * depth + n], c2);
                    c3 = Math.fma(v, x[i0 + 3 * depth + n], c3);
                    c4 = Math.fma(v, x[i0 + 4 * depth + n], c4);
                    c5 = Math.fma(v, x[i0 + 5 * depth + n], c5);
                    c6 = Math.fma(v, x[i0 + 6 * depth + n], c6);
                    c7 = Math.fma(v, x[i0 + 7 * depth + n], c7);
                }
                s0 += c0;
                s1 += c1;
                s2 += c2;
                s3 += c3;
                s4 += c4;
                s5 += c5;
                s6 += c6;
                s7 += c7;
            }
            space.scores[out + j] = s0;
            space.scores[out + j + 1] = s1;
            space.scores[out + j + 2] = s2;
            space.scores[out + j + 3] = s3;
            space.scores[out + j + 4] = s4;
            space.scores[out + j + 5] = s5;
            space.scores[out + j + 6] = s6;
            space.scores[out + j + 7] = s7;
        }
        for (; j < cols; j++) {
            float s = space.base[j];
            for (int p = 0; p < depth; p += Gemm.DEPTH) {
                float c = 0;
                for (int n = p; n < Math.min(depth, p + Gemm.DEPTH); n++) {
                    c = Math.fma(q[at + n], x[first + j * depth + n], c);
                }
                s += c;
            }
            space.scores[out + j] = s;
        }
    }

    /// The working space of a chunk: its queries, a tile of items where they are not shared, the scores of a few
    /// queries for a tile, and who takes them.
    private final class Space {
        final float[] left = new float[Gemm.padded(cut.rowsPerChunk(), Gemm.TILE_ROWS) * queries.depth()];
        final RowBlocks queryRows = queries.reader();
        final RowBlocks itemRows = items.reader();
        final float[] scores = new float[ROWS_AT_ONCE * tile];
        final float[] base = new float[tile];
        final Sink sink;
        private float @Nullable [] right;

        Space(Sink sink) {
            this.sink = sink;
        }

        void setBase(int item, int cols) {
            if (itemBias != null) {
                System.arraycopy(itemBias, item, base, 0, cols);
            }
        }

        float[] right() {
            float[] r = right;
            if (r == null) {
                r = new float[tile * queries.depth()];
                right = r;
            }
            return r;
        }
    }
}
