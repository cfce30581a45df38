package io.github.recscope.concept;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// When a latent counts as found again.
public record StabilityParams(
        @Param(
                label = "Likeness",
                help = "Cosine of the activations over all items from which on a match counts as found again.",
                min = 0,
                max = 1)
        double likeness)
        implements Params {
    /// Recommended values.
    public static StabilityParams defaults() {
        return new StabilityParams(0.5);
    }
}
