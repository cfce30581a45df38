package io.github.recscope.sae;

import io.github.recscope.coding.Codes;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;

/// The largest positive entries of a whole matrix.
///
/// A few thousand entries tell about where the smallest of them lies. All that reach a bar a little below are
/// collected, several rows at once; only those are counted exactly.
final class Largest {
    private static final int SAMPLE = 4096;

    /// Bits of a positive float below those that the sample is counted by, which leave 4 bits of the fraction.
    private static final int COARSE = 19;

    private Largest() {}

    /// The `keep` largest positive entries of `pre` `[rows, latents]` as codes; fewer if fewer are positive.
    /// Of equal entries at the edge, those that come first in memory are kept. NaN is none.
    static SparseCodes of(float[] pre, int rows, int latents, int keep, Kernels kernels) {
        if (keep <= 0) {
            return new SparseCodes(rows, latents, new int[rows + 1], new int[0], new float[0]);
        }
        SparseCodes found = candidates(pre, rows, latents, keep, kernels);
        return found.size() <= keep ? found : without(found, Edge.of(found.value(), keep));
    }

    /// The value that the `keep`-th largest positive entry has; 0 if there are fewer.
    static float edge(float[] pre, int rows, int latents, int keep, Kernels kernels) {
        if (keep <= 0) {
            return Float.MAX_VALUE;
        }
        float[] found = candidates(pre, rows, latents, keep, kernels).value();
        return found.length < keep ? 0 : Float.intBitsToFloat(Edge.of(found, keep).bits);
    }

    /// The `keep` largest positive entries and some more.
    private static SparseCodes candidates(float[] pre, int rows, int latents, int keep, Kernels kernels) {
        float bar = bar(pre, keep);
        SparseCodes found = Codes.reaching(pre, rows, latents, bar, kernels);
        return found.size() >= keep || bar == Float.MIN_VALUE
                ? found
                : Codes.reaching(pre, rows, latents, Float.MIN_VALUE, kernels);
    }

    /// What most likely more than `keep` entries reach.
    private static float bar(float[] pre, int keep) {
        // An odd stride meets all latents where their number is a power of two.
        int stride = pre.length / SAMPLE | 1;
        int[] count = new int[1 << (31 - COARSE)];
        int seen = 0;
        for (int i = 0; i < pre.length; i += stride) {
            // Whatever is not positive falls into the lowest bin.
            count[Math.max(0, Float.floatToRawIntBits(pre[i])) >>> COARSE]++;
            seen++;
        }
        double share = (double) keep * seen / pre.length;
        double wanted = share + 3 * Math.sqrt(share) + 4;
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
