package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.concept.BaselinesOperation;
import io.github.recscope.concept.ConceptParams;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.concept.StabilityOperation;
import io.github.recscope.concept.StabilityParams;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Evaluation;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Params;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Scorer;
import io.github.recscope.model.Split;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import io.github.recscope.projection.MapOperation;
import io.github.recscope.projection.MapParams;
import io.github.recscope.recsys.EvaluateOperation;
import io.github.recscope.recsys.EvaluateParams;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.sae.SaeOperation;
import io.github.recscope.sae.SaeParams;
import io.github.recscope.sae.SweepOperation;
import io.github.recscope.sae.SweepParams;
import io.github.recscope.steering.AblateOperation;
import io.github.recscope.steering.AblateParams;
import io.github.recscope.steering.DoseOperation;
import io.github.recscope.steering.DoseParams;
import io.github.recscope.steering.SolveOperation;
import io.github.recscope.steering.SolveParams;
import io.github.recscope.steering.SteerOperation;
import io.github.recscope.steering.SteerParams;
import io.github.recscope.testing.TestCtx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation on input that means little or nothing: it makes something, or says in words why it cannot.
class BadInputTest {
    private static final int DIMENSIONS = 4;

    private final TestCtx ctx = TestCtx.of(1);
    private final List<String> refused = new ArrayList<>();

    /// Choices of users; the number of items beside them.
    record Choices(String name, int items, int[][] chosen) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static int[][] each(int users, IntFunction<int[]> chosen) {
        return IntStream.range(0, users).mapToObj(chosen).toArray(int[][]::new);
    }

    private static Stream<Choices> choices() {
        return Stream.of(
                new Choices("nobody and nothing", 0, new int[0][]),
                new Choices("nobody", 9, new int[0][]),
                new Choices("nothing", 0, new int[5][0]),
                new Choices("one user and one item", 1, new int[][] {{0}}),
                new Choices("one user", 9, new int[][] {{0, 1, 2, 3, 4}}),
                new Choices("one item", 1, each(6, _ -> new int[] {0})),
                new Choices("two and two", 2, new int[][] {{0}, {1}}),
                new Choices("nobody chose anything", 6, new int[6][0]),
                new Choices("all alike", 8, each(8, _ -> new int[] {1, 3, 5})),
                new Choices("everybody has everything", 6, each(8, _ -> new int[] {0, 1, 2, 3, 4, 5})),
                new Choices("a few", 12, each(20, u -> new int[] {u % 4, 4 + u % 4, 8 + u % 4})));
    }

    private static Dataset dataset(Choices c) {
        int users = c.chosen().length;
        int[] offsets = new int[users + 1];
        for (int u = 0; u < users; u++) {
            offsets[u + 1] = offsets[u] + c.chosen()[u].length;
        }
        int[] values = Arrays.stream(c.chosen()).flatMapToInt(Arrays::stream).toArray();
        float[] one = new float[values.length];
        Arrays.fill(one, 1);
        int[] rows = IntStream.range(0, c.items()).toArray();
        // One value for all items, and one for each half: constant and ordinary columns.
        List<ItemColumn> columns = List.of(
                column("same", rows, Arrays.stream(rows).map(_ -> 0).toArray()),
                column("half", rows, Arrays.stream(rows).map(i -> i % 2).toArray()));
        return new Dataset(
                c.name(),
                new Ids(IntStream.range(0, users).mapToObj(u -> "u" + u).toList()),
                new Ids(Arrays.stream(rows).mapToObj(i -> "i" + i).toList()),
                Arrays.stream(rows).mapToObj(i -> "Item " + i).toList(),
                new Interactions(c.items(), new IntLists(offsets, values), one, false),
                columns,
                new ImportSummary(List.of(), values.length, 0, 0, 0, 0, List.of()),
                null);
    }

    private static ItemColumn column(String name, int[] rows, int[] value) {
        return new ItemColumn(
                name, ItemColumn.Role.CATEGORY, List.of("a", "b"), IntLists.groupSorted(rows.length, rows, value));
    }

    /// How the numbers of embeddings are: by row and column.
    enum Numbers {
        ORDINARY,
        ZERO,
        CONSTANT_COLUMNS,
        DUPLICATES,
        NAN,
        INFINITE,
        HUGE;

