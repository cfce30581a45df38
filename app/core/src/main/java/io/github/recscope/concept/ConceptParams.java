package io.github.recscope.concept;

import io.github.recscope.model.Param;
import io.github.recscope.model.Params;

/// How to name latents.
public record ConceptParams(
        @Param(
                label = "False discovery rate",
                help = "Expected share of wrong labels among the labels given.",
                min = 0.001,
                max = 0.5)
        double falseDiscoveryRate,

        @Param(
                label = "Minimum support",
                help = "Attributes of fewer items are not candidates.",
                min = 2,
                max = 100_000)
        int minSupport,

        @Param(label = "Permutations", help = "Permutations behind each p-value.", min = 99, max = 1_000_000)
        int permutations,

        @Param(
                label = "Margin of joined names",
                help = "How much better \"A and B\" or \"A, not B\" must be than A alone, on items that the search did"
                        + " not see; twice as much for \"A or B\". 1 gives plain names only.",
                min = 0,
                max = 1)
        double joinedMargin)
        implements Params {
    /// Recommended values.
    public static ConceptParams defaults() {
        return new ConceptParams(0.05, 10, 9999, 0.05);
    }
}
