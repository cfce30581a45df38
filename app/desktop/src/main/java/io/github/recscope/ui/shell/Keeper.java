package io.github.recscope.ui.shell;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Autosave;
import io.github.recscope.session.Engine;
import io.github.recscope.session.History;
import io.github.recscope.session.Recovery;
import io.github.recscope.session.Session;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.Stamp;
import io.github.recscope.store.WorkspaceFile;
import io.github.recscope.store.WorkspaceLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Looks after the window's workspace on the disk: its file, the lock on it, and the autosaved work.
///
/// Methods that touch files say so and run on the thread of a job; all others run on the session's thread.
public final class Keeper implements AutoCloseable {
    private static final String UNNAMED = "unnamed-";
    private static final String WHAT = "a window";

    private final Session session;
    private final Optional<Path> state;
    private final Optional<Autosave> autosave;
    private final Observable<Facts> facts = new Observable<>(Facts.NONE);
    private volatile @Nullable WorkspaceLock lock;

    /// What there is to know about the open file.
    ///
    /// @param file  where it is; empty for a workspace that was never saved
    /// @param stamp how large it is and when it was written
    /// @param inUse who else has it open, in words; empty if it may be written
    public record Facts(Optional<Path> file, Stamp stamp, String inUse) {
        /// No file.
        static final Facts NONE = new Facts(Optional.empty(), Stamp.NONE, "");
    }

    /// A file that was read and is not shown yet.
    ///
    /// @param path     the file
    /// @param opened   what it holds
    /// @param attempt  whether it may be written
    /// @param ours     whether this window has its lock already
    /// @param place    where its unsaved work is kept; empty where none is
    /// @param recovery unsaved work of it that a crash left
    public record Opening(
            Path path,
            WorkspaceFile.Opened opened,
            WorkspaceLock.Attempt attempt,
            boolean ours,
            Optional<Path> place,
            Optional<Recovery> recovery) {
        /// It is not opened after all.
        void abandon() {
            WorkspaceLock taken = attempt.lock();
            if (taken != null) {
                taken.close();
            }
        }
    }

    /// A file that was written.
    ///
    /// @param place where its unsaved work is kept; empty where none is
    /// @param lock  the lock of another file than before; null if it is the same
    public record Saved(
            Path path,
            Stamp stamp,
            Optional<Path> place,
            @Nullable WorkspaceLock lock) {}

    /// @param state where this account keeps unsaved work; empty to keep none
    public Keeper(Session session, Executor fx, Optional<Path> state) {
        this.session = session;
        this.state = state;
        this.autosave = state.map(s -> new Autosave(session, fx, unnamed(s)));
    }

    /// What there is to know about the open file.
    public Observable<Facts> facts() {
        return facts;
    }

    /// How safe the work is; empty where nothing is autosaved.
    public Optional<Observable<Autosave.State>> safety() {
        return autosave.map(Autosave::state);
    }

    /// Reads a file, takes its lock and looks for unsaved work. Touches files.
    Opening open(Path path, Engine engine) {
        Facts now = facts.get();
        boolean ours = lock != null && now.file().filter(f -> same(f, path)).isPresent();
        WorkspaceLock.Attempt attempt =
                ours ? new WorkspaceLock.Attempt(null, null) : WorkspaceLock.attempt(path, WHAT);
        Opening opening = null;
        try {
            WorkspaceFile.Opened opened = WorkspaceFile.open(path, engine::paramsType);
            boolean mine = attempt.holder() == null;
            // What somebody else has open is journaled by them; here it has no place beside the file.
            Optional<Path> place = mine ? place(path) : state.map(Keeper::unnamed);
            Optional<Recovery> recovery = mine && !ours
                    ? place.flatMap(p -> Recovery.find(engine, p, Optional.of(opened.workspace())))
                    : Optional.empty();
            opening = new Opening(path, opened, attempt, ours, place, recovery);
            return opening;
        } finally {
            if (opening == null && attempt.lock() != null) {
                attempt.lock().close();
            }
        }
    }

