package io.github.recscope.steering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.kernels.TopK;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.stat.Bootstrap;
import io.github.recscope.stat.RankingMetrics;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What effects are made of, against brute force and by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopulationTest {
    private final TestCtx ctx = TestCtx.of(3);
    private PlantedRun run;
    private Subject subject;

    @BeforeAll
    void train() {
        run = PlantedRun.run(ctx);
        subject = Subject.of(PlantedRun.inputs(run.data(), run.model(), run.sae(), run.concepts()), ctx.kernels());
    }

    @Test
    void measuresAreThoseOfBruteForce() {
        Attribute genre = new Attribute("genre", "genre 3");
        Population.Labels labels = Population.Labels.of(List.of(genre), subject.table());
        int[] users = IntStream.range(0, 400).filter(u -> u % 3 == 0).toArray();
        Population p = Population.of(subject.steerer(), users, 10, labels, ctx);
        IntLists test = run.model().split().test();
        IntLists train = run.model().split().train();
        for (int r = 0; r < users.length; r++) {
            int u = users[r];
            int[] list = p.before().lists().row(r);
            boolean[] hit = new boolean[list.length];
            boolean[] outside = new boolean[list.length];
            int with = 0;
            for (int i = 0; i < list.length; i++) {
                boolean is = list[i] % 8 == 3;
                hit[i] = test.containsSorted(u, list[i]);
                outside[i] = hit[i] && !is;
                with += is ? 1 : 0;
                assertTrue(!train.containsSorted(u, list[i]));
            }
            int all = (int) Arrays.stream(test.row(u)).filter(i -> i % 8 != 3).count();
            assertEquals(
                    RankingMetrics.ndcg(hit, 10, test.length(u)), p.before().ndcg()[r], 1e-12);
            assertEquals(
                    RankingMetrics.recall(hit, 10, test.length(u)), p.before().recall()[r], 1e-12);
            assertEquals(RankingMetrics.ndcg(outside, 10, all), p.before().ndcgOutside()[r], 1e-12);
            assertEquals(with / 10.0, p.before().shares()[0][r], 1e-12);
        }
        Population some = p.some(new int[] {4, 9}, labels);
        assertArrayEquals(
                new double[] {p.before().ndcg()[4], p.before().ndcg()[9]},
                some.before().ndcg());
    }

    @Test
    void giniAndCoverageByHand() {
        TopK lists = new TopK(2, new int[] {0, 1, 0, 1, 0, 2}, new float[6]);
        double[] all = Exposure.coverageAndGini(lists, new int[] {0, 1, 2}, 4);
        assertEquals(0.75, all[0], 1e-12);
        // Counts 0 1 2 3 of 6: Σ (2r − 5) c / (4 · 6) = (−1 + 2 + 9) / 24.
        assertEquals(10 / 24.0, all[1], 1e-12);
        assertEquals(
                0.75,
                Exposure.coverageAndGini(new TopK(1, new int[] {3, 3}, new float[2]), new int[] {0, 1}, 4)[1],
                1e-12);
        assertEquals(
                0, Exposure.coverageAndGini(new TopK(2, new int[] {0, 1}, new float[2]), new int[] {0}, 2)[1], 1e-12);
    }

    @Test
    void theWorstTenthAreThoseWhoLoseMost() {
        int n = 20;
        double[] before = new double[n];
        double[] after = new double[n];
        Arrays.fill(before, 0.5);
        Arrays.fill(after, 0.6);
        after[3] = 0.1;
        after[7] = 0.3;
        TopK lists = new TopK(1, new int[n], new float[n]);
        Exposure.Changes c = Exposure.of(lists, lists, before, after, 1, 5, Workers.single());
        assertEquals(0.5, c.worstTenth().before(), 1e-12);
        assertEquals(0.2, c.worstTenth().after(), 1e-12);
        assertEquals(-0.3, c.worstTenth().difference().mean(), 1e-12);
        assertTrue(c.worstTenth().difference().low() < -0.3
                && c.worstTenth().difference().high() > -0.3);
    }

    @Test
    void meansAreResampledTogetherAndForAnyNumberOfThreads() {
        SplittableRandom random = new SplittableRandom(4);
        double[] x = random.doubles(300).toArray();
        double[] y = Arrays.stream(x).map(v -> 2 * v).toArray();
        y[5] = Double.NaN;
        List<Bootstrap.Interval> one =
                Bootstrap.means(List.of(x, y), 9, ctx.kernels().on(Workers.single()));
        Workers three = Workers.of(3);
        assertEquals(one, Bootstrap.means(List.of(x, y), 9, ctx.kernels().on(three)));
        three.close();
        Bootstrap.Interval alone = Bootstrap.mean(x, 1);
        assertEquals(alone.mean(), one.getFirst().mean(), 1e-12);
        assertEquals(alone.low(), one.getFirst().low(), 0.01);
        assertEquals(alone.high(), one.getFirst().high(), 0.01);
        assertEquals(299, one.get(1).n());
        assertTrue(Double.isNaN(Bootstrap.means(
                        List.of(new double[] {Double.NaN}), 1, ctx.kernels().on(Workers.single()))
                .getFirst()
                .mean()));
    }

    @Test
    void figuresWithoutListsAreThoseWithLists() {
        Population.Labels labels = Population.Labels.of(List.of(new Attribute("genre", "genre 3")), subject.table());
        int[] users = IntStream.range(0, 400).toArray();
        Population p = Population.of(subject.steerer(), users, 10, labels, ctx);
        Measures kept = p.after(subject.steerer().unsteered(), ctx);
        Measures figures = p.figures(subject.steerer().unsteered(), "", ctx);
        assertEquals(0, figures.lists().queries());
        assertArrayEquals(kept.ndcg(), figures.ndcg());
        assertArrayEquals(kept.shares()[0], figures.shares()[0]);
        assertArrayEquals(kept.popularity(), figures.popularity());
    }

    @Test
    void ratiosByHand() {
        MetricValue loss = Ratio.loss(new double[] {1, 3, Double.NaN}, new double[] {1, 2, 1}, 3);
        assertEquals(0.25, loss.mean(), 1e-12);
        assertEquals(2, loss.n());
        assertEquals(
                0.5,
                Ratio.of(new double[] {0.2, 0.2}, new double[] {0.6, 0.6}, 0.2, 3)
                        .mean(),
                1e-12);
    }

    @Test
    void rerankingIsThatOfBruteForce() {
        int[] users = {0, 17, 33};
        boolean[] member = new boolean[320];
        for (int i = 2; i < member.length; i += 8) {
            member[i] = true;
        }
        IntLists train = Population.rows(run.model().split().train(), users);
        Reranking reranking = new Reranking(subject.steerer().unsteered(), users, 12, train, member);
        TopK whole = subject.steerer().unsteered().lists(users, 320, train);
        for (double change : new double[] {-1e6, -0.4, 0, 0.7, 1e6}) {
            TopK lists = reranking.lists(change);
            for (int r = 0; r < users.length; r++) {
                int row = r;
                int[] items = whole.row(r);
                int[] expected = IntStream.range(0, items.length)
                        .boxed()
                        .sorted((a, b) -> Float.compare(
                                score(whole, row, b, items, member, change),
                                score(whole, row, a, items, member, change)))
                        .limit(12)
                        .mapToInt(p -> items[p])
                        .toArray();
                assertArrayEquals(expected, lists.row(r), "change " + change);
            }
        }
    }

    private static float score(TopK whole, int row, int p, int[] items, boolean[] member, double change) {
        float own = whole.score()[row * whole.k() + p];
        return member[items[p]] ? (float) (own + change) : own;
    }

    @Test
    void directionsFindThePlantedOne() {
        SplittableRandom random = new SplittableRandom(2);
        float[] x = new float[400 * 6];
        for (int r = 0; r < 400; r++) {
            for (int c = 0; c < 6; c++) {
                x[r * 6 + c] = (float) (random.nextGaussian() * (c == 5 ? 10 : 1) + (r < 100 && c == 2 ? 3 : 0));
            }
        }
        Matrix m = Matrix.of(400, 6, x);
        int[] with = IntStream.range(0, 100).toArray();
        int[] without = IntStream.range(100, 400).toArray();
        // The noisy coordinate spoils the means, not the probe.
        assertTrue(Directions.probe(m, with, without, () -> {})[2] > 0.99);
        assertTrue(Directions.differenceInMeans(m, with, without)[2] > 0.7);
    }

    @Test
    void audiencesAreFoundByWhatTheySay() {
        Audiences a = subject.audiences();
        assertEquals(400, a.users("").length);
        assertArrayEquals(new int[] {2, 5}, a.users("ids: u5, u2"));
        int[] keen = a.users("keenest:genre 3:20");
        assertEquals(20, keen.length);
        double least =
                Arrays.stream(keen).mapToDouble(u -> genreShare(u, 3)).min().orElseThrow();
        long more =
                IntStream.range(0, 400).filter(u -> genreShare(u, 3) > least).count();
        assertTrue(more < 20, "nobody left out is keener than the least keen");
        int[] strong = a.users("latent:4:10");
        double weakest = Arrays.stream(strong)
                .mapToDouble(u -> run.sae().users().get(u, 4))
                .min()
                .orElseThrow();
        assertTrue(IntStream.range(0, 400)
                        .filter(u -> run.sae().users().get(u, 4) > weakest)
                        .count()
                < 10);
        for (String bad :
                List.of("keenest:genre 99:5", "keenest:genre 3", "ids:nobody", "active:0", "some", "latent:5")) {
            assertThrows(ProblemException.class, () -> a.users(bad), bad);
        }
    }

    private double genreShare(int user, int genre) {
        int[] items = run.model().split().train().row(user);
        return Arrays.stream(items).filter(i -> i % 8 == genre).count() / (double) items.length;
    }

    @Test
    void groupsAndListsOfLatentsAreUnderstood() {
        assertArrayEquals(new int[] {3, 17}, subject.names().latents("17 + 3"));
        int[] group = subject.names().latents("group:genre 2");
        assertArrayEquals(
                run.concepts().groups().stream()
                        .filter(g ->
                                g.label().equals("genre: genre 2") || g.label().equals("genre 2"))
                        .findFirst()
                        .orElseThrow()
                        .latents()
                        .stream()
                        .mapToInt(Integer::intValue)
                        .toArray(),
                group);
        assertEquals(1, Arrays.stream(subject.names().weights(group)).sum(), 1e-9);
        assertThrows(ProblemException.class, () -> subject.names().latents("group:nothing"));
        assertThrows(ProblemException.class, () -> subject.names().latents("3+999"));
    }
}
