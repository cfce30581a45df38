package io.github.recscope.kernels;

import org.jspecify.annotations.Nullable;

/// The operations that steps spend their time on; coarse, so that a call is worth a trip to a device.
///
/// Pure: inputs are read, `out` arrays are overwritten completely, nothing is kept. All are parallel over
/// [#workers()] and give the same bits for any number of threads. Providers agree within rounding; the reference is
/// the scalar one, which sums in double precision. NaN and infinities propagate as in IEEE 754 unless said
/// otherwise. Shapes that do not fit, and an `out` that is the array of an input, throw [IllegalArgumentException]
/// before any work. Dimensions of 0 are allowed.
///
/// A row of a result has the same bits alone as together with others, and a listed score has the bits that
/// [#multiplyTransposed] gives it, so that one user's list and the list of all users' run never disagree.
public interface Kernels {
    /// The provider that made this object: `scalar`, `simd`, …
    String id();

    /// The threads that it runs on.
    Workers workers();

    /// The same provider on other workers (another cancel switch).
    Kernels on(Workers workers);

    /// Arithmetic on pieces of arrays, for sequential inner loops.
    RowOps rows();

    /// `out = A · Bᵀ + 1 · columnBiasᵀ`, for A `[m, k]`, B `[n, k]`; `out` is `[m, n]` row-major.
    ///
    /// @param columnBias `[n]`, or null for none
    void multiplyTransposed(Matrix a, Matrix b, float @Nullable [] columnBias, float[] out);

    /// `out = A · B`, for A `[m, k]`, B `[k, n]`; `out` is `[m, n]` row-major.
    void multiply(Matrix a, Matrix b, float[] out);

    /// `out = Aᵀ · B`, for A `[n, p]`, B `[n, q]`; `out` is `[p, q]` row-major. With A = B the Gram matrix.
    void transposedMultiply(Matrix a, Matrix b, float[] out);

    /// The `k` items of largest `query · item + itemBias`, for each query; no queries × items matrix is kept.
    ///
    /// @param queries  `[q, d]`
    /// @param items    `[n, d]`
    /// @param itemBias `[n]`, or null for none
    /// @param k        the length of each list, at least 1; may exceed `n`
    /// @param masked   `q` rows of item indices, ascending, that must not be listed; or null for none
    TopK topKInner(Matrix queries, Matrix items, float @Nullable [] itemBias, int k, @Nullable IntLists masked);

    /// The codes of a sparse encoder: of each row of `X · encoderᵀ + bias` the `k` largest positive values, of equal
    /// ones the first; no rows × latents matrix is kept.
    ///
    /// Values have the bits that [#multiplyTransposed] gives them. NaN is never active.
    ///
    /// @param rows    `[n, d]`
    /// @param encoder `[latents, d]`
    /// @param bias    `[latents]`, or null for none
    /// @param k       how many latents are active at most, at least 1; may exceed their number
    SparseCodes encodeLargest(Matrix rows, Matrix encoder, float @Nullable [] bias, int k);

    /// The codes of a sparse encoder: of each row of `X · encoderᵀ + bias` what reaches the bar of its latent; no
    /// rows × latents matrix is kept.
    ///
    /// Values have the bits that [#multiplyTransposed] gives them. NaN reaches nothing and is reached by nothing.
    ///
    /// @param rows    `[n, d]`
    /// @param encoder `[latents, d]`
    /// @param bias    `[latents]`, or null for none
    /// @param bars    `[latents]` the smallest values that are kept, of any sign
    /// @throws ArithmeticException where more than 2³¹ − 1 values reach their bars
    SparseCodes encodeReaching(Matrix rows, Matrix encoder, float @Nullable [] bias, float[] bars);

    /// `out[r] = bias + Σ_j z_rj · dictionary[j]`, `[codes.rows, d]`.
    ///
    /// @param dictionary `[latents, d]`
    /// @param bias       `[d]`, or null for none
    void decode(SparseCodes codes, Matrix dictionary, float @Nullable [] bias, float[] out);

    /// The gradient with respect to each active activation: `out[p] = g[row(p)] · dictionary[latent(p)]`.
    ///
    /// @param g          `[codes.rows, d]`, the gradient with respect to the decoded rows
    /// @param dictionary `[latents, d]`
    /// @param out        `[codes.size()]`
    void codeGradient(SparseCodes codes, Matrix g, Matrix dictionary, float[] out);

    /// The gradient with respect to the dictionary: `Σ_r z_rj · g[r]` for each latent `j`, `[latents, d]` row-major.
    ///
    /// @param active where the codes are active
    /// @param value  `[active.size()]` the activations, aligned with the codes
    /// @param g      `[active.rows, d]`
    /// @param add    whether the sums are added to what `out` holds instead of overwriting it
    void dictionaryGradient(ByLatent active, float[] value, Matrix g, boolean add, float[] out);

    /// The way back through [#decode] in one pass over the rows of `g`: what [#codeGradient] and
    /// [#dictionaryGradient] give, within rounding.
    ///
    /// @param active     where the codes are active
    /// @param value      `[active.size()]` the activations, aligned with the codes
    /// @param g          `[active.rows, d]`, the gradient with respect to the decoded rows
    /// @param dictionary `[latents, d]`
    /// @param delta      `[active.size()]` the gradient with respect to the activations, aligned with the codes
    /// @param add        whether the sums are added to what `out` holds instead of overwriting it
    /// @param out        `[latents, d]` the gradient with respect to the dictionary
    void decodeBackward(
            ByLatent active, float[] value, Matrix g, Matrix dictionary, float[] delta, boolean add, float[] out);
}
