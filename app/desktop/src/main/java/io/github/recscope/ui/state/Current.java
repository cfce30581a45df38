package io.github.recscope.ui.state;

import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import org.jspecify.annotations.Nullable;

/// The artifacts of a workspace that belong together: the newest data set, and of each further kind the newest one
/// that was made from it. Concepts of an earlier model never stand beside a later one.
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
        return new Current(
                workspace.latest(Dataset.class).orElse(null),
                workspace.latest(Recommender.class).orElse(null),
                workspace.latest(SpaceMap.class).orElse(null),
                workspace.latest(Autoencoder.class).orElse(null),
                workspace.latest(ConceptSet.class).orElse(null),
                workspace.latest(Steering.class).orElse(null));
    }

    /// Whether data, model, autoencoder and concepts are the very same objects; cheap, unlike comparing their
    /// content.
    @SuppressWarnings("ReferenceEquality") // Artifacts are never copied: another object is another result.
    public boolean sameModel(Current other) {
        return dataset == other.dataset
                && recommender == other.recommender
                && autoencoder == other.autoencoder
                && concepts == other.concepts;
    }
}
