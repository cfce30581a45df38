package io.github.recscope.ui.steering;

import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.model.Workspace;
import io.github.recscope.steering.DoseParams;
import io.github.recscope.steering.SolveParams;
import io.github.recscope.ui.state.ForecastModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Doses and plans of the recipe that is being tried: steps of their own. Used on the JavaFX thread only.
public final class StudiesModel {
    private static final int STEPS = 21;

    private final Observable<Trial> trial;
    private final Steps steps;
    private final Executor fxExecutor;
    private final IntFunction<String> title;
    private final Function<Trial, String> items;
    private final Optional<ForecastModel> forecasts;
    private final Observable<Studies> shown = new Observable<>(Studies.NONE);
    private final Observable<String> caption = new Observable<>("");
    private Sampled sampled = Sampled.NONE;
    private String trying = "";

    StudiesModel(
            Observable<Trial> trial,
            Steps steps,
            Executor fxExecutor,
            IntFunction<String> title,
            Function<Trial, String> items,
            Optional<ForecastModel> forecasts) {
        this.trial = trial;
        this.steps = steps;
        this.fxExecutor = fxExecutor;
        this.title = title;
        this.items = items;
        this.forecasts = forecasts;
    }

    /// What is known.
    public Observable<Studies> shown() {
        return shown;
    }

    void show(Workspace workspace) {
        Optional<DoseResponse> dose = workspace.latest(DoseResponse.class);
        if (!dose.equals(shown.get().dose())) {
            estimate(Sampled.NONE);
        }
        shown.set(shown.get().results(workspace.latest(Steering.class), dose, workspace.latest(SteeringPlan.class)));
    }

    /// Forgets what a sample said: the recommender or its concepts are others now.
    void forget() {
        trying = "";
        estimate(Sampled.NONE);
    }

    /// What the estimate of the doses is, in a sentence; empty for none.
    public Observable<String> caption() {
        return caption;
    }

    /// Takes what running work shows; what is not for this place is left alone.
    ///
    /// @param left the time left in words
    void preview(Optional<Estimate> estimate, String left) {
        if (!trying.isEmpty()) {
            estimate(sampled.next(estimate, left, DoseResponse.class, trying));
        }
    }

    private void estimate(Sampled next) {
        sampled = next;
        caption.set(next.caption());
        shown.set(shown.get().trying(next.estimate().map(e -> (DoseResponse) e.result())));
    }

    /// Shows what a sample says about the recipe that is being saved.
    void sampled(Optional<Steering> estimate) {
        shown.set(shown.get().sampled(estimate));
    }

    /// What the studies will take, or why they cannot begin: doses, a budget and points, in this order.
    public Observable<ForecastModel.Said> forecast() {
        return forecasts.map(ForecastModel::said).orElseGet(() -> new Observable<>(ForecastModel.Said.NOTHING));
    }

    /// Asks what the studies of the recipe as it is will take.
    ///
    /// @param percent the loss of NDCG that is allowed
    /// @param points  the wished change of a share
    public void askForecast(double percent, double points) {
        Trial t = trial.get();
        forecasts.ifPresent(f -> f.ask(
                t.edits().isEmpty()
                        ? List.of()
                        : List.of(
                                new ForecastModel.Ask("Trying " + STEPS + " doses", "dose", doses(t, percent)),
                                new ForecastModel.Ask("Finding the most", "solve", solve(t, 0, percent)),
                                new ForecastModel.Ask("Changing its share", "solve", solve(t, points, 100)))));
    }

    /// Tries the recipe at many doses, from turned round to three times as strong.
    ///
    /// @param percent the loss of NDCG that is allowed
    public void sweep(double percent) {
        Trial t = trial.get();
        run("Trying " + STEPS + " doses", RecipeName.of(t, title), "dose", doses(t, percent));
    }

    private DoseParams doses(Trial t, double percent) {
        return new DoseParams(
                RecipeName.of(t, title),
                t.specs(),
                t.mode(),
                SteeringModel.LENGTH,
                t.audience(),
                items.apply(t),
                -1,
                3,
                STEPS,
                percent / 100);
    }

    /// Looks for as much of the recipe as costs at most so much NDCG.
    public void asMuchAs(double percent) {
        plan("Finding the most that costs " + percent + " %", 0, percent);
    }

    /// Looks for what moves the share of the recipe's concept by so many points.
    public void points(double points) {
        plan("Calibrating " + points + " points", points, 100);
    }

    private void plan(String what, double points, double percent) {
        Trial t = trial.get();
        run(what, "", "solve", solve(t, points, percent));
    }

    private SolveParams solve(Trial t, double points, double percent) {
        return new SolveParams(
                RecipeName.of(t, title),
                wishes(t, true),
                wishes(t, false),
                points,
                Math.clamp(percent / 100, 0, 1),
                t.mode(),
                SteeringModel.LENGTH,
                t.audience(),
                16,
                SolveParams.defaults().helpers());
    }

    /// The concepts of which the recipe makes more, or less: latents of one name as one.
    private String wishes(Trial t, boolean more) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (EditRow r : t.rows()) {
            if (r.on() && raises(r) == more) {
                List<String> same = byName.computeIfAbsent(title.apply(r.latent()), _ -> new ArrayList<>());
                if (!same.contains(String.valueOf(r.latent()))) {
                    same.add(String.valueOf(r.latent()));
                }
            }
        }
        return byName.values().stream().map(l -> String.join("+", l)).collect(Collectors.joining(","));
    }

    private static boolean raises(EditRow r) {
        return switch (r.kind()) {
            case ADD -> r.amount() > 0;
            case SET -> r.amount() > 0;
            case SCALE -> r.amount() > 1;
            case CAP, ZERO -> false;
        };
    }

    /// @param estimated the name of the doses that there may be estimates of; empty for none
    private void run(String what, String estimated, String op, Params params) {
        if (!shown.get().running().isEmpty() || trial.get().edits().isEmpty()) {
            return;
        }
        trying = estimated;
        estimate(Sampled.NONE);
        shown.set(shown.get().running(what, Optional.empty()));
        steps.submit(op, params).thenAcceptAsync(this::done, fxExecutor);
    }

    private void done(Outcome<Workspace> outcome) {
        Optional<Problem> problem =
                outcome instanceof Outcome.Failed<Workspace> f ? Optional.of(f.problem()) : Optional.empty();
        boolean stopped = outcome instanceof Outcome.Cancelled<Workspace> && !trying.isEmpty();
        trying = "";
        estimate(stopped ? sampled.stop() : Sampled.NONE);
        shown.set(shown.get().running("", problem));
    }
}
