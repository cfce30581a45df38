package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.stat.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Names each latent by the attribute it fits best, if that holds on items which had no part in the choice.
public final class ConceptsOperation implements Operation<ConceptParams, ConceptSet> {
    @Override
    public String id() {
        return "concepts";
    }

    @Override
    public int version() {
        return 1;
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
        return List.of(Dataset.class, Autoencoder.class);
    }

    @Override
    public double weight() {
        return 4;
    }

    @Override
    public ConceptSet run(ConceptParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        Autoencoder sae = inputs.get(Autoencoder.class);
        if (sae.items().rows() != data.items().size()) {
            throw ProblemException.of(
                    "The autoencoder belongs to another data set.",
                    "It has codes for " + sae.items().rows() + " items, the data set has "
                            + data.items().size() + ".",
                    "Train an autoencoder on this data set first.");
        }
        AttributeTable table = AttributeTable.of(data, params.minSupport());
        Halves halves = Halves.split(table, ctx.random("halves", 0));
        LabelSearch search = new LabelSearch(table, params.minSupport(), halves);
        LabelTest test = new LabelTest(table, halves);
        SparseCodes byLatent = sae.items().transpose();
        int m = sae.latents();

        List<List<LabelSearch.Candidate>> candidates = new ArrayList<>();
        AttributeFit[][] fits = new AttributeFit[m][];
        double[] p = new double[m];
        Arrays.fill(p, Double.NaN);
        for (int j = 0; j < m; j++) {
            ctx.check();
            candidates.add(search.search(byLatent, j));
        }
        AtomicInteger done = new AtomicInteger();
        ctx.kernels().workers().forEach(m, j -> {
            List<LabelSearch.Candidate> list = candidates.get(j);
            fits[j] = list.stream().map(c -> test.measure(byLatent, j, c)).toArray(AttributeFit[]::new);
            if (!list.isEmpty()) {
                p[j] = test.pValue(
                        byLatent,
                        j,
                        list.getFirst().attribute(),
                        params.permutations(),
                        ctx.random("permutations", j),
                        ctx::check);
            }
            int n = done.incrementAndGet();
            ctx.progress("testing labels, " + n + " of " + m, 0.9 * n / m);
        });
        double[] q = MultipleTesting.benjaminiHochberg(p);
        ctx.progress("writing concept cards", 0.9);
        ConceptCards cards = new ConceptCards(data, sae, table, byLatent, params.falseDiscoveryRate());
        List<Concept> concepts = new ArrayList<>();
        for (int j = 0; j < m; j++) {
            ctx.check();
            concepts.add(cards.card(j, List.of(fits[j]), p[j], q[j]));
        }
        String protocol =
                ("%,d attributes of at least %d items; label and threshold chosen on half of the items, tested "
                                + "on the other by %,d permutations within popularity deciles; Benjamini–Hochberg at %.1f %% over "
                                + "all latents")
                        .formatted(
                                table.attributes().size(),
                                params.minSupport(),
                                params.permutations(),
                                params.falseDiscoveryRate() * 100);
        return new ConceptSet(
                "Concepts of " + sae.name(),
                concepts,
                params.falseDiscoveryRate(),
                table.attributes().size(),
                protocol);
    }
}
