package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;

/// Says how well vectors recommend, so that imported ones stand beside trained ones. Whoever puts the program together
/// brings it along: training and evaluating are another feature.
@FunctionalInterface
public interface Judge {
    /// What it found.
    ///
    /// @param split      which interactions were held out
    /// @param evaluation how well the lists hit them
    record Judged(Split split, Evaluation evaluation) {}

    /// Holds out a part of each user's interactions and evaluates on it.
    ///
    /// @param users    `[users, d]`
    /// @param items    `[items, d]`
    /// @param itemBias `[items]`
    /// @param heldOut  the share held out
    /// @param cutoff   the length of the lists
    Judged judge(
            Dataset data,
            Matrix users,
            Matrix items,
            float[] itemBias,
            Scorer scorer,
            double heldOut,
            int cutoff,
            Ctx ctx);
}
