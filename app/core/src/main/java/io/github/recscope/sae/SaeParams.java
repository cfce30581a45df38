package io.github.recscope.sae;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// How to train the sparse autoencoder.
public record SaeParams(
        @Param(label = "Latents", help = "Width of the dictionary.", min = 2, max = 65_536)
        int latents,

        @Param(
                label = "Active latents",
                help = "Target for the mean number of active latents a row (L0).",
                min = 1,
                max = 1024)
        double l0,

        @Param(label = "Epochs", help = "Passes over all users and items.", min = 1, max = 100_000)
        int epochs,

        @Param(label = "Batch", help = "Users and items in a batch, each.", min = 1, max = 65_536)
        int batch,

        @Param(label = "Learning rate", help = "Adam's step size after warm-up; it falls to zero.", min = 1e-7, max = 1)
        double learningRate,

        @Param(
                label = "Prediction weight",
                help =
                        "Weight β of the error of all user–item scores beside that of the embeddings; 0 ignores the recommender.",
                min = 0,
                max = 1000)
        double predictionWeight,

        @Param(label = "Auxiliary weight", help = "Weight of the loss that revives dead latents.", min = 0, max = 10)
        double auxWeight,

        @Param(label = "List length", help = "Length of the lists compared for rank fidelity.", min = 1, max = 1000)
        int listLength)
        implements Params {
    /// Recommended values.
    public static SaeParams defaults() {
        return new SaeParams(256, 8, 100, 512, 5e-3, 1, 0.3, 20);
    }
}
