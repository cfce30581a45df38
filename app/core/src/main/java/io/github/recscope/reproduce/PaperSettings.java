package io.github.recscope.reproduce;

import io.github.recscope.recsys.TrainParams;
import io.github.recscope.sae.SaeParams;
import io.github.recscope.sae.SaeParams.Variant;

/// The settings of all trainings.
///
/// Weights of the loss are relative to variances here, in the paper they are not: its α, λ1 and λ2 cannot be taken
/// over. They were set once on MovieLens 1M pairs so that the mean number of active latents is the paper's.
///
/// @param quick whether trainings are short
record PaperSettings(boolean quick) {
    /// The paper's dictionary.
    static final int LATENTS = 22;
    /// Its embeddings.
    static final int DIMENSIONS = 20;
    /// Share of users who have no part in training the autoencoder.
    private static final double HELD_OUT = 0.2;
    /// Length of the compared lists.
    private static final int LENGTH = 30;

    private static final int BATCH = 256;
    /// The paper minds the scores of all pairs alike.
    private static final double RANK_WEIGHT = 0;

    /// Logistic matrix factorisation.
    TrainParams factorisation(int dimensions) {
        return TrainParams.of(TrainParams.Model.LOGISTIC_MF).sized(dimensions, 0);
    }

    /// Neural collaborative filtering.
    TrainParams perceptron() {
        return TrainParams.of(TrainParams.Model.NCF).sized(DIMENSIONS, quick ? 3 : 0);
    }

    private int epochs(int full) {
        return quick ? Math.max(2, full / 40) : full;
    }

    /// The paper's autoencoder: tied, ReLU, L1 and KL penalties that are moved until the wanted number of latents is
    /// active.
    ///
    /// @param beta weight of the prediction loss
    /// @param l0   active latents asked for
    /// @param rowNormalised as for matrix factorisation
    SaeParams paper(double beta, double l0, boolean rowNormalised) {
        return SaeParams.of(Variant.RELU, LATENTS, l0, epochs(400), BATCH, 0.01)
                .weighted(beta, RANK_WEIGHT, 10, 0)
                .penalised(3, 0.3, 0.05, rowNormalised)
                .reaching(true)
                .judged(HELD_OUT, LENGTH);
    }

    /// The same without any penalty.
    SaeParams paperFree(double beta, boolean rowNormalised) {
        return SaeParams.of(Variant.RELU, LATENTS, LATENTS, epochs(400), BATCH, 0.01)
                .weighted(beta, RANK_WEIGHT, 1, 0)
                .penalised(0, 0, 0.05, rowNormalised)
                .judged(HELD_OUT, LENGTH);
    }

    /// The closest reconstruction at a number of active latents: matching pursuit.
    SaeParams closest(double l0) {
        return SaeParams.of(Variant.PURSUIT, 256, l0, epochs(40), BATCH, 5e-3).judged(HELD_OUT, LENGTH);
    }

    /// What the program does if nobody says anything.
    SaeParams defaults() {
        SaeParams p = SaeParams.defaults();
        return quick ? SaeParams.of(p.variant(), 32, 4, 5, p.batch(), p.learningRate()) : p;
    }
}
