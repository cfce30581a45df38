package io.github.recscope.coding;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.kernels.Workers;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/// Makes codes of pre-activations, by rules that look at one row alone.
public final class Codes {
    private static final int CHUNK = 64;

    private Codes() {}

    /// The entries of `pre` `[rows, latents]` above `threshold` (not negative).
    public static SparseCodes above(float[] pre, int rows, int latents, float threshold, Kernels kernels) {
        return reaching(pre, rows, latents, Math.nextUp(threshold), kernels);
    }

    /// The entries of `pre` `[rows, latents]` that reach `bar`.
    public static SparseCodes reaching(float[] pre, int rows, int latents, float bar, Kernels kernels) {
        int[][] active = new int[rows][];
        forChunks(rows, kernels.workers(), (from, to) -> {
            int[] where = new int[latents];
            for (int r = from; r < to; r++) {
                int n = kernels.rows().reaching(bar, pre, r * latents, latents, where, 0);
                active[r] = Arrays.copyOf(where, n);
            }
        });
        int[] offsets = new int[rows + 1];
        for (int r = 0; r < rows; r++) {
            offsets[r + 1] = Math.addExact(offsets[r], active[r].length);
        }
        int[] latent = new int[offsets[rows]];
        float[] value = new float[offsets[rows]];
        forChunks(rows, kernels.workers(), (from, to) -> {
            for (int r = from; r < to; r++) {
                System.arraycopy(active[r], 0, latent, offsets[r], active[r].length);
                for (int p = offsets[r]; p < offsets[r + 1]; p++) {
                    value[p] = pre[r * latents + latent[p]];
                }
            }
        });
        return new SparseCodes(rows, latents, offsets, latent, value);
    }

    /// `gain · pre + offset` where `pre > threshold` and the result is positive; the arrays are by latent.
    public static SparseCodes gated(
            float[] pre, int rows, int latents, float[] threshold, float[] gain, float[] offset, Workers workers) {
        return each(rows, latents, workers, (r, out) -> {
            for (int j = 0; j < latents; j++) {
                float p = pre[r * latents + j];
                float v = gain[j] * p + offset[j];
                if (p > threshold[j] && v > 0) {
                    out.add(j, v);
                }
            }
        });
    }

    private interface RowRule {
        void select(int row, Collector out);
    }

    /// Takes the active latents of one row, ascending.
    private static final class Collector {
        private final int[] latent;
        private final float[] value;
        private int size;

        Collector(int most) {
            latent = new int[most];
            value = new float[most];
        }

        void add(int j, float v) {
            latent[size] = j;
            value[size++] = v;
        }
    }

    private static SparseCodes each(int rows, int latents, Workers workers, RowRule rule) {
        Rows all = new Rows(rows, latents);
        forChunks(rows, workers, (from, to) -> {
            Collector out = new Collector(latents);
            for (int r = from; r < to; r++) {
                out.size = 0;
                rule.select(r, out);
                all.put(r, out.size, i -> out.latent[i], i -> out.value[i]);
            }
        });
        return all.codes();
    }

    private interface Range {
        void run(int from, int to);
    }

    private static void forChunks(int rows, Workers workers, Range range) {
        workers.forEach(Math.ceilDiv(rows, CHUNK), c -> range.run(c * CHUNK, (int) Math.min(rows, (c + 1L) * CHUNK)));
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