    /// All unsaved work that earlier windows left and that belongs to no file, the newest first. Touches files.
    List<Recovery> leftBehind(Engine engine) {
        Path folder = state.map(s -> s.resolve("autosave")).orElse(null);
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        List<Recovery> left = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, UNNAMED + host() + "-*")) {
            for (Path place : all) {
                if (!isAlive(place)) {
                    try {
                        Optional<Recovery> found = Recovery.find(engine, place, Optional.empty());
                        if (found.isPresent()) {
                            left.add(found.get());
                        } else {
                            AutosaveFolder.at(place).discard();
                        }
                    } catch (ProblemException _) {
                        // Not to be read by this version: it stays for the one that wrote it.
                    }
                }
            }
        } catch (IOException _) {
            // What was found so far can be offered.
        }
        left.sort(Comparator.comparing((Recovery r) -> r.found().last())
                .reversed()
                .thenComparing(r -> r.place().toString()));
        return left;
    }

    /// Writes the workspace to a file. Touches files.
    ///
    /// @throws ProblemException if another program has it open, or has changed it
    Saved save(Path target, Workspace workspace) {
        Facts now = facts.get();
        boolean same = now.file().filter(f -> same(f, target)).isPresent();
        if (same && !now.inUse().isEmpty()) {
            throw ProblemException.of(
                    target + " was not saved.",
                    "It is " + now.inUse() + ".",
                    "Save under another name, or close it there and open it again.");
        }
        boolean held = same && lock != null;
        Optional<WorkspaceLock> taken = held ? Optional.empty() : WorkspaceLock.acquire(target, WHAT);
        boolean done = false;
        try {
            Optional<Stamp> expected = same ? Optional.of(now.stamp()) : Optional.empty();
            Stamp stamp = WorkspaceFile.save(target, workspace, expected);
            done = true;
            return new Saved(target, stamp, place(target), taken.orElse(null));
        } finally {
            if (!done) {
                taken.ifPresent(WorkspaceLock::close);
            }
        }
    }

    /// The window shows what was opened from now on. Call it before the session opens it.
    void opened(Opening opening, History history) {
        if (!opening.ours()) {
            release();
            lock = opening.attempt().lock();
        }
        WorkspaceLock.Holder holder = opening.attempt().holder();
        Workspace held = opening.opened().workspace();
        facts.set(
                new Facts(Optional.of(opening.path()), opening.opened().stamp(), holder == null ? "" : holder.words()));
        Optional<Path> place = opening.place();
        autosave.ifPresent(a -> {
            if (opening.recovery().isPresent()) {
                Path found = opening.recovery().get().place();
                a.adopt(found, place.orElse(found), Optional.of(opening.path()), held, history);
            } else {
                a.follow(place.orElseThrow(), Optional.of(opening.path()), held, history);
            }
        });
    }

    /// A workspace without a file, empty or recovered, is shown from now on. Call it before the session opens it.
    void unnamed(History history, Optional<Recovery> recovery) {
        release();
        facts.set(Facts.NONE);
        Workspace nothing = Workspace.empty(history.workspace().name());
        autosave.ifPresent(a -> {
            Path place = unnamed(state.orElseThrow());
            if (recovery.isPresent()) {
                a.adopt(recovery.get().place(), place, Optional.empty(), nothing, history);
            } else {
                a.follow(place, Optional.empty(), nothing, history);
            }
        });
    }

    /// The workspace has been saved.
    void saved(Saved saved, Workspace workspace) {
        if (saved.lock() != null) {
            release();
            lock = saved.lock();
        }
        facts.set(new Facts(Optional.of(saved.path()), saved.stamp(), ""));
        autosave.ifPresent(a -> a.follow(
                saved.place().orElseThrow(),
                Optional.of(saved.path()),
                workspace,
                session.history().get()));
    }

    /// Whether saving to the open file is possible, as far as is known.
    boolean writable() {
        return facts.get().inUse().isEmpty();
    }

    private void release() {
        WorkspaceLock held = lock;
        lock = null;
        if (held != null) {
            held.close();
        }
    }

    private Optional<Path> place(Path file) {
        return state.map(s -> AutosaveFolder.of(file, s));
    }

    private static Path unnamed(Path state) {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return state.resolve("autosave").resolve(UNNAMED + host() + "-" + self.pid() + "-" + started);
    }

    private static boolean isAlive(Path place) {
        String[] parts = place.getFileName().toString().split("-", -1);
        try {
            long pid = Long.parseLong(parts[parts.length - 2]);
            long started = Long.parseLong(parts[parts.length - 1]);
            return ProcessHandle.of(pid)
                    .flatMap(p -> p.info().startInstant())
                    .filter(i -> i.toEpochMilli() == started)
                    .isPresent();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return true;
        }
    }

    private static String host() {
        return WorkspaceLock.host().replaceAll("[^A-Za-z0-9.]", "_");
    }

    private static boolean same(Path a, Path b) {
        try {
            return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize())
                    || (Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b));
        } catch (IOException _) {
            return false;
        }
    }

    /// What a person is told about a file that somebody else has open.
    static Problem inUse(Path path, String words) {
        return new Problem(
                path.getFileName() + " is open for reading only.",
                "It is " + words + ".",
                "You can work on it here and save it under another name.");
    }

    /// The window closes and the work was saved or is not wanted: removes what was kept.
    @Override
    public void close() {
        autosave.ifPresent(a -> {
            a.discard();
            a.close();
        });
        release();
    }

    /// The window goes away without having asked; what was kept stays.
    void leave() {
        autosave.ifPresent(Autosave::close);
        release();
    }

    /// Waits until everything is on the disk; for tests.
    void await() {
        autosave.ifPresent(Autosave::await);
    }
}
