package io.github.recscope.steering;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.SteeringMode;

/// How to switch concepts off one by one and compare with simpler means.
public record AblateParams(
        @Param(label = "Concepts", help = "How many concepts, those with the most items first.", min = 1, max = 1000)
        int concepts,

        @Param(
                label = "Keenest users",
                help = "How many users with the largest share of the label in their history.",
                min = 5,
                max = 100_000)
        int keenest,

        @Param(label = "List length", help = "Length of the lists.", min = 1, max = 1000)
        int cutoff,

        @Param(
                label = "Mode",
                help =
                        "clear-residual also removes what the residual holds of the concept; preserve-residual does not.")
        SteeringMode mode,

        @Param(
                label = "Helpers",
                help = "Most latents without the name that may be switched off too, where they carry the concept on the"
                        + " other half of the users; 0 for the named ones only.",
                min = 0,
                max = 10_000)
        int helpers)
        implements Params {
    /// Recommended values.
    public static AblateParams defaults() {
        return new AblateParams(10, 100, 20, SteeringMode.CLEAR_RESIDUAL, 30);
    }
}
