package io.github.recscope.kernels;

import java.util.Arrays;
import java.util.Objects;

/// Sparse codes `[rows, latents]` in compressed-row form: the active latents of each row with their activations.
///
/// @param rows    the number of rows (users or items)
/// @param latents the width of the dictionary
/// @param offsets `[rows + 1]`; row `r` owns positions `offsets[r] .. offsets[r+1])`
/// @param latent  the active latents, ascending within a row
/// @param value   their activations, aligned with `latent`
public record SparseCodes(int rows, int latents, int[] offsets, int[] latent, float[] value) {
    /// Checks the shape and the indices.
    ///
    /// @throws IllegalArgumentException if offsets do not fit, or latents are out of range or do not ascend
    public SparseCodes {
        if (rows < 0
                || latents < 0
                || offsets.length != rows + 1
                || latent.length != value.length
                || offsets[0] != 0
                || offsets[rows] != latent.length) {
            throw new IllegalArgumentException("sparse codes of inconsistent shape");
        }
        for (int r = 0; r < rows; r++) {
            if (offsets[r + 1] < offsets[r] || offsets[r + 1] > latent.length) {
                throw new IllegalArgumentException("offsets must not fall (row " + r + ")");
            }
            if (!ascend(latent, offsets[r], offsets[r + 1], latents)) {
                throw new IllegalArgumentException(
                        "the latents of row " + r + " must ascend within [0, " + latents + ")");
            }
        }
    }

    private static boolean ascend(int[] latent, int from, int to, int latents) {
        int last = -1;
        for (int p = from; p < to; p++) {
            if (latent[p] <= last) {
                return false;
            }
            last = latent[p];
        }
        return last < latents;
    }

    /// The number of active entries in all rows.
    public int size() {
        return latent.length;
    }

    /// The number of active latents of one row.
    public int l0(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /// The mean number of active latents a row (L0); 0 when there are no rows.
    public double meanL0() {
        return rows == 0 ? 0 : (double) size() / rows;
    }

    /// The activation of `latentIndex` in `row`, 0 when it is silent.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row or latent
    public float get(int row, int latentIndex) {
        Objects.checkIndex(latentIndex, latents);
        int p = Arrays.binarySearch(latent, offsets[row], offsets[row + 1], latentIndex);
        return p < 0 ? 0f : value[p];
    }

    /// One row as a dense vector `[latents]`.
    public float[] dense(int row) {
        float[] z = new float[latents];
        for (int p = offsets[row]; p < offsets[row + 1]; p++) {
            z[latent[p]] = value[p];
        }
        return z;
    }

    /// The same codes by latent: row `j` of the result lists the rows (ascending) where latent `j` is active.
    public SparseCodes transpose() {
        ByLatent active = ByLatent.of(this);
        return new SparseCodes(latents, rows, active.offsets(), active.row(), active.inOrder(value));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof SparseCodes c
                && c.rows == rows
                && c.latents == latents
                && Arrays.equals(c.offsets, offsets)
                && Arrays.equals(c.latent, latent)
                && Arrays.equals(c.value, value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(latent) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "SparseCodes[" + rows + " × " + latents + ", " + size() + " active]";
    }
}
