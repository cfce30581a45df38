package io.github.recscope.recsys;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Metric;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Forecast;
import io.github.recscope.scoring.RankingCost;
import java.util.List;

/// What an evaluation will take.
final class EvaluateForecast {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz.
    private static final double PLAIN_PAIR = 0.5e-9;
    private static final double COUNTED = 0.6e-9;
    private static final double PICKED = 1.2e-9;
    private static final double ADDED = 0.5e-9;
    private static final double MULTIPLY_ADD = 0.037e-9;
    private static final double PLACE = 0.4e-6;
    private static final double DRAWN = 5e-9;
    private static final double RANKED = 60e-9;
    /// Popularity, random order and item-kNN.
    private static final int YARDSTICKS = 3;

    private EvaluateForecast() {}

    /// The forecast for some recommenders of one data set, the first of which says what was held out.
    ///
    /// @param cutoffs ascending
    /// @param ease    whether there is memory for EASE
    /// @param threads at work
    static Forecast of(
            EvaluateParams params, List<Integer> cutoffs, List<Recommender> models, boolean ease, int threads) {
        IntLists train = models.getFirst().split().train();
        double users = train.rows();
        double items = models.getFirst().items().rows();
        double pairs = train.size();
        double squares = 0;
        for (int u = 0; u < train.rows(); u++) {
            squares += (double) train.length(u) * train.length(u);
        }
        int methods = models.size() + YARDSTICKS + (ease ? 1 : 0);
        double longest = cutoffs.getLast();
        double series = 1.0 * Metric.values().length * cutoffs.size();
        double parallel = 2 * users * items * PLAIN_PAIR;
        for (Recommender m : models) {
            parallel += RankingCost.lists(m.scorer(), users, items, m.dimensions());
        }
        parallel += COUNTED * squares + PICKED * items * items;
        parallel += ADDED * pairs * Math.min(params.neighbours(), items) + PICKED * users * items;
        if (ease) {
            parallel += COUNTED * squares + 2 * MULTIPLY_ADD * items * items * items;
            parallel += 0.15e-9 * pairs * items + PICKED * users * items;
        }
        parallel += methods * users * longest * PLACE;
        // Each method by itself, and each other one beside the first.
        double resampled = Resamples.COUNT * users * (DRAWN + 2 * MULTIPLY_ADD * series);
        parallel += (2 * methods - 1) * resampled + (methods - 1) * users * series * RANKED;
        double bytes = methods * users * series * Float.BYTES
                + users * series * 6 * Float.BYTES
                + users * (4 * longest + 60) * Float.BYTES
                + 40 * users * Float.BYTES
                + items * (Math.min(params.neighbours(), items) * 16 + 60)
                + items * models.getFirst().dimensions() * Float.BYTES
                + users * models.getFirst().dimensions() * Float.BYTES
                + pairs * 8
                + (8 << 20);
        if (ease) {
            bytes += Ease.bytes((int) items);
        }
        return new Forecast(bytes, parallel / Math.max(1, threads));
    }
}
