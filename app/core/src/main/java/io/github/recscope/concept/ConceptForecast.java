package io.github.recscope.concept;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Forecast;

/// What naming concepts, comparing them with baselines and with other trainings will take.
public final class ConceptForecast {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz.
    private static final double MULTIPLY_ADD = 0.037e-9;
    private static final double DEALT = 13e-9;
    private static final double SEARCHED = 0.25e-6;
    private static final double USER = 0.3e-6;
    private static final double CARD = 0.15e-6;
    private static final double NUMBER = 1e-9;
    private static final double TURNED = 25e-9;
    private static final double CUBED = 6e-9;
    private static final double PROBED = 6e-9;
    /// The closest silent item is looked for in a whole half where those listed all fire, now and then.
    private static final double SCANNED = 0.04e-9;
    private static final double LISTED = 10e-6;
    private static final double MATCHED = 0.9e-9;
    /// Until the compiler has seen everything.
    private static final double START = 0.3;
    /// Labels that do not hold are given up early; so much of the permutations is used up for shuffled codes.
    private static final double EARLY = 0.1;
    private static final double SOME = 0.4;
    /// Several latents bear the same name; about so many times the root of their number are distinct.
    private static final double DISTINCT = 8;
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

    /// The sizes that matter.
    ///
    /// @param users   of the data set
    /// @param items   of the data set
    /// @param d       the length of an embedding
    /// @param latents of the autoencoder
    /// @param firing  how many activations the items have, all together
    /// @param threads at work
    public record Sizes(double users, double items, double d, double latents, double firing, int threads) {
        static Sizes of(Recommender model, Autoencoder sae, int threads) {
            return new Sizes(
                    model.users().rows(),
                    sae.items().rows(),
                    model.dimensions(),
                    sae.latents(),
                    sae.items().size(),
                    threads);
        }
    }

    /// The forecast for the names of an autoencoder's latents.
    public static Forecast names(ConceptParams p, Sizes s) {
        double m = s.latents();
        double n = s.items();
        double d = s.d();
        double firing = s.firing();
        double users = Math.min(UserValidity.MOST, s.users());
        double parallel = neighbours(n, d)
                + named(p, m, firing, 1, n)
                + named(p, 2 * d, firing * 2 * d / m, SOME, n)
                + named(p, m, firing, EARLY, n)
                + m * (users * USER + n * CARD);
        parallel += m * m * d * NUMBER + firing * n / 2 * d * SCANNED;
        double alone = START + 2 * d * n * TURNED;
        return new Forecast(bytes(n, d, m, Math.max(m, 2 * d)), alone + parallel / Math.max(1, s.threads()));
    }

    /// The forecast for the comparison with simpler ways of taking embeddings apart.
    ///
    /// @param attributes at most how many there are
    public static Forecast baselines(ConceptParams p, Sizes s, double attributes) {
        double m = Math.min(s.latents(), s.items());
        double n = s.items();
        double d = s.d();
        double probes = Math.min(Math.min(m, DISTINCT * Math.sqrt(m)), attributes);
        double each = s.firing() / Math.max(1, s.latents());
        double parallel = neighbours(n, d)
                + named(p, m, m * each, 1, n)
                + 4 * named(p, 2 * d, 2 * d * each, SOME, n)
                + named(p, m, m * each, SOME, n)
                + named(p, m, n, SOME, n)
                + named(p, probes, probes * each, 1, n)
                + Clusters.ROUNDS * n * m * d * 0.15e-9
                + 4 * Components.STEPS * n * d * d * MULTIPLY_ADD
                + probes * n / 2 * d * d * PROBED;
        double alone = START
                + m * n * d * 0.25e-9
                + Components.STEPS * (n * d * TURNED + d * d * d * CUBED)
                + (8 * d + 3 * m) * n * TURNED;
        return new Forecast(
                bytes(n, d, m, Math.max(m, 2 * d)) + n * m * Float.BYTES, alone + parallel / Math.max(1, s.threads()));
    }

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

    private static double bytes(double n, double d, double m, double beside) {
        // For each candidate, whether an item has it: the concepts' beside those of what they are compared with.
        double candidates = (m + beside) * KEPT * n;
        return candidates + n * (64 * 2 * Integer.BYTES + d * Float.BYTES * 6 + 2000) + m * 20_000 + (16 << 20);
    }
}
