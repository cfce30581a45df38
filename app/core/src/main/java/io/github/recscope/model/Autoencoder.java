package io.github.recscope.model;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import java.util.List;

/// A sparse autoencoder trained on the embeddings of a frozen recommender, with the codes of all users and items.
///
/// With x an embedding and s the scale: `pre = ((x / s) − decoderBias) · encoderᵀ + encoderBias`,
/// `z = pre where pre > threshold, else 0`, and the reconstruction is `s · (z · decoder + decoderBias)`.
/// One dictionary serves both towers; users and items are encoded separately and have a threshold each.
///
/// @param name          a title for people
/// @param encoder       `[latents, d]`
/// @param encoderBias   `[latents]`
/// @param decoder       `[latents, d]`, rows of unit length
/// @param decoderBias   `[d]`
/// @param scale         one number for the whole data set (not per row, which would smuggle the norm past the code)
/// @param userThreshold activations of users below it are silent
/// @param itemThreshold activations of items below it are silent
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
        double userThreshold,
        double itemThreshold,
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