        float[] of(int rows, SplittableRandom random) {
            float[] x = new float[rows * DIMENSIONS];
            for (int i = 0; i < x.length; i++) {
                x[i] = switch (this) {
                    case ORDINARY, NAN, INFINITE -> (float) random.nextGaussian();
                    case ZERO -> 0;
                    case CONSTANT_COLUMNS -> i % DIMENSIONS;
                    case DUPLICATES -> i % (2 * DIMENSIONS) - 3;
                    case HUGE -> (float) random.nextGaussian() * 1e20f;
                };
            }
            if (x.length > 0 && (this == NAN || this == INFINITE)) {
                x[x.length / 2] = this == NAN ? Float.NaN : Float.NEGATIVE_INFINITY;
            }
            return x;
        }
    }

    private Recommender recommender(Dataset data, Numbers numbers, Scorer scorer) {
        int users = data.users().size();
        int items = data.items().size();
        SplittableRandom random = new SplittableRandom(7);
        MetricValue none = new MetricValue(Double.NaN, Double.NaN, Double.NaN, 0);
        Evaluation.Quality quality = new Evaluation.Quality(none, none, none);
        int[][] train = new int[users][];
        int[][] test = new int[users][];
        for (int u = 0; u < users; u++) {
            int[] all = data.interactions().byUser().row(u);
            int held = all.length / 3;
            train[u] = Arrays.copyOf(all, all.length - held);
            test[u] = Arrays.copyOfRange(all, all.length - held, all.length);
        }
        return new Recommender(
                numbers.name(),
                Matrix.of(users, DIMENSIONS, numbers.of(users, random)),
                Matrix.of(items, DIMENSIONS, numbers.of(items, random)),
                new float[users],
                new float[items],
                0,
                scorer,
                new Split(lists(train), lists(test), "the last third"),
                new Evaluation(10, "none", quality, quality, quality),
                List.of());
    }

