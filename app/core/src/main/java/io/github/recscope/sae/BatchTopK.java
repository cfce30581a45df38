package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;

/// Keeps the largest activations of a whole batch (Bussmann et al., 2412.06410). At inference a threshold for each
/// tower takes its place: a code must not depend on what else is in the batch.
///
/// @param l0 mean number of active latents
record BatchTopK(double l0) implements Sparsifier {
    @Override
    public SparseCodes codes(Tower tower, Matrix centred, PreActivations pre) {
        int rows = pre.rows();
        return largest(pre.all(), rows, pre.latents(), (int) Math.round(l0 * rows));
    }

    @Override
    public float[] back(Pass pass, float[] delta) {
        return delta;
    }

    @Override
    public Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx) {
        return new Activation.Threshold(
                Thresholds.forL0(l0, users, weights, ctx), Thresholds.forL0(l0, items, weights, ctx));
    }

    /// The `keep` largest positive entries of `pre` `[rows, latents]` as codes; fewer if fewer are positive.
    /// Of equal entries at the edge, those that come first in memory are kept.
    static SparseCodes largest(float[] pre, int rows, int latents, int keep) {
        if (keep <= 0) {
            return new SparseCodes(rows, latents, new int[rows + 1], new int[0], new float[0]);
        }
        Edge edge = edge(pre, keep);
        return collect(pre, rows, latents, edge.bits, edge.ties);
    }

    /// The value that the `keep`-th largest positive entry has; 0 if there are fewer.
    static float edgeOf(float[] pre, int keep) {
        return keep <= 0 ? Float.MAX_VALUE : Float.intBitsToFloat(edge(pre, keep).bits);
    }

    /// @param bits of the smallest value that is kept
    /// @param ties how many of that value are kept
    private record Edge(int bits, long ties) {}

    private static Edge edge(float[] pre, int keep) {
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
        if (edgeHigh < 0) {
            return new Edge(0, Long.MAX_VALUE);
        }
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
        return new Edge(edgeHigh << 16 | Math.max(0, edgeLow), keep - above);
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
