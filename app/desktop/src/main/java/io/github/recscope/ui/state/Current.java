package io.github.recscope.ui.state;

import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The artifacts of a workspace that belong together: the newest data set, and of each further kind the newest one that
/// was made from it. Concepts of an earlier model never stand beside a later one.
///
/// @param dataset     the newest data set
/// @param recommender the newest model of that data
/// @param map         the newest map of that model
/// @param autoencoder the newest autoencoder of that model
/// @param concepts    the newest concepts of that autoencoder
/// @param steering    the newest saved recipe for those concepts' autoencoder
public record Current(
        @Nullable Dataset dataset,
        @Nullable Recommender recommender,
        @Nullable SpaceMap map,
        @Nullable Autoencoder autoencoder,
        @Nullable ConceptSet concepts,
        @Nullable Steering steering) {
    /// Looks them up.
    public static Current of(Workspace workspace) {
        ArtifactId data = newest(workspace, Dataset.class);
        Recommender recommender = from(workspace, Recommender.class, data);
        ArtifactId model = recommender == null ? null : id(workspace, recommender);
        Autoencoder autoencoder = from(workspace, Autoencoder.class, model);
        ArtifactId sae = autoencoder == null ? null : id(workspace, autoencoder);
        return new Current(
                data == null ? null : (Dataset) workspace.artifact(data),
                recommender,
                from(workspace, SpaceMap.class, model),
                autoencoder,
                from(workspace, ConceptSet.class, sae),
                from(workspace, Steering.class, sae));
    }

    /// Whether data, model, autoencoder and concepts are the very same objects; cheap, unlike comparing their content.
    @SuppressWarnings("ReferenceEquality") // Artifacts are never copied: another object is another result.
    public boolean sameModel(Current other) {
        return dataset == other.dataset
                && recommender == other.recommender
                && autoencoder == other.autoencoder
                && concepts == other.concepts;
    }

    private static @Nullable ArtifactId newest(Workspace workspace, Class<? extends Artifact> kind) {
        return workspace.latestEntry(kind).map(Entry::output).orElse(null);
    }

    private static <A extends Artifact> @Nullable A from(
            Workspace workspace, Class<A> kind, @Nullable ArtifactId ancestor) {
        if (ancestor == null) {
            return null;
        }
        Optional<A> found = workspace.latestFrom(kind, ancestor);
        return found.orElse(null);
    }

    @SuppressWarnings("ReferenceEquality") // Comparing matrices would be slow, and the map holds this very object.
    private static @Nullable ArtifactId id(Workspace workspace, Artifact artifact) {
        for (int i = workspace.entries().size() - 1; i >= 0; i--) {
            ArtifactId id = workspace.entries().get(i).output();
            if (workspace.artifact(id) == artifact) {
                return id;
            }
        }
        return null;
    }
}
