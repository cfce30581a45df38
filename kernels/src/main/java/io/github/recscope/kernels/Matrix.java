package io.github.recscope.kernels;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row-major float32 matrix of shape `[rows, cols]`.
///
/// Once published a matrix is never written to again, so it is shared freely between threads. The backing array
/// is handed out for reading without a copy ([#data()]): kernels need it, nobody else should write to it.
///
/// The values may also lie outside the heap, in a mapped file ([#stored]), or be made from those of another matrix
/// when they are read ([#derived]). Single values and rows are then read from there, blocks of rows by [RowBlocks];
/// [#data()] reads all of them and holds them only as long as memory allows.
public final class Matrix {
    private final int rows;
    private final int cols;
    private final float @Nullable [] data;
    private final @Nullable Values stored;
    private volatile SoftReference<float[]> read = new SoftReference<>(null);

    private Matrix(int rows, int cols, float @Nullable [] data, @Nullable Values stored) {
        this.rows = rows;
        this.cols = cols;
        this.data = data;
        this.stored = stored;
    }

    /// Values that lie somewhere else than in the heap, row-major; safe for use by several threads.
    public interface Values {
        /// Copies `count` values, from index `from` on, to `to[at]` and the following.
        void copy(long from, float[] to, int at, int count);

        /// All values, in a new array.
        float[] all();
    }

    /// A matrix of values that lie elsewhere, such as in a file; none of them is read now.
    ///
    /// @throws IllegalArgumentException if a dimension is negative or there would be more than 2³¹ − 9 values
    public static Matrix stored(int rows, int cols, Values values) {
        if (rows < 0 || cols < 0 || (long) rows * cols > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("there is no matrix of " + rows + " × " + cols);
        }
        return new Matrix(rows, cols, null, values);
    }

    /// A matrix whose rows are made from those of another whenever they are read; nothing is kept.
    public static Matrix derived(Matrix source, DerivedRows.Change change) {
        return new Matrix(source.rows, source.cols, null, new DerivedRows(source, change));
    }

    /// Wraps `data` (length `rows * cols`, row-major) without copying; the caller gives the array away.
    ///
    /// @throws IllegalArgumentException if a dimension is negative or the length does not fit
    public static Matrix of(int rows, int cols, float[] data) {
        if (rows < 0 || cols < 0 || (long) rows * cols != data.length) {
            throw new IllegalArgumentException(
                    "a matrix of " + rows + " × " + cols + " cannot hold " + data.length + " values");
        }
        return new Matrix(rows, cols, data, null);
    }

    /// A matrix of zeros.
    ///
    /// @throws IllegalArgumentException if a dimension is negative or there would be more than 2³¹ − 1 values
    public static Matrix zeros(int rows, int cols) {
        if (rows < 0 || cols < 0 || (long) rows * cols > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("there is no matrix of " + rows + " × " + cols);
        }
        return new Matrix(rows, cols, new float[rows * cols], null);
    }

    /// The number of rows.
    public int rows() {
        return rows;
    }

    /// The number of columns.
    public int cols() {
        return cols;
    }

    /// The backing array, row-major; read only. Values that lie elsewhere are read if they are not in memory
    /// now, so take the array once, not in a loop.
    public float[] data() {
        return data == null ? all() : data;
    }

    private synchronized float[] all() {
        float[] values = read.get();
        if (values == null) {
            values = Objects.requireNonNull(stored).all();
            read = new SoftReference<>(values);
        }
        return values;
    }

    /// Where the values lie, null for the heap.
    public @Nullable Values storage() {
        return stored;
    }

    /// All values if they are in memory now, null otherwise; never reads any.
    public float @Nullable [] resident() {
        return data == null ? inMemory() : data;
    }

    /// Copies `count` rows, from row `first` on, to `to[at]` and the following; never reads more than these.
    ///
    /// @throws IndexOutOfBoundsException if there are no such rows or they do not fit
    public void copyRows(int first, int count, float[] to, int at) {
        Objects.checkFromIndexSize(first, count, rows);
        Objects.checkFromIndexSize(at, count * cols, to.length);
        copy((long) first * cols, to, at, count * cols);
    }

    private void copy(long from, float[] to, int at, int count) {
        float[] values = resident();
        if (values != null) {
            System.arraycopy(values, (int) from, to, at, count);
        } else {
            Objects.requireNonNull(stored).copy(from, to, at, count);
        }
    }

    private float @Nullable [] inMemory() {
        return read.get();
    }

    /// The value at `row`, `col`.
    ///
    /// @throws IndexOutOfBoundsException if there is no such place
    public float get(int row, int col) {
        int index = Objects.checkIndex(row, rows) * cols + Objects.checkIndex(col, cols);
        if (data != null) {
            return data[index];
        }
        float[] one = new float[1];
        copy(index, one, 0, 1);
        return one[0];
    }

    /// A copy of one row.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row
    public float[] row(int row) {
        Objects.checkIndex(row, rows);
        float[] values = new float[cols];
        copy((long) row * cols, values, 0, cols);
        return values;
    }

    /// A new matrix of the given rows, in the given order (repeats allowed).
    ///
    /// @throws IndexOutOfBoundsException if one of the rows does not exist
    public Matrix gather(int[] indices) {
        Matrix out = zeros(indices.length, cols);
        float[] to = out.data();
        for (int i = 0; i < indices.length; i++) {
            copy((long) Objects.checkIndex(indices[i], rows) * cols, to, i * cols, cols);
        }
        return out;
    }

    /// The number of values that are NaN or infinite.
    public int countNonFinite() {
        int n = 0;
        RowBlocks blocks = new RowBlocks(this);
        for (int r = 0; r < rows; r++) {
            int at = blocks.at(r);
            for (int v = at; v < at + cols; v++) {
                n += Float.isFinite(blocks.values()[v]) ? 0 : 1;
            }
        }
        return n;
    }

    @Override
    public boolean equals(Object o) {
        return o == this
                || (o instanceof Matrix m && m.rows == rows && m.cols == cols && Arrays.equals(m.data(), data()));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + cols) + Arrays.hashCode(data());
    }

    @Override
    public String toString() {
        return "Matrix[" + rows + " × " + cols + "]";
    }
}
