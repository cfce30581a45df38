package io.github.recscope.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything a person works on at one moment: what was done so far and what came of it.
///
/// Immutable; undo is a pointer to an earlier one. "The" data set, recommender, … of a workspace is the current one
/// ([#latest]).
///
/// @param name      what the person calls it
/// @param entries   the steps, oldest first
/// @param artifacts the outputs of the entries, by id
public record Workspace(String name, List<Entry> entries, Map<ArtifactId, Artifact> artifacts) {
    /// Copies the collections and checks that every entry's output is there.
    public Workspace {
        entries = List.copyOf(entries);
        artifacts = Map.copyOf(artifacts);
        for (Entry e : entries) {
            if (!artifacts.containsKey(e.output())) {
                throw new IllegalArgumentException("the output " + e.output() + " is missing");
            }
        }
    }

    /// A workspace where nothing was done yet.
    public static Workspace empty(String name) {
        return new Workspace(name, List.of(), Map.of());
    }

    /// This workspace after one more step.
    public Workspace with(Entry entry, Artifact artifact) {
        List<Entry> e = new ArrayList<>(entries);
        e.add(entry);
        Map<ArtifactId, Artifact> a = new LinkedHashMap<>(artifacts);
        a.put(entry.output(), artifact);
        return new Workspace(name, e, a);
    }

    /// This workspace under another name.
    public Workspace named(String newName) {
        return new Workspace(newName, entries, artifacts);
    }

    /// The artifact of an id.
    ///
    /// @throws IllegalArgumentException if it is not in this workspace
    public Artifact artifact(ArtifactId id) {
        Artifact a = artifacts.get(id);
        if (a == null) {
            throw new IllegalArgumentException("no artifact " + id + " in this workspace");
        }
        return a;
    }

    /// The entry that produced the current artifact of a kind.
    ///
    /// The current data set is the newest one; the current artifact of any other kind is the newest that was
    /// made from the current artifact it depends on. After a second training, the concepts of the first model
    /// are no longer current, so that nothing shows them beside the second.
    public Optional<Entry> latestEntry(Class<? extends Artifact> kind) {
        Class<? extends Artifact> parent = parent(kind);
        Optional<Entry> from = parent == null ? Optional.empty() : latestEntry(parent);
        if (parent != null && from.isEmpty()) {
            return Optional.empty();
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry e = entries.get(i);
            if (kind.isInstance(artifact(e.output()))
                    && (from.isEmpty() || descends(e, from.get().output()))) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /// The entries that produced an artifact of a kind from the current data set, oldest first.
    public List<Entry> allOf(Class<? extends Artifact> kind) {
        Optional<Entry> data = latestEntry(Dataset.class);
        return entries.stream()
                .filter(e -> kind.isInstance(artifact(e.output()))
                        && data.isPresent()
                        && descends(e, data.get().output()))
                .toList();
    }

    /// The current artifact of a kind.
    public <A extends Artifact> Optional<A> latest(Class<A> kind) {
        return latestEntry(kind).map(e -> kind.cast(artifact(e.output())));
    }

    private static @Nullable Class<? extends Artifact> parent(Class<? extends Artifact> kind) {
        if (kind == Recommender.class) {
            return Dataset.class;
        } else if (kind == Benchmark.class
                || kind == SpaceMap.class
                || kind == Autoencoder.class
                || kind == Sweep.class) {
            return Recommender.class;
        } else if (kind == ConceptSet.class || kind == ConceptBaselines.class || kind == ConceptStability.class) {
            return Autoencoder.class;
        } else if (kind == Steering.class
                || kind == DoseResponse.class
                || kind == SteeringPlan.class
                || kind == Ablation.class) {
            return ConceptSet.class;
        }
        return null;
    }

    private boolean descends(Entry entry, ArtifactId ancestor) {
        if (entry.output().equals(ancestor) || entry.step().inputs().contains(ancestor)) {
            return true;
        }
        for (Entry e : entries) {
            if (entry.step().inputs().contains(e.output()) && descends(e, ancestor)) {
                return true;
            }
        }
        return false;
    }
}
