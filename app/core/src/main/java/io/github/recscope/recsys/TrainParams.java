package io.github.recscope.recsys;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// How to train logistic matrix factorisation (Johnson, 2014) with biases.
public record TrainParams(
        @Param(label = "Dimensions", help = "Length of an embedding.", min = 2, max = 1024)
        int dimensions,

        @Param(label = "Epochs", help = "Passes over the training interactions.", min = 1, max = 10_000)
        int epochs,

        @Param(label = "Optimiser", help = "Adam keeps two moments for each weight, SGD none.")
        Optimiser optimiser,

        @Param(
                label = "Learning rate",
                help = "Step size at the start; it falls linearly to a tenth.",
                min = 1e-6,
                max = 10)
        double learningRate,

        @Param(label = "L2 penalty", help = "Pulls embeddings towards zero.", min = 0, max = 10)
        double regularisation,

        @Param(label = "Negatives", help = "Sampled items for each interaction.", min = 1, max = 100)
        int negatives,

        @Param(label = "Held out", help = "Share of each user's interactions kept for evaluation.", min = 0, max = 0.9)
        double heldOut,

        @Param(label = "List length", help = "Length k of the evaluated lists.", min = 1, max = 1000)
        int cutoff)
        implements Params {
    /// How weights are updated.
    public enum Optimiser {
        /// Kingma and Ba (2015), moments of a row updated when the row is touched.
        ADAM,
        /// Plain stochastic gradient descent.
        SGD
    }

    /// Recommended values.
    public static TrainParams defaults() {
        return new TrainParams(64, 30, Optimiser.SGD, 0.05, 0.03, 4, 0.2, 20);
    }
}
