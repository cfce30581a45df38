package io.github.recscope.kernels;

/// Reads the rows of a matrix, wherever they lie: those in memory are used where they are, others are copied a block
/// at a time. So a matrix that is larger than the heap can be worked through. Not for several threads at once.
public final class RowBlocks {
    /// Values that are read ahead where rows are asked for one by one: a block stays in the second-level cache.
    private static final int AHEAD = 1 << 15;

    private final Matrix matrix;
    private final boolean resident;
    private float[] values;
    private int first;
    private int count;

    /// A reader that has read nothing yet.
    public RowBlocks(Matrix matrix) {
        this.matrix = matrix;
        float[] all = matrix.resident();
        this.resident = all != null;
        this.values = all == null ? new float[0] : all;
    }

    /// Where rows lie that were asked for; until the next call of [#at].
    public float[] values() {
        return values;
    }

    /// Where a row begins in [#values()]; rows that follow are read with it.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row
    public int at(int row) {
        if (!resident && (row < first || row >= first + count)) {
            int most = Math.max(1, AHEAD / Math.max(1, matrix.cols()));
            read(row, Math.min(most, matrix.rows() - row));
        }
        return (row - (resident ? 0 : first)) * matrix.cols();
    }

    /// Where `n` rows from `from` on begin in [#values()], one after the other.
    ///
    /// @throws IndexOutOfBoundsException if there are no such rows
    public int at(int from, int n) {
        if (!resident && (from < first || from + n > first + count)) {
            read(from, n);
        }
        return (from - (resident ? 0 : first)) * matrix.cols();
    }

    private void read(int from, int n) {
        int length = Math.multiplyExact(n, matrix.cols());
        if (values.length < length) {
            values = new float[length];
        }
        count = 0;
        matrix.copyRows(from, n, values, 0);
        first = from;
        count = n;
    }
}
