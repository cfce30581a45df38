package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;

/// The pre-activations of a batch, `centred · encoderᵀ + encoderBias`: as much of them as somebody asks for, with the
/// weights as they are then.
final class PreActivations {
    private final Matrix centred;
    private final Weights weights;
    private final Kernels kernels;
    private float[] reached = new float[0];

    /// @param centred `[rows, d]`
    PreActivations(Matrix centred, Weights weights, Kernels kernels) {
        this.centred = centred;
        this.weights = weights;
        this.kernels = kernels;
    }

    int rows() {
        return centred.rows();
    }

    /// The `k` largest positive ones of each row.
    SparseCodes largest(int k) {
        return kernels.encodeLargest(centred, weights.encoderMatrix(), weights.encoderBias, k);
    }

    /// Those that reach the bar of their latent; [#reached] keeps them.
    SparseCodes reaching(float[] bars) {
        SparseCodes found = kernels.encodeReaching(centred, weights.encoderMatrix(), weights.encoderBias, bars);
        reached = found.value();
        return found;
    }

    /// The values that [#reaching] found, aligned with its codes.
    float[] reached() {
        return reached;
    }

    /// The `keep` largest positive ones of all rows together.
    ///
    /// @param guess as [Largest#of]
    Largest.Found largestTogether(int keep, float guess) {
        return Largest.of(centred, weights.encoderMatrix(), weights.encoderBias, keep, guess, kernels);
    }

    /// The `perRow · rows` largest positive ones of some latents.
    ///
    /// @return latents are places in `some`
    SparseCodes largestOf(int[] some, int perRow) {
        float[] bias = new float[some.length];
        for (int n = 0; n < some.length; n++) {
            bias[n] = weights.encoderBias[some[n]];
        }
        Matrix encoder = weights.encoderMatrix().gather(some);
        return Largest.of(centred, encoder, bias, perRow * rows(), Float.NaN, kernels)
                .codes();
    }

    /// The value of the `keep`-th largest positive one; 0 if there are fewer.
    float edge(int keep) {
        return largestTogether(keep, Float.NaN).edge();
    }
}
