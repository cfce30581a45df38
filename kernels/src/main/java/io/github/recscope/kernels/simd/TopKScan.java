package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lists of best items, fused with the product that scores them.
///
/// A chunk is a block of queries and a segment of the items. It scores one tile of items after the other with the
/// kernel of [Gemm], so that a score has the bits that the full product would give it. Of a tile a few queries are
/// scored at a time, and each row of scores is offered to the [Candidates] of its query while it is in the first-level
/// cache. Where few queries meet many items, those are in several segments, whose lists are merged at the end; the
/// order of candidates is total, so the cut does not show.
final class TopKScan {
    private static final int TILE_ITEMS = 8 * Gemm.TILE_COLS;
    /// Floats of a tile of items, which should stay in the second-level cache.
    private static final int TILE_FLOATS = 1 << 16;

    /// Queries whose scores for a tile stay in the first-level cache.
    private static final int ROWS_AT_ONCE = 2 * Gemm.TILE_ROWS;

    private static final int SEGMENT_ITEMS = 2048;
    private static final int MOST_ROWS = 32 * Gemm.TILE_ROWS;
    private static final int LEAST_ROWS = 4 * Gemm.TILE_ROWS;
    private static final Cut.Limits LIMITS = new Cut.Limits(MOST_ROWS, LEAST_ROWS, 1 << 30, SEGMENT_ITEMS);

    /// Codes are never cut by latents; fewer rows a chunk keep all threads busy to the end.
    private static final Cut.Limits CODE_LIMITS = new Cut.Limits(16 * Gemm.TILE_ROWS, LEAST_ROWS, 1 << 30, 1 << 30);

    /// Candidates that the lists of one chunk may hold together.
    private static final int MOST_CANDIDATES = 1 << 20;

    /// Floats of packed items that all chunks share; more are packed by each chunk, a tile at a time.
    private static final int MOST_SHARED = 1 << 24;

    /// Up to so many queries the items are used as they lie: packing them would take longer than all else.
    private static final int FEW = 3;

    private final Operand queries;
    private final Operand items;
    private final float @Nullable [] itemBias;
    private final @Nullable IntLists masked;
    private final float floor;

    /// The length of the lists, as far as there are items.
    private final int kept;

    private final Cut cut;
    private final int segments;

    /// The items of a tile: a multiple of the columns of a register block.
    private final int tile;

    /// All items, packed; null where each chunk packs its own.
    private float @Nullable [] shared;

    private TopKScan(
            Matrix queries,
            Matrix items,
            float @Nullable [] itemBias,
            int kept,
            @Nullable IntLists masked,
            float floor,
            Cut cut) {
        this.queries = Operand.ofRows(queries);
        this.items = Operand.ofRows(items);
        this.itemBias = itemBias;
        this.masked = masked;
        this.floor = floor;
        this.kept = kept;
        this.cut = cut;
        this.segments = Math.max(1, Math.ceilDiv(items.rows(), cut.colsPerChunk()));
        int byCache = TILE_FLOATS / Math.max(1, items.cols()) / Gemm.TILE_COLS * Gemm.TILE_COLS;
        this.tile =
                Math.clamp(Math.min(byCache, Gemm.padded(items.rows(), Gemm.TILE_COLS)), Gemm.TILE_COLS, TILE_ITEMS);
    }

    private static Cut cut(int queries, int items, int depth, int kept) {
        Cut byCost = Cut.of(queries, items, depth, LIMITS);
        // Long lists in many segments would cost more to merge than they save.
        int cols = kept > byCost.colsPerChunk() / 4 ? Math.max(1, items) : byCost.colsPerChunk();
        return limited(queries, items, byCost.rowsPerChunk(), cols, kept);
    }

    private static Cut limited(int queries, int items, int rows, int cols, int kept) {
        int most = Math.max(1, MOST_CANDIDATES / Candidates.roomFor(kept, cols));
        return new Cut(queries, items, Math.min(rows, most), cols);
    }

