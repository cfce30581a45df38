package io.github.recscope.ui.evaluate;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.session.Session;
import io.github.recscope.ui.state.ForecastModel;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What the evaluate view shows and can start.
public final class EvaluateModel implements AutoCloseable {
    private static final String OP = "evaluate";
    private static final long SEED = 42;
    private static final int FIRST_CHOICE = 20;

    private final Session session;
    private final Observable<Boolean> busy;
    private final Executor fx;
    private final ForecastModel first;
    private final Observable<State> state = new Observable<>(new State(false, Optional.empty()));
    private int wanted = FIRST_CHOICE;

    /// What there is.
    ///
    /// @param possible whether there is a recommender to evaluate
    /// @param table    the evaluation of it, if there is one
    public record State(boolean possible, Optional<EvaluateTable> table) {}

    /// A step that can be started.
    ///
    /// @param title  what it does
    /// @param schema its parameters
    /// @param start  the values used last, or the recommended ones
    /// @param <P>    its parameters
    public record Startable<P extends Params>(String op, String title, ParamSchema<P> schema, P start) {}

    /// @param busy whether work runs
    public EvaluateModel(Session session, Observable<Boolean> busy, Executor fx) {
        this.session = session;
        this.busy = busy;
        this.fx = fx;
        this.first = new ForecastModel(session, fx);
        session.history().observe(_ -> update());
    }

    /// What to show.
    public Observable<State> state() {
        return state;
    }

    /// Whether work runs, so that starting more would only queue up.
    public Observable<Boolean> busy() {
        return busy;
    }

    /// Shows another list length.
    public void cutoff(int k) {
        wanted = k;
        update();
    }

    /// Evaluates with the values used last, or the recommended ones.
    public void run() {
        run(startable().start());
    }

    /// Evaluates.
    public void run(Params params) {
        session.submit(OP, params, SEED);
    }

    /// What the first evaluation will take, or why it cannot begin.
    public Observable<ForecastModel.Said> first() {
        return first.said();
    }

    /// What steps will take, for one form.
    public ForecastModel forecast() {
        return new ForecastModel(session, fx);
    }

    /// The step, for a form.
    public Startable<?> startable() {
        return startable(session.engine().operation(OP));
    }

    private <P extends Params> Startable<P> startable(Operation<P, ?> operation) {
        ParamSchema<P> schema = ParamSchema.of(operation.paramsType());
        P start = schema.defaults();
        for (Entry e : session.workspace().entries()) {
            if (e.step().op().equals(OP)) {
                start = operation.paramsType().cast(e.step().params());
            }
        }
        return new Startable<>(OP, operation.title(), schema, start);
    }

    private void update() {
        Workspace now = session.workspace();
        Optional<EvaluateTable> table = now.latest(Benchmark.class)
                .map(b -> EvaluateTable.of(
                        b,
                        b.cutoffs().stream()
                                .min((x, y) -> Integer.compare(Math.abs(x - wanted), Math.abs(y - wanted)))
                                .orElseThrow()));
        boolean possible = now.latest(Recommender.class).isPresent();
        if (possible && table.isEmpty()) {
            first.ask(OP, Optional.of(startable().start()));
        }
        state.set(new State(possible, table));
    }

    @Override
    public void close() {
        first.close();
    }
}
