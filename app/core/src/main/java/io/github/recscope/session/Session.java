package io.github.recscope.session;

import io.github.recscope.job.Ctx;
import io.github.recscope.job.Job;
import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Memory;
import io.github.recscope.op.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The one mutable owner of a workspace.
///
/// All methods are called on the thread behind `executor` (the JavaFX thread in the window, the main thread of
/// the command line), and observers are called there. Work runs in the engine's jobs; its results come back
/// through the executor. A result is added only if the workspace that it was computed from is still the current
/// one or its past; a job whose result can no longer be added, after an undo or because another file was
/// opened, is cancelled instead of working in vain. Of two jobs that were started from the same workspace, both
/// results are kept.
public final class Session {
    private final Engine engine;
    private final Executor executor;
    private final Observable<History> history;
    private final Observable<Optional<Workspace>> partial = new Observable<>(Optional.empty());
    private final List<Running> running = new ArrayList<>();
    private volatile Consumer<String> announce = _ -> {};
    private int opened;

    private record Running(Job<Workspace> job, List<Entry> past) {}

    /// A session that starts with `workspace`.
    public Session(Engine engine, Executor executor, Workspace workspace) {
        this.engine = engine;
        this.executor = executor;
        this.history = new Observable<>(History.of(workspace));
    }

    /// The engine.
    public Engine engine() {
        return engine;
    }

    /// The current workspace with its undo history.
    public Observable<History> history() {
        return history;
    }

    /// What the running job of several steps has reached so far, for the journal; observers are called on the
    /// job's thread. Empty again when the job ended without a result; a result follows in [#history()].
    public Observable<Optional<Workspace>> partial() {
        return partial;
    }

    /// Has what a long step will take said to somebody before it begins, in a sentence; called on the job's thread.
    public void announce(Consumer<String> to) {
        announce = to;
    }

    /// The current workspace.
    public Workspace workspace() {
        return history.get().workspace();
    }

    /// Replaces everything, history too: a file was opened or a new workspace begun.
    public void open(Workspace workspace) {
        open(History.of(workspace));
    }

    /// The same with what can be undone and redone, as it was before a crash.
    public void open(History recovered) {
        opened++;
        List.copyOf(running).forEach(r -> r.job().cancel());
        history.set(recovered);
    }

    /// One step back.
    public void undo() {
        history.set(history.get().undo());
        List.copyOf(running).stream()
                .filter(r -> !isPast(r.past()))
                .forEach(r -> r.job().cancel());
    }

    /// One step forward.
    public void redo() {
        history.set(history.get().redo());
    }

    /// Runs one step on the newest artifacts of the kinds it needs.
    public Job<Workspace> submit(String op, Params params, long seed) {
        return submit(op, params, seed, _ -> {});
    }

    /// Runs one step and says how it ended.
    ///
    /// @param then called on the session's executor, after a result has become part of the workspace; a stage
    ///     of the job itself may run before that; [Outcome.Cancelled] when the result was dropped
    public Job<Workspace> submit(String op, Params params, long seed, Consumer<? super Outcome<Workspace>> then) {
        Operation<?, ?> operation = engine.operation(op);
        return run(operation.title(), List.of(new Recipe.Item(op, params, seed)), then);
    }

    /// Runs all steps of a recipe on top of the current workspace, as one job and one change to undo.
    public Job<Workspace> submit(Recipe recipe) {
        return submit(recipe, _ -> {});
    }

    /// The same, and says how it ended.
    ///
    /// @param then as in [#submit(String, Params, long, Consumer)]
    public Job<Workspace> submit(Recipe recipe, Consumer<? super Outcome<Workspace>> then) {
        return run(recipe.name(), recipe.steps(), then);
    }

    private Job<Workspace> run(String title, List<Recipe.Item> items, Consumer<? super Outcome<Workspace>> then) {
        Workspace before = workspace();
        int generation = opened;
        Job<Workspace> job = engine.jobs()
                .compute(title, items.isEmpty() ? 0 : items.getFirst().seed(), ctx -> {
                    Workspace now = before;
                    double total = items.stream()
                            .mapToDouble(i -> engine.operation(i.op()).weight())
                            .sum();
                    double done = 0;
                    for (Recipe.Item item : items) {
                        double end = done + engine.operation(item.op()).weight();
                        now = run(now, engine.operation(item.op()), item, ctx.part(done / total, end / total));
                        ctx.check();
                        done = end;
                        if (items.size() > 1) {
                            partial.set(Optional.of(now));
                        }
                    }
                    return now;
                });
        Running entry = new Running(job, before.entries());
        running.add(entry);
        CompletionStage<Outcome<Workspace>> stage = job.whenDone();
        stage.thenAcceptAsync(
                outcome -> {
                    running.remove(entry);
                    boolean dropped = generation != opened || !isPast(before.entries());
                    if (outcome instanceof Outcome.Done<Workspace> result && !dropped) {
                        add(before, result.value());
                    } else {
                        partial.set(Optional.empty());
                    }
                    // Who waits for a result must not go on as if it were there.
                    then.accept(
                            dropped && outcome instanceof Outcome.Done<Workspace>
                                    ? new Outcome.Cancelled<Workspace>()
                                    : outcome);
                },
                executor);
        return job;
    }

