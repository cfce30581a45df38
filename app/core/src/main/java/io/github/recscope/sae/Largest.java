package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;

/// The largest positive pre-activations of a whole batch.
///
/// All that reach a bar a little below the smallest of them are made; only those are counted exactly. The bar is where
/// the caller guesses, or where a few rows say; one that proves too high costs time, no exactness.
final class Largest {
    private static final int SAMPLE_ROWS = 64;

    /// Bits of a positive float below those that the sample is counted by, which leave 4 bits of the fraction.
    private static final int COARSE = 19;

    private Largest() {}

    /// What was found.
    ///
    /// @param codes the largest entries; of equal ones at the edge those that come first in memory
    /// @param edge  the smallest value that was kept; 0 where fewer are positive than were to be kept
    record Found(SparseCodes codes, float edge) {}

    /// The `keep` largest positive entries of `rows · encoderᵀ + bias`; fewer if fewer are positive. NaN is none.
    ///
    /// @param rows    `[n, d]`
    /// @param encoder `[latents, d]`
    /// @param bias    `[latents]`
    /// @param guess   what most likely some more than `keep` entries reach; NaN for no idea
    static Found of(Matrix rows, Matrix encoder, float[] bias, int keep, float guess, Kernels kernels) {
        if (keep <= 0) {
            int[] offsets = new int[rows.rows() + 1];
            return new Found(
                    new SparseCodes(rows.rows(), encoder.rows(), offsets, new int[0], new float[0]), Float.MAX_VALUE);
        }
        SparseCodes found = candidates(rows, encoder, bias, keep, guess, kernels);
        if (found.size() < keep) {
            return new Found(found, 0);
        }
        Edge edge = Edge.of(found.value(), keep);
        return new Found(found.size() == keep ? found : without(found, edge), Float.intBitsToFloat(edge.bits));
    }

    /// The `keep` largest positive entries and some more.
    private static SparseCodes candidates(
            Matrix rows, Matrix encoder, float[] bias, int keep, float guess, Kernels kernels) {
        float[] bars = new float[encoder.rows()];
        if (!Float.isNaN(guess)) {
            Arrays.fill(bars, Math.max(Float.MIN_VALUE, guess));
            SparseCodes found = kernels.encodeReaching(rows, encoder, bias, bars);
            if (found.size() >= keep || guess <= Float.MIN_VALUE) {
                return found;
            }
        }
        float bar = bar(rows, encoder, bias, keep, kernels);
        Arrays.fill(bars, bar);
        SparseCodes found = kernels.encodeReaching(rows, encoder, bias, bars);
        if (found.size() >= keep || bar == Float.MIN_VALUE) {
            return found;
        }
        Arrays.fill(bars, Float.MIN_VALUE);
        return kernels.encodeReaching(rows, encoder, bias, bars);
    }

    /// What most likely more than `keep` entries reach, by some rows.
    private static float bar(Matrix rows, Matrix encoder, float[] bias, int keep, Kernels kernels) {
        int n = rows.rows();
        int[] some = new int[Math.min(n, SAMPLE_ROWS)];
        Arrays.setAll(some, i -> (int) ((long) i * n / some.length));
        float[] pre = new float[Math.multiplyExact(some.length, encoder.rows())];
        kernels.multiplyTransposed(rows.gather(some), encoder, bias, pre);
        int[] count = new int[1 << (31 - COARSE)];
        for (float v : pre) {
            // Whatever is not positive falls into the lowest bin.
            count[Math.max(0, Float.floatToRawIntBits(v)) >>> COARSE]++;
        }
        double share = (double) keep * some.length / n;
        // Entries of a row go together, so there is more chance in it than counting says.
        double wanted = 1.25 * share + 3 * Math.sqrt(share) + 4;
        int bin = count.length;
        for (long above = 0; bin > 1 && above < wanted; ) {
            above += count[--bin];
        }
        return bin <= 1 ? Float.MIN_VALUE : Float.intBitsToFloat(bin << COARSE);
    }

    private static SparseCodes without(SparseCodes found, Edge edge) {
        int[] offsets = new int[found.rows() + 1];
        int[] latent = new int[found.size()];
        float[] value = new float[found.size()];
        float least = Float.intBitsToFloat(edge.bits);
        int n = 0;
        int ties = edge.ties;
        for (int r = 0; r < found.rows(); r++) {
            for (int p = found.offsets()[r]; p < found.offsets()[r + 1]; p++) {
                float v = found.value()[p];
                if (v > least || (v == least && ties-- > 0)) {
                    latent[n] = found.latent()[p];
                    value[n++] = v;
                }
            }
            offsets[r + 1] = n;
        }
        return new SparseCodes(
                found.rows(), found.latents(), offsets, Arrays.copyOf(latent, n), Arrays.copyOf(value, n));
    }

    /// @param bits of the smallest value that is kept
    /// @param ties how many of that value are kept
    private record Edge(int bits, int ties) {
        private static final int HIGH = 20;
        private static final int MIDDLE = 9;

        /// Counts by the upper bits, then by the next ones of those at the edge, then by the last.
        ///
        /// @param values positive, at least `keep` of them
        static Edge of(float[] values, int keep) {
            int high = 0;
            int left = keep;
            int above = 31;
            for (int shift : new int[] {HIGH, MIDDLE, 0}) {
                int[] count = new int[1 << (above - shift)];
                int mask = count.length - 1;
                for (float v : values) {
                    int bits = Float.floatToRawIntBits(v);
                    if (bits >>> above == high) {
                        count[bits >>> shift & mask]++;
                    }
                }
                int bin = mask;
                while (count[bin] < left) {
                    left -= count[bin--];
                }
                high = high << (above - shift) | bin;
                above = shift;
            }
            return new Edge(high, left);
        }
    }
}
