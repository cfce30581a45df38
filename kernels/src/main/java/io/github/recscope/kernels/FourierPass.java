package io.github.recscope.kernels;

/// One pass of a fast Fourier transform of several sequences side by side (Stockham's order, which sorts itself).
///
/// Value `p` of all sequences lies at `[p · stride, (p + 1) · stride)`, with `stride` sequences at the first
/// pass and `radix` times as many at each next one. The passes of a transform have lengths `n, n / r₁, n /
/// (r₁·r₂), …, r`, and each reads what the one before wrote. With real and imaginary parts exchanged it is the
/// inverse transform, without the factor 1/n.
///
/// @param radix  2, 3 or 4; a divisor of `length`
/// @param length how long the sequences are in this pass
/// @param stride numbers from one value to the next
/// @param turn   `n / length`: steps in the tables for one step of the pass
/// @param cos    `[n]` cosines of `−2π·i/n`
/// @param sin    `[n]` sines of the same
public record FourierPass(int radix, int length, int stride, int turn, float[] cos, float[] sin) {
    /// Checks the shape.
    ///
    /// @throws IllegalArgumentException if the radix is not 2, 3 or 4, does not divide the length, or the
    ///     tables are too short
    public FourierPass {
        if (radix < 2 || radix > 4 || length < 1 || length % radix != 0 || stride < 0 || turn < 1) {
            throw new IllegalArgumentException("no pass of radix " + radix + " for a length of " + length);
        }
        if (cos.length < (long) length * turn || sin.length < (long) length * turn) {
            throw new IllegalArgumentException("tables of " + cos.length + " for " + length + " × " + turn);
        }
    }

    /// How many numbers it reads and writes.
    public int size() {
        return Math.multiplyExact(length, stride);
    }
}
