package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Encodes all rows of a tower with one threshold, a block of rows at a time so that no rows × latents matrix is
/// kept.
final class Encoder {
    private static final int BLOCK = 4096;

    private Encoder() {}

    /// The threshold at which the mean number of active latents is `l0` (or as close below as ties allow), at
    /// least 0.
    static float thresholdFor(double l0, Matrix x, Weights w, Ctx ctx) {
        long keep = Math.round(l0 * x.rows());
        int high = edge(keep, 0, -1, x, w, ctx);
        if (high < 0) {
            return 0;
        }
        long above = countAbove(high, x, w, ctx);
        int low = edge(keep - above, 1, high, x, w, ctx);
        return Float.intBitsToFloat(high << 16 | Math.max(0, low));
    }

    /// The group of values, by 16 bits of their representation, where the number of larger ones passes `keep`;
    /// −1 if it never does. Level 0 looks at the upper 16 bits, level 1 at the lower ones of values whose
    /// upper are `high`.
    private static int edge(long keep, int level, int high, Matrix x, Weights w, Ctx ctx) {
        long[] count = new long[1 << 16];
        forBlocks(x, w, ctx, pre -> {
            for (float v : pre) {
                if (v > 0) {
                    int bits = Float.floatToIntBits(v);
                    if (level == 0) {
                        count[bits >>> 16]++;
                    } else if (bits >>> 16 == high) {
                        count[bits & 0xFFFF]++;
                    }
                }
            }
        });
        long above = 0;
        for (int b = count.length - 1; b >= 0; b--) {
            above += count[b];
            if (above > keep) {
                return b;
            }
        }
        return -1;
    }

    private static long countAbove(int high, Matrix x, Weights w, Ctx ctx) {
        long[] n = new long[1];
        forBlocks(x, w, ctx, pre -> {
            for (float v : pre) {
                if (v > 0 && Float.floatToIntBits(v) >>> 16 > high) {
                    n[0]++;
                }
            }
        });
        return n[0];
    }

    private interface BlockAction {
        void accept(float[] pre);
    }

    private static void forBlocks(Matrix x, Weights w, Ctx ctx, BlockAction action) {
        for (int from = 0; from < x.rows(); from += BLOCK) {
            ctx.check();
            action.accept(w.preActivations(w.centred(block(x, from)), ctx.kernels()));
        }
    }

    private static Matrix block(Matrix x, int from) {
        int to = Math.min(x.rows(), from + BLOCK);
        return Matrix.of(to - from, x.cols(), Arrays.copyOfRange(x.data(), from * x.cols(), to * x.cols()));
    }

    /// The codes of all rows: activations above the threshold.
    static SparseCodes encode(Matrix x, Weights w, float threshold, Ctx ctx) {
        List<SparseCodes> blocks = new ArrayList<>();
        int size = 0;
        for (int from = 0; from < x.rows(); from += BLOCK) {
            ctx.check();
            Matrix b = block(x, from);
            float[] pre = w.preActivations(w.centred(b), ctx.kernels());
            SparseCodes codes = BatchTopK.above(
                    pre, b.rows(), w.latents, threshold, ctx.kernels().workers());
            blocks.add(codes);
            size += codes.size();
        }
        int[] offsets = new int[x.rows() + 1];
        int[] latent = new int[size];
        float[] value = new float[size];
        int row = 0;
        int at = 0;
        for (SparseCodes b : blocks) {
            System.arraycopy(b.latent(), 0, latent, at, b.size());
            System.arraycopy(b.value(), 0, value, at, b.size());
            for (int r = 0; r < b.rows(); r++) {
                offsets[++row] = at + b.offsets()[r + 1];
            }
            at += b.size();
        }
        return new SparseCodes(x.rows(), w.latents, offsets, latent, value);
    }
}
