package io.github.recscope.steering;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.Comparator;
import java.util.List;

/// Applies a steering recipe: the lists of one user, and the effect on all.
public final class SteerOperation implements Operation<SteerParams, Steering> {
    /// Far beyond any activation, and small enough that scores stay finite.
    private static final double MOST = 1e6;

    @Override
    public String id() {
        return "steer";
    }

    @Override
    public int version() {
        return 1;
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
    public Steering run(SteerParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        Recommender model = inputs.get(Recommender.class);
        Autoencoder sae = inputs.get(Autoencoder.class);
        ConceptSet concepts = inputs.get(ConceptSet.class);
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
        List<Edit> edits = params.edits().stream()
                .map(e -> new Edit(latent(e.concept(), concepts), e.kind(), amount(e)))
                .toList();
        Steerer steerer = new Steerer(data, model, sae, ctx.kernels());
        ctx.progress("lists of " + data.users().get(user), 0);
        Steering.UserLists lists = steerer.lists(user, edits, params.mode(), params.cutoff());
        AttributeTable table = AttributeTable.of(data, 1);
        List<Attribute> attributes = edits.stream()
                .map(e -> concepts.concepts().get(e.latent()).labelFit())
                .flatMap(java.util.Optional::stream)
                .map(AttributeFit::attribute)
                .distinct()
                .toList();
        Steering.Effect effect = PopulationEffect.measure(
                model, steerer, edits, params.mode(), params.cutoff(), attributes, table, ctx.part(0.05, 1));
        return new Steering(params.name(), edits, params.mode(), lists, effect);
    }

    private static double amount(SteerParams.EditSpec edit) {
        if (!Double.isFinite(edit.amount())) {
            throw ProblemException.of(
                    "The edit of '" + edit.concept() + "' has no finite amount.",
                    "It says " + edit.amount() + ".",
                    "Give a number.");
        }
        if (Math.abs(edit.amount()) > MOST) {
            throw ProblemException.of(
                    "The edit of '" + edit.concept() + "' is too large.",
                    "It says " + edit.amount() + "; activations are mostly below 100.",
                    "Give an amount between −1,000,000 and 1,000,000.");
        }
        return edit.amount();
    }

    /// The latent that a recipe means: its number, or the purest concept with that label.
    private static int latent(String concept, ConceptSet concepts) {
        if (concept.matches("[0-9]{1,9}")) {
            int latent = Integer.parseInt(concept);
            if (latent < concepts.concepts().size()) {
                return latent;
            }
            throw ProblemException.of(
                    "There is no concept " + latent + ".",
                    "The autoencoder has latents 0 to " + (concepts.concepts().size() - 1) + ".",
                    "Give one of them, or a label.");
        }
        return concepts.concepts().stream()
                .filter(c -> c.status() == Concept.Status.NAMED && c.label().equalsIgnoreCase(concept))
                .max(Comparator.comparingDouble(Concept::purityCorrected)
                        .thenComparingInt(Concept::activeItems)
                        .thenComparing(Comparator.comparingInt(Concept::latent).reversed()))
                .map(Concept::latent)
                .orElseThrow(() -> ProblemException.of(
                        "No concept is called '" + concept + "'.",
                        "The labels are those of 'recscope concepts'.",
                        "Give one of them, or a latent's number."));
    }
}