    /// The best items of each query, the best first.
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
        int kept = Math.min(k, items.rows());
        Cut cut = cut(queries.rows(), items.rows(), queries.cols(), kept);
        TopKScan scan = new TopKScan(queries, items, itemBias, kept, masked, Float.NEGATIVE_INFINITY, cut);
        if (scan.segments == 1) {
            scan.collect(workers, (candidates, row, query, _) -> candidates.finish(row, index, score, query * k));
        } else {
            int all = scan.segments * kept;
            int[] parts = new int[Math.multiplyExact(queries.rows(), all)];
            float[] partScores = new float[parts.length];
            Arrays.fill(partScores, Float.NaN);
            scan.collect(
                    workers,
                    (candidates, row, query, segment) ->
                            candidates.finish(row, parts, partScores, query * all + segment * kept));
            workers.forEach(
                    queries.rows(), q -> Candidates.merge(parts, partScores, q * all, all, kept, index, score, q * k));
        }
        return new TopK(k, index, score);
    }

    /// The largest positive values of each row of the product, in the order of the latents.
    static SparseCodes codes(Workers workers, Matrix rows, Matrix encoder, float @Nullable [] bias, int k) {
        int n = rows.rows();
        int m = encoder.rows();
        int kept = Math.min(k, m);
        int[] latent = new int[n * kept];
        float[] value = new float[n * kept];
        int[] size = new int[n];
        Cut byCost = Cut.of(n, m, rows.cols(), CODE_LIMITS);
        Cut cut = limited(n, m, byCost.rowsPerChunk(), Math.max(1, m), kept);
        new TopKScan(rows, encoder, bias, kept, null, Float.MIN_VALUE, cut)
                .collect(
                        workers,
                        (candidates, row, query, _) ->
                                size[query] = candidates.finishInOrder(row, latent, value, query * kept));
        return compact(n, m, kept, size, latent, value);
    }

    private static SparseCodes compact(int n, int m, int kept, int[] size, int[] latent, float[] value) {
        int[] offsets = new int[n + 1];
        for (int r = 0; r < n; r++) {
            offsets[r + 1] = offsets[r] + size[r];
            if (offsets[r] < r * kept) {
                System.arraycopy(latent, r * kept, latent, offsets[r], size[r]);
                System.arraycopy(value, r * kept, value, offsets[r], size[r]);
            }
        }
        boolean full = offsets[n] == latent.length;
        return new SparseCodes(
                n,
                m,
                offsets,
                full ? latent : Arrays.copyOf(latent, offsets[n]),
                full ? value : Arrays.copyOf(value, offsets[n]));
    }

    /// Takes the list of a query when a segment is done.
    private interface Finish {
        void accept(Candidates candidates, int row, int query, int segment);
    }

    private void collect(Workers workers, Finish finish) {
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
        Spare<Space> spare = new Spare<>(Space::new);
        workers.forEach(cut.chunks(), chunk -> spare.use(space -> collect(workers, chunk, space, finish)));
    }

    private void collect(Workers workers, int chunk, Space space, Finish finish) {
        int depth = queries.depth();
        int query = cut.firstRow(chunk);
        int rows = cut.rowsOf(chunk);
        int first = cut.firstCol(chunk);
        int end = first + cut.colsOf(chunk);
        boolean few = rows <= FEW;
        if (!few) {
            queries.pack(space.queryRows, query, rows, 0, depth, Gemm.TILE_ROWS, space.left, 0);
        }
        space.candidates.clear();
        for (int item = first; item < end; item += tile) {
            workers.cancel().check();
            int cols = Math.min(tile, end - item);
            space.setBase(item, cols);
            if (few) {
                for (int r = 0; r < rows; r++) {
                    product(query + r, item, cols, space, r * tile);
                    space.candidates.offer(r, space.scores, r * tile, cols, item, masked, query + r);
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
                    space.candidates.offer(from + r, space.scores, r * tile, cols, item, masked, query + from + r);
                }
            }
        }
        int segment = first / cut.colsPerChunk();
        for (int r = 0; r < rows; r++) {
            finish.accept(space.candidates, r, query + r, segment);
        }
    }

    /// Scores some queries with a tile of items. Rows and columns are filled up to whole register blocks.
    private void score(int from, int rows, float[] right, int rightAt, int cols, Space space) {
        int depth = queries.depth();
        for (int j = 0; j < cols; j += Gemm.TILE_COLS) {
            for (int i = 0; i < rows; i += Gemm.TILE_ROWS) {
                int left = (from + i) * depth;
                int r = rightAt + j * depth;
                int out = i * tile + j;
                int here = Math.min(Gemm.DEPTH, depth);
                Gemm.tile(space.left, left, right, r, here, space.base, j, 0, space.scores, out, tile);
                for (int p = here; p < depth; p += Gemm.DEPTH) {
                    Gemm.tile(
                            space.left,
                            left + p * Gemm.TILE_ROWS,
                            right,
                            r + p * Gemm.TILE_COLS,
                            Math.min(Gemm.DEPTH, depth - p),
                            space.scores,
                            out,
                            tile,
                            space.scores,
                            out,
                            tile);
                }
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
    /// queries for a tile, and the lists.
    private final class Space {
        final float[] left = new float[Gemm.padded(cut.rowsPerChunk(), Gemm.TILE_ROWS) * queries.depth()];
        final RowBlocks queryRows = queries.reader();
        final RowBlocks itemRows = items.reader();
        final float[] scores = new float[ROWS_AT_ONCE * tile];
        final float[] base = new float[tile];
        final Candidates candidates =
                Candidates.of(cut.rowsPerChunk(), kept, Math.min(cut.colsPerChunk(), items.count()), floor);
        private float @Nullable [] right;

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
