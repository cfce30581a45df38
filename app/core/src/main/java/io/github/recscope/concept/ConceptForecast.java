package io.github.recscope.concept;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Forecast;

/// What naming concepts, comparing them with baselines and with other trainings will take.
final class ConceptForecast {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz.
    private static final double MULTIPLY_ADD = 0.037e-9;
    private static final double DEALT = 7e-9;
    private static final double SEARCHED = 0.9e-6;
    private static final double USER = 0.5e-6;
    private static final double CARD = 0.25e-6;
    private static final double NUMBER = 1e-9;
    private static final double TURNED = 25e-9;
    private static final double CUBED = 6e-9;
    private static final double LISTED = 10e-6;
    private static final double MATCHED = 0.9e-9;
    /// Labels that do not hold are given up early; so much of the permutations is used up for random directions.
    private static final double EARLY = 0.1;
    private static final double SOME = 0.4;
    /// The label's candidate and alternatives.
    private static final int KEPT = 10;

    private ConceptForecast() {}

    /// Directions through the search for labels and their tests.
    ///
    /// @param count  how many directions
    /// @param firing for how many items they fire, all together
    /// @param tested the share of the permutations that are needed
    private static double named(ConceptParams p, double count, double firing, double tested, double items) {
        return count * items * SEARCHED + firing / 2 * p.permutations() * tested * DEALT;
    }

    /// The forecast for the names of an autoencoder's latents.
    ///
    /// @param threads at work
    static Forecast names(ConceptParams p, Recommender model, Autoencoder sae, int threads) {
        double m = sae.latents();
        double n = sae.items().rows();
        double d = model.dimensions();
        double firing = sae.items().size();
        double users = Math.min(UserValidity.MOST, model.users().rows());
        double parallel = neighbours(n, d)
                + named(p, m, firing, 1, n)
                + named(p, 2 * d, firing * 2 * d / m, SOME, n)
                + named(p, m, firing, EARLY, n)
                + m * (users * USER + n * CARD);
        double alone = 2 * d * n * TURNED + m * m * d * NUMBER / Math.max(1, threads);
        return new Forecast(bytes(sae, d, m), alone + parallel / Math.max(1, threads));
    }

    /// The forecast for the comparison with simpler ways of taking embeddings apart.
    ///
    /// @param threads at work
    static Forecast baselines(ConceptParams p, Recommender model, Autoencoder sae, int threads) {
        double m = Math.min(sae.latents(), sae.items().rows());
        double n = sae.items().rows();
        double d = model.dimensions();
        double each = (double) sae.items().size() / Math.max(1, sae.latents());
        double parallel = neighbours(n, d)
                + named(p, m, m * each, 1, n)
                + 4 * named(p, 2 * d, 2 * d * each, SOME, n)
                + named(p, m, m * each, SOME, n)
                + named(p, m, n, SOME, n)
                + named(p, m, m * each, 1, n)
                + Clusters.ROUNDS * n * m * d * 0.15e-9
                + 4 * Components.STEPS * n * d * d * MULTIPLY_ADD
                + m * n / 2 * d * d * PROBED;
        double alone = m * n * d * 0.25e-9
                + Components.STEPS * (n * d * TURNED + d * d * d * CUBED)
                + (8 * d + 3 * m) * n * TURNED;
        return new Forecast(
                bytes(sae, d, Math.max(m, 2 * d)) + n * m * Float.BYTES, alone + parallel / Math.max(1, threads));
    }

    private static final double PROBED = 6e-9;

    /// The forecast for one comparison of two dictionaries.
    ///
    /// @param threads at work
    static Forecast matched(Autoencoder own, Autoencoder other, int threads) {
        double n = Math.max(own.latents(), other.latents());
        double both = (double) own.items().size()
                * other.items().size()
                / Math.max(1, own.items().rows());
        double alone = MATCHED * n * n * n;
        return new Forecast(
                n * n * Double.BYTES + n * 100 + other.items().size() * 16.0 + (4 << 20),
                2 * (alone + NUMBER * (both + n * n) / Math.max(1, threads)));
    }

    /// The closest items of each item of either half.
    private static double neighbours(double n, double d) {
        return n * n / 2 * d * MULTIPLY_ADD + n * LISTED;
    }

    private static double bytes(Autoencoder sae, double d, double beside) {
        double n = sae.items().rows();
        // For each candidate, whether an item has it: the concepts' beside those of what they are compared with.
        double candidates = (sae.latents() + beside) * KEPT * n;
        return candidates
                + n * (64 * 2 * Integer.BYTES + d * Float.BYTES * 6 + 2000)
                + sae.latents() * 20_000.0
                + (16 << 20);
    }
}
