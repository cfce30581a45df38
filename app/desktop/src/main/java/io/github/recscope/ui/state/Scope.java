package io.github.recscope.ui.state;

import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest artifacts of a workspace that belong together, each made from the one before.
///
/// After a second training the concepts of the first model are not in it: they would be shown beside the wrong model.
///
/// @param data     the newest data set
/// @param model    the newest recommender made from it
/// @param sae      the newest autoencoder made from that
/// @param concepts the newest concepts made from that
/// @param steering the newest saved recipe made from those
public record Scope(
        @Nullable Dataset data,
        @Nullable Recommender model,
        @Nullable Autoencoder sae,
        @Nullable ConceptSet concepts,
        @Nullable Steering steering) {
    /// Nothing there.
    public static final Scope EMPTY = new Scope(null, null, null, null, null);

    /// What belongs together in a workspace.
    public static Scope of(Workspace workspace) {
        Optional<Entry> data = workspace.latestEntry(Dataset.class);
        Optional<Entry> model = data.flatMap(e -> newest(workspace, Recommender.class, e));
        Optional<Entry> sae = model.flatMap(e -> newest(workspace, Autoencoder.class, e));
        Optional<Entry> concepts = sae.flatMap(e -> newest(workspace, ConceptSet.class, e));
        Optional<Entry> steering = concepts.flatMap(e -> newest(workspace, Steering.class, e));
        return new Scope(
                artifact(workspace, Dataset.class, data),
                artifact(workspace, Recommender.class, model),
                artifact(workspace, Autoencoder.class, sae),
                artifact(workspace, ConceptSet.class, concepts),
                artifact(workspace, Steering.class, steering));
    }

    /// Whether it is the very same artifacts; cheap, unlike comparing their content.
    @SuppressWarnings("ReferenceEquality") // Artifacts are never copied: another object is another result.
    public boolean same(Scope other) {
        return data == other.data && model == other.model && sae == other.sae && concepts == other.concepts;
    }

    @SuppressWarnings("ReferenceEquality") // The entry of this very artifact is wanted.
    private static Optional<Entry> newest(Workspace workspace, Class<? extends Artifact> kind, Entry ancestor) {
        Artifact found = workspace.latestFrom(kind, ancestor.output()).orElse(null);
        if (found == null) {
            return Optional.empty();
        }
        return workspace.entries().reversed().stream()
                .filter(e -> workspace.artifact(e.output()) == found)
                .findFirst();
    }

    private static <A extends Artifact> @Nullable A artifact(
            Workspace workspace, Class<A> kind, Optional<Entry> entry) {
        return entry.map(e -> kind.cast(workspace.artifact(e.output()))).orElse(null);
    }
}
