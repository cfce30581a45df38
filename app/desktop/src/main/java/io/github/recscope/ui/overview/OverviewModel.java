package io.github.recscope.ui.overview;

import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Sweep;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.sae.SweepParams;
import io.github.recscope.session.Session;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.ForecastModel;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/// What the overview shows and can start.
public final class OverviewModel implements AutoCloseable {
    private static final long SEED = 42;

    private final Session session;
    private final Selection selection;
    private final Runnable analyse;
    private final Observable<Boolean> busy;
    private final Executor fx;
    private final Observable<Facts> facts = new Observable<>(Facts.none());
    private final Latest<Workspace, Facts> counting;

    /// @param analyse makes everything of the data with the recommended settings
    /// @param busy    whether work runs
    public OverviewModel(
            Session session, Selection selection, Runnable analyse, Observable<Boolean> busy, Executor fx) {
        this.session = session;
        this.selection = selection;
        this.analyse = analyse;
        this.busy = busy;
        this.fx = fx;
        counting = new Latest<>(this::count, fx, facts::set, e -> {
            throw e;
        });
        session.history().observe(h -> counting.submit(h.workspace()));
    }

    /// What to show.
    public Observable<Facts> facts() {
        return facts;
    }

    /// Whether work runs, so that starting more would only queue up.
    public Observable<Boolean> busy() {
        return busy;
    }

    /// Trains, draws and names everything with the recommended settings.
    public void analyse() {
        analyse.run();
    }

    /// A step that can be started.
    ///
    /// @param title  what it does
    /// @param schema its parameters
    /// @param start  the values used last, or the recommended ones
    /// @param <P>    its parameters
    public record Startable<P extends Params>(String op, String title, ParamSchema<P> schema, P start) {}

    /// A step by its operation's id.
    public Startable<?> startable(String op) {
        return startable(session.engine().operation(op));
    }

    /// What steps will take, for one form.
    public ForecastModel forecast() {
        return new ForecastModel(session, fx);
    }

    /// Starts a step.
    public void start(String op, Params params) {
        session.submit(op, params, SEED);
    }

    /// Trains the autoencoder of one run of the current comparison again, this time to keep it.
    public void trainLike(Sweep.Run run) {
        session.workspace()
                .latestEntry(Sweep.class)
                .map(e -> e.step().params())
                .filter(SweepParams.class::isInstance)
                .map(SweepParams.class::cast)
                .ifPresent(p -> session.submit("sae", p.settings(run), run.seed()));
    }

    /// Shows a concept in its own view.
    public void openConcept(int latent) {
        selection.latent().set(OptionalInt.of(latent));
        selection.view().set(View.CONCEPTS);
    }

    /// Goes to another view.
    public void open(View view) {
        selection.view().set(view);
    }

    private <P extends Params> Startable<P> startable(Operation<P, ?> operation) {
        ParamSchema<P> schema = ParamSchema.of(operation.paramsType());
        P start = schema.defaults();
        for (Entry e : session.workspace().entries()) {
            if (e.step().op().equals(operation.id())) {
                start = operation.paramsType().cast(e.step().params());
            }
        }
        return new Startable<>(operation.id(), operation.title(), schema, start);
    }

    /// Off the window's thread: counting millions of interactions takes a moment.
    private Facts count(Workspace workspace) {
        Current now = Current.of(workspace);
        return new Facts(
                now,
                Facts.tail(now.dataset()),
                workspace.latest(Sweep.class).orElse(null),
                Facts.best(now.concepts()),
                new Facts.Settings(
                        settings(workspace, Recommender.class),
                        settings(workspace, SpaceMap.class),
                        settings(workspace, Autoencoder.class),
                        settings(workspace, Sweep.class),
                        settings(workspace, ConceptSet.class)));
    }

    private String settings(Workspace workspace, Class<? extends Artifact> kind) {
        Optional<Entry> entry = workspace.latestEntry(kind);
        return entry.map(e -> words(session.engine().operation(e.step().op()), e))
                .orElse("");
    }

    private static <P extends Params> String words(Operation<P, ?> operation, Entry entry) {
        ParamSchema<P> schema = ParamSchema.of(operation.paramsType());
        var json =
                schema.toJson(operation.paramsType().cast(entry.step().params().effective()));
        List<String> parts = new ArrayList<>();
        for (ParamSchema.Field f : schema.fields()) {
            if (f.isSimple()) {
                parts.add(f.label().toLowerCase(Locale.ROOT) + " "
                        + json.path(f.name()).asText());
            }
        }
        parts.add("seed " + entry.step().seed());
        return String.join(", ", parts);
    }

    @Override
    public void close() {
        counting.close();
    }
}
