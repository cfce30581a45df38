package io.github.recscope.coding;

import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Autoencoder;
import java.util.Arrays;

/// Encodes embeddings and decodes codes, a block of rows at a time so that no rows × latents matrix is kept.
/// Immutable and safe for use by several threads.
///
/// The formulas are those of [Autoencoder].
public final class Coder {
    private static final int BLOCK = 4096;
    private static final int CHUNK = 64;
    /// Keeps the deviation of a constant row away from 0 (the constant of the paper's code).
    private static final double EPSILON = 1e-5;

    private final Matrix encoder;
    private final float[] encoderBias;
    private final Matrix decoder;
    private final float[] decoderBias;
    private final double scale;
    private final boolean rowNormalised;
    private final Activation activation;
    private final Kernels kernels;

    /// A coder of these weights; see [Autoencoder] for the shapes.
    public Coder(
            Matrix encoder,
            float[] encoderBias,
            Matrix decoder,
            float[] decoderBias,
            double scale,
            boolean rowNormalised,
            Activation activation,
            Kernels kernels) {
        this.encoder = encoder;
        this.encoderBias = encoderBias;
        this.decoder = decoder;
        this.decoderBias = decoderBias;
        this.scale = scale;
        this.rowNormalised = rowNormalised;
        this.activation = activation;
        this.kernels = kernels;
    }

    /// The coder of a trained autoencoder.
    public static Coder of(Autoencoder sae, Kernels kernels) {
        return new Coder(
                sae.encoder(),
                sae.encoderBias(),
                sae.decoder(),
                sae.decoderBias(),
                sae.scale(),
                sae.rowNormalised(),
                sae.activation(),
                kernels);
    }

    /// The codes of embeddings of users.
    ///
    /// @param users `[n, d]` in the recommender's scale
    /// @param check called often; may throw to stop
    public SparseCodes encodeUsers(Matrix users, Runnable check) {
        return encode(users, true, check);
    }

    /// The codes of embeddings of items.
    ///
    /// @param items `[n, d]` in the recommender's scale
    /// @param check called often; may throw to stop
    public SparseCodes encodeItems(Matrix items, Runnable check) {
        return encode(items, false, check);
    }

    /// The embeddings that codes stand for, in the recommender's scale.
    ///
    /// @param codes `[n, latents]`
    /// @param rows  `[n, d]` the embeddings that the codes were made from: with row normalisation their means and
    ///     deviations are put back
    public Matrix decode(SparseCodes codes, Matrix rows) {
        int d = decoder.cols();
        float[] out = new float[codes.rows() * d];
        kernels.decode(codes, decoder, decoderBias, out);
        for (int r = 0; r < codes.rows(); r++) {
            double unit = unit(rows, r);
            double mean = mean(rows, r);
            for (int c = 0; c < d; c++) {
                out[r * d + c] = (float) (out[r * d + c] * unit + mean);
            }
        }
        return Matrix.of(codes.rows(), d, out);
    }

    /// How much an embedding moves along a row of the decoder when that latent's activation grows by 1.
    ///
    /// @param rows embeddings
    /// @param r    the row
    public double unit(Matrix rows, int r) {
        if (!rowNormalised) {
            return scale;
        }
        int d = rows.cols();
        double mean = mean(rows, r);
        double sum = 0;
        for (int c = 0; c < d; c++) {
            double x = rows.data()[r * d + c] - mean;
            sum += x * x;
        }
        return Math.sqrt(sum / Math.max(1, d - 1)) + EPSILON * scale;
    }

    /// What is taken from every coordinate of a row before it is encoded, and put back after decoding.
    public double mean(Matrix rows, int r) {
        if (!rowNormalised) {
            return 0;
        }
        int d = rows.cols();
        double sum = 0;
        for (int c = 0; c < d; c++) {
            sum += rows.data()[r * d + c];
        }
        return sum / d;
    }

    /// Embeddings in the autoencoder's scale.
    public Matrix normalised(Matrix rows) {
        int d = rows.cols();
        float[] out = new float[rows.rows() * d];
        for (int r = 0; r < rows.rows(); r++) {
            double mean = mean(rows, r);
            double unit = unit(rows, r);
            for (int c = 0; c < d; c++) {
                out[r * d + c] = (float) ((rows.data()[r * d + c] - mean) / unit);
            }
        }
        return Matrix.of(rows.rows(), d, out);
    }