    /// Whether the current workspace begins with these steps.
    private boolean isPast(List<Entry> past) {
        List<Entry> now = workspace().entries();
        return now.size() >= past.size() && now.subList(0, past.size()).equals(past);
    }

    /// Adds the steps between two workspaces to the current one, which has the first in its past.
    private void add(Workspace before, Workspace after) {
        List<Entry> past = before.entries();
        Workspace next = workspace();
        if (after.entries().size() == past.size()) {
            return;
        }
        for (Entry e : after.entries().subList(past.size(), after.entries().size())) {
            next = next.with(e, after.artifact(e.output()));
        }
        history.set(history.get().then(next));
    }

    /// What a step will take on the newest artifacts of a workspace; empty where nobody knows. May be called on any
    /// thread.
    ///
    /// @throws ProblemException for settings that cannot be used, and where an input is missing
    public static Optional<Forecast> forecast(
            Engine engine, Workspace workspace, Operation<?, ?> operation, Params params) {
        List<Artifact> inputs = new ArrayList<>();
        gather(workspace, operation, new ArrayList<>(), inputs);
        return forecast(engine, operation, params, inputs);
    }

    private static <P extends Params> Optional<Forecast> forecast(
            Engine engine, Operation<P, ?> operation, Params params, List<Artifact> inputs) {
        return operation.forecast(
                operation.paramsType().cast(params),
                new Inputs(inputs),
                engine.kernels().workers().threads());
    }

    /// Finds what an operation reads.
    private static void gather(
            Workspace workspace, Operation<?, ?> operation, List<ArtifactId> ids, List<Artifact> inputs) {
        for (Class<? extends Artifact> kind : operation.inputs()) {
            Optional<Entry> entry = workspace.latestEntry(kind);
            if (entry.isEmpty()) {
                throw ProblemException.of(
                        operation.title() + " cannot run yet.",
                        "It needs " + Engine.kindName(kind) + ", and this workspace has none.",
                        "Run the step that makes it first.");
            }
            ids.add(entry.get().output());
            inputs.add(workspace.artifact(entry.get().output()));
        }
        operation.others().ifPresent(kind -> others(workspace, kind, ids, inputs));
    }

    private <P extends Params, R extends Artifact> Workspace run(
            Workspace workspace, Operation<P, R> operation, Recipe.Item item, Ctx ctx) {
        List<Artifact> inputs = new ArrayList<>();
        List<ArtifactId> ids = new ArrayList<>();
        gather(workspace, operation, ids, inputs);
        Step step = new Step(operation.id(), operation.version(), item.params(), ids, item.seed());
        for (Entry known : workspace.entries()) {
            if (known.step().equals(step) && operation.isPure()) {
                return workspace.with(known, workspace.artifact(known.output()));
            }
        }
        forecast(engine, operation, item.params(), inputs).ifPresent(f -> {
            Memory.check(operation, f);
            if (f.isLong()) {
                announce.accept(operation.title() + ": " + f.words() + ".");
            }
        });
        long start = System.nanoTime();
        Ctx own = ctx.seeded(item.seed()).of(step);
        R result = operation.run(operation.paramsType().cast(item.params()), new Inputs(inputs), own);
        double seconds = (System.nanoTime() - start) * 1e-9;
        ArtifactId id = engine.identify(result);
        return workspace.with(new Entry(step, id, seconds, ctx.kernels().id()), result);
    }

    /// Adds all artifacts of a kind that were made from the current data set and are not among the inputs yet.
    private static void others(
            Workspace workspace, Class<? extends Artifact> kind, List<ArtifactId> ids, List<Artifact> inputs) {
        for (Entry e : workspace.allOf(kind)) {
            if (!ids.contains(e.output())) {
                ids.add(e.output());
                inputs.add(workspace.artifact(e.output()));
            }
        }
    }
}
