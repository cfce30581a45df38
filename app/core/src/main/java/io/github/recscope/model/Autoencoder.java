package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.List;

/// A sparse autoencoder trained on the embeddings of a frozen recommender, with the codes of all users and items.
///
/// With x an embedding brought to the autoencoder's scale: `pre = (x − decoderBias) · encoderᵀ + encoderBias`, `z =
/// activation(pre)`, and the reconstruction is `z · decoder + decoderBias`, brought back to the recommender's scale.
/// One dictionary serves both towers; users and items are encoded separately. The package `coding` does it.
///
/// @param name          a title for people
/// @param encoder       `[latents, d]`
/// @param encoderBias   `[latents]`
/// @param decoder       `[latents, d]`
/// @param decoderBias   `[d]`
/// @param scale         the embeddings are divided by it: one number for the whole data set
/// @param rowNormalised whether each row is centred and divided by its own standard deviation as well, as in the
///     paper; its mean and length then bypass the code
/// @param activation    which latents are active, and how much
/// @param users         codes of the users
/// @param items         codes of the items
/// @param fidelity      what the codes lose
/// @param curves        how training went
public record Autoencoder(
        String name,
        Matrix encoder,
        float[] encoderBias,
        Matrix decoder,
        float[] decoderBias,
        double scale,
        boolean rowNormalised,
        Activation activation,
        SparseCodes users,
        SparseCodes items,
        Fidelity fidelity,
        List<Curve> curves)
        implements Artifact {
    /// Copies the list.
    public Autoencoder {
        curves = List.copyOf(curves);
    }

    /// The width of the dictionary.
    public int latents() {
        return decoder.rows();
    }
}
