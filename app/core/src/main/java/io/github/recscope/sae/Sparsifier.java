package io.github.recscope.sae;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Activation;
import java.util.List;

/// How latents become sparse: all in which the variants differ. Activation while training, its way back with the
/// gradient of a penalty, and what stays at inference.
interface Sparsifier {
    /// The activations of a batch. An active latent may have the value 0 where its threshold is to be learned.
    ///
    /// @param centred `[rows, d]`
    /// @param pre     not to be asked unless [#usesEncoder()]
    SparseCodes codes(Tower tower, Matrix centred, PreActivations pre);

    /// The gradient with respect to the pre-activations of the active latents; gradients of own weights are kept until
    /// [#clear()].
    ///
    /// @param delta `[codes.size()]` the gradient with respect to the activations
    /// @return `[codes.size()]`
    float[] back(Pass pass, float[] delta);

    /// Adds the gradient of the penalty with respect to the pre-activations of the active latents.
    ///
    /// @param gradient `[codes.size()]` is added to
    default void penalise(Pass pass, float[] gradient, Weights weights, Kernels kernels) {}

    /// The value of the penalty that [#penalise] adds the gradient of.
    default double penalty(Pass pass, Weights weights, Kernels kernels) {
        return 0;
    }

    /// Whether codes come from pre-activations.
    default boolean usesEncoder() {
        return true;
    }

    /// Weights of its own.
    default List<float[]> weights() {
        return List.of();
    }

    /// Their gradients, aligned.
    default List<float[]> gradients() {
        return List.of();
    }

    /// Forgets the gradients, before a step.
    default void clear() {}

    /// Called once before the first step.
    ///
    /// @param batches one of each tower, passed through the fresh weights
    default void start(List<Pass> batches, Weights weights) {}

    /// Called after each step with its batches.
    default void stepped(List<Pass> batches) {}

    /// What else the next step depends on.
    default double[] state() {
        return new double[0];
    }

    /// Goes on from a [#state()].
    default void restore(double[] state) {}

    /// What stays: the activation at inference.
    ///
    /// @param users the normalised users that took part in training
    /// @param items the normalised items
    Activation trained(Matrix users, Matrix items, Weights weights, Ctx ctx);
}