    private static IntLists lists(int[][] rows) {
        int[] offsets = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            offsets[r + 1] = offsets[r] + rows[r].length;
        }
        return new IntLists(
                offsets, Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray());
    }

    /// Forecasts and runs; empty where it is refused in words. Anything else that is thrown is a fault.
    private <P extends Params, R extends Artifact> Optional<R> run(
            Operation<P, R> operation, P params, Artifact... inputs) {
        try {
            operation.forecast(params, new Inputs(List.of(inputs)), 2).ifPresent(f -> {
                assertTrue(f.seconds() >= 0 && f.seconds() < 60, operation.id() + " " + f);
                assertTrue(f.bytes() >= 0 && f.bytes() < 1e9, operation.id() + " " + f);
            });
            return Optional.of(operation.run(params, new Inputs(List.of(inputs)), ctx));
        } catch (ProblemException e) {
            Problem p = e.problem();
            for (String sentence : List.of(p.what(), p.why(), p.fix())) {
                assertTrue(sentence.matches("(?s)[\\p{Lu}\"'\\d].*[.!?…]"), operation.id() + ": " + p);
            }
            refused.add(operation.id());
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(operation.id() + " " + params, e);
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void trainings(Choices c) {
        Dataset data = dataset(c);
        for (TrainParams.Model m : TrainParams.Model.values()) {
            for (double heldOut : new double[] {0, 0.3}) {
                TrainParams p =
                        Params.with(TrainParams.of(m).sized(DIMENSIONS, 2), Map.of("cutoff", 1000, "heldOut", heldOut));
                Optional<Recommender> model = run(new TrainOperation(), p, data);
                model.ifPresent(r -> {
                    assertTrue(finite(r.users()) && finite(r.items()));
                    run(new EvaluateOperation(), EvaluateParams.defaults(), data, r);
                });
            }
        }
    }

    private static boolean finite(Matrix m) {
        for (float x : m.data()) {
            if (!Float.isFinite(x)) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everythingOnOrdinaryNumbers(Choices c) {
        Dataset data = dataset(c);
        all(data, recommender(data, Numbers.ORDINARY, new Scorer.Dot()));
        all(data, recommender(data, Numbers.ORDINARY, new Scorer.Cosine()));
    }

    private static Stream<Numbers> numbers() {
        return Stream.of(Numbers.values());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everythingOnOddNumbers(Numbers numbers) {
        Dataset data = dataset(choices().toList().getLast());
        for (Scorer s : List.of(new Scorer.Dot(), new Scorer.Euclidean(), perceptron())) {
            all(data, recommender(data, numbers, s));
        }
        if (numbers == Numbers.NAN || numbers == Numbers.INFINITE) {
            for (String op : List.of("map", "sae", "sweep", "evaluate")) {
                assertTrue(refused.contains(op), op + " took " + numbers);
            }
        } else if (numbers != Numbers.HUGE) {
            assertFalse(refused.contains("evaluate"), refused.toString());
        }
    }

    private static Scorer perceptron() {
        float[] w = new float[3 * 2 * DIMENSIONS];
        Arrays.fill(w, 0.1f);
        return new Scorer.Mlp(List.of(
                new Scorer.Layer(Matrix.of(3, 2 * DIMENSIONS, w), new float[3]),
                new Scorer.Layer(Matrix.of(1, 3, new float[] {1, 1, 1}), new float[1])));
    }

    private void all(Dataset data, Recommender model) {
        // Lists, neighbours and dictionaries that are longer than there are items.
        run(new EvaluateOperation(), new EvaluateParams("1, 1000", 10_000, 0, 200), data, model);
        for (MapParams.Method m : MapParams.Method.values()) {
            MapParams d = MapParams.defaults();
            run(new MapOperation(), Params.with(d, Map.of("method", m, "neighbours", 200)), model);
        }
        run(new SweepOperation(), sweep(), data, model);
        Optional<Autoencoder> first = Optional.empty();
        for (SaeParams.Variant v : SaeParams.Variant.values()) {
            SaeParams p = SaeParams.of(v, 24, 3, 2, 64, 0.01).judged(0, 1000);
            Optional<Autoencoder> sae = run(new SaeOperation(), p, model);
            sae.ifPresent(a -> {
                assertTrue(finite(a.decoder()), v.toString());
                named(data, model, a);
            });
            first = first.or(() -> sae);
        }
        first.ifPresent(a -> steered(data, model, a));
    }

    private static SweepParams sweep() {
        return Params.with(SweepParams.defaults(), Map.of("latents", "8, 32", "l0", "2", "epochs", 1, "heldOut", 0.5));
    }

    private void named(Dataset data, Recommender model, Autoencoder sae) {
        ConceptParams p = new ConceptParams(0.5, 2, 99, 0.05);
        run(new ConceptsOperation(), p, data, model, sae);
        run(new StabilityOperation(), StabilityParams.defaults(), sae);
        run(new StabilityOperation(), StabilityParams.defaults(), sae, sae);
    }

    private void steered(Dataset data, Recommender model, Autoencoder sae) {
        ConceptParams p = new ConceptParams(0.5, 2, 99, 0.05);
        run(new BaselinesOperation(), p, data, model, sae);
        Optional<ConceptSet> concepts = run(new ConceptsOperation(), p, data, model, sae);
        if (concepts.isEmpty()) {
            return;
        }
        Artifact[] inputs = {data, model, sae, concepts.get()};
        for (SteeringMode mode : SteeringMode.values()) {
            for (double amount : new double[] {2, 1e30, Double.NaN, Double.POSITIVE_INFINITY}) {
                List<SteerParams.EditSpec> edits = List.of(new SteerParams.EditSpec("0", Edit.Kind.ADD, amount));
                run(new SteerOperation(), new SteerParams("x", "", edits, mode, 1000), inputs);
            }
            List<SteerParams.EditSpec> edits = List.of(new SteerParams.EditSpec("1", Edit.Kind.SCALE, 2));
            run(new DoseOperation(), new DoseParams("x", edits, mode, 1000, "", "", -1, 3, 3, 0.02), inputs);
            run(new SolveOperation(), new SolveParams("x", "0", "1", 0, 0.02, mode, 1000, "", 2, 3), inputs);
            run(new SolveOperation(), new SolveParams("x", "0", "", 10, 0.02, mode, 1000, "", 2, 3), inputs);
            run(new AblateOperation(), new AblateParams(2, 5, 1000, mode, 3), inputs);
        }
    }
}
