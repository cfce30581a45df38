package io.github.recscope.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.job.Background;
import io.github.recscope.job.Observable;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.Fingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Keeps on the disk what no file holds yet, behind the back of whoever works, so that a crash costs seconds.
///
/// Every change of a session's history becomes a line of a journal within moments; the results follow beside
/// it. The steps of a job of several count as soon as each is done. Nothing is written before there is
/// something to lose, and everything is removed when it was saved or is not wanted. A disk that is full stops
/// nobody's work: the state says so and the next try comes by itself.
///
/// Called on the session's thread; writes on its own.
public final class Autosave implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Session session;
    private final Executor executor;
    private final Background background = new Background("autosave");
    private final Observable<State> state = new Observable<>(new State(Kind.NOTHING, Instant.EPOCH, null));
    private final List<Observable.Pin> pins = new ArrayList<>();
    private final AtomicInteger wanted = new AtomicInteger();

    // What the background thread alone uses.
    private AutosaveFolder folder;
    private Optional<Path> file = Optional.empty();
    private Workspace saved;
    private History written;
    private Optional<Workspace> underway = Optional.empty();
    private boolean dropped;
    private final Set<ArtifactId> known = new HashSet<>();

    /// How safe the work is.
    public enum Kind {
        /// There is nothing that a file does not hold.
        NOTHING,
        /// Something is being written.
        WRITING,
        /// All is on the disk.
        SAFE,
        /// It could not be written.
        FAILED
    }

    /// How safe the work is.
    ///
    /// @param kind    in a word
    /// @param at      since when
    /// @param problem why it could not be written; null unless it failed
    public record State(Kind kind, Instant at, @Nullable Problem problem) {}

    /// Follows a session.
    ///
    /// @param executor runs what observers of the state are told
    /// @param place    where unsaved work without a file is kept; nothing is made there before it is needed
    public Autosave(Session session, Executor executor, Path place) {
        this.session = session;
        this.executor = executor;
        this.folder = AutosaveFolder.at(place);
        this.saved = session.workspace();
        this.written = session.history().get();
        pins.add(session.history().observe(h -> later(() -> changed(h))));
        pins.add(session.partial().observe(w -> later(() -> reached(w))));
    }

    /// How safe the work is; observers are called through the executor.
    public Observable<State> state() {
        return state;
    }

    /// A workspace was opened, begun or saved: what was kept so far is not needed any more. Call it before the
    /// session opens another one.
    ///
    /// @param place   where unsaved work is kept from now on
    /// @param from    the file, if there is one
    /// @param held    what the file holds; the empty workspace if there is none
    /// @param history the session's from now on
    public void follow(Path place, Optional<Path> from, Workspace held, History history) {
        int mine = wanted.incrementAndGet();
        background.run(() -> {
            move(place, from, held);
            begin(history, mine);
        });
    }

    /// A workspace was recovered: keeps it at `place`, and only then removes what was found at `found`.
    ///
    /// @param found where it was kept by the program that crashed
    /// @param place where unsaved work is kept from now on; may be the same
    /// @param from  the file, if there is one
    /// @param held  what the file holds
    public void adopt(Path found, Path place, Optional<Path> from, Workspace held, History history) {
        int mine = wanted.incrementAndGet();
        background.run(() -> {
            move(place, from, held);
            if (begin(history, mine) && !found.equals(place)) {
                quietly(AutosaveFolder.at(found)::discard);
            }
        });
    }

    private void move(Path place, Optional<Path> from, Workspace held) {
        if (!place.equals(folder.folder())) {
            quietly(folder::discard);
            folder = AutosaveFolder.at(place);
        }
        file = from;
        saved = held;
        known.clear();
        underway = Optional.empty();
        dropped = false;
    }

    /// Nobody wants what was not saved: removes it.
    public void discard() {
        wanted.incrementAndGet();
        later(() -> {
            dropped = true;
            quietly(folder::discard);
            tell(Kind.NOTHING, null);
        });
    }

    /// Waits until everything so far is on the disk; not for the window.
    public void await() {
        background.await();
    }

    private void later(Runnable chore) {
        background.run(chore);
    }

    private void quietly(Runnable action) {
        try {
            action.run();
        } catch (ProblemException e) {
            tell(Kind.FAILED, e.problem());
        }
    }

    @SuppressWarnings("ReferenceEquality") // A history is never copied.
    private void changed(History now) {
        if (now == written || dropped) {
            return;
        }
        underway = Optional.empty();
        History before = written;
        Optional<ObjectNode> line = folder.isOpen() ? JournalLines.between(before, now) : Optional.empty();
        if (line.isEmpty()) {
            begin(now, wanted.get());
            return;
        }
        tell(Kind.WRITING, null);
        try {
            folder.append(line.get());
            written = now;
            keep(now.workspace(), wanted.get());
            tell(Kind.SAFE, null);
        } catch (ProblemException e) {
            failed(e.problem());
        }
    }

    private void reached(Optional<Workspace> now) {
        if (dropped || (now.isEmpty() && underway.isEmpty())) {
            return;
        }
        underway = now;
        try {
            if (!folder.isOpen()) {
                folder.begin(JournalLines.snapshot(written, file));
            }
            tell(Kind.WRITING, null);
            List<Entry> past = written.workspace().entries();
            List<Entry> all = now.map(Workspace::entries).orElse(past);
            boolean follows =
                    all.size() >= past.size() && all.subList(0, past.size()).equals(past);
            folder.append(JournalLines.part(follows ? all.subList(past.size(), all.size()) : List.of()));
            if (now.isPresent()) {
                keep(now.get(), wanted.get());
            }
            tell(Kind.SAFE, null);
        } catch (ProblemException e) {
            failed(e.problem());
        }
    }

    /// Writes the journal anew, unless there is nothing to lose.
    ///
    /// @return whether it is on the disk
    private boolean begin(History now, int mine) {
        written = now;
        known.clear();
        if (same(now.workspace(), saved)) {
            quietly(folder::discard);
            tell(Kind.NOTHING, null);
            return true;
        }
        tell(Kind.WRITING, null);
        try {
            folder.begin(JournalLines.snapshot(now, file));
            for (Workspace w : now.states()) {
                keep(w, mine);
            }
            folder.keepOnly(needed(now));
            tell(Kind.SAFE, null);
            return true;
        } catch (ProblemException e) {
            failed(e.problem());
            return false;
        }
    }

    private static boolean same(Workspace a, Workspace b) {
        return a.entries().equals(b.entries());
    }

    private Set<ArtifactId> needed(History now) {
        Set<ArtifactId> ids = new HashSet<>();
        now.states().forEach(w -> ids.addAll(w.artifacts().keySet()));
        ids.removeAll(saved.artifacts().keySet());
        return ids;
    }

    /// Writes the results that no file holds, and which source each import read.
    private void keep(Workspace w, int mine) {
        for (Entry e : w.entries()) {
            if (mine != wanted.get()) {
                return;
            }
            if (!saved.artifacts().containsKey(e.output()) && known.add(e.output())) {
                try {
                    folder.store(e.output(), w.artifact(e.output()), () -> mine != wanted.get());
                } catch (ProblemException full) {
                    known.remove(e.output());
                    throw full;
                }
                for (Map.Entry<String, List<Path>> parameter :
                        JournalLines.sources(e.step()).entrySet()) {
                    for (Path source : parameter.getValue()) {
                        Optional<String> hash = Fingerprint.of(source);
                        if (hash.isPresent()) {
                            folder.append(JournalLines.source(e.output(), parameter.getKey(), source, hash.get()));
                        }
                    }
                }
            }
        }
    }

    private void failed(Problem problem) {
        tell(Kind.FAILED, problem);
        int mine = wanted.get();
        background.later(AGAIN, () -> {
            if (mine == wanted.get() && state.get().kind() == Kind.FAILED) {
                begin(session.history().get(), mine);
            }
        });
    }

    private void tell(Kind kind, @Nullable Problem problem) {
        State next = new State(kind, Instant.now(), problem);
        executor.execute(() -> state.set(next));
    }

    /// Lets go of the session; what was kept stays on the disk unless [#discard()] was called.
    @Override
    public void close() {
        pins.forEach(Observable.Pin::release);
        later(() -> folder.close());
        background.close();
    }
}
