package io.github.recscope.kernels.simd;

import io.github.recscope.kernels.RowBlocks;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Dense products in the manner of Goto and van de Geijn (2008): packed panels and a register-blocked kernel.
///
/// The element at `(i, j)` is the bias (or 0) plus, group by group of [#DEPTH] inner indices, the group's sum in
/// order. No block boundary, neighbour or thread has a part in that, so rows give the same bits alone and together.
final class Gemm {
    /// Rows of a register block: 6 × 2 vectors are 12 accumulators, which with their operands fit 16 registers.
    static final int TILE_ROWS = 6;

    /// Columns of a register block.
    static final int TILE_COLS = 2 * Lanes.COUNT;

    /// Inner indices that are summed in registers; a panel of them stays in the first-level cache.
    static final int DEPTH = 128;

    private static final Cut.Limits LIMITS = new Cut.Limits(32 * TILE_ROWS, 4 * TILE_ROWS, 512, TILE_COLS);

    /// The largest result that is summed in groups side by side, how many groups that takes, and how many of them run
    /// at once.
    private static final int MOST_SUMS = 1 << 16;

    private static final int LEAST_GROUPS = 4;
    private static final int GROUPS_AT_ONCE = 32;

    private Gemm() {}

    /// `out[i * b.count + j] = bias[j] + Σ_p a_ip · b_jp`.
    static void product(Workers workers, Operand a, Operand b, float @Nullable [] bias, float[] out) {
        int depth = a.depth();
        if (bias == null && depth >= LEAST_GROUPS * DEPTH && (long) a.count() * b.count() <= MOST_SUMS) {
            productOfGroups(workers, a, b, out);
            return;
        }
        Cut cut = Cut.of(a.count(), b.count(), depth, LIMITS);
        int step = Math.min(depth, DEPTH);
        Spare<Space> spare = new Spare<>(() -> new Space(cut.rowsPerChunk(), cut.colsPerChunk(), step, step));
        workers.forEach(
                cut.chunks(),
                chunk -> spare.use(space -> {
                    int row = cut.firstRow(chunk);
                    int rows = cut.rowsOf(chunk);
                    int col = cut.firstCol(chunk);
                    int cols = cut.colsOf(chunk);
                    space.setBase(bias, col, cols);
                    int at = row * b.count() + col;
                    RowBlocks left = a.reader();
                    RowBlocks right = b.reader();
                    if (depth == 0) {
                        space.fill(rows, cols, out, at, b.count());
                    }
                    for (int p = 0; p < depth; p += DEPTH) {
                        workers.cancel().check();
                        int here = Math.min(DEPTH, depth - p);
                        a.pack(left, row, rows, p, here, TILE_ROWS, space.left, 0);
                        b.pack(right, col, cols, p, here, TILE_COLS, space.right, 0);
                        block(space.left, 0, rows, space.right, cols, here, p == 0, space, out, at, b.count());
                    }
                }));
    }

    /// The same for a small result of long sums, such as a Gram matrix. Every group of inner indices is a chunk, so
    /// that each value is packed once; then the sums of the groups are added in order.
    private static void productOfGroups(Workers workers, Operand a, Operand b, float[] out) {
        int depth = a.depth();
        int size = out.length;
        int groups = Math.ceilDiv(depth, DEPTH);
        float[] sums = new float[Math.min(groups, GROUPS_AT_ONCE) * size];
        Spare<Space> spare = new Spare<>(() -> new Space(a.count(), b.count(), DEPTH, DEPTH));
        Arrays.fill(out, 0f);
        for (int first = 0; first < groups; first += GROUPS_AT_ONCE) {
            int begin = first;
            int n = Math.min(GROUPS_AT_ONCE, groups - first);
            workers.forEach(
                    n,
                    group -> spare.use(space -> {
                        int p = (begin + group) * DEPTH;
                        int here = Math.min(DEPTH, depth - p);
                        a.pack(a.reader(), 0, a.count(), p, here, TILE_ROWS, space.left, 0);
                        b.pack(b.reader(), 0, b.count(), p, here, TILE_COLS, space.right, 0);
                        block(
                                space.left,
                                0,
                                a.count(),
                                space.right,
                                b.count(),
                                here,
                                true,
                                space,
                                sums,
                                group * size,
                                b.count());
                    }));
            for (int group = 0; group < n; group++) {
                SimdRowOps.add(1, sums, group * size, out, 0, size);
            }
        }
    }

    /// The same for rows side by side in two arrays, in one piece: for small pieces of work.
    static void products(float[] a, int aAt, int m, float[] b, int bAt, int n, int d, float[] out, float[] space) {
        Space empty = new Space(0, n, 0, 0);
        if (d == 0) {
            empty.fill(m, n, out, 0, n);
        }
        int leftAt = padded(n, TILE_COLS) * Math.min(d, DEPTH);
        for (int p = 0; p < d; p += DEPTH) {
            int here = Math.min(DEPTH, d - p);
            Operand.packRows(a, aAt, d, m, p, here, TILE_ROWS, space, leftAt);
            Operand.packRows(b, bAt, d, n, p, here, TILE_COLS, space, 0);
            block(space, leftAt, m, space, n, here, p == 0, empty, out, 0, n);
        }
    }

    /// The values that both packed sides take.
    static int productSpace(int m, int n, int d) {
        return Math.multiplyExact(padded(m, TILE_ROWS) + padded(n, TILE_COLS), Math.min(d, DEPTH));
    }

