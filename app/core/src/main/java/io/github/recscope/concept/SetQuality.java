package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Recommender;
import io.github.recscope.stat.Cohesion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Figures of a whole set beside what they would be for the recommender's own dimensions, for shuffled activations and
/// for random directions.
final class SetQuality {
    private static final int RANDOM = 128;

    private final AttributeTable table;
    private final Recommender model;
    private final Autoencoder sae;
    private final Namer namer;
    private final ConceptParams params;
    private final AttributeVectors attributes;

    SetQuality(
            AttributeTable table,
            Recommender model,
            Autoencoder sae,
            Namer namer,
            ConceptParams params,
            AttributeVectors attributes) {
        this.table = table;
        this.model = model;
        this.sae = sae;
        this.namer = namer;
        this.params = params;
        this.attributes = attributes;
    }

    ConceptSet.Quality of(List<Concept> concepts, SparseCodes byLatent, PairScan.Pairs pairs, Ctx ctx) {
        List<Concept> named = concepts.stream()
                .filter(c -> c.status() == Concept.Status.NAMED)
                .toList();
        SparseCodes raw = Directions.strongest(Directions.bothSigns(model.items()), firing(sae));
        SparseCodes shuffled = Directions.shuffled(byLatent, table, ctx);
        double[][] chance = chance(ctx);
        return new ConceptSet.Quality(
                DetectionScore.median(
                        named.stream().map(c -> c.evidence().detection()).toList()),
                detection(raw, "raw", true, ctx.part(0, 0.4)),
                detection(shuffled, "shuffled codes", false, ctx.part(0.4, 1)),
                DetectionScore.median(
                        named.stream().mapToDouble(Concept::purityCorrected).toArray()),
                mean(concepts.stream().mapToDouble(c -> c.evidence().cohesion()).toArray()),
                mean(chance[0]),
                mean(concepts.stream().mapToDouble(c -> c.evidence().likeness()).toArray()),
                mean(chance[1]),
                pairs.tests(),
                pairs.holding());
    }

    /// For how many items a direction fires that is to be as sparse as the autoencoder's latents are on average.
    static int firing(Autoencoder sae) {
        return Math.max(1, Math.round((float) sae.items().size() / Math.max(1, sae.latents())));
    }

    private ConceptSet.Median detection(SparseCodes codes, String stream, boolean onlyHolding, Ctx ctx) {
        Namer.Names names = namer.name(codes, stream, ctx);
        DetectionScore score = namer.detection();
        List<Concept.Detection> scores = new ArrayList<>();
        for (int j = 0; j < codes.rows(); j++) {
            List<LabelSearch.Candidate> candidates = names.candidates().get(j);
            if (!candidates.isEmpty() && (!onlyHolding || names.holds(j, params.falseDiscoveryRate()))) {
                scores.add(score.of(codes, j, candidates.getFirst()));
            }
        }
        return DetectionScore.median(scores);
    }

    /// The scores of random directions, by embeddings and by attributes.
    private double[][] chance(Ctx ctx) {
        Matrix scores = Directions.random(model.items(), RANDOM, ctx);
        Cohesion.Vectors embeddings = Cohesion.rows(namer.neighbours().unit());
        double[][] out = new double[2][RANDOM];
        ctx.kernels().workers().forEach(RANDOM, j -> {
            double[] activation = new double[scores.rows()];
            Arrays.setAll(activation, i -> scores.get(i, j));
            out[0][j] = Cohesion.score(activation, embeddings, Cohesion.STRONGEST);
            out[1][j] = Cohesion.score(activation, attributes, Cohesion.STRONGEST);
        });
        return out;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
