package io.github.recscope.kernels.spi;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import org.jspecify.annotations.Nullable;

/// The checks that every provider makes before it starts, so that all refuse the same calls with the same words.
///
/// All methods throw [IllegalArgumentException] with the shapes that do not fit.
public final class Shapes {
    private Shapes() {}

    /// Checks `A [m, k] · Bᵀ, B [n, k]` into `out [m, n]`.
    public static void multiplyTransposed(Matrix a, Matrix b, float @Nullable [] columnBias, float[] out) {
        require(a.cols() == b.cols(), a + " · " + b + "ᵀ: the widths differ");
        bias(columnBias, b.rows());
        output(out, a.rows(), b.rows(), a.resident(), b.resident());
    }

    /// Checks `A [m, k] · B [k, n]` into `out [m, n]`.
    public static void multiply(Matrix a, Matrix b, float[] out) {
        require(a.cols() == b.rows(), a + " · " + b + ": the inner dimensions differ");
        output(out, a.rows(), b.cols(), a.resident(), b.resident());
    }

    /// Checks `Aᵀ · B`, A `[n, p]`, B `[n, q]`, into `out [p, q]`.
    public static void transposedMultiply(Matrix a, Matrix b, float[] out) {
        require(a.rows() == b.rows(), a + "ᵀ · " + b + ": the numbers of rows differ");
        output(out, a.cols(), b.cols(), a.resident(), b.resident());
    }

    /// Checks queries `[q, d]` against items `[n, d]`, lists of `k` at least 1, and `q` rows of masked items.
    public static void topK(
            Matrix queries, Matrix items, float @Nullable [] itemBias, int k, @Nullable IntLists masked) {
        require(queries.cols() == items.cols(), queries + " · " + items + "ᵀ: the widths differ");
        bias(itemBias, items.rows());
        require(k >= 1, "a list holds at least one item, not " + k);
        require(
                (long) queries.rows() * k <= Integer.MAX_VALUE - 8,
                queries.rows() + " lists of " + k + " are too many");
        require(
                masked == null || masked.rows() == queries.rows(),
                "masked items for " + (masked == null ? 0 : masked.rows()) + " of " + queries.rows() + " queries");
    }

    /// Checks rows `[n, d]` against an encoder `[latents, d]`, with `k` at least 1.
    public static void encode(Matrix rows, Matrix encoder, float @Nullable [] bias, int k) {
        require(rows.cols() == encoder.cols(), rows + " · " + encoder + "ᵀ: the widths differ");
        bias(bias, encoder.rows());
        require(k >= 1, "a code has at least one active latent, not " + k);
        require(
                (long) rows.rows() * Math.min(k, encoder.rows()) <= Integer.MAX_VALUE - 8,
                rows.rows() + " codes of " + k + " are too many");
    }

    /// Checks rows `[n, d]` against an encoder `[latents, d]`, with a bar for each latent.
    public static void encode(Matrix rows, Matrix encoder, float @Nullable [] bias, float[] bars) {
        require(rows.cols() == encoder.cols(), rows + " · " + encoder + "ᵀ: the widths differ");
        bias(bias, encoder.rows());
        require(bars.length == encoder.rows(), bars.length + " bars for " + encoder.rows() + " latents");
    }

    /// Checks codes against a dictionary `[latents, d]`, into `out [rows, d]`.
    public static void decode(SparseCodes codes, Matrix dictionary, float @Nullable [] bias, float[] out) {
        require(codes.latents() == dictionary.rows(), codes + " do not fit the dictionary " + dictionary);
        bias(bias, dictionary.cols());
        output(out, codes.rows(), dictionary.cols(), dictionary.resident(), codes.value());
    }

    /// Checks codes and their gradient `[rows, d]` against a dictionary `[latents, d]`, into `out [size]`.
    public static void codeGradient(SparseCodes codes, Matrix g, Matrix dictionary, float[] out) {
        require(codes.rows() == g.rows(), codes + " do not fit the gradient " + g);
        require(codes.latents() == dictionary.rows(), codes + " do not fit the dictionary " + dictionary);
        require(g.cols() == dictionary.cols(), "gradient " + g + " and dictionary " + dictionary + " differ in width");
        output(out, codes.size(), 1, g.resident(), dictionary.resident());
        require(!same(out, codes.value()), "the result may not overwrite an input");
    }

    /// Checks activations and a gradient `[rows, d]`, into `out [latents, d]`.
    public static void dictionaryGradient(ByLatent active, float[] value, Matrix g, float[] out) {
        require(active.rows() == g.rows(), active.rows() + " codes do not fit the gradient " + g);
        require(active.size() == value.length, value.length + " activations for " + active.size() + " active entries");
        output(out, active.latents(), g.cols(), g.resident(), value);
    }

    /// Checks activations and a gradient `[rows, d]` against a dictionary `[latents, d]`, into `delta [size]` and
    /// `out [latents, d]`.
    public static void decodeBackward(
            ByLatent active, float[] value, Matrix g, Matrix dictionary, float[] delta, float[] out) {
        dictionaryGradient(active, value, g, out);
        require(active.latents() == dictionary.rows(), active.latents() + " latents do not fit " + dictionary);
        require(g.cols() == dictionary.cols(), "gradient " + g + " and dictionary " + dictionary + " differ in width");
        output(delta, active.size(), 1, g.resident(), dictionary.resident());
        require(
                !same(delta, value) && !same(delta, out) && !same(out, dictionary.resident()),
                "the result may not overwrite an input");
    }

    private static void bias(float @Nullable [] bias, int length) {
        require(bias == null || bias.length == length, "a bias of the wrong length; " + length + " values are needed");
    }

    private static void output(float[] out, int rows, int cols, float @Nullable [] in1, float @Nullable [] in2) {
        require(
                (long) rows * cols == out.length,
                "a result of " + rows + " × " + cols + " does not fit an array of " + out.length);
        require(!same(out, in1) && !same(out, in2), "the result may not overwrite an input");
    }

    // The arrays themselves are meant, not what they hold.
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(float[] a, float @Nullable [] b) {
        return a == b && a.length > 0;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
