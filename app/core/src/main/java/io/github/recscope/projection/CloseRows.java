package io.github.recscope.projection;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;

/// Copies of some rows, one after the other, with what proposals for their lists must be below.
///
/// All pairs of two such sets are compared by a product, which says which pairs can be close enough for one of both;
/// those are compared by differences, as products lose digits that differences keep.
final class CloseRows {
    /// How much farther than its bar a pair may seem: what products in single precision may lose.
    private static final float SLACK = 1e-5f;

    private final Matrix x;
    private final int d;
    int count;
    int[] id = new int[0];
    private float[] values = new float[0];
    private float[] moved = new float[0];
    private float[] half = new float[0];
    private float[] reach = new float[0];
    private float[] space = new float[0];

    CloseRows(Matrix x) {
        this.x = x;
        this.d = x.cols();
    }

    /// Takes over rows.
    void gather(int[] from, int at, int rows) {
        if (id.length < rows) {
            int room = rows + rows / 4;
            id = new int[room];
            values = new float[room * d];
            moved = new float[room * d];
            half = new float[room];
            reach = new float[room];
        }
        count = rows;
        System.arraycopy(from, at, id, 0, rows);
        for (int i = 0; i < rows; i++) {
            x.copyRows(id[i], 1, values, i * d);
        }
    }

    /// Measures from `centre` on, which lies among the rows, so that few digits are lost.
    void centre(float[] centre, int at, RowOps ops) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < d; c++) {
                moved[i * d + c] = values[i * d + c] - centre[at + c];
            }
            half[i] = ops.dot(moved, i * d, moved, i * d, d) * 0.5f * (1 - SLACK);
        }
    }

    /// Reads what a proposal for each row must be below.
    void bars(float[] bars) {
        for (int i = 0; i < count; i++) {
            bar(i, bars[id[i]]);
        }
    }

    /// A list whose entries are all at distance 0 wants no other.
    void bar(int i, float squared) {
        reach[i] = squared == 0 ? Float.POSITIVE_INFINITY : half[i] - squared / 2;
    }

    float distance(int i, CloseRows others, int j, RowOps ops) {
        return ops.squaredDistance(values, i * d, others.values, j * d, d);
    }

    /// The products of `rows` of these, from number `from` on, with all of the others: `[rows · others.count]`.
    void products(int from, int rows, CloseRows others, RowOps ops, float[] out) {
        int room = ops.productSpace(rows, others.count, d);
        if (space.length < room) {
            space = new float[room + room / 4];
        }
        ops.products(moved, from * d, rows, others.moved, 0, others.count, d, out, space);
    }

    /// Which of the others, from number `from` on, can be close enough to row `i`: their numbers less `from`.
    ///
    /// @param at where the products of the row with those begin
    int close(int i, CloseRows others, float[] products, int at, int from, RowOps ops, int[] where) {
        return ops.exceeding(
                products, at, others.count - from, reach[i], others.half, half[i], others.reach, from, where);
    }
}
