package io.github.recscope.concept;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptBaselines.Method;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.stat.Cohesion;
import io.github.recscope.stat.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Judges simpler ways of taking embeddings apart as the autoencoder's concepts are judged: the same items to choose
/// on and to test on, the same candidates, the same tests, and as many firing items for each direction.
public final class BaselinesOperation implements Operation<ConceptParams, ConceptBaselines> {
    private static final int TOP = 20;
    private static final double RIDGE = 1;

    @Override
    public String id() {
        return "baselines";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Compare concepts with baselines";
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
        return 8;
    }

    @Override
    public Optional<Forecast> forecast(ConceptParams params, Inputs inputs, int threads) {
        Autoencoder sae = inputs.get(Autoencoder.class);
        Recommender model = inputs.get(Recommender.class);
        Dataset data = inputs.get(Dataset.class);
        ConceptsOperation.refuse(data, model, sae);
        double attributes = AttributeTable.DECILES
                + data.columns().stream()
                        .mapToDouble(c -> c.vocabulary().size())
                        .sum();
        return Optional.of(
                ConceptForecast.baselines(params, ConceptForecast.Sizes.of(model, sae, threads), attributes));
    }

    @Override
    public String smaller() {
        return "Train an autoencoder of fewer latents";
    }

    @Override
    public ConceptBaselines run(ConceptParams params, Inputs inputs, Ctx ctx) {
        Dataset data = inputs.get(Dataset.class);
        Recommender model = inputs.get(Recommender.class);
        Autoencoder sae = inputs.get(Autoencoder.class);
        Matrix items = model.items();
        ConceptsOperation.refuse(data, model, sae);
        AttributeTable table = AttributeTable.of(data, params.minSupport());
        Judge judge = new Judge(table, new Namer(table, items, params, ctx), params);
        int firing = SetQuality.firing(sae);
        int latents = Math.max(1, Math.min(sae.latents(), items.rows()));
        Matrix white = Components.principal(items, ctx.kernels());
        if (white.cols() == 0) {
            throw ProblemException.of(
                    "There are no directions to compare with.",
                    "All items of " + model.name() + " have the same embedding.",
                    "Train the recommender again, with a smaller penalty or a smaller learning rate.");
        }

        List<ConceptBaselines.Row> rows = new ArrayList<>();
        SparseCodes own = sae.items().transpose();
        Namer.Names names = judge.namer.name(own, "permutations", ctx.part(0, 0.1));
        rows.add(judge.row(Method.AUTOENCODER, own, names));
        Method[] methods = {Method.DIMENSIONS, Method.RANDOM, Method.PCA, Method.ICA, Method.VARIMAX, Method.K_MEANS};
        for (int m = 0; m < methods.length; m++) {
            Method method = methods[m];
            ctx.progress(method.title(), 0.1 + 0.12 * m);
            Matrix scores = switch (method) {
                case DIMENSIONS -> Directions.bothSigns(items);
                case RANDOM -> Directions.random(items, latents, ctx);
                case PCA -> Directions.bothSigns(white);
                case ICA -> Directions.bothSigns(Components.independent(white, ctx));
                case VARIMAX -> Directions.bothSigns(Components.varimax(white, ctx));
                case K_MEANS -> Clusters.of(items, latents, ctx);
                case AUTOENCODER, PROBE -> throw new AssertionError(method);
            };
            SparseCodes codes = Directions.strongest(scores, method == Method.K_MEANS ? items.rows() : firing);
            Ctx part = ctx.part(0.1 + 0.12 * m, 0.1 + 0.12 * (m + 1));
            rows.add(judge.row(method, codes, judge.namer.name(codes, method.name(), part)));
        }
        rows.add(probe(judge, items, names, firing, params, ctx));
        return new ConceptBaselines(
                "Baselines of " + sae.name(),
                rows,
                ("labels chosen on one half of the items and tested on the other as for concepts; each direction fires "
                                + "for its %,d strongest items, a cluster for its own; the probe learns each attribute that "
                                + "names a latent on the choosing half and is judged by that attribute on the other")
                        .formatted(firing));
    }

