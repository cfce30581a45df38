package io.github.recscope.ui.embeddings;

import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.session.Session;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.FileChoice;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The points of the map that somebody surrounds with a line. What they have in common is looked for off the window's
/// thread.
final class ChosenModel implements AutoCloseable {
    private final Session session;
    private final Supplier<Current> now;
    private final FileChoice files;
    private final Runnable changed;
    private final Observable<String> surrounding = new Observable<>("");
    private final Observable<Optional<Chosen>> points = new Observable<>(Optional.empty());
    private final Latest<Group, Chosen> groups;

    private record Group(Dataset data, BitSet items, BitSet users) {}

    /// @param now     what the map shows
    /// @param files   asks where to write
    /// @param changed called when other points are chosen
    ChosenModel(Session session, Supplier<Current> now, FileChoice files, Executor fx, Runnable changed) {
        this.session = session;
        this.now = now;
        this.files = files;
        this.changed = changed;
        groups = new Latest<>(g -> Chosen.of(g.data(), g.items(), g.users()), fx, this::chosen, e -> {
            throw e;
        });
    }

    /// How many points the line surrounds that somebody is drawing, in words; empty while nobody does.
    Observable<String> surrounding() {
        return surrounding;
    }

    /// The points that were surrounded last.
    Observable<Optional<Chosen>> points() {
        return points;
    }

    /// A line is being drawn around points, or was closed.
    ///
    /// @param done whether it was closed
    void surround(BitSet items, BitSet users, boolean done) {
        Dataset data = now.get().dataset();
        if (data == null
                || items.length() > data.items().size()
                || users.length() > data.users().size()) {
            return;
        }
        if (!done) {
            surrounding.set(ChosenBar.words(items.cardinality(), users.cardinality()) + " inside");
        } else if (items.isEmpty() && users.isEmpty()) {
            letGo();
        } else {
            groups.submit(new Group(data, items, users));
        }
    }

    @SuppressWarnings("ReferenceEquality") // Numbers of points mean something for this very data set only.
    private void chosen(Chosen group) {
        if (group.data() == now.get().dataset()) {
            surrounding.set("");
            points.set(Optional.of(group));
            changed.run();
        }
    }

    /// No point is chosen any more.
    void letGo() {
        surrounding.set("");
        if (points.get().isPresent()) {
            points.set(Optional.empty());
            changed.run();
        }
    }

    /// Another data set may be shown now: its points are others.
    @SuppressWarnings("ReferenceEquality")
    void keepOnly(@Nullable Dataset data) {
        if (points.get().filter(c -> c.data() != data).isPresent()) {
            letGo();
        }
    }

    /// Writes the chosen points as CSV where the person says.
    void save() {
        SpaceMap map = now.get().map();
        Chosen chosen = points.get().orElse(null);
        if (map != null && chosen != null) {
            files.save(
                            "Save the chosen points",
                            Chosen.fileName(chosen.data()),
                            new FileChoice.Kind("CSV table", List.of("*.csv")))
                    .ifPresent(file -> session.engine().jobs().io("Save the chosen points", _ -> {
                        Chosen.save(file, chosen, map);
                        return file;
                    }));
        }
    }

    @Override
    public void close() {
        groups.close();
    }
}
