package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Applies a steering recipe: the lists of one user, and the effect on everyone whom it is for. Where measuring
/// everyone takes longer than about a second, random samples are measured before and shown as estimates; the result
/// does not depend on them.
public final class SteerOperation implements Operation<SteerParams, Steering> {
    /// About as many measures are resampled.
    private static final int COLUMNS = 16;

    private final double second;

    /// As it is used.
    public SteerOperation() {
        this(Sample.SECOND);
    }

    /// @param second multiply-adds that take about a second; more is not measured without an estimate
    SteerOperation(double second) {
        this.second = second;
    }

    @Override
    public String id() {
        return "steer";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public String title() {
        return "Apply a steering recipe";
    }

    @Override
    public Class<SteerParams> paramsType() {
        return SteerParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class, Autoencoder.class, ConceptSet.class);
    }

    @Override
    public double weight() {
        return 1;
    }

    @Override
    public Optional<Forecast> forecast(SteerParams params, Inputs inputs, int threads) {
        SteeringForecast f = SteeringForecast.of(inputs, params.cutoff(), params.mode(), threads);
        double users = f.audience(params.audience());
        return Optional.of(new Forecast(
                f.bytes(users, 2, COLUMNS),
                f.once() + f.rankings(2.0 + Arms.DRAWS, users) + f.intervals(COLUMNS, users)));
    }

    @Override
    public String smaller() {
        return "Choose a smaller audience or shorter lists";
    }

    @Override
    public Steering run(SteerParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        int user = params.user().isEmpty() ? 0 : data.users().indexOf(params.user());
        if (user < 0) {
            throw ProblemException.of(
                    "There is no user '" + params.user() + "'.",
                    "The data set " + data.name() + " has " + data.users().size() + " users, such as "
                            + String.join(
                                    ", ",
                                    data.users()
                                            .values()
                                            .subList(0, Math.min(3, data.users().size()))) + ".",
                    "Give one of its ids.");
        }
        Subject subject = Subject.of(inputs, ctx.kernels());
        Treatment treatment = subject.treatment(params.edits(), params.mode(), params.items());
        Steering.Scope scope = subject.scope(params.audience(), treatment);
        ctx.progress("lists of " + data.users().get(user), 0);
        Steering.UserLists lists = subject.steerer().lists(user, treatment, params.cutoff());
        Population.Labels labels = subject.labels(treatment);
        Set<Integer> bearers = Set.copyOf(subject.names().bearers(labels.attributes()));
        Arms arms = Arms.of(subject.steerer(), treatment, bearers, ctx);
        int[] users = subject.users(scope);
        Function<Steering.Effect, Steering> result =
                effect -> new Steering(params.name(), treatment.edits(), params.mode(), scope, lists, effect);
        Estimates estimates = new Estimates(subject.steerer(), users, arms.rankings(), second, ctx);
        estimates.show(sample -> {
            Population some = Population.of(subject.steerer(), sample, params.cutoff(), labels, ctx);
            return result.apply(Effects.estimate(some, arms, ctx));
        });
        Ctx rest = ctx.part(estimates.share(), 1);
        Population population = Population.of(
                subject.steerer(), users, params.cutoff(), labels, "lists of the model", rest.part(0, 0.1));
        return result.apply(Effects.measure(population, arms, rest.part(0.1, 1)));
    }
}
