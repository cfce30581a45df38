package io.github.recscope.steering;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.IdList;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Memory;
import io.github.recscope.scoring.RankingCost;
import java.util.Locale;

/// What rankings of a population under edits will take.
///
/// @param model   the recommender
/// @param sae     its autoencoder
/// @param data    the data set
/// @param k       the length of the lists
/// @param mode    how edited codes become embeddings
/// @param threads at work
record SteeringForecast(Recommender model, Autoencoder sae, Dataset data, int k, SteeringMode mode, int threads) {
    // Seconds of one thread, measured with 512-bit vectors at 3.7 GHz.
    private static final double LATENT = 3e-9;
    private static final double CLEARED = 2e-9;
    private static final double DECODED = 2.5e-9;
    private static final double PLACE = 60e-9;
    private static final double RESAMPLED = 8e-6;
    private static final double COLUMN = 0.15e-6;
    private static final double PROBED = 8e-9;
    private static final double STRING = 3e-6;
    private static final int LABELS = 3;

    static SteeringForecast of(Inputs inputs, int k, SteeringMode mode, int threads) {
        Recommender model = inputs.get(Recommender.class);
        Memory.checkLength("The lists", model.users().rows(), k, "Choose shorter lists.");
        return new SteeringForecast(model, inputs.get(Autoencoder.class), inputs.get(Dataset.class), k, mode, threads);
    }

    /// At most how many users an audience has.
    double audience(String text) {
        double all = model.users().rows();
        String audience = text.strip().toLowerCase(Locale.ROOT);
        if (audience.startsWith("ids:")) {
            return Math.min(all, IdList.parse(audience.substring(4)).size());
        }
        String last = audience.substring(audience.lastIndexOf(':') + 1).strip();
        return last.matches("\\d{1,9}") ? Math.min(all, Integer.parseInt(last)) : all;
    }

    /// Seconds for so many rankings of so many users, with what is measured of the lists.
    double rankings(double n, double users) {
        double d = model.dimensions();
        double m = sae.latents();
        boolean decoded = mode == SteeringMode.DECODE_ONLY || mode == SteeringMode.CLEAR_RESIDUAL;
        double parallel = RankingCost.lists(model.scorer(), users, model.items().rows(), d)
                + users * (m * LATENT + k * PLACE + (mode == SteeringMode.CLEAR_RESIDUAL ? m * CLEARED : 0));
        double alone = decoded ? users * (m + d) * DECODED : 0;
        return n * (alone + parallel / Math.max(1, threads));
    }

    /// Seconds for the intervals of so many columns of so many users.
    double intervals(double columns, double users) {
        return users * (RESAMPLED + columns * COLUMN) / Math.max(1, threads);
    }

    /// Seconds for the probes of a concept, one on half of the users and one on the items.
    double probes() {
        double d = model.dimensions();
        return PROBED * (model.users().rows() / 2.0 + model.items().rows()) * d * d;
    }

    /// Seconds for the labels of the items and the rest that comes once.
    double once() {
        return STRING * data.items().size()
                + 4e-9 * (model.users().rows() + (double) model.items().rows()) * model.dimensions();
    }

    /// What some populations of together so many users take, with so many kept results.
    ///
    /// @param kept results with their lists
    /// @param columns of numbers that are resampled together
    double bytes(double users, double kept, double columns) {
        double lists = k * 2.0 * Integer.BYTES;
        double measures = (4 + LABELS) * Double.BYTES;
        double towers = (model.users().rows() + (double) model.items().rows()) * (model.dimensions() * 8.0 + 100);
        double block = Math.min(users, 8192) * (model.dimensions() * 16.0 + 4 * lists + sae.latents() * 8.0);
        return towers
                + block
                + users * ((2 + kept) * (lists + measures) + 3 * measures + columns * 3 * Double.BYTES)
                + data.items().size() * 800.0
                + (8 << 20);
    }
}
