package io.github.recscope.recsys;

import io.github.recscope.op.Forecast;

/// What a training will take, with the evaluation that follows it.
final class TrainForecast {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz: what a sample costs by itself, and for each
    // dimension.
    private static final double SAMPLE = 70e-9;
    private static final double DIMENSION = 0.9e-9;
    private static final double ADAM_SAMPLE = 150e-9;
    private static final double ADAM_DIMENSION = 3.5e-9;
    private static final double TRIPLE = 110e-9;
    private static final double TRIPLE_DIMENSION = 2e-9;
    private static final double DISTANCE = 50e-9;
    private static final double DISTANCE_DIMENSION = 0.4e-9;
    private static final double LEAST_SQUARES = 0.4e-9;
    private static final double PERCEPTRON_SAMPLE = 1.5e-6;
    private static final double PERCEPTRON = 0.055e-9;
    private static final double SEARCHED = 110e-9;
    private static final double SPLIT = 60e-9;
    private static final double PLAIN_PAIR = 0.5e-9;
    private static final double MULTIPLY_ADD = 0.037e-9;
    private static final double RESAMPLED_USER = 18e-6;
    /// The solves of ALS read each choice so many times, for a product and a sum each.
    private static final int PASSES = 9;
    /// Forward, and back to weights and to inputs.
    private static final int WAYS = 3;

    private static final double INIT = 15e-9;
    private static final double CACHE = 4 << 20;

    private TrainForecast() {}

    /// The forecast for a data set.
    ///
    /// @param pairs   interactions, held-out ones too
    /// @param threads at work
    static Forecast of(TrainParams params, long users, long items, long pairs, int threads) {
        TrainParams p = params.effective();
        double d = p.dimensions();
        double rows = (double) users + items;
        double chosen = pairs * (1 - p.heldOut());
        double samples = chosen * p.epochs();
        double parallel = switch (p.model()) {
            case LOGISTIC_MF ->
                p.optimiser() == TrainParams.Optimiser.ADAM
                        ? samples * (1 + p.negatives()) * (ADAM_SAMPLE + ADAM_DIMENSION * d)
                        : samples * (1 + p.negatives()) * (SAMPLE + DIMENSION * d);
            case BPR -> samples * p.negatives() * (TRIPLE + TRIPLE_DIMENSION * d);
            case ALS -> LEAST_SQUARES * p.epochs() * (2 * chosen * PASSES * d + rows * 4 * d * d);
            case CML -> samples * (p.negatives() * (DISTANCE + DISTANCE_DIMENSION * d) + TRIPLE + 4 * DIMENSION * d);
            case NCF -> samples * (1 + p.negatives()) * (PERCEPTRON_SAMPLE + WAYS * PERCEPTRON * layers(p));
        };
        parallel *= far(rows * (d + 1) * Float.BYTES);
        if (p.model() != TrainParams.Model.ALS && !BlockGrid.hasBits(users, items)) {
            parallel += samples * p.negatives() * SEARCHED;
        }
        double pair = p.model() == TrainParams.Model.NCF ? PERCEPTRON * layers(p) : MULTIPLY_ADD * d;
        parallel += (double) users * items * (pair + 2 * PLAIN_PAIR);
        double alone = SPLIT * pairs + INIT * rows * d + RESAMPLED_USER * users;
        return new Forecast(bytes(p, users, items, pairs), alone + parallel / Math.max(1, threads));
    }

    /// How much longer a sample takes where its rows are no longer in the caches.
    private static double far(double bytes) {
        return 1 + Math.clamp(0.25 * Math.log(bytes / CACHE) / Math.log(2), 0, 1.5);
    }

    /// The multiply-adds of one sample.
    private static double layers(TrainParams p) {
        double sum = 0;
        int in = 2 * p.dimensions();
        for (int out : Ncf.widths(p.widths())) {
            sum += (double) in * out;
            in = out;
        }
        return sum + in;
    }

    private static double bytes(TrainParams p, double users, double items, double pairs) {
        double weights = (users + items) * (p.dimensions() + 1) * Float.BYTES;
        boolean moments = p.model() == TrainParams.Model.NCF
                || (p.model() == TrainParams.Model.LOGISTIC_MF && p.optimiser() == TrainParams.Optimiser.ADAM);
        // Weights, and the embeddings that are made of them.
        double bytes = weights * (moments ? 4 : 2);
        // The split; the pairs of the blocks or the lists by item, with an order.
        bytes += pairs * 4 + pairs * 16;
        if (p.model() == TrainParams.Model.NCF) {
            bytes += 512.0 * (1 + p.negatives()) * (8 * p.dimensions() + 64) * Float.BYTES;
        } else if (p.model() != TrainParams.Model.ALS) {
            bytes += 32 << 20;
        }
        // Lists of the model and of two baselines, and what is measured of them.
        return bytes + users * (3.0 * 2 * p.cutoff() * Float.BYTES + 100) + items * 40 + (8 << 20);
    }
}
