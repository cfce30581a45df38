package io.github.recscope.steering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.bench.Synthetic;
import io.github.recscope.concept.ConceptParams;
import io.github.recscope.concept.ConceptsOperation;
import io.github.recscope.job.Ctx;
import io.github.recscope.job.Job;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.op.Inputs;
import io.github.recscope.testing.TestCtx;
import io.github.recscope.testing.Watching;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What samples of a large audience say before everybody is measured.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimatesTest {
    private static final int USERS = 6000;
    private static final int ITEMS = 240;
    private static final int GENRES = 6;
    /// So many multiply-adds are soon exceeded: the first sample has 1,000 users or, with less, fewer.
    private static final double SOON = 60e6;

    private final TestCtx ctx = TestCtx.of(5);
    private Inputs inputs;
    private Subject subject;

    @BeforeAll
    void make() {
        IntLists choices = Synthetic.choices(USERS, ITEMS, 8L * USERS, GENRES, ctx);
        Dataset data = Synthetic.dataset(choices, ITEMS, GENRES);
        Recommender model = Synthetic.recommender(
                Synthetic.clustered(USERS, 8, GENRES, 1.5, "users", ctx),
                Synthetic.clustered(ITEMS, 8, GENRES, 1.5, "items", ctx),
                choices,
                0.3,
                ctx);
        Autoencoder sae = Synthetic.autoencoder(model, 16, 4, GENRES, ctx);
        ConceptSet concepts = new ConceptsOperation()
                .run(new ConceptParams(0.05, 3, 999, 1), new Inputs(List.of(data, model, sae)), ctx);
        inputs = new Inputs(List.of(data, model, sae, concepts));
        subject = Subject.of(inputs, ctx.kernels());
    }

    private static SteerParams params(String items) {
        return new SteerParams(
                "test",
                "u4",
                List.of(new SteerParams.EditSpec("2", Edit.Kind.ADD, 2)),
                SteeringMode.PRESERVE_RESIDUAL,
                10,
                "",
                items);
    }

    /// The intervals of an effect that an estimate has too.
    private static Map<String, MetricValue> figures(Steering.Effect e) {
        Map<String, MetricValue> figures = new LinkedHashMap<>();
        figures.put("ndcg", e.ndcg().difference());
        figures.put("recall", e.recall().difference());
        figures.put("overlap", e.overlap());
        figures.put("outside", e.side().ndcgOutside().difference());
        figures.put("popularity", e.side().popularity().difference());
        figures.put("unchanged", e.side().unchanged());
        figures.put("harmed", e.side().harmed());
        figures.put("purity", e.side().purity());
        figures.put("drift", e.side().drifts().getFirst().activation().difference());
        figures.put("control ndcg", e.control().ndcg().difference());
        for (Steering.ShareChange s : e.shares()) {
            figures.put("share of " + s.attribute().words(), s.share().difference());
        }
        for (Steering.ShareChange s : e.control().shares()) {
            figures.put("control " + s.attribute().words(), s.share().difference());
        }
        return figures;
    }

    @Test
    void intervalsHoldTheFigureOfEverybodyAsOftenAsTheySay() {
        Treatment treatment = subject.treatment(params("").edits(), SteeringMode.PRESERVE_RESIDUAL, "");
        Population.Labels labels = subject.labels(treatment);
        assertEquals(1, labels.attributes().size(), "the edited latent has a name");
        Arms arms = Arms.of(subject.steerer(), treatment, Set.of(), ctx);
        int[] all = IntStream.range(0, USERS).toArray();
        Population everybody = Population.of(subject.steerer(), all, 10, labels, ctx);
        Steering.Effect full = Effects.measure(everybody, arms, ctx);
        List<String> names = List.copyOf(figures(full).keySet());
        List<MetricValue> truth = List.copyOf(figures(full).values());
        assertEquals(12, names.size());
        int draws = 100;
        int[] held = new int[12];
        double[] mean = new double[12];
        double[] width = new double[12];
        for (int draw = 0; draw < draws; draw++) {
            Ctx own = ctx.seeded(1000 + draw);
            Sample sample = new Sample(all, subject.steerer().model().split().train(), own);
            Population some =
                    Population.of(subject.steerer(), sample.take(300, own.random("sample", 300)), 10, labels, own);
            List<MetricValue> drawn =
                    List.copyOf(figures(Effects.estimate(some, arms, own)).values());
            for (int f = 0; f < 12; f++) {
                MetricValue v = drawn.get(f);
                held[f] += v.low() <= truth.get(f).mean() && truth.get(f).mean() <= v.high() ? 1 : 0;
                mean[f] += v.mean() / draws;
                width[f] += (v.high() - v.low()) / draws;
            }
        }
        for (int f = 0; f < 12; f++) {
            double rate = (double) held[f] / draws;
            // 95 % less three standard deviations of the binomial distribution.
            assertTrue(rate >= 0.95 - 3 * Math.sqrt(0.95 * 0.05 / draws), names.get(f) + " is held in " + rate);
            double sd = width[f] / (2 * 1.96);
            assertEquals(truth.get(f).mean(), mean[f], 4 * sd / Math.sqrt(draws), names.get(f) + " has no bias");
            assertTrue(
                    width[f] > 3 * (truth.get(f).high() - truth.get(f).low()),
                    names.get(f) + ": an estimate is less sure than the measurement");
        }
        double total = Arrays.stream(held).sum() / (12.0 * draws);
        assertTrue(total > 0.92 && total < 0.99, "held on the whole: " + total);
    }

    @Test
    void theResultDoesNotDependOnEstimatesNorTheyOnThreads() {
        Steering plain = new SteerOperation().run(params(""), inputs, ctx);
        List<Estimate> seen = new ArrayList<>();
        assertEquals(plain, new SteerOperation(SOON).run(params(""), inputs, new Watching(ctx, seen::add)));
        assertEquals(List.of(100), seen.stream().map(Estimate::users).toList());
        TestCtx three = TestCtx.of("auto", 3, 5);
        List<Estimate> again = new ArrayList<>();
        assertEquals(plain, new SteerOperation(SOON).run(params(""), inputs, new Watching(three, again::add)));
        three.kernels().workers().close();
        assertEquals(seen, again);
        List<Estimate> none = new ArrayList<>();
        new SteerOperation().run(params(""), inputs, new Watching(ctx, none::add));
        assertEquals(List.of(), none, "what takes less than a second is measured at once");
    }

    @Test
    void anEstimateSaysHowManyAndLeavesOutWhatIsNoMean() {
        List<Estimate> seen = new ArrayList<>();
        Steering full = new SteerOperation(SOON).run(params(""), inputs, new Watching(ctx, seen::add));
        Estimate e = seen.getFirst();
        assertEquals(USERS, e.audience());
        Steering s = assertInstanceOf(Steering.class, e.result());
        assertEquals(e.users(), s.effect().users());
        assertEquals(full.lists(), s.lists(), "one user's lists are exact");
        assertEquals(full.edits(), s.edits());
        assertTrue(Double.isNaN(s.effect().coverage().after()));
        assertTrue(Double.isNaN(s.effect().coverage().difference().mean()));
        assertTrue(Double.isNaN(s.effect().side().gini().difference().mean()));
        assertTrue(Double.isNaN(s.effect().side().worstTenth().difference().mean()));
        assertTrue(s.effect().side().drifts().stream().allMatch(Steering.Drift::edited));
        assertTrue(full.effect().side().drifts().stream().anyMatch(d -> !d.edited()));
    }

    @Test
    void usersWhoAreAllAlikeDoNotMakeAnEstimateCertain() {
        List<Estimate> seen = new ArrayList<>();
        SteerParams nothing = new SteerParams(
                "test",
                "u4",
                List.of(new SteerParams.EditSpec("2", Edit.Kind.SCALE, 1)),
                SteeringMode.PRESERVE_RESIDUAL,
                10,
                "",
                "");
        new SteerOperation(SOON).run(nothing, inputs, new Watching(ctx, seen::add));
        Steering.Effect e = ((Steering) seen.getFirst().result()).effect();
        assertEquals(new MetricValue(1, 0.97, 1, 100), e.overlap());
        assertEquals(
                new MetricValue(
                        0, 0, 3.0 / e.side().harmed().n(), e.side().harmed().n()),
                e.side().harmed());
        MetricValue share = e.shares().getFirst().share().difference();
        assertEquals(new MetricValue(0, -0.03, 0.03, 100), share);
    }

    @Test
    void promotionIsEstimatedToo() {
        List<Estimate> seen = new ArrayList<>();
        Steering full = new SteerOperation(SOON).run(params("i7"), inputs, new Watching(ctx, seen::add));
        Steering.Effect e = ((Steering) seen.getFirst().result()).effect();
        MetricValue v = e.promoted().getFirst().share().difference();
        double everybody =
                full.effect().promoted().getFirst().share().difference().mean();
        assertTrue(
                v.n() < full.effect().promoted().getFirst().share().difference().n());
        assertTrue(v.low() - 0.1 < everybody && everybody < v.high() + 0.1, v + " for " + everybody);
        assertEquals(full.effect().side().drifts(), e.side().drifts(), "edited items are all there");
    }

    @Test
    void aDoseCurveIsEstimatedToo() {
        DoseParams p =
                new DoseParams("d", params("").edits(), SteeringMode.PRESERVE_RESIDUAL, 10, "", "", -1, 2, 7, 0.02);
        List<Estimate> seen = new ArrayList<>();
        DoseResponse full = new DoseOperation(SOON).run(p, inputs, new Watching(ctx, seen::add));
        assertEquals(full, new DoseOperation().run(p, inputs, ctx));
        DoseResponse d = assertInstanceOf(DoseResponse.class, seen.getFirst().result());
        assertTrue(Double.isNaN(d.largest()) && Double.isNaN(d.knee()));
        int held = 0;
        for (int i = 0; i < 7; i++) {
            DoseResponse.Point point = d.points().get(i);
            MetricValue share = point.share();
            held += share.low() <= full.points().get(i).share().mean()
                            && full.points().get(i).share().mean() <= share.high()
                    ? 1
                    : 0;
            assertEquals(seen.getFirst().users(), share.n());
            assertTrue(Double.isNaN(point.coverage().mean()));
        }
        assertTrue(held >= 6, "held " + held + " of 7");
        assertEquals(new MetricValue(1, 1, 1, 100), d.points().get(2).overlap(), "no dose, no change");
    }

    @Test
    void whoCancelsAtAnEstimateGetsNoResult() throws Exception {
        CompletableFuture<Job<Steering>> self = new CompletableFuture<>();
        List<Estimate> shown = new ArrayList<>();
        List<String> later = new ArrayList<>();
        try (Jobs jobs = new Jobs(ctx.kernels())) {
            Job<Steering> job = jobs.compute("Steer", 5, own -> {
                Job<Steering> me = self.get();
                Steering s = new SteerOperation(SOON).run(params(""), inputs, new Watching(own, _ -> {
                    shown.add((Estimate) me.sketch().orElseThrow());
                    me.cancel();
                }));
                later.add("went on");
                return s;
            });
            self.complete(job);
            assertInstanceOf(Outcome.Cancelled.class, job.join());
            assertEquals(List.of(), later);
            assertEquals(100, shown.getFirst().users());
            assertTrue(job.sketch().isEmpty(), "a job that has ended shows nothing");
        }
    }

    @Test
    void samplesGrowFivefoldUpToATwentieth() {
        // 5 rankings of 3,706 items in 64 dimensions.
        double each = 3706 * 64.0;
        assertEquals(List.of(), Sample.sizes(6040, each, 5, Sample.SECOND));
        assertEquals(List.of(1000), Sample.sizes(20_000, each, 5, Sample.SECOND));
        assertEquals(List.of(1000, 5000), Sample.sizes(100_000, each, 5, Sample.SECOND));
        assertEquals(List.of(1000, 5000, 25_000), Sample.sizes(1_000_000, each, 5, Sample.SECOND));
        assertEquals(List.of(124, 620), Sample.sizes(20_000, 50_000 * 128.0, 5, Sample.SECOND));
        assertEquals(List.of(100, 500), Sample.sizes(10_000, 1e9, 5, Sample.SECOND));
        assertEquals(List.of(), Sample.sizes(1000, 1e9, 5, Sample.SECOND), "a tenth is no small part");
        assertEquals(List.of(), Sample.sizes(0, each, 5, Sample.SECOND));
    }

    @Test
    void everyUserIsAsLikelyAndEveryLengthHasItsPart() {
        int[] users = IntStream.range(0, 1050).filter(u -> u % 21 != 0).toArray();
        // 250 users with 1 item, 500 with 2, 250 with 5 (a few more, whose users are not asked for).
        int[] length = IntStream.range(0, 1050)
                .map(u -> u % 4 == 0 ? 1 : u % 4 == 1 ? 5 : 2)
                .toArray();
        IntLists train = lists(length);
        int[] often = new int[1050];
        int draws = 2000;
        for (int draw = 0; draw < draws; draw++) {
            Ctx own = ctx.seeded(draw);
            int[] taken = new Sample(users, train, own).take(50, own.random("sample", 50));
            assertEquals(50, Arrays.stream(taken).distinct().count());
            assertArrayEquals(Arrays.stream(taken).sorted().toArray(), taken);
            Arrays.stream(taken).forEach(u -> often[u]++);
            for (int l : new int[] {1, 2, 5}) {
                long of = Arrays.stream(users).filter(u -> length[u] == l).count();
                long in = Arrays.stream(taken).filter(u -> length[u] == l).count();
                assertEquals(of / 20.0, in, 1 + 1e-9, "users with " + l);
            }
        }
        // 100 expected each: the largest deviation of a thousand normal values is below five deviations.
        for (int u = 0; u < often.length; u++) {
            assertEquals(u % 21 == 0 ? 0 : draws / 20.0, often[u], u % 21 == 0 ? 0 : 5 * Math.sqrt(95), "user " + u);
        }
        int[] everybody = new Sample(users, train, ctx).take(users.length, ctx.random("sample", 0));
        assertArrayEquals(users, everybody);
    }

    private static IntLists lists(int[] length) {
        int[] offsets = new int[length.length + 1];
        for (int r = 0; r < length.length; r++) {
            offsets[r + 1] = offsets[r] + length[r];
        }
        return new IntLists(offsets, new int[offsets[length.length]]);
    }
}
