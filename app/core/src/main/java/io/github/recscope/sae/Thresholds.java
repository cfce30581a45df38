package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import java.util.Arrays;

/// Finds the threshold at which a tower has the mean number of active latents that was asked for, a block of rows at
/// a time so that no rows × latents matrix is kept.
final class Thresholds {
    private static final int BLOCK = 4096;

    private Thresholds() {}

    /// The threshold at which the mean number of active latents is `l0` (or as close below as ties allow), at
    /// least 0.
    static float forL0(double l0, Matrix x, Weights w, Ctx ctx) {
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
            action.accept(w.preActivations(w.centred(block(x, from), ctx.kernels()), ctx.kernels()));
        }
    }

    private static Matrix block(Matrix x, int from) {
        int to = Math.min(x.rows(), from + BLOCK);
        return Matrix.of(to - from, x.cols(), Arrays.copyOfRange(x.data(), from * x.cols(), to * x.cols()));
    }
}