    /// One logistic regression for each plain attribute that names a latent, learned on the choosing half.
    private static ConceptBaselines.Row probe(
            Judge judge, Matrix items, Namer.Names names, int firing, ConceptParams params, Ctx ctx) {
        Set<Attribute> wanted = new LinkedHashSet<>();
        for (int j = 0; j < names.q().length; j++) {
            if (names.holds(j, params.falseDiscoveryRate())) {
                wanted.add(names.fits().get(j).getFirst().attribute().plain());
            }
        }
        List<Attribute> attributes = List.copyOf(wanted);
        int k = attributes.size();
        int n = items.rows();
        int d = items.cols();
        boolean[] choosing = judge.namer.halves().choosing();
        int[] learned = IntStream.range(0, n).filter(i -> choosing[i]).toArray();
        float[] scores = new float[n * k];
        ctx.progress("probes", 0.85);
        ctx.kernels().workers().forEach(k, a -> {
            double[] w =
                    LogisticRegression.fit(items, learned, judge.table.members(attributes.get(a)), RIDGE, ctx::check);
            for (int i = 0; i < n; i++) {
                double score = w[d];
                for (int c = 0; c < d; c++) {
                    score += w[c] * items.data()[i * d + c];
                }
                // Log-odds rank, but codes must be positive.
                scores[i * k + a] = (float) Math.exp(Math.clamp(score, -40, 40));
            }
        });
        SparseCodes codes = Directions.strongest(Matrix.of(n, k, scores), firing);
        return judge.row(Method.PROBE, codes, judge.namer.given(codes, attributes, "probe", ctx.part(0.9, 1)));
    }

    /// Makes a row of the table.
    private record Judge(AttributeTable table, Namer namer, ConceptParams params) {
        ConceptBaselines.Row row(Method method, SparseCodes codes, Namer.Names names) {
            DetectionScore score = namer.detection();
            Cohesion.Vectors vectors = Cohesion.rows(namer.neighbours().unit());
            boolean[] choosing = namer.halves().choosing();
            List<Concept.Detection> detections = new ArrayList<>();
            List<Double> purities = new ArrayList<>();
            Set<Attribute> distinct = new LinkedHashSet<>();
            double cohesion = 0;
            int cohesive = 0;
            int live = 0;
            for (int j = 0; j < codes.rows(); j++) {
                if (codes.l0(j) == 0) {
                    continue;
                }
                live++;
                double[] activation = new double[codes.latents()];
                for (int p = codes.offsets()[j]; p < codes.offsets()[j + 1]; p++) {
                    activation[codes.latent()[p]] = codes.value()[p];
                }
                double c = Cohesion.score(activation, vectors, Cohesion.STRONGEST);
                if (Double.isFinite(c)) {
                    cohesion += c;
                    cohesive++;
                }
                if (names.holds(j, params.falseDiscoveryRate())) {
                    LabelSearch.Candidate label = names.candidates().get(j).getFirst();
                    distinct.add(label.attribute());
                    detections.add(score.of(codes, j, label));
                    int[] strongest = ConceptCards.top(codes, j, codes.l0(j));
                    int[] counted = method == Method.PROBE
                            ? Arrays.stream(strongest).filter(i -> !choosing[i]).toArray()
                            : strongest;
                    if (counted.length > 0) {
                        purities.add(
                                ConceptCards.purity(counted, TOP, label.has()).corrected());
                    }
                }
            }
            return new ConceptBaselines.Row(
                    method,
                    live,
                    detections.size(),
                    distinct.size(),
                    DetectionScore.median(detections),
                    DetectionScore.median(
                            purities.stream().mapToDouble(Double::doubleValue).toArray()),
                    cohesive == 0 ? Double.NaN : cohesion / cohesive);
        }
    }
}
