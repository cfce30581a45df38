package io.github.recscope.ui.steering;

import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Steering;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps the three lists up to date: the newest request wins, and nothing is computed on the window's thread.
final class ListService implements AutoCloseable {
    private record Request(Source source, int user, Trial trial) {}

    private record Result(Source source, Lists lists) {}

    private final Function<Current, Preview> previews;
    private final Observable<Lists> lists = new Observable<>(Lists.EMPTY);
    private final Observable<Optional<Problem>> problem = new Observable<>(Optional.empty());
    private final Latest<Request, Result> latest;
    private @Nullable Source source;

    ListService(Function<Current, Preview> previews, Executor fxExecutor) {
        this.previews = previews;
        this.latest = new Latest<>(r -> r.source().compute(r), fxExecutor, this::deliver, this::failed);
    }

    Observable<Lists> lists() {
        return lists;
    }

    Observable<Optional<Problem>> problem() {
        return problem;
    }

    /// Turns to another model; results of the one before are dropped.
    void show(Current scope, boolean complete) {
        source = complete ? new Source(scope) : null;
        lists.set(Lists.EMPTY);
        problem.set(Optional.empty());
    }

    void request(int user, Trial trial) {
        if (source != null) {
            latest.submit(new Request(source, user, trial));
        }
    }

    @SuppressWarnings("ReferenceEquality") // Whether the source is still this very one is the question.
    private void deliver(Result result) {
        if (result.source() == source) {
            problem.set(Optional.empty());
            lists.set(result.lists());
        }
    }

    private void failed(RuntimeException e) {
        problem.set(Optional.of(
                e instanceof ProblemException p
                        ? p.problem()
                        : new Problem(
                                "The lists could not be computed.", String.valueOf(e), "Try another user or edit.")));
    }

    @Override
    public void close() {
        latest.close();
    }

    /// One model with what is computed for it once; used on the thread of the previews only, but for its
    /// making.
    private final class Source {
        private final Current scope;
        private final Map<Attribute, boolean[]> members = new HashMap<>();
        private @Nullable Preview preview;

        Source(Current scope) {
            this.scope = scope;
        }

        Result compute(Request request) {
            Dataset data = scope.dataset();
            ConceptSet concepts = scope.concepts();
            if (data == null || concepts == null) {
                throw new IllegalStateException("lists need data and concepts");
            }
            Preview own = preview;
            if (own == null) {
                own = previews.apply(scope);
                preview = own;
            }
            long start = System.nanoTime();
            Trial trial = request.trial();
            Steering.UserLists raw = own.lists(request.user(), trial.treatment(), SteeringModel.LENGTH);
            double seconds = (System.nanoTime() - start) * 1e-9;
            List<ListMaker.Marker> markers = trial.rows().stream()
                    .filter(EditRow::on)
                    .map(r -> concepts.concepts().get(r.latent()))
                    .map(Concept::labelFit)
                    .flatMap(Optional::stream)
                    .map(AttributeFit::attribute)
                    .distinct()
                    .map(a -> new ListMaker.Marker(a.words(), members.computeIfAbsent(a, w -> Membership.of(data, w))))
                    .toList();
            boolean edited = !trial.edits().isEmpty();
            return new Result(this, new ListMaker(data.titles(), markers).lists(raw, edited, seconds));
        }
    }
}
