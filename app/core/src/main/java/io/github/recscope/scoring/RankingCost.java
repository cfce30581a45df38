package io.github.recscope.scoring;

import io.github.recscope.model.Scorer;
import java.util.List;

/// What lists cost, for forecasts: seconds of one thread, measured with 512-bit vectors at 3.7 GHz.
public final class RankingCost {
    private static final double MULTIPLY_ADD = 0.037e-9;
    private static final double PAIR = 0.4e-9;
    private static final double PERCEPTRON = 0.075e-9;
    private static final double PERCEPTRON_PAIR = 17e-9;
    /// Keeping the best of a user's items.
    private static final double LIST = 4e-6;

    private RankingCost() {}

    /// Lists of the best of all items.
    ///
    /// @param users how many lists
    /// @param d     the length of an embedding
    public static double lists(Scorer scorer, double users, double items, double d) {
        return users * (items * pair(scorer, d) + LIST);
    }

    private static double pair(Scorer scorer, double d) {
        return switch (scorer) {
            case Scorer.Dot _, Scorer.Cosine _ -> PAIR + MULTIPLY_ADD * d;
            case Scorer.Euclidean _ -> PAIR + MULTIPLY_ADD * 1.2 * d;
            // What the first layer makes of users and items is computed once for each of them.
            case Scorer.Mlp m ->
                PERCEPTRON_PAIR
                        + PERCEPTRON
                                * (m.layers().getFirst().weights().rows()
                                        + weights(
                                                m.layers().subList(1, m.layers().size())));
        };
    }

    /// How many multiply-adds take some rows through some layers, for each row.
    public static double weights(List<Scorer.Layer> layers) {
        return layers.stream()
                .mapToDouble(l -> (double) l.weights().rows() * l.weights().cols())
                .sum();
    }
}
