package io.github.recscope.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The concepts of an autoencoder, by latent.
///
/// @param name               a title for people
/// @param concepts           one for each latent, in the order of the dictionary
/// @param falseDiscoveryRate the rate that the labels hold at
/// @param attributesTried    how many attributes were candidates
/// @param protocol           how labels were chosen and tested, in words
/// @param quality            figures of the whole set beside their references
public record ConceptSet(
        String name,
        List<Concept> concepts,
        double falseDiscoveryRate,
        int attributesTried,
        String protocol,
        Quality quality)
        implements Artifact {
    /// Figures of the whole set.
    ///
    /// @param detection       of the named latents
    /// @param raw             the same for the recommender's own dimensions, both signs, with labels chosen alike
    /// @param shuffled        the same after the activations were dealt anew among items of equal popularity
    /// @param purity          median purity of the 20 strongest items, corrected, over the named latents
    /// @param cohesion        mean monosemanticity score with the recommender's embeddings over live latents
    /// @param cohesionChance  the same for random directions
    /// @param likeness        mean score with attribute vectors
    /// @param likenessChance  the same for random directions
    /// @param pairs           how many latents × attributes were looked at
    /// @param pairsHolding    how many of them hold at the false discovery rate over all pairs
    public record Quality(
            Median detection,
            Median raw,
            Median shuffled,
            double purity,
            double cohesion,
            double cohesionChance,
            double likeness,
            double likenessChance,
            long pairs,
            int pairsHolding) {}

    /// Medians of the detection score.
    ///
    /// @param labels how many labels it is over: those that hold, or all where none is expected to
    /// @param easy   against silent items of the same popularity
    /// @param near   against near silent items
    public record Median(int labels, double easy, double near) {}

    /// Copies the list.
    public ConceptSet {
        concepts = List.copyOf(concepts);
    }

    /// The number of concepts with a given status.
    public int count(Concept.Status status) {
        return (int) concepts.stream().filter(c -> c.status() == status).count();
    }

    /// Named latents by name; in the order of each group's first latent.
    public List<ConceptGroup> groups() {
        Map<Attribute, List<Integer>> groups = new LinkedHashMap<>();
        for (Concept c : concepts) {
            c.labelFit()
                    .ifPresent(f -> groups.computeIfAbsent(f.attribute(), _ -> new ArrayList<>())
                            .add(c.latent()));
        }
        return groups.entrySet().stream()
                .map(e -> new ConceptGroup(e.getKey(), e.getValue()))
                .toList();
    }

    /// The number of latents that fire at all.
    public int live() {
        return concepts.size() - count(Concept.Status.DEAD);
    }
}
