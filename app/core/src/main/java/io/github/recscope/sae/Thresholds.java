package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import java.util.Arrays;

/// Finds the threshold at which a tower has the mean number of active latents that was asked for, a block of rows at
/// a time so that no rows × latents matrix is kept.
final class Thresholds {
    private static final int BLOCK = 4096;

    /// How far below the edge of the first block that of all rows is looked for.
    private static final float NEAR = 0.8f;

    private Thresholds() {}

    /// The threshold at which the mean number of active latents is `l0` (or as close below as ties allow), at
    /// least 0.
    static float forL0(double l0, Matrix x, Weights w, Ctx ctx) {
        long keep = Math.round(l0 * x.rows());
        Matrix first = w.centred(block(x, 0), ctx.kernels());
        float near = NEAR * new PreActivations(first, w, ctx.kernels()).edge((int) Math.round(l0 * first.rows()));
        // Of what reaches the bar the upper 16 bits are counted first, then the lower ones of those at the edge.
        long[] upper = count(x, w, near, 0, 16, ctx);
        if (near > 0 && Arrays.stream(upper).sum() <= keep) {
            upper = count(x, w, 0, 0, 16, ctx);
        }
        long above = 0;
        int high = upper.length - 1;
        while (high >= 0 && above + upper[high] <= keep) {
            above += upper[high--];
        }
        if (high < 0) {
            return 0;
        }
        long[] lower = count(x, w, Float.intBitsToFloat(high << 16), high, 0, ctx);
        int low = lower.length - 1;
        while (low > 0 && above + lower[low] <= keep) {
            above += lower[low--];
        }
        return Float.intBitsToFloat(high << 16 | low);
    }

    /// How often 16 bits of the representation have each value, among positive pre-activations that reach the bar.
    ///
    /// @param high  the upper bits that are looked at, where the lower ones are counted
    /// @param shift where the counted bits begin: 16 or 0
    private static long[] count(Matrix x, Weights w, float bar, int high, int shift, Ctx ctx) {
        long[] count = new long[1 << 16];
        float[] bars = new float[w.latents];
        Arrays.fill(bars, Math.max(Float.MIN_VALUE, bar));
        for (int from = 0; from < x.rows(); from += BLOCK) {
            ctx.check();
            Matrix centred = w.centred(block(x, from), ctx.kernels());
            for (float v :
                    new PreActivations(centred, w, ctx.kernels()).reaching(bars).value()) {
                int bits = Float.floatToIntBits(v);
                if (shift > 0 || bits >>> 16 == high) {
                    count[bits >>> shift & 0xFFFF]++;
                }
            }
        }
        return count;
    }

    private static Matrix block(Matrix x, int from) {
        int to = Math.min(x.rows(), from + BLOCK);
        return Matrix.of(to - from, x.cols(), Arrays.copyOfRange(x.data(), from * x.cols(), to * x.cols()));
    }
}
