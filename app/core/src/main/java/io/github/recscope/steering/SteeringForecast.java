package io.github.recscope.steering;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.IdList;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Memory;
import io.github.recscope.scoring.RankingCost;
import java.util.Locale;

/// What rankings of a population under edits will take.
///
/// @param scorer  of the recommender
/// @param users   of the data set
/// @param items   of the data set
/// @param pairs   interactions, held-out ones too
/// @param d       the length of an embedding
/// @param latents of the autoencoder
/// @param k       the length of the lists
/// @param mode    how edited codes become embeddings
/// @param threads at work
public record SteeringForecast(
        Scorer scorer,
        double users,
        double items,
        double pairs,
        double d,
        double latents,
        int k,
        SteeringMode mode,
        int threads) {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz.
    private static final double LATENT = 3e-9;
    private static final double CLEARED = 2e-9;
    private static final double DECODED = 6e-9;
    private static final double PLACE = 60e-9;
    private static final double RESAMPLED = 8e-6;
    private static final double COLUMN = 0.15e-6;
    private static final double PROBED = 8e-9;
    private static final double STRING = 3e-6;
    private static final double NUMBER = 4e-9;
    private static final int LABELS = 3;

    static SteeringForecast of(Inputs inputs, int k, SteeringMode mode, int threads) {
        Recommender model = inputs.get(Recommender.class);
        Memory.checkLength("The lists", model.users().rows(), k, "Choose shorter lists.");
        return new SteeringForecast(
                model.scorer(),
                model.users().rows(),
                model.items().rows(),
                (double) model.split().train().size() + model.split().test().size(),
                model.dimensions(),
                inputs.get(Autoencoder.class).latents(),
                k,
                mode,
                threads);
    }

    /// At most how many users an audience has.
    double audience(String text) {
        String audience = text.strip().toLowerCase(Locale.ROOT);
        if (audience.startsWith("ids:")) {
            return Math.min(users, IdList.parse(audience.substring(4)).size());
        }
        String last = audience.substring(audience.lastIndexOf(':') + 1).strip();
        return last.matches("\\d{1,9}") ? Math.min(users, Integer.parseInt(last)) : users;
    }

    /// Seconds for so many rankings of so many users, with what is measured of the lists.
    double rankings(double n, double of) {
        boolean decoded = mode == SteeringMode.DECODE_ONLY || mode == SteeringMode.CLEAR_RESIDUAL;
        double parallel = RankingCost.lists(scorer, of, items, d)
                + of * (latents * LATENT + k * PLACE + (mode == SteeringMode.CLEAR_RESIDUAL ? latents * CLEARED : 0));
        double alone = decoded ? of * (latents + d) * DECODED : 0;
        return n * (alone + parallel / Math.max(1, threads));
    }

    /// Seconds for the intervals of so many columns of so many users.
    double intervals(double columns, double of) {
        return of * (RESAMPLED + columns * COLUMN) / Math.max(1, threads);
    }

    /// Seconds for the probes of a concept, one on half of the users and one on the items.
    double probes() {
        return PROBED * (users / 2 + items) * d * d;
    }

    /// Seconds for the labels of the items and the rest that comes once.
    double once() {
        return STRING * items + NUMBER * (users + items) * d;
    }

    /// What some populations of together so many users take, with so many kept results.
    ///
    /// @param kept results with their lists
    /// @param columns of numbers that are resampled together
    double bytes(double of, double kept, double columns) {
        double lists = k * 2.0 * Integer.BYTES;
        double measures = (4 + LABELS) * Double.BYTES;
        double towers = (users + items) * (d * 8 + 100);
        double block = Math.min(of, 8192) * (d * 16 + 4 * lists + latents * 8);
        // As much again for what is copied, and what the heap loses between large arrays.
        double results = of * ((3 + kept) * (lists + measures) + 3 * measures + columns * 4 * Double.BYTES + 300);
        return towers + 3 * block + 2 * results + pairs * 8 + items * 800 + (16 << 20);
    }

    /// What switching off so many concepts takes.
    public Forecast ablation(AblateParams params, double concepts) {
        double rankings = Ablator.rankings((int) latents, params);
        return new Forecast(
                bytes(users, 0, 0),
                once() + rankings(1, users) + concepts * (rankings(rankings, params.keenest()) + probes()));
    }
}
