package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import org.jspecify.annotations.Nullable;

/// The pre-activations of a batch, `centred · encoderᵀ + encoderBias`: as much of them as somebody asks for, with the
/// weights as they are then.
final class PreActivations {
    private final Matrix centred;
    private final Weights weights;
    private final Kernels kernels;
    private float @Nullable [] all;

    /// @param centred `[rows, d]`
    PreActivations(Matrix centred, Weights weights, Kernels kernels) {
        this.centred = centred;
        this.weights = weights;
        this.kernels = kernels;
    }

    int rows() {
        return centred.rows();
    }

    int latents() {
        return weights.latents;
    }

    /// All of them, `[rows, latents]`; made once.
    float[] all() {
        float[] made = all;
        if (made == null) {
            made = weights.preActivations(centred, kernels);
            all = made;
        }
        return made;
    }

    /// Those of some latents, `[rows, some.length]`.
    private float[] of(int[] some) {
        Matrix encoder = weights.encoderMatrix().gather(some);
        float[] bias = new float[some.length];
        for (int n = 0; n < some.length; n++) {
            bias[n] = weights.encoderBias[some[n]];
        }
        float[] out = new float[Math.multiplyExact(rows(), some.length)];
        kernels.multiplyTransposed(centred, encoder, bias, out);
        return out;
    }

    /// The `k` largest positive ones of each row, without making all of them.
    SparseCodes largest(int k) {
        return kernels.encodeLargest(centred, weights.encoderMatrix(), weights.encoderBias, k);
    }

    /// The `keep` largest positive ones of all rows together; see [Largest].
    SparseCodes largestTogether(int keep) {
        return Largest.of(all(), rows(), latents(), keep, kernels);
    }

    /// The `perRow · rows` largest positive ones of some latents; see [Largest].
    ///
    /// @return latents are places in `some`
    SparseCodes largestOf(int[] some, int perRow) {
        return Largest.of(of(some), rows(), some.length, perRow * rows(), kernels);
    }

    /// The value of the `keep`-th largest positive one; 0 if there are fewer.
    float edge(int keep) {
        return Largest.edge(all(), rows(), latents(), keep, kernels);
    }
}
