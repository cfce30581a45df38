package io.github.recscope.model;

import java.util.List;

/// Whether latents are found again by other trainings: each latent is matched with one latent of every other
/// autoencoder of the same data.
///
/// @param name      a title for people
/// @param others    how many other autoencoders there were
/// @param latents   one for each latent of the autoencoder in question, in the order of the dictionary
/// @param mean      mean likeness over latents that fire
/// @param chance    the same after the items of the other autoencoders were dealt anew
/// @param threshold a latent counts as found again from this likeness on
/// @param protocol  how it was done, in words
public record ConceptStability(
        String name, int others, List<Again> latents, double mean, double chance, double threshold, String protocol)
        implements Artifact {
    /// Copies the list.
    public ConceptStability {
        latents = List.copyOf(latents);
    }

    /// One latent.
    ///
    /// @param latent   its row in the dictionary
    /// @param likeness mean cosine between its activations over the items and those of its matches; NaN if it never
    ///     fires
    /// @param found    in how many of the others its match is at least as alike as the threshold
    public record Again(int latent, double likeness, int found) {}

    /// The share of firing latents that were found again in at least half of the other autoencoders; NaN if none
    /// fires.
    public double stableShare() {
        long live = latents.stream().filter(a -> Double.isFinite(a.likeness())).count();
        long stable = latents.stream()
                .filter(a -> Double.isFinite(a.likeness()) && 2 * a.found() >= others)
                .count();
        return live == 0 ? Double.NaN : (double) stable / live;
    }
}
