package io.github.recscope.recsys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Benchmark;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Metric;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Split;
import io.github.recscope.op.Inputs;
import io.github.recscope.stat.Bootstrap;
import io.github.recscope.store.ArtifactCodec;
import io.github.recscope.testing.Planted;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluateTest {
    private final TestCtx ctx = TestCtx.of(1);
    private final SplittableRandom random = new SplittableRandom(5);

    /// Lists of 12 for 40 users with 60 items, by the definitions, one user and one cutoff at a time.
    @Test
    void listsAreMeasuredAsDefined() {
        int n = 40;
        int items = 60;
        Split split = new Split(choices(n, items, 9, 0), choices(n, items, 4, 30), "random");
        int[] users = IntStream.range(0, n).filter(u -> u % 3 > 0).toArray();
        float[] v = new float[items * 3];
        for (int i = 0; i < items; i++) {
            double a = random.nextDouble() * 6;
            v[3 * i] = (float) Math.cos(a);
            v[3 * i + 1] = (float) Math.sin(a);
        }
        Matrix unit = Matrix.of(items, 3, v);
        IntLists attributes = choices(items, 7, 2, 0);
        List<Integer> cutoffs = List.of(3, 12);
        TopK lists = Yardsticks.random(split.train(), items).top(users, 12, ctx);
        ListMeter meter = new ListMeter(split, users, cutoffs, unit, attributes, 7, TestCtx.of("auto", 3, 1));
        int seen = 0;
        for (ListMeter.Series s : meter.measure(lists)) {
            for (int r = 0; r < s.value().length; r++) {
                double expected = s.metric().perUser()
                        ? byDefinition(s.metric(), lists.row(r), s.cutoff(), users[r], split, unit, attributes)
                        : ofAll(s.metric(), lists, s.cutoff(), items);
                assertEquals(expected, s.value()[r], 1e-5, s.metric() + "@" + s.cutoff() + ", user " + r);
                seen++;
            }
        }
        assertEquals(2 * (12 * users.length + 2), seen);
    }

    private IntLists choices(int rows, int values, int most, int from) {
        List<Integer> row = new ArrayList<>();
        List<Integer> value = new ArrayList<>();
        for (int u = 0; u < rows; u++) {
            int r = u;
            random.ints(1 + random.nextInt(most), from, values).distinct().forEach(i -> {
                row.add(r);
                value.add(i);
            });
        }
        return IntLists.groupSorted(
                rows,
                row.stream().mapToInt(i -> i).toArray(),
                value.stream().mapToInt(i -> i).toArray());
    }

    private static double byDefinition(
            Metric metric, int[] list, int k, int u, Split split, Matrix unit, IntLists attributes) {
        int[] top = Arrays.copyOf(list, Math.min(k, list.length));
        int[] history = split.train().row(u);
        List<Integer> ranks = new ArrayList<>();
        for (int r = 0; r < top.length; r++) {
            if (split.test().containsSorted(u, top[r])) {
                ranks.add(r + 1);
            }
        }
        int total = split.test().length(u);
        int n = split.train().rows();
        return switch (metric) {
            case RECALL -> (double) ranks.size() / total;
            case PRECISION -> (double) ranks.size() / k;
            case HIT_RATE -> ranks.isEmpty() ? 0 : 1;
            case MRR -> ranks.isEmpty() ? 0 : 1.0 / ranks.getFirst();
            case MAP -> {
                double sum = 0;
                for (int h = 0; h < ranks.size(); h++) {
                    sum += (h + 1.0) / ranks.get(h);
                }
                yield sum / Math.min(k, total);
            }
            case NDCG -> {
                double gain = ranks.stream().mapToDouble(r -> 1 / log2(r + 1.0)).sum();
                yield gain
                        / IntStream.rangeClosed(1, Math.min(k, total))
                                .mapToDouble(r -> 1 / log2(r + 1.0))
                                .sum();
            }
            case POPULARITY ->
                Arrays.stream(top)
                        .mapToDouble(i -> count(split, i) / (double) n)
                        .average()
                        .orElseThrow();
            case POPULARITY_LIFT ->
                Arrays.stream(top).mapToDouble(i -> count(split, i)).average().orElseThrow()
                                / Arrays.stream(history)
                                        .mapToDouble(i -> count(split, i))
                                        .average()
                                        .orElseThrow()
                        - 1;
            case NOVELTY ->
                Arrays.stream(top)
                        .mapToDouble(i -> -log2((count(split, i) + 1.0) / (n + 1.0)))
                        .average()
                        .orElseThrow();
            case DIVERSITY ->
                unlike(top, (i, j) -> {
                    double cosine = 0;
                    for (int c = 0; c < 3; c++) {
                        cosine += unit.get(i, c) * unit.get(j, c);
                    }
                    return cosine;
                });
            case ATTRIBUTE_DIVERSITY ->
                unlike(Arrays.stream(top).filter(i -> attributes.length(i) > 0).toArray(), (i, j) -> {
                    double both = Arrays.stream(attributes.row(i))
                            .filter(a -> attributes.containsSorted(j, a))
                            .count();
                    return both / Math.sqrt((double) attributes.length(i) * attributes.length(j));
                });
            case CALIBRATION -> {
                double[] p = shares(history, attributes);
                double[] q = shares(top, attributes);
                double sum = 0;
                for (int a = 0; a < p.length; a++) {
                    sum += p[a] == 0 ? 0 : p[a] * Math.log(p[a] / (0.99 * q[a] + 0.01 * p[a]));
                }
                yield sum;
            }
            case COVERAGE, GINI -> throw new AssertionError(metric);
        };
    }

    private interface Alike {
        double of(int i, int j);
    }

    private static double unlike(int[] list, Alike alike) {
        double sum = 0;
        for (int i : list) {
            for (int j : list) {
                sum += i == j ? 0 : alike.of(i, j);
            }
        }
        return 1 - sum / list.length / (list.length - 1);
    }

    private static double[] shares(int[] list, IntLists attributes) {
        double[] share = new double[7];
        for (int i : list) {
            attributes.forEach(i, a -> share[a] += 1.0 / attributes.length(i) / list.length);
        }
        return share;
    }

    private static long count(Split split, int item) {
        return Arrays.stream(split.train().values()).filter(i -> i == item).count();
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static double ofAll(Metric metric, TopK lists, int k, int items) {
        int[] shown = new int[items];
        for (int r = 0; r < lists.queries(); r++) {
            Arrays.stream(lists.row(r)).limit(k).forEach(i -> shown[i]++);
        }
        if (metric == Metric.COVERAGE) {
            return Arrays.stream(shown).filter(s -> s > 0).count() / (double) items;
        }
        double differences = 0;
        double total = 0;
        for (int a : shown) {
            total += a;
            for (int b : shown) {
                differences += Math.abs(a - b);
            }
        }
        return differences / (2 * items * total);
    }

    /// More rows than a block, so that blocks of all kinds occur.
    @Test
    void theInverseIsOne() {
        int n = 2 * SpdInverse.BLOCK + 41;
        double[][] x = new double[n + 20][n];
        for (double[] row : x) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        float[] a = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? 40 : 0;
                for (double[] row : x) {
                    sum += row[i] * row[j];
                }
                a[i * n + j] = (float) sum;
            }
        }
        float[] inverse = a.clone();
        SpdInverse.invert(inverse, n, ctx);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += (double) a[i * n + k] * inverse[k * n + j];
                }
                assertEquals(i == j ? 1 : 0, sum, 1e-4, i + " " + j);
            }
        }
        float[] three = a.clone();
        SpdInverse.invert(three, n, TestCtx.of("auto", 3, 1));
        assertArrayEquals(inverse, three);
    }

    /// EASE minimises `‖X − XB‖² + λ‖B‖²` with a zero diagonal: the gradient vanishes everywhere else.
    @Test
    void easeIsAtItsMinimum() {
        int items = 30;
        IntLists train = choices(80, items, 12, 0);
        float[] b = new Ease(train, items, 5, ctx).weights();
        double[][] g = new double[items][items];
        for (int u = 0; u < 80; u++) {
            for (int i : train.row(u)) {
                train.forEach(u, j -> g[i][j]++);
            }
        }
        for (int i = 0; i < items; i++) {
            assertEquals(0, b[i * items + i]);
            for (int j = 0; j < items; j++) {
                double gradient = 5 * b[i * items + j] - g[i][j];
                for (int k = 0; k < items; k++) {
                    gradient += g[i][k] * b[k * items + j];
                }
                assertTrue(i == j || Math.abs(gradient) < 1e-3, i + " " + j + ": " + gradient);
            }
        }
    }

    @Test
    void neighboursScoreAsDefined() {
        int items = 30;
        IntLists train = choices(50, items, 8, 0);
        int k = 4;
        TopK lists = new ItemKnn(train, items, k, 2, ctx).top(new int[] {7}, 10, ctx);
        IntLists byItem = train.invert(items);
        double[] score = new double[items];
        for (int j = 0; j < items; j++) {
            int item = j;
            double[] similarity = new double[items];
            for (int i = 0; i < items; i++) {
                int other = i;
                long both = Arrays.stream(byItem.row(i))
                        .filter(u -> byItem.containsSorted(item, u))
                        .count();
                similarity[i] =
                        i == j ? 0 : both / (Math.sqrt((double) byItem.length(other) * byItem.length(item)) + 2);
            }
            IntStream.range(0, items)
                    .boxed()
                    .sorted((a, c) ->
                            similarity[a] == similarity[c] ? a - c : Double.compare(similarity[c], similarity[a]))
                    .limit(k)
                    .filter(i -> train.containsSorted(7, i))
                    .forEach(i -> score[item] += similarity[i]);
        }
        int[] list = lists.row(0);
        for (int r = 0; r < list.length; r++) {
            assertTrue(!train.containsSorted(7, list[r]));
            assertEquals(score[list[r]], lists.score()[r], 1e-5);
        }
        double left = IntStream.range(0, items)
                .filter(i -> !train.containsSorted(7, i))
                .filter(i -> Arrays.stream(list).noneMatch(l -> l == i))
                .mapToDouble(i -> score[i])
                .max()
                .orElse(0);
        assertTrue(left <= lists.score()[list.length - 1] + 1e-6);
    }

    @Test
    void intervalsAreThoseOfTheBootstrap() {
        float[] a = new float[400];
        double[] same = new double[400];
        for (int r = 0; r < 400; r++) {
            a[r] = r % 7 == 0 ? Float.NaN : (float) random.nextDouble();
            same[r] = a[r];
        }
        MetricValue ours = Resamples.means(400, List.of(a, new float[400]), ctx).getFirst();
        Bootstrap.Interval other = Bootstrap.mean(same, 9);
        assertEquals(other.mean(), ours.mean(), 1e-6);
        assertEquals(other.n(), ours.n());
        assertEquals(other.low(), ours.low(), 0.006);
        assertEquals(other.high(), ours.high(), 0.006);
    }

    @Test
    void theRecommenderStandsBesideAllOthers() {
        Dataset data = Planted.dataset(300, 160, 8, 24, 9);
        Recommender good = new TrainOperation().run(PlantedRun.TRAIN, PlantedRun.inputs(data), ctx);
        TrainParams little = new TrainParams(2, 1, TrainParams.Optimiser.SGD, 0.01, 0, 4, 0.2, 10);
        Recommender poor = new TrainOperation().run(little, PlantedRun.inputs(data), ctx);
        TrainParams other = new TrainParams(2, 1, TrainParams.Optimiser.SGD, 0.01, 0, 4, 0.3, 10);
        Recommender foreign = new TrainOperation().run(other, PlantedRun.inputs(data), ctx);
        EvaluateParams params = new EvaluateParams("10, 5", 20, 5, 20);
        Inputs inputs = PlantedRun.inputs(data, good, poor, foreign);
        Benchmark b = new EvaluateOperation().run(params, inputs, ctx);
        assertEquals(
                List.of(good.name(), poor.name(), "Popularity", "Random", "Item-kNN", "EASE"),
                b.methods().stream().map(Benchmark.Method::name).toList());
        assertEquals(1, ctx.issues().size(), "the one with another split is left out, and said to be");
        assertEquals(List.of(5, 10), b.cutoffs());
        double ndcg = b.methods()
                .getFirst()
                .figure(Metric.NDCG, 10)
                .orElseThrow()
                .value()
                .mean();
        assertEquals(good.evaluation().model().ndcg().mean(), ndcg, 1e-6);
        for (int m : new int[] {1, 2, 3}) {
            Benchmark.Contrast c = b.contrast(m, Metric.NDCG, 10).orElseThrow();
            double theirs = b.methods()
                    .get(m)
                    .figure(Metric.NDCG, 10)
                    .orElseThrow()
                    .value()
                    .mean();
            assertEquals(ndcg - theirs, c.difference().mean(), 1e-6);
            assertTrue(c.adjusted() < 1e-6 && c.difference().low() > 0 && c.effect() > 0.2, c.toString());
            assertTrue(c.adjusted() >= c.p());
        }
        assertTrue(b.contrast(0, Metric.NDCG, 10).isEmpty());
        assertTrue(
                b.methods().get(4).figure(Metric.NDCG, 10).orElseThrow().value().mean() > 0.1);
        Benchmark three = new EvaluateOperation().run(params, inputs, TestCtx.of("auto", 3, 1));
        assertEquals(ArtifactCodec.identify(b), ArtifactCodec.identify(three));
    }

    @Test
    void lengthsThatAreNoneAreRefusedInWords() {
        for (String bad : new String[] {"", "5,x", "0", "5000"}) {
            assertThrows(ProblemException.class, () -> new EvaluateParams(bad, 1, 0, 1).lengths(), bad);
        }
    }
}
