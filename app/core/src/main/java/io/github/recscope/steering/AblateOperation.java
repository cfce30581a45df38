package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptGroup;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Switches concepts off one by one for the users who are keenest on them, and compares what is left with what
/// simpler means leave.
public final class AblateOperation implements Operation<AblateParams, Ablation> {
    @Override
    public String id() {
        return "ablate";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Switch concepts off and compare with baselines";
    }

    @Override
    public Class<AblateParams> paramsType() {
        return AblateParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class, Autoencoder.class, ConceptSet.class);
    }

    @Override
    public double weight() {
        return 6;
    }

    @Override
    public Optional<Forecast> forecast(AblateParams params, Inputs inputs, int threads) {
        int users = inputs.get(Dataset.class).users().size();
        refuse(params, users);
        SteeringForecast f = SteeringForecast.of(inputs, params.cutoff(), params.mode(), threads);
        double concepts = Math.min(
                params.concepts(),
                inputs.get(ConceptSet.class).groups().stream()
                        .filter(g -> !g.attribute().isPopularity())
                        .count());
        return Optional.of(f.ablation(params, concepts));
    }

    @Override
    public String smaller() {
        return "Choose shorter lists";
    }

    private static void refuse(AblateParams params, int users) {
        if (users < 4 * params.keenest()) {
            throw ProblemException.of(
                    "There are too few users for " + params.keenest() + " keenest.",
                    "There are " + users + "; the keenest are to be at most half of a half.",
                    "Ask for at most " + users / 4 + ".");
        }
    }

    @Override
    public Ablation run(AblateParams params, Inputs inputs, Ctx ctx) {
        Subject subject = Subject.of(inputs, ctx.kernels());
        int users = subject.data().users().size();
        refuse(params, users);
        ctx.progress("lists of the model", 0);
        Population everyone = Population.of(
                subject.steerer(),
                IntStream.range(0, users).toArray(),
                params.cutoff(),
                Population.Labels.of(List.of(), subject.table()),
                ctx);
        Halves halves = Halves.of(everyone.users(), ctx);
        Ablator ablator = new Ablator(subject, everyone, halves, params, ctx);
        List<Ablation.Row> rows = new ArrayList<>();
        for (ConceptGroup group : candidates(inputs.get(ConceptSet.class), subject)) {
            if (rows.size() == params.concepts()) {
                break;
            }
            ctx.progress("switching off " + group.label(), (double) rows.size() / params.concepts());
            ablator.row(group).ifPresent(rows::add);
        }
        return new Ablation(
                "Switched off: " + rows.size() + " concepts", protocol(params), params.cutoff(), params.mode(), rows);
    }

    /// Groups by how many items carry the label; popularity is no taste.
    private static List<ConceptGroup> candidates(ConceptSet concepts, Subject subject) {
        return concepts.groups().stream()
                .filter(g -> !g.attribute().isPopularity())
                .filter(g -> subject.table().support(g.attribute()) > 0)
                .sorted(Comparator.comparingInt(
                        (ConceptGroup g) -> -subject.table().support(g.attribute())))
                .toList();
    }

    private static String protocol(AblateParams p) {
        return ("The %d concepts with the most items of which the keenest have at least 5 points more than everyone."
                        + " Keenest: the %d users of one random half with the largest share of the label among their"
                        + " training items. Lists of %d, training items masked. Latents and directions were chosen on"
                        + " the other half.")
                .formatted(p.concepts(), p.keenest(), p.cutoff());
    }
}
