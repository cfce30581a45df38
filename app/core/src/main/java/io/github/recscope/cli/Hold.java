package io.github.recscope.cli;

import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Autosave;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Recovery;
import io.github.recscope.session.Session;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.Stamp;
import io.github.recscope.store.WorkspaceFile;
import io.github.recscope.store.WorkspaceLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A workspace file while a command writes to it: nobody else does, no unsaved work is lost on the way, and the
/// steps of a long recipe are autosaved.
final class Hold implements AutoCloseable {
    private final Path file;
    private final Path place;
    private final Optional<WorkspaceLock> lock;
    private final Stamp stamp;
    private @Nullable Autosave autosave;

    private Hold(Path file, Path place, Optional<WorkspaceLock> lock) {
        this.file = file;
        this.place = place;
        this.lock = lock;
        this.stamp = Stamp.of(file);
    }

    /// Takes a file, which need not exist.
    ///
    /// @throws ProblemException if somebody else writes to it, or a crash left unsaved work of it
    static Hold of(Invocation call, Engine engine, Path file) {
        Hold hold = any(call, file);
        try {
            Optional<Recovery> left = hold.left(engine);
            if (left.isPresent()) {
                throw ProblemException.of(
                        file + " has work that was not saved when Recscope ended without warning.",
                        words(left.get().found()),
                        "Get it back with 'recscope recover " + file + "', or drop it with 'recscope recover " + file
                                + " " + RecoverCommand.DISCARD + "'.");
            }
            return hold;
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    /// Takes a file without asking about unsaved work.
    static Hold any(Invocation call, Path file) {
        String what = "recscope " + call.parsed().commandSpec().name();
        return new Hold(file, AutosaveFolder.of(file, call.environment().state()), WorkspaceLock.acquire(file, what));
    }

    /// Unsaved work, if there is any.
    Optional<Recovery> left(Engine engine) {
        if (AutosaveFolder.at(place).read().isEmpty()) {
            return Optional.empty();
        }
        return Recovery.find(engine, place, held(engine));
    }

    /// What the file holds, if there is one.
    Optional<Workspace> held(Engine engine) {
        return Files.exists(file) ? Optional.of(WorkspaceFile.load(file, engine::paramsType)) : Optional.empty();
    }

    /// What there is, for people.
    static String words(Recovery.Found found) {
        int steps = found.steps().size();
        String again = found.missing() == 0
                ? "all results are there"
                : found.missing() + " to be computed again, which took " + Math.round(found.seconds()) + " s";
        long minutes = Duration.between(found.last(), Instant.now()).toMinutes();
        return steps + (steps == 1 ? " step, " : " steps, ") + "the last one " + minutes + " min ago; " + again + "."
                + found.damaged()
                        .map(d -> " The journal is damaged: " + d + "; what came after it is lost.")
                        .orElse("");
    }

    Path file() {
        return file;
    }

    /// Autosaves what a session does.
    void keep(Session session) {
        Autosave mine = new Autosave(session, Runnable::run, place);
        mine.follow(
                place, Optional.of(file), session.workspace(), session.history().get());
        autosave = mine;
    }

    /// Saves; unsaved work is then of no use.
    void save(Workspace workspace) {
        WorkspaceFile.save(file, workspace, Optional.of(stamp));
    }

    @Override
    public void close() {
        Autosave mine = autosave;
        if (mine != null) {
            mine.discard();
            mine.await();
            mine.close();
        }
        lock.ifPresent(WorkspaceLock::close);
    }
}
