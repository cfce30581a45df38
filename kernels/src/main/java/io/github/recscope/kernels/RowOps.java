package io.github.recscope.kernels;

/// Vector arithmetic on pieces of float arrays: what a sequential trainer needs in its inner loop.
///
/// All lengths are in elements. Pieces of one call never overlap unless they are identical. The result for a
/// piece does not depend on where it lies. A piece that does not lie within its array throws
/// [IndexOutOfBoundsException] before anything is written.
public interface RowOps {
    /// The inner product of two pieces of length `n`.
    float dot(float[] a, int aAt, float[] b, int bAt, int n);

    /// The squared Euclidean distance of two pieces of length `n`.
    float squaredDistance(float[] a, int aAt, float[] b, int bAt, int n);

    /// The inner products of `m` rows in `a` and `n` rows in `b`, all of length `d`: `out[i · n + j]`. For small pieces
    /// of work within a chunk; [Kernels#multiplyTransposed] is for large ones, and gives the same bits.
    ///
    /// @param aAt   where the rows in `a` begin
    /// @param bAt   where the rows in `b` begin
    /// @param out   has room for `m · n`; must be neither `a` nor `b`
    /// @param space has room for [#productSpace]; must be none of the others
    void products(float[] a, int aAt, int m, float[] b, int bAt, int n, int d, float[] out, float[] space);

    /// How many values [#products] puts aside.
    default int productSpace(int m, int n, int d) {
        return 0;
    }

    /// `y += alpha · x` for pieces of length `n`.
    void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n);

    /// `y *= alpha` for a piece of length `n`.
    void scale(float alpha, float[] y, int yAt, int n);

    /// Where the values of a piece of length `n` reach `bar`: their places from the begin of the piece on, ascending.
    /// NaN never does.
    ///
    /// @param where takes the places, from `whereAt` on; it has room for `n`
    /// @return how many there are
    int reaching(float bar, float[] x, int xAt, int n, int[] where, int whereAt);

    /// Where the values of a piece of length `n` exceed the smaller of two sums, `p + s[j]` and `q + t[j]`: their
    /// places from the begin of the piece on, ascending. NaN never does.
    ///
    /// @param at    where the pieces of `s` and `t` begin
    /// @param where takes the places, from the first on; it has room for `n`
    /// @return how many there are
    int exceeding(float[] x, int xAt, int n, float p, float[] s, float q, float[] t, int at, int[] where);

    /// One pass of a fast Fourier transform, from `x` to `y`, whose arrays differ from each other.
    ///
    /// Value `j` of group `p` becomes `exp(−2πi·j·p/length) · Σ_r exp(−2πi·j·r/radix) · x[p + r ·
    /// length/radix]` and goes to place `radix · p + j`; see [FourierPass].
    void fourier(FourierPass pass, float[] xr, float[] xi, float[] yr, float[] yi);

    /// One step of stochastic gradient descent on `y`, which meets `x` in a score `x · y`, in one pass:
    /// `g += slope · y` with `y` as it was, then `y = keep · y − step · x`.
    ///
    /// @param g    gathers the gradient of `x`
    /// @param keep what the penalty leaves of `y`
    /// @param step the rate times the slope
    void descend(
            float[] x, int xAt, float[] y, int yAt, float[] g, int gAt, int n, float slope, float keep, float step);

    /// One Adam update of a piece of length `n` with gradient `g + decay · w` (Kingma and Ba, 2015).
    ///
    /// `m = β1·m + (1−β1)·g`, `v = β2·v + (1−β2)·g²`, `w −= stepSize · m / (√v + ε)`. Bias correction is
    /// the caller's: it goes into `stepSize` (`lr · √(1−β2ᵗ) / (1−β1ᵗ)`), with `epsilon` scaled by
    /// `√(1−β2ᵗ)` where that matters.
    ///
    /// @param at where the piece of `w`, `m` and `v` begins
    /// @param gAt where the piece of `g` begins
    void adam(float[] w, float[] m, float[] v, int at, float[] g, int gAt, int n, AdamStep step);

    /// Fused multiply-adds on registers alone: what measures the most arithmetic that a machine does.
    ///
    /// @param rounds how often, at least 0
    /// @return how many floating point operations that were, a multiplication and an addition counting as two
    long multiplyAdds(int rounds);

    /// The constants of one Adam update.
    ///
    /// @param stepSize learning rate with the bias correction in it
    /// @param beta1    decay of the first moment, in `[0, 1)`
    /// @param beta2    decay of the second moment, in `[0, 1)`
    /// @param epsilon  added to the root of the second moment, positive
    /// @param decay    L2 penalty added to the gradient, not negative
    record AdamStep(float stepSize, float beta1, float beta2, float epsilon, float decay) {
        /// The constants of update number `t` (from 1) with the usual bias correction.
        public static AdamStep at(long t, double rate, double beta1, double beta2, double epsilon, double decay) {
            double c1 = 1 - Math.pow(beta1, t);
            double c2 = Math.sqrt(1 - Math.pow(beta2, t));
            return new AdamStep(
                    (float) (rate * c2 / c1), (float) beta1, (float) beta2, (float) (epsilon * c2), (float) decay);
        }
    }
}