    /// The packed panels of a block, the values that its sums start from, and room for a tile at its edge.
    static final class Space {
        final float[] left;
        final float[] right;
        private final float[] base;
        private final float[] edge = new float[TILE_ROWS * TILE_COLS];

        /// @param leftDepth  how many inner indices of the left side are held at once
        /// @param rightDepth the same of the right side
        Space(int rows, int cols, int leftDepth, int rightDepth) {
            left = new float[padded(rows, TILE_ROWS) * leftDepth];
            right = new float[padded(cols, TILE_COLS) * rightDepth];
            base = new float[padded(cols, TILE_COLS)];
        }

        void setBase(float @Nullable [] bias, int from, int cols) {
            if (bias != null) {
                System.arraycopy(bias, from, base, 0, cols);
            }
        }

        void fill(int rows, int cols, float[] out, int at, int stride) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(base, 0, out, at + i * stride, cols);
            }
        }
    }

    static int padded(int n, int step) {
        return Math.multiplyExact(Math.ceilDiv(n, step), step);
    }

    /// Multiplies packed panels into a block of `out`; the first group of inner indices starts from the base.
    static void block(
            float[] left,
            int leftAt,
            int rows,
            float[] right,
            int cols,
            int depth,
            boolean first,
            Space space,
            float[] out,
            int at,
            int stride) {
        float[] edge = space.edge;
        for (int j = 0; j < cols; j += TILE_COLS) {
            int width = Math.min(TILE_COLS, cols - j);
            for (int i = 0; i < rows; i += TILE_ROWS) {
                int height = Math.min(TILE_ROWS, rows - i);
                int l = leftAt + i * depth;
                int r = j * depth;
                int o = at + i * stride + j;
                if (height == TILE_ROWS && width == TILE_COLS) {
                    if (first) {
                        tile(left, l, right, r, depth, space.base, j, 0, out, o, stride);
                    } else {
                        tile(left, l, right, r, depth, out, o, stride, out, o, stride);
                    }
                    continue;
                }
                if (first) {
                    tile(left, l, right, r, depth, space.base, j, 0, edge, 0, TILE_COLS);
                } else {
                    Arrays.fill(edge, 0f);
                    for (int y = 0; y < height; y++) {
                        System.arraycopy(out, o + y * stride, edge, y * TILE_COLS, width);
                    }
                    tile(left, l, right, r, depth, edge, 0, TILE_COLS, edge, 0, TILE_COLS);
                }
                for (int y = 0; y < height; y++) {
                    System.arraycopy(edge, y * TILE_COLS, out, o + y * stride, width);
                }
            }
        }
    }

    /// `out = base + left · rightᵀ` for one register block.
    static void tile(
            float[] left,
            int leftAt,
            float[] right,
            int rightAt,
            int depth,
            float[] base,
            int baseAt,
            int baseStride,
            float[] out,
            int outAt,
            int outStride) {
        VectorSpecies<Float> species = Lanes.SPECIES;
        int lanes = Lanes.COUNT;
        FloatVector c00 = FloatVector.zero(species);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c50 = c00;
        FloatVector c51 = c00;
        for (int p = 0; p < depth; p++) {
            int r = rightAt + p * TILE_COLS;
            FloatVector b0 = FloatVector.fromArray(species, right, r);
            FloatVector b1 = FloatVector.fromArray(species, right, r + lanes);
            int l = leftAt + p * TILE_ROWS;
            FloatVector a = FloatVector.broadcast(species, left[l]);
            c00 = Lanes.fma(a, b0, c00);
            c01 = Lanes.fma(a, b1, c01);
            a = FloatVector.broadcast(species, left[l + 1]);
            c10 = Lanes.fma(a, b0, c10);
            c11 = Lanes.fma(a, b1, c11);
            a = FloatVector.broadcast(species, left[l + 2]);
            c20 = Lanes.fma(a, b0, c20);
            c21 = Lanes.fma(a, b1, c21);
            a = FloatVector.broadcast(species, left[l + 3]);
            c30 = Lanes.fma(a, b0, c30);
            c31 = Lanes.fma(a, b1, c31);
            a = FloatVector.broadcast(species, left[l + 4]);
            c40 = Lanes.fma(a, b0, c40);
            c41 = Lanes.fma(a, b1, c41);
            a = FloatVector.broadcast(species, left[l + 5]);
            c50 = Lanes.fma(a, b0, c50);
            c51 = Lanes.fma(a, b1, c51);
        }
        store(c00, c01, base, baseAt, out, outAt);
        store(c10, c11, base, baseAt + baseStride, out, outAt + outStride);
        store(c20, c21, base, baseAt + 2 * baseStride, out, outAt + 2 * outStride);
        store(c30, c31, base, baseAt + 3 * baseStride, out, outAt + 3 * outStride);
        store(c40, c41, base, baseAt + 4 * baseStride, out, outAt + 4 * outStride);
        store(c50, c51, base, baseAt + 5 * baseStride, out, outAt + 5 * outStride);
    }

    private static void store(FloatVector c0, FloatVector c1, float[] base, int baseAt, float[] out, int outAt) {
        VectorSpecies<Float> species = Lanes.SPECIES;
        int lanes = Lanes.COUNT;
        FloatVector.fromArray(species, base, baseAt).add(c0).intoArray(out, outAt);
        FloatVector.fromArray(species, base, baseAt + lanes).add(c1).intoArray(out, outAt + lanes);
    }
}
