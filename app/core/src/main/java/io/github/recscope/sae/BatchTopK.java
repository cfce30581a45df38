package io.github.recscope.sae;

import io.github.recscope.kernels.SparseCodes;

/// Keeps the largest activations of a whole batch (Bussmann et al., 2412.06410); for training only.
final class BatchTopK {
    private BatchTopK() {}

    /// The `keep` largest positive entries of `pre` `[rows, latents]` as codes; fewer if fewer are positive.
    /// Of equal entries at the edge, those that come first in memory are kept.
    static SparseCodes largest(float[] pre, int rows, int latents, int keep) {
        if (keep <= 0) {
            return new SparseCodes(rows, latents, new int[rows + 1], new int[0], new float[0]);
        }
        int[] high = new int[1 << 16];
        for (float v : pre) {
            if (v > 0) {
                high[Float.floatToIntBits(v) >>> 16]++;
            }
        }
        // Walk down from the largest values to the group that holds the edge, then the same within that group.
        long above = 0;
        int edgeHigh = high.length - 1;
        while (edgeHigh >= 0 && above + high[edgeHigh] < keep) {
            above += high[edgeHigh--];
        }
        int edgeBits = 0;
        long ties = Long.MAX_VALUE;
        if (edgeHigh >= 0) {
            int[] low = new int[1 << 16];
            for (float v : pre) {
                int bits = Float.floatToIntBits(v);
                if (v > 0 && bits >>> 16 == edgeHigh) {
                    low[bits & 0xFFFF]++;
                }
            }
            int edgeLow = low.length - 1;
            while (edgeLow >= 0 && above + low[edgeLow] < keep) {
                above += low[edgeLow--];
            }
            edgeBits = edgeHigh << 16 | Math.max(0, edgeLow);
            ties = keep - above;
        }
        return collect(pre, rows, latents, edgeBits, ties);
    }

    private static SparseCodes collect(float[] pre, int rows, int latents, int edgeBits, long tiesAllowed) {
        int[] offsets = new int[rows + 1];
        int count = 0;
        long ties = tiesAllowed;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < latents; j++) {
                float v = pre[r * latents + j];
                if (v > 0) {
                    int bits = Float.floatToIntBits(v);
                    if (bits > edgeBits || (bits == edgeBits && ties-- > 0)) {
                        count++;
                    }
                }
            }
            offsets[r + 1] = count;
        }
        int[] latent = new int[count];
        float[] value = new float[count];
        int at = 0;
        ties = tiesAllowed;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < latents; j++) {
                float v = pre[r * latents + j];
                if (v > 0) {
                    int bits = Float.floatToIntBits(v);
                    if (bits > edgeBits || (bits == edgeBits && ties-- > 0)) {
                        latent[at] = j;
                        value[at++] = v;
                    }
                }
            }
        }
        return new SparseCodes(rows, latents, offsets, latent, value);
    }
}
