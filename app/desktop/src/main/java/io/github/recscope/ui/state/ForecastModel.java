package io.github.recscope.ui.state;

import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Memory;
import io.github.recscope.op.Operation;
import io.github.recscope.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// What the steps that a person is about to start will take, or why they cannot begin. Computed off the window's
/// thread, for the newest settings only.
public final class ForecastModel implements AutoCloseable {
    private final Session session;
    private final Observable<Said> said = new Observable<>(Said.NOTHING);
    private final Latest<Request, Said> latest;

    /// What to show.
    ///
    /// @param words   for people; empty where there is nothing worth saying
    /// @param refused the places of the steps that cannot begin, for the reasons in the words
    public record Said(String words, List<Integer> refused) {
        /// Nothing to say.
        public static final Said NOTHING = new Said("", List.of());

        /// Copies the list.
        public Said {
            refused = List.copyOf(refused);
        }

        /// Whether the words are reasons against.
        public boolean isRefused() {
            return !refused.isEmpty();
        }
    }

    /// One step that may be started.
    ///
    /// @param name   what it is called where several may be started; empty for the only one
    /// @param op     the id of its operation
    /// @param params its settings
    public record Ask(String name, String op, Params params) {}

    private record Request(Workspace workspace, List<Ask> steps) {}

    /// @param fx runs work on the JavaFX thread
    public ForecastModel(Session session, Executor fx) {
        this.session = session;
        latest = new Latest<>(this::forecast, fx, said::set, e -> {
            said.set(Said.NOTHING);
            throw e;
        });
    }

    /// What is known of the steps asked for last.
    public Observable<Said> said() {
        return said;
    }

    /// Asks for a step on the current workspace; empty while its settings cannot be used.
    public void ask(String op, Optional<? extends Params> params) {
        ask(params.map(p -> List.of(new Ask("", op, p))).orElse(List.of()));
    }

    /// Asks for steps of which a person may start any.
    public void ask(List<Ask> steps) {
        latest.submit(new Request(session.workspace(), steps));
    }

    private Said forecast(Request request) {
        List<String> words = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < request.steps().size(); i++) {
            Ask ask = request.steps().get(i);
            Operation<?, ?> operation = session.engine().operation(ask.op());
            try {
                Optional<Forecast> forecast =
                        Session.forecast(session.engine(), request.workspace(), operation, ask.params());
                forecast.ifPresent(f -> Memory.check(operation, f));
                forecast.filter(Forecast::isLong).ifPresent(f -> words.add(begin(ask) + f.words() + "."));
            } catch (ProblemException e) {
                refused.add(i);
                words.add(e.problem().sentence());
            }
        }
        return new Said(words.stream().distinct().collect(Collectors.joining(" ")), refused);
    }

    private static String begin(Ask ask) {
        return ask.name().isEmpty() ? "Takes " : ask.name() + " takes ";
    }

    @Override
    public void close() {
        latest.close();
    }
}
