package io.github.recscope.op;

import io.github.recscope.model.Artifact;
import io.github.recscope.model.ProblemException;
import java.util.List;

/// The artifacts that an operation reads.
///
/// @param artifacts in the order that the operation declares
public record Inputs(List<Artifact> artifacts) {
    /// Copies the list.
    public Inputs {
        artifacts = List.copyOf(artifacts);
    }

    /// The first one of a kind.
    ///
    /// @throws ProblemException if there is none
    public <A extends Artifact> A get(Class<A> kind) {
        for (Artifact a : artifacts) {
            if (kind.isInstance(a)) {
                return kind.cast(a);
            }
        }
        throw ProblemException.of(
                "This needs a " + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT) + ".",
                "There is none in the workspace yet.",
                "Run the step that makes one first.");
    }

    /// All of a kind, in order.
    public <A extends Artifact> List<A> all(Class<A> kind) {
        return artifacts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
