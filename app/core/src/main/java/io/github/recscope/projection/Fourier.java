package io.github.recscope.projection;

import io.github.recscope.kernels.FourierPass;
import io.github.recscope.kernels.RowOps;
import java.util.ArrayList;
import java.util.List;

/// Fast Fourier transforms of many sequences at once, in single precision (Stockham; radix 4, 3 and 2).
///
/// A batch holds `width` sequences side by side: value `p` of sequence `w` is at `p * width + w`, so that
/// inner loops run over neighbouring numbers. Real and imaginary parts are separate arrays; given in exchanged
/// roles, the transform is the inverse one, without the factor 1/length.
final class Fourier {
    private final int length;
    private final RowOps ops;
    private final List<FourierPass> passes = new ArrayList<>();

    /// Transforms of a length `2^a` or `3 · 2^a`, for batches of a width.
    Fourier(int length, int width, RowOps ops) {
        this.length = length;
        this.ops = ops;
        float[] cos = new float[length];
        float[] sin = new float[length];
        for (int i = 0; i < length; i++) {
            cos[i] = (float) Math.cos(-2 * Math.PI * i / length);
            sin[i] = (float) Math.sin(-2 * Math.PI * i / length);
        }
        int n = length;
        int stride = width;
        while (n > 1) {
            int radix = n % 3 == 0 ? 3 : n % 4 == 0 ? 4 : 2;
            passes.add(new FourierPass(radix, n, stride, length / n, cos, sin));
            n /= radix;
            stride *= radix;
        }
    }

    /// The smallest possible length that is not below `least`.
    static int lengthFor(int least) {
        int power = Integer.highestOneBit(Math.max(1, least - 1)) * 2;
        if (least <= 1) {
            return 1;
        }
        return power >= 4 && power / 4 * 3 >= least ? power / 4 * 3 : power;
    }

    int length() {
        return length;
    }

    /// A batch and the space that its transform needs.
    static final class Batch {
        float[] re;
        float[] im;
        private float[] otherRe;
        private float[] otherIm;

        Batch(int length, int width) {
            re = new float[length * width];
            im = new float[length * width];
            otherRe = new float[length * width];
            otherIm = new float[length * width];
        }

        private void swap() {
            float[] t = re;
            re = otherRe;
            otherRe = t;
            t = im;
            im = otherIm;
            otherIm = t;
        }
    }

    /// `X[k] = Σ_p x[p] · exp(−2πi·k·p / length)` for each sequence.
    void forward(Batch b) {
        for (FourierPass pass : passes) {
            ops.fourier(pass, b.re, b.im, b.otherRe, b.otherIm);
            b.swap();
        }
    }

    /// `x[p] = Σ_k X[k] · exp(+2πi·k·p / length)` for each sequence: not divided by the length.
    void backward(Batch b) {
        exchange(b);
        forward(b);
        exchange(b);
    }

    private static void exchange(Batch b) {
        float[] t = b.re;
        b.re = b.im;
        b.im = t;
        t = b.otherRe;
        b.otherRe = b.otherIm;
        b.otherIm = t;
    }
}
