package io.github.recscope.sae;

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
    private final float[] part;
    private boolean encoderBegun;
    private boolean decoderBegun;

    Gradients(Weights weights, Kernels kernels) {
        this.weights = weights;
        this.kernels = kernels;
        this.decoder = new float[weights.decoder.length];
        this.encoder = weights.tied() ? decoder : new float[weights.encoder.length];
        this.encoderBias = new float[weights.encoderBias.length];
        this.decoderBias = new float[weights.decoderBias.length];
        this.part = new float[weights.decoder.length];
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
    float[] throughDecoder(SparseCodes codes, float[] g, boolean withBias) {
        int d = weights.d;
        Matrix gradient = Matrix.of(codes.rows(), d, g);
        add(codes, gradient, decoder, decoderBegun);
        decoderBegun = true;
        if (withBias) {
            double[] bias = new double[d];
            for (int r = 0; r < codes.rows(); r++) {
                for (int c = 0; c < d; c++) {
                    bias[c] += g[r * d + c];
                }
            }
            for (int c = 0; c < d; c++) {
                decoderBias[c] += (float) bias[c];
            }
        }
        float[] delta = new float[codes.size()];
        kernels.codeGradient(codes, gradient, weights.decoderMatrix(), delta);
        return delta;
    }

    /// Adds what flows back from the gradient of the pre-activations into the encoder.
    ///
    /// With δ that gradient: encoder += δᵀ · centred, encoderBias += Σ δ, and decoderBias −= Σ δ · encoder because
    /// the encoder sees rows less that bias.
    ///
    /// @param delta the gradient, sparse
    void throughEncoder(Matrix centred, SparseCodes delta) {
        int d = weights.d;
        int m = weights.latents;
        boolean tied = weights.tied();
        add(delta, centred, encoder, tied ? decoderBegun : encoderBegun);
        encoderBegun = true;
        decoderBegun |= tied;
        double[] sum = new double[m];
        for (int p = 0; p < delta.size(); p++) {
            sum[delta.latent()[p]] += delta.value()[p];
        }
        double[] bias = new double[d];
        for (int j = 0; j < m; j++) {
            encoderBias[j] += (float) sum[j];
            if (sum[j] != 0) {
                for (int c = 0; c < d; c++) {
                    bias[c] -= sum[j] * weights.encoder[j * d + c];
                }
            }
        }
        for (int c = 0; c < d; c++) {
            decoderBias[c] += (float) bias[c];
        }
    }

    /// Takes away the part of the decoder's gradient that only lengthens a row: rows keep unit length.
    void removeRadialPart() {
        int d = weights.d;
        RowOps ops = kernels.rows();
        weights.eachLatent(kernels, j -> {
            float along = ops.dot(decoder, j * d, weights.decoder, j * d, d);
            ops.axpy(-along, weights.decoder, j * d, decoder, j * d, d);
        });
    }

    /// `to += codesᵀ · g`, or the first part of it.
    private void add(SparseCodes codes, Matrix g, float[] to, boolean begun) {
        int d = weights.d;
        if (!begun) {
            kernels.dictionaryGradient(codes, g, to);
            return;
        }
        kernels.dictionaryGradient(codes, g, part);
        weights.eachLatent(kernels, j -> kernels.rows().axpy(1, part, j * d, to, j * d, d));
    }
}
