package io.github.recscope.store;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Ablation;
import io.github.recscope.model.Activation;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptBaselines;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.ConceptStability;
import io.github.recscope.model.Credit;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Fidelity;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.Metric;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Severity;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Split;
import io.github.recscope.model.Steering;
import io.github.recscope.model.Sweep;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.model.SteeringPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Small artifacts of every kind with random content, awkward numbers and awkward texts among it.
public final class RandomArtifacts {
    private static final double[] AWKWARD = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 1e300, 0.1, 1
    };
    private static final List<String> WORDS =
            List.of("", "fantasy", "Søren \"Å\"", "日本", "\ud83d\ude00", "\ud800", "a\nb\u0000c", "007");
    private final Random random;

    /// From a seed.
    public RandomArtifacts(long seed) {
        this.random = new Random(seed);
    }

    /// One of each kind.
    public List<Artifact> all() {
        return List.of(
                dataset(),
                recommender(),
                benchmark(),
                spaceMap(),
                autoencoder(),
                sweep(),
                conceptSet(),
                baselines(),
                stability(),
                steering(),
                doseResponse(),
                plan(),
                ablation());
    }

    /// A data set; with some seeds it has more than 64 items, so that its texts become blobs.
    public Dataset dataset() {
        int users = random.nextInt(20);
        int items = random.nextBoolean() ? 100 : random.nextInt(1, 9);
        IntLists byUser = lists(users, items);
        ItemColumn column = new ItemColumn("tags", pick(ItemColumn.Role.values()), texts(7), lists(items, 7));
        ImportSummary.SourceFile file = new ImportSummary.SourceFile(word(), random.nextLong(), "ab12", word());
        ImportSummary summary = new ImportSummary(
                List.of(file),
                random.nextLong(),
                2,
                3,
                4,
                5,
                list(i -> new Issue(pick(Severity.values()), "row.columns", word() + i, word())));
        return new Dataset(
                word(),
                ids("u", users),
                ids("i", items),
                texts(items),
                new Interactions(items, byUser, floats(byUser.size()), random.nextBoolean()),
                List.of(column),
                summary,
                random.nextBoolean() ? null : new Credit(word(), "MIT"));
    }

    /// A recommender.
    public Recommender recommender() {
        int users = random.nextInt(9);
        int items = random.nextInt(9);
        int d = random.nextInt(1, 5);
        Evaluation.Quality quality = new Evaluation.Quality(metric(), metric(), metric());
        return new Recommender(
                word(),
                matrix(users, d),
                matrix(items, d),
                floats(users),
                floats(items),
                number(),
                scorer(d),
                new Split(lists(users, items), lists(users, items), word()),
                new Evaluation(20, word(), quality, quality, new Evaluation.Quality(metric(), metric(), metric())),
                list(i -> curve()));
    }

    /// An evaluation.
    public Benchmark benchmark() {
        return new Benchmark(
                word(),
                word(),
                new int[] {0, 3},
                List.of(5, 10),
                list(i -> new Benchmark.Method(
                        word(),
                        pick(Benchmark.Kind.values()),
                        word(),
                        list(f ->
                                new Benchmark.Figure(pick(Metric.values()), 5, metric(), floats(random.nextInt(3)))))),
                list(i -> new Benchmark.Contrast(i, pick(Metric.values()), 5, metric(), number(), number(), number())));
    }

    /// A map.
    public SpaceMap spaceMap() {
        return new SpaceMap(
                word(),
                matrix(3, 2),
                matrix(0, 2),
                list(i -> number()),
                new SpaceMap.Quality(number(), number(), 15, 9));
    }

    /// An autoencoder.
    public Autoencoder autoencoder() {
        int latents = random.nextInt(1, 9);
        int d = random.nextInt(1, 5);
        return new Autoencoder(
                word(),
                matrix(latents, d),
                floats(latents),
                matrix(latents, d),
                floats(d),
                number(),
                random.nextBoolean(),
                activation(latents, d),
                codes(random.nextInt(5), latents),
                codes(random.nextInt(5), latents),
                fidelity(latents),
                list(i -> curve()));
    }

    private Fidelity fidelity(int latents) {
        return new Fidelity(
                number(), number(), number(), 8, number(), latents, 1, 20, 5, metric(), metric(), metric(), metric(),
                metric(), metric(), metric());
    }

    /// A comparison of autoencoders.
    public Sweep sweep() {
        return new Sweep(
                word(),
                list(i -> new Sweep.Run(
                        word(),
                        9,
                        number(),
                        number(),
                        random.nextLong(),
                        fidelity(9),
                        new Sweep.Monosemanticity(number(), number()),
                        new Sweep.Monosemanticity(number(), number()),
                        random.nextBoolean())));
    }

    private Activation activation(int latents, int d) {
        return switch (random.nextInt(4)) {
            case 0 -> new Activation.Threshold(number(), number());
            case 1 -> new Activation.Gate(floats(latents), floats(latents), floats(latents));
            case 2 -> new Activation.Largest(random.nextInt(9));
            default -> new Activation.Pursuit(random.nextInt(9), number(), matrix(d, d), matrix(d, d));
        };
    }

    private Scorer scorer(int d) {
        return switch (random.nextInt(4)) {
            case 0 -> new Scorer.Dot();
            case 1 -> new Scorer.Cosine();
            case 2 -> new Scorer.Euclidean();
            default ->
                new Scorer.Mlp(List.of(
                        new Scorer.Layer(matrix(3, 2 * d), floats(3)), new Scorer.Layer(matrix(1, 3), floats(1))));
        };
    }

    /// A set of concepts.
    public ConceptSet conceptSet() {
        return new ConceptSet(
                word(),
                list(this::concept),
                number(),
                random.nextInt(),
                word(),
                new ConceptSet.Quality(
                        median(),
                        median(),
                        median(),
                        number(),
                        number(),
                        number(),
                        number(),
                        number(),
                        random.nextLong(),
                        random.nextInt()));
    }

    /// A comparison with baselines.
    public ConceptBaselines baselines() {
        return new ConceptBaselines(
                word(),
                list(i -> new ConceptBaselines.Row(
                        pick(ConceptBaselines.Method.values()), i, i, i, median(), number(), number())),
                word());
    }

    /// A comparison across trainings.
    public ConceptStability stability() {
        return new ConceptStability(
                word(), 3, list(i -> new ConceptStability.Again(i, number(), i)), number(), number(), number(), word());
    }

    /// A steering recipe.
    public Steering steering() {
        List<Steering.Listed> listed = list(i -> new Steering.Listed(i, number(), random.nextInt(20)));
        Steering.Effect effect = new Steering.Effect(
                3,
                20,
                change(),
                change(),
                metric(),
                change(),
                shares(),
                new Steering.Side(
                        change(),
                        change(),
                        change(),
                        change(),
                        metric(),
                        metric(),
                        metric(),
                        list(i -> new Steering.Drift(i, random.nextBoolean(), change()))),
                list(i -> new Steering.Promoted(i, change())),
                new Steering.Control(3, shares(), change()));
        return new Steering(
                word(),
                edits(),
                pick(SteeringMode.values()),
                scope(),
                new Steering.UserLists(1, listed, listed, List.of()),
                effect);
    }

    /// A dose–response curve.
    public DoseResponse doseResponse() {
        return new DoseResponse(
                word(),
                edits(),
                pick(SteeringMode.values()),
                scope(),
                20,
                random.nextBoolean() ? attribute() : null,
                list(i -> new DoseResponse.Point(i, metric(), metric(), metric(), metric(), metric())),
                number(),
                number(),
                number());
    }

    /// A steering plan.
    public SteeringPlan plan() {
        SteeringPlan.Calibration calibration = new SteeringPlan.Calibration(
                number(), number(), number(), metric(), number(), metric(), metric(), metric(), number());
        return new SteeringPlan(
                word(),
                word(),
                edits(),
                pick(SteeringMode.values()),
                20,
                list(i -> new SteeringPlan.Dose(word(), random.nextBoolean(), List.of(i), List.of(), number())),
                metric(),
                metric(),
                change(),
                shares(),
                random.nextBoolean() ? calibration : null);
    }

    /// A comparison of ablations.
    public Ablation ablation() {
        return new Ablation(
                word(),
                word(),
                20,
                pick(SteeringMode.values()),
                list(i -> new Ablation.Row(
                        attribute(),
                        List.of(i),
                        List.of(i, i + 1),
                        100,
                        number(),
                        number(),
                        number(),
                        list(j -> new Ablation.Trial(
                                pick(Ablation.Method.values()), number(), metric(), metric(), metric(), number())))));
    }

    private List<Edit> edits() {
        return list(i -> new Edit(i, pick(Edit.Kind.values()), number()));
    }

    private List<Steering.ShareChange> shares() {
        return list(i -> new Steering.ShareChange(attribute(), change()));
    }

    private Steering.Scope scope() {
        return new Steering.Scope(word(), list(i -> i), list(i -> i));
    }

    private Concept concept(int latent) {
        List<AttributeFit> fits = list(i -> new AttributeFit(
                attribute(),
                i,
                number(),
                number(),
                i,
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number()));
        return new Concept(
                latent,
                pick(Concept.Status.values()),
                word(),
                fits,
                3,
                4,
                levels(),
                levels(),
                List.of(3, 1),
                List.of(),
                number(),
                number(),
                number(),
                evidence(),
                list(i -> new Concept.Related(i, number())));
    }

    private ConceptSet.Median median() {
        return new ConceptSet.Median(random.nextInt(), number(), number());
    }

    private Concept.Evidence evidence() {
        return new Concept.Evidence(
                list(i -> new Concept.Purity(i, number(), number())),
                number(),
                number(),
                new Concept.Detection(3, number(), number(), number(), number(), number(), number()),
                new Concept.Validity(3, number(), number(), number(), number(), number(), number(), number(), number()),
                list(i -> new Concept.Relation(
                        pick(Concept.Relation.Kind.values()), i, number(), number(), number(), number())));
    }

    private Concept.Levels levels() {
        return new Concept.Levels(number(), number(), number(), number());
    }

    private Attribute attribute() {
        return random.nextBoolean()
                ? new Attribute(word(), word())
                : new Attribute(word(), word()).joined(pick(Attribute.Kind.values()), new Attribute(word(), word()));
    }

    private Steering.Change change() {
        return new Steering.Change(number(), number(), metric());
    }

    private MetricValue metric() {
        return new MetricValue(number(), number(), number(), random.nextInt());
    }

    private Curve curve() {
        return new Curve(word(), list(i -> number()), list(i -> number()));
    }

    private SparseCodes codes(int rows, int latents) {
        int[] offsets = new int[rows + 1];
        List<Integer> active = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < latents; j++) {
                if (random.nextInt(3) == 0) {
                    active.add(j);
                }
            }
            offsets[r + 1] = active.size();
        }
        int[] latent = active.stream().mapToInt(i -> i).toArray();
        return new SparseCodes(rows, latents, offsets, latent, floats(latent.length));
    }

    private IntLists lists(int rows, int values) {
        int n = rows == 0 || values == 0 ? 0 : random.nextInt(20);
        int[] row = random.ints(n, 0, Math.max(1, rows)).toArray();
        return IntLists.groupSorted(
                rows, row, random.ints(n, 0, Math.max(1, values)).toArray());
    }

    private Matrix matrix(int rows, int cols) {
        return Matrix.of(rows, cols, floats(rows * cols));
    }

    private float[] floats(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) number();
        }
        return values;
    }

    private <T> List<T> list(IntFunction<T> element) {
        List<T> list = new ArrayList<>();
        int n = random.nextInt(4);
        for (int i = 0; i < n; i++) {
            list.add(element.apply(i));
        }
        return list;
    }

    private Ids ids(String prefix, int n) {
        return new Ids(IntStream.range(0, n).mapToObj(i -> prefix + i).toList());
    }

    private List<String> texts(int n) {
        return IntStream.range(0, n).mapToObj(i -> word()).toList();
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private double number() {
        return random.nextInt(4) == 0 ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextGaussian();
    }

    private <E> E pick(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
