package io.github.recscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
    /// @param front            whether no other setting is at least as good, by the means of its seeds, in L0,
    ///     unexplained variance of items, rank-biased overlap and monosemanticity
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

    /// One setting over its seeds: means, with the deviation of what matters most.
    ///
    /// @param first    the run of the first seed
    /// @param seeds    how many seeds
    /// @param l0       mean number of active latents, of both towers
    /// @param fvuItems fraction of variance unexplained of the items
    /// @param dead     latents that never fire
    /// @param rbo      normalised rank-biased overlap
    /// @param rboSpread its standard deviation over the seeds; NaN for one seed
    /// @param own      monosemanticity by the recommender's own embeddings
    /// @param tags     monosemanticity by the items' attributes
    public record Setting(
            Run first,
            int seeds,
            double l0,
            double fvuItems,
            double dead,
            double rbo,
            double rboSpread,
            Monosemanticity own,
            Monosemanticity tags) {
        /// Whether no other setting beats it.
        public boolean front() {
            return first.front();
        }

        private static Setting of(List<Run> runs) {
            double rbo = mean(runs, r -> r.fidelity().rbo().mean());
            double squares = mean(runs, r -> Math.pow(r.fidelity().rbo().mean() - rbo, 2));
            int n = runs.size();
            return new Setting(
                    runs.getFirst(),
                    n,
                    mean(runs, Run::l0Reached),
                    mean(runs, r -> r.fidelity().fvuItems()),
                    mean(runs, r -> r.fidelity().dead()),
                    rbo,
                    n > 1 ? Math.sqrt(squares * n / (n - 1)) : Double.NaN,
                    new Monosemanticity(
                            mean(runs, r -> r.own().score()),
                            mean(runs, r -> r.own().chance())),
                    new Monosemanticity(
                            mean(runs, r -> r.tags().score()),
                            mean(runs, r -> r.tags().chance())));
        }

        private static double mean(List<Run> runs, ToDoubleFunction<Run> figure) {
            return runs.stream().mapToDouble(figure).average().orElse(Double.NaN);
        }
    }

    /// The settings, in the order of their first runs.
    public List<Setting> settings() {
        List<List<Run>> groups = new ArrayList<>();
        for (Run r : runs) {
            Optional<List<Run>> known =
                    groups.stream().filter(g -> g.getFirst().sameSetting(r)).findFirst();
            known.ifPresentOrElse(g -> g.add(r), () -> groups.add(new ArrayList<>(List.of(r))));
        }
        return groups.stream().map(Setting::of).toList();
    }

    /// The mean monosemanticity of the latents.
    ///
    /// @param score  the mean over all latents
    /// @param chance the same of random directions that fire for as many items
    public record Monosemanticity(double score, double chance) {}
}
