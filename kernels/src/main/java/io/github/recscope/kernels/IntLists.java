package io.github.recscope.kernels;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;

/// One list of integers a row, in compressed form: row `r` is `values[offsets[r] .. offsets[r+1])`.
///
/// Used for the items of each user, the attributes of each item and the like. Immutable once published; the arrays
/// are handed out for reading without a copy.
///
/// @param offsets `[rows + 1]`, non-decreasing, from 0 to `values.length`
/// @param values  the lists, one behind the other
public record IntLists(int[] offsets, int[] values) {
    /// Checks the offsets.
    ///
    /// @throws IllegalArgumentException if they do not run from 0 to the number of values without falling
    public IntLists {
        if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != values.length) {
            throw new IllegalArgumentException("offsets must run from 0 to the number of values");
        }
        for (int r = 1; r < offsets.length; r++) {
            if (offsets[r] < offsets[r - 1]) {
                throw new IllegalArgumentException("offsets must not fall (row " + r + ")");
            }
        }
    }

    /// Lists with `rows` empty rows.
    public static IntLists empty(int rows) {
        return new IntLists(new int[rows + 1], new int[0]);
    }

    /// Groups `value[n]` by `row[n]`, each list sorted ascending, duplicates kept.
    ///
    /// @param rows the number of rows; every `row[n]` must lie in `[0, rows)`
    /// @throws IllegalArgumentException if the arrays differ in length
    /// @throws IndexOutOfBoundsException if a row lies outside
    public static IntLists groupSorted(int rows, int[] row, int[] value) {
        if (row.length != value.length) {
            throw new IllegalArgumentException(row.length + " rows for " + value.length + " values");
        }
        int[] offsets = new int[rows + 1];
        for (int r : row) {
            Objects.checkIndex(r, rows);
            offsets[r + 1]++;
        }
        for (int r = 0; r < rows; r++) {
            offsets[r + 1] += offsets[r];
        }
        int[] next = Arrays.copyOf(offsets, rows);
        int[] values = new int[value.length];
        for (int n = 0; n < value.length; n++) {
            values[next[row[n]]++] = value[n];
        }
        for (int r = 0; r < rows; r++) {
            Arrays.sort(values, offsets[r], offsets[r + 1]);
        }
        return new IntLists(offsets, values);
    }

    /// The number of rows.
    public int rows() {
        return offsets.length - 1;
    }

    /// The number of values in all rows together.
    public int size() {
        return values.length;
    }

    /// The length of one row.
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /// A copy of one row.
    public int[] row(int row) {
        return Arrays.copyOfRange(values, offsets[row], offsets[row + 1]);
    }

    /// Calls `action` with each value of a row, in order.
    public void forEach(int row, IntConsumer action) {
        for (int p = offsets[row]; p < offsets[row + 1]; p++) {
            action.accept(values[p]);
        }
    }

    /// Whether `value` is in a row; rows must be sorted ([#groupSorted]).
    public boolean containsSorted(int row, int value) {
        return Arrays.binarySearch(values, offsets[row], offsets[row + 1], value) >= 0;
    }

    /// The inverse relation: row `v` of the result lists, ascending, the rows of this one that contain `v`.
    ///
    /// @param cols the number of rows of the result; every value must lie in `[0, cols)`
    public IntLists invert(int cols) {
        int[] row = new int[values.length];
        for (int r = 0; r < rows(); r++) {
            Arrays.fill(row, offsets[r], offsets[r + 1], r);
        }
        return groupSorted(cols, values, row);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof IntLists l && Arrays.equals(l.offsets, offsets) && Arrays.equals(l.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "IntLists[" + rows() + " rows, " + size() + " values]";
    }
}
