package io.github.recscope.report;

import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.ConceptStability;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Sweep;
import io.github.recscope.model.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a workspace has to report: its current data set and the current results, each made from the one before, so
/// that results of an earlier model are not mixed with those of a later one.
///
/// @param workspace   where everything comes from
/// @param data        the current data set
/// @param model       the current recommender
/// @param map         the current map
/// @param autoencoder the current autoencoder
/// @param sweep       the current comparison of autoencoders
/// @param concepts    the current concepts
/// @param baselines   how simpler methods compare
/// @param stability   whether latents were found again by other trainings
/// @param steerings   all steering recipes applied to that autoencoder, oldest first
record Findings(
        Workspace workspace,
        @Nullable Dataset data,
        @Nullable Recommender model,
        @Nullable SpaceMap map,
        @Nullable Autoencoder autoencoder,
        @Nullable Sweep sweep,
        @Nullable ConceptSet concepts,
        @Nullable ConceptBaselines baselines,
        @Nullable ConceptStability stability,
        List<Steering> steerings) {

    static Findings of(Workspace w) {
        return new Findings(
                w,
                w.latest(Dataset.class).orElse(null),
                w.latest(Recommender.class).orElse(null),
                w.latest(SpaceMap.class).orElse(null),
                w.latest(Autoencoder.class).orElse(null),
                w.latest(Sweep.class).orElse(null),
                w.latest(ConceptSet.class).orElse(null),
                w.latest(ConceptBaselines.class).orElse(null),
                w.latest(ConceptStability.class).orElse(null),
                w.latestEntry(Autoencoder.class)
                        .map(e -> steerings(w, e.output()))
                        .orElse(List.of()));
    }

    /// The step that made the current artifact of a kind.
    Optional<Entry> entryOf(Class<? extends Artifact> kind) {
        return workspace.latestEntry(kind);
    }

    private static List<Steering> steerings(Workspace w, ArtifactId sae) {
        Map<ArtifactId, Steering> found = new LinkedHashMap<>();
        for (Entry e : w.entries()) {
            if (w.artifact(e.output()) instanceof Steering s
                    && e.step().inputs().contains(sae)) {
                found.put(e.output(), s);
            }
        }
        return List.copyOf(found.values());
    }
}
