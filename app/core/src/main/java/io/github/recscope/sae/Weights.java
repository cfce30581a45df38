package io.github.recscope.sae;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.RowOps;
import io.github.recscope.kernels.SparseCodes;
import java.util.List;
import java.util.random.RandomGenerator;

/// The weights of a sparse autoencoder while it trains, on normalised embeddings. With tied weights `encoder` and
/// `decoder` are one array.
final class Weights {
    final int latents;
    final int d;
    final float[] encoder;
    final float[] encoderBias;
    final float[] decoder;
    final float[] decoderBias;
    private final boolean tied;

    private Weights(int latents, int d, float[] decoder, boolean tied) {
        this.latents = latents;
        this.d = d;
        this.decoder = decoder;
        this.tied = tied;
        this.encoder = tied ? decoder : decoder.clone();
        this.encoderBias = new float[latents];
        this.decoderBias = new float[d];
    }

    /// Decoder rows start at random data rows with a little noise, of unit length; the encoder starts as the decoder,
    /// biases at 0.
    ///
    /// Starting on the data keeps latents alive that would otherwise never win against others (Gao et al.,
    /// 2406.04093, tie them for the same reason). A decoder bias that starts at the mean row keeps planted
    /// dictionaries from being found.
    static Weights onData(int latents, Matrix data, boolean tied, RandomGenerator random) {
        int d = data.cols();
        float[] decoder = new float[latents * d];
        for (int j = 0; j < latents; j++) {
            int r = random.nextInt(data.rows());
            double norm = 0;
            for (int c = 0; c < d; c++) {
                norm += (double) data.data()[r * d + c] * data.data()[r * d + c];
            }
            double noise = 0.1 * Math.sqrt(norm / d) + 1e-6;
            for (int c = 0; c < d; c++) {
                decoder[j * d + c] = (float) (data.data()[r * d + c] + noise * random.nextGaussian());
            }
        }
        normalise(decoder, d);
        return new Weights(latents, d, decoder, tied);
    }

    /// Tied weights drawn uniformly from `±1/√d`, the common default for a linear layer, which the paper used.
    static Weights uniform(int latents, int d, RandomGenerator random) {
        double bound = 1 / Math.sqrt(d);
        float[] decoder = new float[latents * d];
        for (int i = 0; i < decoder.length; i++) {
            decoder[i] = (float) random.nextDouble(-bound, bound);
        }
        Weights w = new Weights(latents, d, decoder, true);
        for (int j = 0; j < latents; j++) {
            w.encoderBias[j] = (float) random.nextDouble(-bound, bound);
        }
        return w;
    }

    Weights copy() {
        Weights w = new Weights(latents, d, decoder.clone(), tied);
        System.arraycopy(encoder, 0, w.encoder, 0, encoder.length);
        System.arraycopy(encoderBias, 0, w.encoderBias, 0, encoderBias.length);
        System.arraycopy(decoderBias, 0, w.decoderBias, 0, decoderBias.length);
        return w;
    }

    boolean tied() {
        return tied;
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
    Matrix centred(Matrix x, Kernels kernels) {
        float[] from = x.data();
        float[] out = new float[from.length];
        Rows.each(kernels, x.rows(), r -> {
            for (int c = 0; c < d; c++) {
                out[r * d + c] = from[r * d + c] - decoderBias[c];
            }
        });
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

    /// Gives decoder row `j` unit length.
    void normalise(int j, RowOps ops) {
        double norm = Math.sqrt(ops.dot(decoder, j * d, decoder, j * d, d));
        ops.scale((float) (1 / Math.max(1e-12, norm)), decoder, j * d, d);
    }

    private static void normalise(float[] rows, int d) {
        for (int j = 0; j < rows.length / d; j++) {
            double norm = 0;
            for (int c = 0; c < d; c++) {
                norm += (double) rows[j * d + c] * rows[j * d + c];
            }
            float inverse = (float) (1 / Math.max(1e-12, Math.sqrt(norm)));
            for (int c = 0; c < d; c++) {
                rows[j * d + c] *= inverse;
            }
        }
    }
}
