package io.github.recscope.report;

import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a workspace has to report: the newest data set and what was made from it, each from the one before.
///
/// Results of an earlier model are not mixed with those of a later one.
///
/// @param workspace   where everything comes from
/// @param data        the newest data set
/// @param model       the newest recommender made from it
/// @param map         the newest map of that recommender
/// @param autoencoder the newest autoencoder of that recommender
/// @param concepts    the newest concepts of that autoencoder
/// @param steerings   all steering recipes applied to that autoencoder, oldest first
record Findings(
        Workspace workspace,
        @Nullable Dataset data,
        @Nullable Recommender model,
        @Nullable SpaceMap map,
        @Nullable Autoencoder autoencoder,
        @Nullable ConceptSet concepts,
        List<Steering> steerings) {

    static Findings of(Workspace w) {
        Optional<Entry> data = w.latestEntry(Dataset.class);
        if (data.isEmpty()) {
            return new Findings(w, null, null, null, null, null, List.of());
        }
        ArtifactId dataId = data.get().output();
        Recommender model = w.latestFrom(Recommender.class, dataId).orElse(null);
        SpaceMap map = null;
        Autoencoder sae = null;
        ConceptSet concepts = null;
        List<Steering> steerings = new ArrayList<>();
        if (model != null) {
            ArtifactId modelId = idOf(w, model);
            map = w.latestFrom(SpaceMap.class, modelId).orElse(null);
            sae = w.latestFrom(Autoencoder.class, modelId).orElse(null);
        }
        if (sae != null) {
            ArtifactId saeId = idOf(w, sae);
            concepts = w.latestFrom(ConceptSet.class, saeId).orElse(null);
            steerings.addAll(steerings(w, saeId));
        }
        return new Findings(w, (Dataset) w.artifact(dataId), model, map, sae, concepts, List.copyOf(steerings));
    }

    /// The step that made an artifact.
    Optional<Entry> entryOf(Object artifact) {
        return workspace.entries().reversed().stream()
                .filter(e -> same(workspace.artifact(e.output()), artifact))
                .findFirst();
    }

    private static List<Steering> steerings(Workspace w, ArtifactId sae) {
        Map<ArtifactId, Steering> found = new LinkedHashMap<>();
        for (Entry e : w.entries()) {
            if (w.artifact(e.output()) instanceof Steering s && e.step().inputs().contains(sae)) {
                found.put(e.output(), s);
            }
        }
        return List.copyOf(found.values());
    }

    private static ArtifactId idOf(Workspace w, Object artifact) {
        for (Entry e : w.entries().reversed()) {
            if (same(w.artifact(e.output()), artifact)) {
                return e.output();
            }
        }
        throw new IllegalArgumentException("not an artifact of this workspace");
    }

    @SuppressWarnings("ReferenceEquality") // Comparing the arrays of two models would take longer than the report.
    private static boolean same(Object a, Object b) {
        return a == b;
    }
}
