package io.github.recscope.model;

import java.util.List;

/// Autoencoders of many settings, trained on one recommender and measured alike; the autoencoders themselves are not
/// kept, they can be trained again to the bit.
///
/// @param name  a title for people
/// @param runs  what was trained, in the order of width, L0, prediction weight and seed
public record Sweep(String name, List<Run> runs) implements Artifact {
    /// Copies the list.
    public Sweep {
        runs = List.copyOf(runs);
    }

    /// One training.
    ///
    /// @param variant          how latents were made sparse
    /// @param latents          the width
    /// @param l0               the number of active latents asked for
    /// @param predictionWeight β
    /// @param seed             where all randomness came from
    /// @param fidelity         what the codes lose
    /// @param own              monosemanticity by the recommender's own embeddings
    /// @param tags             monosemanticity by the items' attributes; NaN where they have none
    /// @param front            whether no other setting is at least as good, over its seeds' means, in L0,
    // unexplained
    ///     variance of items, rank-biased overlap and monosemanticity
    public record Run(
            String variant,
            int latents,
            double l0,
            double predictionWeight,
            long seed,
            Fidelity fidelity,
            Monosemanticity own,
            Monosemanticity tags,
            boolean front) {
        /// Mean L0 of both towers.
        public double l0Reached() {
            return (fidelity.l0Users() + fidelity.l0Items()) / 2;
        }

        /// Whether another run differs from this one by its seed alone.
        public boolean sameSetting(Run other) {
            return other.variant.equals(variant)
                    && other.latents == latents
                    && other.l0 == l0
                    && other.predictionWeight == predictionWeight;
        }

        /// This run, on or off the front.
        public Run onFront(boolean isOn) {
            return new Run(variant, latents, l0, predictionWeight, seed, fidelity, own, tags, isOn);
        }
    }

    /// The mean monosemanticity of the latents.
    ///
    /// @param score  the mean over all latents
    /// @param chance the same of random directions that fire for as many items
    public record Monosemanticity(double score, double chance) {}
}
