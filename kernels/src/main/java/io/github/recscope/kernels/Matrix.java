package io.github.recscope.kernels;

import java.util.Arrays;
import java.util.Objects;

/// A row-major float32 matrix of shape `[rows, cols]`.
///
/// Once published a matrix is never written to again, so it is shared freely between threads. The backing array is
/// handed out for reading without a copy ([#data()]): kernels need it, nobody else should write to it.
public final class Matrix {
    private final int rows;
    private final int cols;
    private final float[] data;

    private Matrix(int rows, int cols, float[] data) {
        this.rows = rows;
        this.cols = cols;
        this.data = data;
    }

    /// Wraps `data` (length `rows * cols`, row-major) without copying; the caller gives the array away.
    ///
    /// @throws IllegalArgumentException if a dimension is negative or the length does not fit
    public static Matrix of(int rows, int cols, float[] data) {
        if (rows < 0 || cols < 0 || (long) rows * cols != data.length) {
            throw new IllegalArgumentException(
                    "a matrix of " + rows + " × " + cols + " cannot hold " + data.length + " values");
        }
        return new Matrix(rows, cols, data);
    }

    /// A matrix of zeros.
    ///
    /// @throws IllegalArgumentException if a dimension is negative or there would be more than 2³¹ − 1 values
    public static Matrix zeros(int rows, int cols) {
        if (rows < 0 || cols < 0 || (long) rows * cols > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("there is no matrix of " + rows + " × " + cols);
        }
        return new Matrix(rows, cols, new float[rows * cols]);
    }

    /// The number of rows.
    public int rows() {
        return rows;
    }

    /// The number of columns.
    public int cols() {
        return cols;
    }

    /// The backing array, row-major; read only.
    public float[] data() {
        return data;
    }

    /// The value at `row`, `col`.
    ///
    /// @throws IndexOutOfBoundsException if there is no such place
    public float get(int row, int col) {
        return data[Objects.checkIndex(row, rows) * cols + Objects.checkIndex(col, cols)];
    }

    /// A copy of one row.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row
    public float[] row(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(data, row * cols, (row + 1) * cols);
    }

    /// A new matrix of the given rows, in the given order (repeats allowed).
    ///
    /// @throws IndexOutOfBoundsException if one of the rows does not exist
    public Matrix gather(int[] indices) {
        Matrix out = zeros(indices.length, cols);
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(data, Objects.checkIndex(indices[i], rows) * cols, out.data, i * cols, cols);
        }
        return out;
    }

    /// The number of values that are NaN or infinite.
    public int countNonFinite() {
        int n = 0;
        for (float v : data) {
            if (!Float.isFinite(v)) {
                n++;
            }
        }
        return n;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Matrix m && m.rows == rows && m.cols == cols && Arrays.equals(m.data, data);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + cols) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Matrix[" + rows + " × " + cols + "]";
    }
}
