package io.github.recscope.reproduce;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Params;
import io.github.recscope.model.Scorer;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.sae.SaeParams;
import io.github.recscope.sae.SaeParams.Variant;
import java.util.List;
import java.util.Map;

/// The settings of all trainings.
///
/// Weights of the loss are relative to variances here, in the paper they are not: its α, λ1 and λ2 cannot be taken
/// over. They were chosen once on pairs of MovieLens 1M; the penalties are scaled in training until as many latents are
/// active as in the paper.
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
    /// How much the loss minds items of top lists where it is allowed to; the paper minds all pairs alike.
    private static final double TOP_LISTS = 0.7;

    private static final int BATCH = 256;
    private static final double RATE = 0.01;

    /// Logistic matrix factorisation in 20 dimensions as the paper trains it.
    TrainParams paperFactorisation() {
        TrainParams p = TrainParams.of(TrainParams.Model.LOGISTIC_MF);
        return new TrainParams(DIMENSIONS, 10, p.optimiser(), 0.05, 0.01, 1, p.heldOut(), p.cutoff());
    }

    /// Logistic matrix factorisation as Recscope trains it.
    TrainParams factorisation(int dimensions) {
        return TrainParams.of(TrainParams.Model.LOGISTIC_MF).sized(dimensions, 0);
    }

    /// Neural collaborative filtering with the layers of the model behind the paper's published outputs.
    TrainParams perceptron() {
        TrainParams p = TrainParams.of(TrainParams.Model.NCF).sized(DIMENSIONS, quick ? 3 : 0);
        return Params.with(p, Map.of("widths", "8,4"));
    }

    /// What [#perceptron()] scores with, for its size.
    Scorer perceptronScorer() {
        return new Scorer.Mlp(List.of(layer(2 * DIMENSIONS, 8), layer(8, 4), layer(4, 1)));
    }

    private static Scorer.Layer layer(int in, int out) {
        return new Scorer.Layer(Matrix.zeros(out, in), new float[out]);
    }

    private int epochs(int full) {
        return quick ? Math.max(2, full / 20) : full;
    }

    /// The paper's autoencoder: tied, ReLU, L1 and KL penalties.
    ///
    /// @param beta weight of the prediction loss
    /// @param l0   active latents asked for
    /// @param mf   for matrix factorisation, otherwise for the perceptron
    SaeParams paper(double beta, double l0, boolean mf) {
        return SaeParams.of(Variant.RELU, LATENTS, l0, epochs(400), BATCH, RATE)
                .weighted(beta, 0, mf ? 3 : 1, 0)
                .penalised(mf ? 1 : 0, mf ? 0.3 : 0.1, 0.05, true)
                .reaching(true)
                .judged(HELD_OUT, LENGTH);
    }

    /// The same, where the loss minds most the items that reach somebody's top list.
    SaeParams topLists(double beta, double l0) {
        return paper(beta, l0, true).weighted(beta, TOP_LISTS, 3, 0);
    }

    /// The paper's architecture without any penalty.
    SaeParams free(double beta, boolean mf) {
        return SaeParams.of(Variant.RELU, LATENTS, LATENTS, epochs(100), BATCH, 5e-3)
                .weighted(beta, 0, 1, 0)
                .penalised(0, 0, 0.05, mf)
                .judged(HELD_OUT, LENGTH);
    }

    /// The closest reconstruction at a number of active latents: matching pursuit.
    SaeParams closest(double l0, int epochs) {
        return SaeParams.of(Variant.PURSUIT, 256, l0, epochs(epochs), BATCH, 5e-3)
                .judged(HELD_OUT, LENGTH);
    }

    /// What the program does if nobody says anything.
    SaeParams defaults() {
        SaeParams p = SaeParams.defaults();
        return quick ? SaeParams.of(p.variant(), 32, 4, 5, p.batch(), p.learningRate()) : p;
    }
}
