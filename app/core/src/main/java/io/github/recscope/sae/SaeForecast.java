package io.github.recscope.sae;

import io.github.recscope.model.Scorer;
import io.github.recscope.op.Forecast;
import io.github.recscope.scoring.RankingCost;

/// What the training of an autoencoder will take, with the measures that follow it.
public final class SaeForecast {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz.
    private static final double MULTIPLY_ADD = 0.037e-9;
    private static final double CHOSEN = 0.5e-9;
    private static final double DENSE = 6e-9;
    private static final double SPARSE = 0.35e-9;
    private static final double SEARCHED = 7.8e-9;
    private static final double SOLVED = 2e-9;
    private static final double WEIGHT = 0.6e-9;
    private static final double NUMBER = 4e-9;
    private static final double PERCEPTRON = 0.07e-9;
    private static final double STEP = 0.9e-3;
    private static final double RESAMPLED_USER = 14e-6;
    private static final double LISTED_USER = 6e-6;
    private static final int BLOCK = 8192;

    private SaeForecast() {}

    /// The forecast for items and users of a recommender.
    ///
    /// @param scorer  of the recommender
    /// @param d       the length of an embedding
    /// @param threads at work
    public static Forecast of(SaeParams p, Scorer scorer, long users, long items, long d, int threads) {
        double trained = users * (1 - p.heldOut());
        double batchUsers = Math.max(1, Math.min(p.batch(), trained));
        double batchItems = Math.max(1, Math.min(p.batch(), items));
        double steps = p.epochs() * Math.max(Math.ceil(trained / batchUsers), Math.ceil(items / batchItems));
        boolean sampled = !(scorer instanceof Scorer.Dot) && p.predictionWeight() > 0;
        double more = sampled ? batchUsers * SampledObjective.PER_USER : 0;
        double rows = batchUsers + batchItems + more;
        double step = rows * encoded(p, d) + rows * d * NUMBER + p.latents() * d * WEIGHT * (p.tied() ? 1 : 2);
        step += rows * p.l0() * d * SPARSE * 6 * nested(p);
        step += sampled ? 4 * more * pair(scorer, d) : p.predictionWeight() > 0 ? 10 * MULTIPLY_ADD * rows * d * d : 0;
        if (p.auxWeight() > 0 && p.variant() != SaeParams.Variant.PURSUIT) {
            step += rows * p.latents() * CHOSEN;
        }
        double parallel = steps * step;
        double judged = p.heldOut() > 0 ? users * p.heldOut() : users;
        parallel += (users + items) * encoded(p, d) * 2;
        parallel += 2 * RankingCost.lists(scorer, judged, items, d) + judged * LISTED_USER;
        if (p.rankWeight() > 0 || sampled) {
            parallel += RankingCost.lists(scorer, users, items, d);
        }
        double alone = steps * STEP + judged * RESAMPLED_USER + (users + items) * d * NUMBER * 5;
        return new Forecast(bytes(p, users, items, d, rows), alone + parallel / Math.max(1, threads));
    }

    /// Seconds for the codes of one row.
    private static double encoded(SaeParams p, double d) {
        double m = p.latents();
        return switch (p.variant()) {
            case TOP_K, BATCH_TOP_K, MATRYOSHKA -> m * (d * MULTIPLY_ADD + CHOSEN);
            case JUMP_RELU, GATED, RELU -> m * (d * MULTIPLY_ADD + DENSE);
            case PURSUIT -> m * (d * MULTIPLY_ADD + CHOSEN) + p.l0() * (m * SEARCHED + p.l0() * p.l0() * SOLVED);
        };
    }

    /// How much more the whole costs where several nested dictionaries must each reconstruct the rows.
    private static double nested(SaeParams p) {
        return p.variant() == SaeParams.Variant.MATRYOSHKA ? 1 + p.prefixes() / 2.0 : 1;
    }

    private static double pair(Scorer scorer, double d) {
        return scorer instanceof Scorer.Mlp m ? RankingCost.weights(m.layers()) * PERCEPTRON : 4e-9 * d;
    }

    private static double bytes(SaeParams p, double users, double items, double d, double rows) {
        double m = p.latents();
        boolean relu = p.variant() == SaeParams.Variant.RELU;
        // Where no L0 is asked for, half of the latents of a row may be active.
        double active = relu && !p.reachL0() ? Math.max(p.l0(), m / 2) : 2 * p.l0();
        // Normalised rows, those that take part, reconstructions and the lists' copies; codes and the parts of them.
        double towers = (users + items) * (6 * d * Float.BYTES + 40) + (users + items) * active * 16;
        // Both matrices with gradients and two moments, and what is kept in case of a cancel.
        double weights = m * d * Float.BYTES * (m * d <= 1 << 22 ? 18 : 9);
        // A batch on its way: rows of length d, and pre-activations where all are kept.
        double batch = rows * d * Float.BYTES * 14 + rows * active * 40;
        batch += switch (p.variant()) {
            case JUMP_RELU, GATED, RELU -> rows * m * Float.BYTES * 6;
            case TOP_K, BATCH_TOP_K, MATRYOSHKA -> rows * m * Float.BYTES * 2;
            case PURSUIT -> rows * m * Float.BYTES * 2 + m * m * Float.BYTES * 3;
        };
        double encoding = Math.min(BLOCK, Math.max(users, items)) * m * Float.BYTES;
        double lists = users * p.listLength() * 16 + users * (p.rankWeight() > 0 ? 800.0 : 0) + users * 7 * 8 * 2;
        return towers + weights + batch + encoding + lists + (8 << 20);
    }
}
