package io.github.recscope.ui.importing;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Job;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Recipe;
import io.github.recscope.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The work of the import dialog: one job at a time. One that was stopped, or superseded by the next, has no effect.
/// Everything is called on `fx`.
final class ImportWork {
    private final Session session;
    private final Executor fx;
    private final Runnable changed;
    private final Runnable cancelled;

    private Optional<Job<?>> job = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private List<Issue> noticed = List.of();
    private int generation;
    private boolean adding;

    /// @param changed   something is to be shown
    /// @param cancelled the work was cancelled elsewhere, such as in the list of jobs
    ImportWork(Session session, Executor fx, Runnable changed, Runnable cancelled) {
        this.session = session;
        this.fx = fx;
        this.changed = changed;
        this.cancelled = cancelled;
    }

    /// What runs.
    Optional<Job<?>> job() {
        return job;
    }

    /// Whether that adds the data to the workspace.
    boolean isAdding() {
        return adding;
    }

    /// Why it cannot go on.
    Optional<Problem> problem() {
        return problem;
    }

    /// Says why it cannot go on; null for nothing.
    void problem(@Nullable Problem now) {
        problem = Optional.ofNullable(now);
    }

    /// What the last work noticed that ended well.
    List<Issue> noticed() {
        return noticed;
    }

    /// Ends what runs.
    void stop() {
        generation++;
        adding = false;
        job.ifPresent(Job::cancel);
        job = Optional.empty();
    }

    /// Runs something; a problem is what keeps the dialog from going on.
    <T> void run(String what, Function<Ctx, T> work, Consumer<T> then) {
        run(what, work, then, this::problem);
    }

    /// What a job made, or why not: a problem is shown here and not as a banner behind the sheet.
    private record Answer<T>(@Nullable T value, @Nullable Problem problem) {}

    /// Runs something.
    <T> void run(String what, Function<Ctx, T> work, Consumer<T> then, Consumer<Problem> failed) {
        stop();
        int started = generation;
        problem(null);
        Job<Answer<T>> running = session.engine().jobs().io(what, ctx -> {
            try {
                return new Answer<T>(work.apply(ctx), null);
            } catch (ProblemException e) {
                return new Answer<T>(null, e.problem());
            }
        });
        job = Optional.of(running);
        changed.run();
        running.whenDone().thenAcceptAsync(outcome -> ended(started, outcome, then, failed), fx);
    }

    private <T> void ended(int started, Outcome<Answer<T>> outcome, Consumer<T> then, Consumer<Problem> failed) {
        if (started != generation) {
            return;
        }
        job = Optional.empty();
        switch (outcome) {
            case Outcome.Done<Answer<T>> done -> {
                Problem why = done.value().problem();
                T value = done.value().value();
                if (why != null) {
                    failed.accept(why);
                } else if (value != null) {
                    noticed = done.issues();
                    then.accept(value);
                }
            }
            case Outcome.Failed<Answer<T>> fault -> failed.accept(fault.problem());
            case Outcome.Cancelled<Answer<T>> _ -> cancelled.run();
        }
        changed.run();
    }

    /// Adds what a recipe makes to the workspace.
    void add(Recipe recipe, Consumer<Outcome<? super Workspace>> then) {
        stop();
        int started = generation;
        adding = true;
        problem(null);
        Job<Workspace> running = session.submit(recipe, outcome -> {
            if (started == generation) {
                job = Optional.empty();
                adding = false;
                then.accept(outcome);
                changed.run();
            }
        });
        job = Optional.of(running);
        changed.run();
    }
}
