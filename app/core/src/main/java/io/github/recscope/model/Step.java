package io.github.recscope.model;

import java.util.List;

/// One thing that was done: the unit of undo, of provenance, of the autosave journal and of a recipe.
///
/// @param op      the operation's id, such as `train`
/// @param version the operation's version; a changed algorithm gets a new one
/// @param params  its parameters
/// @param inputs  the artifacts that it read, in the order the operation declares
/// @param seed    where all of its randomness comes from
public record Step(String op, int version, Params params, List<ArtifactId> inputs, long seed) {
    /// Copies the list.
    public Step {
        inputs = List.copyOf(inputs);
    }
}
