package io.github.recscope.sae;

import io.github.recscope.kernels.ByLatent;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.SparseCodes;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Latents that have not fired for a while, and how they come back to life: they reconstruct what the others leave; in
/// a search, which has no encoder to pull them back, they start anew at a row that is reconstructed badly.
final class DeadLatents {
    private static final int DEAD_AFTER_STEPS = 60;
    /// At most this many latents of a searched dictionary start anew in a step.
    private static final int RESTARTS = 8;

    private final SaeParams params;
    private final Weights weights;
    private final Kernels kernels;
    private final int[] silentFor;

    DeadLatents(SaeParams params, Weights weights, Kernels kernels) {
        this.params = params;
        this.weights = weights;
        this.kernels = kernels;
        this.silentFor = new int[params.latents()];
    }

    /// For each latent, the steps since it fired.
    int[] silentFor() {
        return silentFor.clone();
    }

    /// Goes on from an earlier [#silentFor()].
    void restore(int[] silence) {
        System.arraycopy(silence, 0, silentFor, 0, silentFor.length);
    }

    /// Counts a step.
    void count(BatchLoss.Batch batch) {
        Rows.each(
                kernels,
                silentFor.length,
                j -> silentFor[j] = batch.users().fires(j) || batch.items().fires(j) ? 0 : silentFor[j] + 1);
    }

    private int[] dead() {
        return params.auxWeight() == 0
                ? new int[0]
                : IntStream.range(0, silentFor.length)
                        .filter(j -> silentFor[j] > DEAD_AFTER_STEPS)
                        .toArray();
    }

    /// Lets the dead latents reconstruct what the others leave.
    ///
    /// @param gradients what that adds to
    void revive(BatchLoss.Batch batch, Gradients gradients) {
        int[] dead = dead();
        if (dead.length > 0) {
            revive(batch.users(), dead, gradients);
            revive(batch.items(), dead, gradients);
        }
    }

    private void revive(Pass f, int[] dead, Gradients gradients) {
        int rows = f.size();
        int perRow = Math.min(dead.length, Math.max(1, weights.d / 2));
        SparseCodes some = f.pre().largestOf(dead, perRow);
        SparseCodes codes = new SparseCodes(
                rows,
                weights.latents,
                some.offsets(),
                Arrays.stream(some.latent()).map(n -> dead[n]).toArray(),
                some.value());
        float[] guess = new float[rows * weights.d];
        kernels.decode(codes, weights.decoderMatrix(), null, guess);
        double left = Math.max(1e-30, Rows.squaredError(f.x(), f.xHat()));
        float factor = (float) (2 * params.auxWeight() / left);
        for (int i = 0; i < guess.length; i++) {
            guess[i] = factor * (guess[i] - (f.x().data()[i] - f.xHat().data()[i]));
        }
        ByLatent active = ByLatent.of(codes);
        gradients.throughEncoder(f.centred(), active, gradients.throughDecoder(codes, active, guess, false));
    }

    /// Points silent latents of a searched dictionary at what badly reconstructed rows of the batch lack; such rows are
    /// drawn in proportion to their squared errors, alternately from both towers.
    ///
    /// @param decoder its optimiser, which forgets them
    void restart(BatchLoss.Batch batch, Adam decoder, RandomGenerator random) {
        int[] dead = dead();
        for (int n = 0; n < Math.min(RESTARTS, dead.length); n++) {
            int j = dead[n];
            silentFor[j] = 0;
            Pass f = n % 2 == 0 ? batch.users() : batch.items();
            int row = badRow(f, random.nextDouble());
            int d = weights.d;
            for (int c = 0; c < d; c++) {
                weights.decoder[j * d + c] =
                        f.x().data()[row * d + c] - f.xHat().data()[row * d + c];
            }
            if (params.hasUnitRows()) {
                weights.normalise(j, kernels.rows());
            }
            decoder.forget(j * d, d);
        }
    }

    /// @param share where in the sum of the squared errors, in `[0, 1)`
    private static int badRow(Pass f, double share) {
        double left = share * Rows.squaredError(f.x(), f.xHat());
        int d = f.x().cols();
        for (int r = 0; r < f.size(); r++) {
            for (int c = 0; c < d; c++) {
                double e = (double) f.x().data()[r * d + c] - f.xHat().data()[r * d + c];
                left -= e * e;
            }
            if (left < 0) {
                return r;
            }
        }
        return f.size() - 1;
    }
}
