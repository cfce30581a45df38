package io.github.recscope.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.model.Scorer;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrozenScorerTest {
    private static final int D = 7;
    private static final int USERS = 21;
    private static final int ITEMS = 1100;

    private final SplittableRandom random = new SplittableRandom(4);

    static Stream<Scorer> scorers() {
        SplittableRandom random = new SplittableRandom(8);
        return Stream.of(
                new Scorer.Dot(),
                new Scorer.Cosine(),
                new Scorer.Euclidean(),
                new Scorer.Mlp(List.of(layer(9, 2 * D, random), layer(5, 9, random), layer(1, 5, random))),
                new Scorer.Mlp(List.of(layer(6, 2 * D, random), layer(1, 6, random))),
                new Scorer.Mlp(List.of(layer(1, 2 * D, random))));
    }

    private static Scorer.Layer layer(int out, int in, SplittableRandom random) {
        return new Scorer.Layer(Matrix.of(out, in, gaussians(out * in, 0.5, random)), gaussians(out, 0.3, random));
    }

    private static float[] gaussians(int n, double spread, SplittableRandom random) {
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) (random.nextGaussian() * spread);
        }
        return out;
    }

    /// The definitions, in double precision.
    private static double score(Scorer scorer, Matrix users, int u, Matrix items, int i) {
        double dot = 0;
        double uu = 0;
        double vv = 0;
        double distance = 0;
        for (int c = 0; c < D; c++) {
            double a = users.get(u, c);
            double b = items.get(i, c);
            dot += a * b;
            uu += a * a;
            vv += b * b;
            distance += (a - b) * (a - b);
        }
        return switch (scorer) {
            case Scorer.Dot _ -> dot;
            case Scorer.Cosine _ -> uu == 0 || vv == 0 ? 0 : dot / Math.sqrt(uu * vv);
            case Scorer.Euclidean _ -> -distance;
            case Scorer.Mlp(List<Scorer.Layer> layers) -> {
                double[] x = new double[2 * D];
                for (int c = 0; c < D; c++) {
                    x[c] = users.get(u, c);
                    x[D + c] = items.get(i, c);
                }
                for (int l = 0; l < layers.size(); l++) {
                    Scorer.Layer layer = layers.get(l);
                    double[] y = new double[layer.bias().length];
                    for (int o = 0; o < y.length; o++) {
                        y[o] = layer.bias()[o];
                        for (int c = 0; c < x.length; c++) {
                            y[o] += layer.weights().get(o, c) * x[c];
                        }
                        y[o] = l + 1 < layers.size() ? Math.max(0, y[o]) : y[o];
                    }
                    x = y;
                }
                yield x[0];
            }
        };
    }

    /// Random towers far from the origin, with a row of zeros in each.
    private Matrix tower(int rows) {
        float[] x = gaussians(rows * D, 1, random);
        for (int p = 0; p < x.length; p++) {
            x[p] = p / D == 3 ? 0 : x[p] + 0.5f;
        }
        return Matrix.of(rows, D, x);
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void listsAreThoseOfBruteForce(Scorer scorer) {
        Matrix users = tower(USERS);
        Matrix items = tower(ITEMS);
        float[] bias = gaussians(ITEMS, 0.2, random);
        int[] row = random.ints(900, 0, USERS - 1).toArray();
        int[] value = IntStream.range(0, 900).map(p -> p).toArray();
        IntLists masked = IntLists.groupSorted(USERS, row, value);
        int k = 12;
        TopK top = FrozenScorer.of(scorer, bias, TestCtx.of(1).kernels()).top(users, items, k, masked);
        for (int u = 0; u < USERS; u++) {
            int user = u;
            double[] best = IntStream.range(0, ITEMS)
                    .filter(i -> !masked.containsSorted(user, i))
                    .mapToDouble(i -> -score(scorer, users, user, items, i) - bias[i])
                    .sorted()
                    .toArray();
            int[] list = top.row(u);
            assertEquals(k, list.length);
            assertEquals(k, IntStream.of(list).distinct().count());
            for (int r = 0; r < k; r++) {
                assertTrue(!masked.containsSorted(u, list[r]));
                double own = score(scorer, users, u, items, list[r]) + bias[list[r]];
                assertEquals(-best[r], own, 1e-4, scorer + ", user " + u + ", rank " + r);
                assertEquals(own, top.score()[u * k + r], 1e-4);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void oneUsersListIsThatOfAllOnAnyNumberOfThreads(Scorer scorer) {
        Matrix users = tower(USERS);
        Matrix items = tower(ITEMS);
        float[] bias = gaussians(ITEMS, 0.2, random);
        TopK one = FrozenScorer.of(scorer, bias, TestCtx.of(1).kernels()).top(users, items, 9, null);
        TopK three = FrozenScorer.of(scorer, bias, TestCtx.of("auto", 3, 1).kernels())
                .top(users, items, 9, null);
        assertEquals(one, three);
        TopK alone = FrozenScorer.of(scorer, bias, TestCtx.of(1).kernels())
                .top(users.gather(new int[] {11}), items, 9, null);
        assertArrayEquals(one.row(11), alone.row(0));
        assertArrayEquals(one.scores(11), alone.scores(0));
    }

    @ParameterizedTest
    @MethodSource("scorers")
    void pairsScoreAsDefinedAndTheirGradientsAreThoseOfFiniteDifferences(Scorer scorer) {
        int n = 10;
        Matrix users = tower(n);
        Matrix items = tower(n + 1).gather(IntStream.rangeClosed(1, n).toArray());
        FrozenScorer frozen =
                FrozenScorer.of(scorer, new float[n], TestCtx.of(1).kernels());
        FrozenScorer.Pairs pairs = frozen.pairs(users, items);
        float[] upstream = gaussians(n, 1, random);
        float[] gu = gaussians(n * D, 1, random);
        float[] gv = gaussians(n * D, 1, random);
        pairs.backward(upstream, gu, gv);
        for (int r = 0; r < n; r++) {
            assertEquals(score(scorer, users, r, items, r), pairs.scores()[r], 1e-5);
            boolean zero = scorer instanceof Scorer.Cosine && (r == 3 || r == 2);
            for (int c = 0; c < D; c++) {
                double du = zero ? 0 : upstream[r] * slope(scorer, users, items, users, r, c);
                double dv = zero ? 0 : upstream[r] * slope(scorer, users, items, items, r, c);
                assertEquals(du, gu[r * D + c], 1e-3 * (1 + Math.abs(du)), scorer + " user " + r + " " + c);
                assertEquals(dv, gv[r * D + c], 1e-3 * (1 + Math.abs(dv)), scorer + " item " + r + " " + c);
            }
        }
    }

    private static double slope(Scorer scorer, Matrix users, Matrix items, Matrix of, int r, int c) {
        int at = r * D + c;
        float was = of.data()[at];
        float h = 1e-3f;
        of.data()[at] = was + h;
        double up = score(scorer, users, r, items, r);
        double upAt = of.data()[at];
        of.data()[at] = was - h;
        double down = score(scorer, users, r, items, r);
        double downAt = of.data()[at];
        of.data()[at] = was;
        return (up - down) / (upAt - downAt);
    }

    /// The gradients of the weights, which training needs.
    @ParameterizedTest
    @MethodSource("scorers")
    void thePerceptronsWeightsHaveTheGradientsOfFiniteDifferences(Scorer scorer) {
        if (!(scorer instanceof Scorer.Mlp(List<Scorer.Layer> layers))) {
            return;
        }
        Kernels kernels = TestCtx.of(1).kernels();
        Matrix users = tower(6);
        Matrix items = tower(6);
        float[] x = new float[6 * 2 * D];
        for (int r = 0; r < 6; r++) {
            System.arraycopy(users.data(), r * D, x, 2 * r * D, D);
            System.arraycopy(items.data(), r * D, x, (2 * r + 1) * D, D);
        }
        float[] upstream = gaussians(6, 1, random);
        Perceptron perceptron = new Perceptron(layers, kernels);
        perceptron.backward(perceptron.forward(Matrix.of(6, 2 * D, x)), Matrix.of(6, 1, upstream), (l, w, b) -> {
            float[] weights = layers.get(l).weights().data();
            for (int p = 0; p < w.length; p++) {
                assertEquals(difference(scorer, users, items, upstream, weights, p), w[p], 2e-3, l + " " + p);
            }
            for (int p = 0; p < b.length; p++) {
                assertEquals(
                        difference(scorer, users, items, upstream, layers.get(l).bias(), p), b[p], 2e-3);
            }
        });
    }

    private static double difference(
            Scorer scorer, Matrix users, Matrix items, float[] upstream, float[] weights, int p) {
        float was = weights[p];
        double[] sum = new double[2];
        double[] at = new double[2];
        for (int side = 0; side < 2; side++) {
            weights[p] = was + (side == 0 ? 1e-3f : -1e-3f);
            at[side] = weights[p];
            for (int r = 0; r < upstream.length; r++) {
                sum[side] += upstream[r] * score(scorer, users, r, items, r);
            }
        }
        weights[p] = was;
        return (sum[0] - sum[1]) / (at[0] - at[1]);
    }
}
