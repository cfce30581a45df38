package io.github.recscope.model;

import java.util.List;

/// Latents that bear the same name and act as one concept.
///
/// @param attribute what they are named after
/// @param latents   the latents, ascending; at least one
public record ConceptGroup(Attribute attribute, List<Integer> latents) {
    /// Copies the list.
    public ConceptGroup {
        latents = List.copyOf(latents);
    }

    /// The name in words.
    public String label() {
        return attribute.words();
    }
}
