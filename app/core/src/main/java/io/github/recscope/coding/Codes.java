package io.github.recscope.coding;

import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/// Makes codes of pre-activations, by rules that look at one row alone.
final class Codes {
    private Codes() {}

    /// `gain · pre + offset` where that is positive; the arrays are by latent.
    ///
    /// @param open the pre-activations above their thresholds
    static SparseCodes gated(SparseCodes open, float[] gain, float[] offset) {
        int[] offsets = new int[open.rows() + 1];
        int[] latent = new int[open.size()];
        float[] value = new float[open.size()];
        int n = 0;
        for (int r = 0; r < open.rows(); r++) {
            for (int p = open.offsets()[r]; p < open.offsets()[r + 1]; p++) {
                int j = open.latent()[p];
                latent[n] = j;
                value[n] = gain[j] * open.value()[p] + offset[j];
                n += value[n] > 0 ? 1 : 0;
            }
            offsets[r + 1] = n;
        }
        return new SparseCodes(open.rows(), open.latents(), offsets, Arrays.copyOf(latent, n), Arrays.copyOf(value, n));
    }

    /// Collects rows in any order, by several threads.
    static final class Rows {
        private final int latents;
        private final int[][] latent;
        private final float[][] value;

        Rows(int rows, int latents) {
            this.latents = latents;
            this.latent = new int[rows][];
            this.value = new float[rows][];
        }

        /// Sets a row; its latents may come in any order.
        void put(int row, int size, IntUnaryOperator latentOf, IntFunction<Float> valueOf) {
            int[] j = new int[size];
            float[] v = new float[size];
            for (int i = 0; i < size; i++) {
                int at = i;
                int wanted = latentOf.applyAsInt(i);
                while (at > 0 && j[at - 1] > wanted) {
                    j[at] = j[at - 1];
                    v[at] = v[at - 1];
                    at--;
                }
                j[at] = wanted;
                v[at] = valueOf.apply(i);
            }
            latent[row] = j;
            value[row] = v;
        }

        SparseCodes codes() {
            int rows = latent.length;
            int[] offsets = new int[rows + 1];
            for (int r = 0; r < rows; r++) {
                offsets[r + 1] = Math.addExact(offsets[r], latent[r].length);
            }
            int[] allLatents = new int[offsets[rows]];
            float[] allValues = new float[offsets[rows]];
            for (int r = 0; r < rows; r++) {
                System.arraycopy(latent[r], 0, allLatents, offsets[r], latent[r].length);
                System.arraycopy(value[r], 0, allValues, offsets[r], value[r].length);
            }
            return new SparseCodes(rows, latents, offsets, allLatents, allValues);
        }
    }
}
