package io.github.recscope.sae;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;

/// Gradients of the loss with respect to the weights, summed over towers and parts of the loss. With tied weights
/// `encoder` and `decoder` are one array.
final class Gradients {
    private final Weights weights;
    private final Kernels kernels;
    final float[] encoder;
    final float[] encoderBias;
    final float[] decoder;
    final float[] decoderBias;
    private boolean encoderBegun;
    private boolean decoderBegun;

    Gradients(Weights weights, Kernels kernels) {
        this.weights = weights;
        this.kernels = kernels;
        this.decoder = new float[weights.decoder.length];
        this.encoder = weights.tied() ? decoder : new float[weights.encoder.length];
        this.encoderBias = new float[weights.encoderBias.length];
        this.decoderBias = new float[weights.decoderBias.length];
    }

    /// Begins anew, for the next step.
    ///
    /// The large arrays are not emptied: the first part of a step overwrites them.
    void clear() {
        encoderBegun = false;
        decoderBegun = false;
        Arrays.fill(encoderBias, 0);
        Arrays.fill(decoderBias, 0);
    }

    /// Adds what flows back from the gradient `g` `[rows, d]` of decoded rows into the decoder: `decoder += zᵀ · g`.
    ///
    /// @param withBias whether the rows were decoded with the bias
    /// @return `[codes.size()]` the gradient with respect to each activation of the codes, `g · decoderᵀ`
    float[] throughDecoder(SparseCodes codes, ByLatent active, float[] g, boolean withBias) {
        int d = weights.d;
        float[] delta = new float[codes.size()];
        Matrix gradient = Matrix.of(codes.rows(), d, g);
        kernels.decodeBackward(active, codes.value(), gradient, weights.decoderMatrix(), delta, decoderBegun, decoder);
        decoderBegun = true;
        if (withBias) {
            addTo(decoderBias, Rows.sum(kernels, g, codes.rows(), d, null), 1);
        }
        return delta;
    }

    /// Adds what flows back from the gradient δ of the pre-activations into the encoder and its bias: `encoder += δᵀ ·
    /// centred`, `encoderBias += Σ δ`.
    ///
    /// @param delta aligned with the codes
    void throughEncoder(Matrix centred, ByLatent active, float[] delta) {
        boolean tied = weights.tied();
        kernels.dictionaryGradient(active, delta, centred, tied ? decoderBegun : encoderBegun, encoder);
        encoderBegun = true;
        decoderBegun |= tied;
        Rows.each(kernels, weights.latents, j -> {
            double sum = 0;
            for (int a = active.offsets()[j]; a < active.offsets()[j + 1]; a++) {
                sum += delta[active.position()[a]];
            }
            encoderBias[j] += (float) sum;
        });
    }

    /// Ends a step's sums. The encoder sees rows less the decoder's bias:
    /// `decoderBias −= Σ_j encoderBias_j · encoder_j`.
    void finish() {
        if (encoderBegun) {
            addTo(decoderBias, Rows.sum(kernels, weights.encoder, weights.latents, weights.d, encoderBias), -1);
        }
    }

    private static void addTo(float[] bias, double[] sum, int sign) {
        for (int c = 0; c < bias.length; c++) {
            bias[c] += (float) (sign * sum[c]);
        }
    }

    /// Takes away the part of the gradient of decoder row `j` that only lengthens it: rows keep unit length.
    void removeRadialPart(int j, RowOps ops) {
        int d = weights.d;
        float along = ops.dot(decoder, j * d, weights.decoder, j * d, d);
        ops.axpy(-along, weights.decoder, j * d, decoder, j * d, d);
    }
}
