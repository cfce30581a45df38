package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.List;
import java.util.random.RandomGenerator;

/// The weights of a sparse autoencoder while it trains, on embeddings divided by the data set's scale.
final class Weights {
    final int latents;
    final int d;
    final float[] encoder;
    final float[] encoderBias;
    final float[] decoder;
    final float[] decoderBias;

    /// Decoder rows start at random data rows with a little noise, of unit length; the encoder starts as the
    /// decoder.
    ///
    /// Starting on the data keeps latents alive that would otherwise never win against others (Gao et al.,
    /// 2406.04093, tie them for the same reason).
    Weights(int latents, Matrix data, RandomGenerator random) {
        this.latents = latents;
        this.d = data.cols();
        this.decoderBias = new float[d];
        double[] mean = Rows.mean(data);
        for (int c = 0; c < d; c++) {
            decoderBias[c] = (float) mean[c];
        }
        this.decoder = new float[latents * d];
        for (int j = 0; j < latents; j++) {
            int r = random.nextInt(data.rows());
            double norm = 0;
            for (int c = 0; c < d; c++) {
                norm += Math.pow(data.data()[r * d + c] - mean[c], 2);
            }
            double noise = 0.1 * Math.sqrt(norm / d) + 1e-6;
            for (int c = 0; c < d; c++) {
                decoder[j * d + c] = (float) (data.data()[r * d + c] - mean[c] + noise * random.nextGaussian());
            }
        }
        normaliseDecoder();
        this.encoder = decoder.clone();
        this.encoderBias = new float[latents];
    }

    /// Whether every weight is a finite number.
    boolean finite() {
        for (float[] part : List.of(encoder, encoderBias, decoder, decoderBias)) {
            for (float w : part) {
                if (!Float.isFinite(w)) {
                    return false;
                }
            }
        }
        return true;
    }

    Matrix encoderMatrix() {
        return Matrix.of(latents, d, encoder);
    }

    Matrix decoderMatrix() {
        return Matrix.of(latents, d, decoder);
    }

    /// Rows less the decoder's bias.
    Matrix centred(Matrix x) {
        float[] out = new float[x.data().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x.data()[i] - decoderBias[i % d];
        }
        return Matrix.of(x.rows(), d, out);
    }

    /// `centred · encoderᵀ + encoderBias`, `[rows, latents]`.
    float[] preActivations(Matrix centred, Kernels kernels) {
        float[] pre = new float[Math.multiplyExact(centred.rows(), latents)];
        kernels.multiplyTransposed(centred, encoderMatrix(), encoderBias, pre);
        return pre;
    }

    /// `codes · decoder + decoderBias`.
    Matrix decode(SparseCodes codes, Kernels kernels) {
        float[] out = new float[codes.rows() * d];
        kernels.decode(codes, decoderMatrix(), decoderBias, out);
        return Matrix.of(codes.rows(), d, out);
    }

    /// Gives every decoder row unit length.
    void normaliseDecoder() {
        for (int j = 0; j < latents; j++) {
            double norm = 0;
            for (int c = 0; c < d; c++) {
                norm += (double) decoder[j * d + c] * decoder[j * d + c];
            }
            float inverse = (float) (1 / Math.max(1e-12, Math.sqrt(norm)));
            for (int c = 0; c < d; c++) {
                decoder[j * d + c] *= inverse;
            }
        }
    }
}
