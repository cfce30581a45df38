package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Names each latent by the attribute it fits best, if that holds on items which had no part in the choice.
public final class ConceptsOperation implements Operation<ConceptParams, ConceptSet> {
    @Override
    public String id() {
        return "concepts";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Name the concepts";
    }

    @Override
    public Class<ConceptParams> paramsType() {
        return ConceptParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Dataset.class, Recommender.class, Autoencoder.class);
    }

    @Override
    public double weight() {
        return 4;
    }

    @Override
    public Optional<Forecast> forecast(ConceptParams params, Inputs inputs, int threads) {
        Autoencoder sae = inputs.get(Autoencoder.class);
        Recommender model = inputs.get(Recommender.class);
        refuse(inputs.get(Dataset.class), model, sae);
        return Optional.of(ConceptForecast.names(params, ConceptForecast.Sizes.of(model, sae, threads)));
    }

    @Override
    public String smaller() {
        return "Train an autoencoder of fewer latents";
    }

    /// Refuses what does not belong together.
    static void refuse(Dataset data, Recommender model, Autoencoder sae) {
        if (sae.items().rows() != data.items().size()
                || model.items().rows() != data.items().size()) {
            throw ProblemException.of(
                    "The autoencoder belongs to another data set.",
                    "It has codes for " + sae.items().rows() + " items, the data set has "
                            + data.items().size() + ".",
                    "Train an autoencoder on this data set first.");
        }
    }

    @Override
    public ConceptSet run(ConceptParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        Recommender model = inputs.get(Recommender.class);
        Autoencoder sae = inputs.get(Autoencoder.class);
        refuse(data, model, sae);
        AttributeTable table = AttributeTable.of(data, params.minSupport());
        Namer namer = new Namer(table, model.items(), params, ctx);
        SparseCodes byLatent = sae.items().transpose();
        Namer.Names names = namer.name(byLatent, "permutations", ctx.part(0, 0.45));
        ctx.progress("testing all pairs", 0.45);
        PairScan.Pairs pairs = namer.pairs().adjust(byLatent, names.fits(), params.falseDiscoveryRate(), ctx);

        ConceptCards cards = new ConceptCards(data, model, sae, table, namer, names, params.falseDiscoveryRate());
        Concept[] concepts = new Concept[sae.latents()];
        AtomicInteger done = new AtomicInteger();
        ctx.kernels().workers().forEach(concepts.length, j -> {
            concepts[j] = cards.card(j, pairs.fits().get(j));
            int n = done.incrementAndGet();
            ctx.progress("writing concept cards", 0.5 + 0.2 * n / concepts.length);
        });
        List<Concept> all = List.of(concepts);
        String protocol =
                ("%,d attributes of at least %d items; label and threshold chosen on half of the items, tested "
                                        + "on the other by up to %,d permutations within popularity deciles; Benjamini–Hochberg at "
                                        + "%.1f %% over all latents; two attributes joined where that gains %.2f on items not "
                                        + "searched (\"or\": twice that)")
                                .formatted(
                                        table.attributes().size(),
                                        params.minSupport(),
                                        params.permutations(),
                                        params.falseDiscoveryRate() * 100,
                                        params.joinedMargin())
                        + UserValidity.sample(model.split());
        return new ConceptSet(
                "Concepts of " + sae.name(),
                all,
                params.falseDiscoveryRate(),
                table.attributes().size(),
                protocol,
                new SetQuality(table, model, sae, namer, params, cards.attributeVectors())
                        .of(all, byLatent, pairs, ctx.part(0.7, 1)));
    }
}