    private SparseCodes encode(Matrix rows, boolean users, Runnable check) {
        int n = rows.rows();
        Selection selection = selection(users);
        SparseCodes[] parts = new SparseCodes[(n + BLOCK - 1) / BLOCK];
        for (int b = 0; b < parts.length; b++) {
            check.run();
            int from = b * BLOCK;
            int to = Math.min(n, from + BLOCK);
            Matrix block = Matrix.of(
                    to - from, rows.cols(), Arrays.copyOfRange(rows.data(), from * rows.cols(), to * rows.cols()));
            parts[b] = selection.select(centred(normalised(block)), check);
        }
        return stack(parts, n);
    }

    private Matrix centred(Matrix x) {
        int d = x.cols();
        float[] out = new float[x.data().length];
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < d; c++) {
                out[r * d + c] = x.data()[r * d + c] - decoderBias[c];
            }
        }
        return Matrix.of(x.rows(), d, out);
    }

    /// Makes codes of centred rows.
    private interface Selection {
        SparseCodes select(Matrix centred, Runnable check);
    }

    private Selection selection(boolean users) {
        int m = encoder.rows();
        return switch (activation) {
            case Activation.Threshold t -> {
                float[] bars = new float[m];
                Arrays.fill(bars, Math.nextUp((float) (users ? t.users() : t.items())));
                yield (x, _) -> kernels.encodeReaching(x, encoder, encoderBias, bars);
            }
            case Activation.Gate g -> {
                float[] bars = new float[m];
                for (int j = 0; j < m; j++) {
                    bars[j] = Math.nextUp(g.threshold()[j]);
                }
                yield (x, _) ->
                        Codes.gated(kernels.encodeReaching(x, encoder, encoderBias, bars), g.gain(), g.offset());
            }
            case Activation.Largest l -> (x, _) -> kernels.encodeLargest(x, encoder, encoderBias, l.k());
            case Activation.Pursuit p -> {
                Matrix metric = users ? p.userMetric() : p.itemMetric();
                float[] weighted = new float[m * metric.cols()];
                kernels.multiply(decoder, metric, weighted);
                Matrix directions = Matrix.of(m, metric.cols(), weighted);
                float[] gram = new float[Math.multiplyExact(m, m)];
                kernels.multiplyTransposed(directions, decoder, null, gram);
                yield (x, check) -> pursue(x, p, metric, directions, Matrix.of(m, m, gram), check);
            }
        };
    }

    private SparseCodes pursue(
            Matrix x, Activation.Pursuit p, Matrix metric, Matrix directions, Matrix gram, Runnable check) {
        int n = x.rows();
        int m = directions.rows();
        int d = x.cols();
        float[] projection = new float[Math.multiplyExact(n, m)];
        kernels.multiplyTransposed(x, directions, null, projection);
        float[] weighted = new float[n * d];
        kernels.multiply(x, metric, weighted);
        Codes.Rows rows = new Codes.Rows(n, m);
        kernels.workers().forEach((n + CHUNK - 1) / CHUNK, c -> {
            check.run();
            Pursuit pursuit = new Pursuit(gram, p.k());
            for (int r = c * CHUNK; r < Math.min(n, (c + 1) * CHUNK); r++) {
                double energy = kernels.rows().dot(x.data(), r * d, weighted, r * d, d);
                int size = pursuit.code(projection, r * m, energy, p.tolerance());
                rows.put(r, size, pursuit::latent, pursuit::value);
            }
        });
        return rows.codes();
    }

    private SparseCodes stack(SparseCodes[] parts, int n) {
        int size = 0;
        for (SparseCodes p : parts) {
            size = Math.addExact(size, p.size());
        }
        int[] offsets = new int[n + 1];
        int[] latent = new int[size];
        float[] value = new float[size];
        int row = 0;
        int at = 0;
        for (SparseCodes p : parts) {
            System.arraycopy(p.latent(), 0, latent, at, p.size());
            System.arraycopy(p.value(), 0, value, at, p.size());
            for (int r = 0; r < p.rows(); r++) {
                offsets[++row] = at + p.offsets()[r + 1];
            }
            at += p.size();
        }
        return new SparseCodes(n, encoder.rows(), offsets, latent, value);
    }
}
