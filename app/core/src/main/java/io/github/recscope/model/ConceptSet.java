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
public record ConceptSet(
        String name, List<Concept> concepts, double falseDiscoveryRate, int attributesTried, String protocol)
        implements Artifact {
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
