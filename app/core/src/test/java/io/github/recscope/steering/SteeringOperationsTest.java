package io.github.recscope.steering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Ablation;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Edit;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.model.SteeringPlan;
import io.github.recscope.op.Inputs;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The operations on planted genres, where it is known what steering must do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteeringOperationsTest {
    private final TestCtx ctx = TestCtx.of(3);
    private PlantedRun run;
    private Inputs inputs;

    @BeforeAll
    void train() {
        run = PlantedRun.run(ctx);
        inputs = PlantedRun.inputs(run.data(), run.model(), run.sae(), run.concepts());
    }

    private static SteerParams steer(String concept, Edit.Kind kind, double amount, String audience, String items) {
        return new SteerParams(
                "test",
                "u4",
                List.of(new SteerParams.EditSpec(concept, kind, amount)),
                SteeringMode.PRESERVE_RESIDUAL,
                10,
                audience,
                items);
    }

    @Test
    void anEffectSaysWhatElseChanges() {
        Steering s = new SteerOperation().run(steer("group:genre 2", Edit.Kind.ADD, 4, "", ""), inputs, ctx);
        Steering.Effect e = s.effect();
        double moved = e.shares().getFirst().share().difference().mean();
        double random = e.control().shares().getFirst().share().difference().mean();
        assertTrue(moved > 0.1, "share " + moved);
        assertTrue(random < moved / 2, "random latents moved the share by " + random);
        assertEquals(3, e.control().draws());
        assertTrue(
                e.side().purity().mean() > 0.2 && e.side().purity().mean() <= 1,
                e.side().purity().toString());
        assertTrue(e.side().drifts().getFirst().edited());
        assertTrue(e.side().drifts().getFirst().activation().difference().low() > 0);
        assertTrue(e.side().worstTenth().difference().mean()
                <= e.ndcg().difference().mean());
        assertTrue(e.coverage().difference().low() <= e.coverage().difference().mean());
        assertEquals("everyone", s.scope().audience());
    }

    @Test
    void aCohortIsMeasuredAlone() {
        Steering s = new SteerOperation()
                .run(steer("group:genre 2", Edit.Kind.ZERO, 0, "keenest:genre 2:50", ""), inputs, ctx);
        assertEquals(50, s.effect().users());
        assertEquals(50, s.scope().users().size());
        assertTrue(s.effect().shares().getFirst().share().before() > 0.3);
        assertTrue(s.effect().shares().getFirst().share().difference().high() < 0);
    }

    @Test
    void promotingAnItemPutsItIntoLists() {
        Steering s = new SteerOperation()
                .run(steer("group:genre 2", Edit.Kind.ADD, 8, "keenest:genre 2:80", "i301"), inputs, ctx);
        assertEquals(List.of(301), s.scope().items());
        Steering.Promoted p = s.effect().promoted().getFirst();
        assertEquals(301, p.item());
        assertTrue(p.share().difference().mean() > 0.2, p.toString());
        assertTrue(s.effect().overlap().mean() > 0.7, "one item takes one place");
    }

    @Test
    void theSameSeedGivesTheSameEffectForAnyNumberOfThreads() {
        SteerParams params = steer("group:genre 2", Edit.Kind.ADD, 2, "", "");
        TestCtx three = TestCtx.of("auto", 3, 3);
        assertEquals(new SteerOperation().run(params, inputs, ctx), new SteerOperation().run(params, inputs, three));
        three.kernels().workers().close();
    }

    @Test
    void theDoseCurveRisesFromTheModelItself() {
        DoseParams p = new DoseParams(
                "d",
                List.of(new SteerParams.EditSpec("group:genre 1", Edit.Kind.ADD, 2)),
                SteeringMode.PRESERVE_RESIDUAL,
                10,
                "",
                "",
                -1,
                3,
                9,
                0.02);
        DoseResponse d = new DoseOperation().run(p, inputs, ctx);
        assertEquals(9, d.points().size());
        DoseResponse.Point none = d.points().get(2);
        assertEquals(0, none.dose());
        assertEquals(0, none.ndcgLoss().mean());
        assertEquals(1, none.overlap().mean());
        assertTrue(d.points().getLast().share().mean() > none.share().mean() + 0.2);
        assertTrue(d.points().getFirst().share().mean() <= none.share().mean());
        assertTrue(Double.isNaN(d.largest()) || (d.largest() >= 0 && d.largest() <= 3));
        assertThrows(
                ProblemException.class,
                () -> new DoseOperation()
                        .run(
                                new DoseParams("d", List.of(), SteeringMode.DECODE_ONLY, 10, "", "", 1, 1, 9, 0),
                                inputs,
                                ctx));
    }

    private static DoseResponse.Point point(double dose, double share, double loss) {
        MetricValue none = new MetricValue(0, 0, 0, 1);
        return new DoseResponse.Point(
                dose, new MetricValue(share, share, share, 1), none, new MetricValue(loss, loss, loss, 1), none, none);
    }

    @Test
    void kneeAndBudgetByHand() {
        List<DoseResponse.Point> points = List.of(
                point(-1, 0, 0.5), point(0, 0.1, 0), point(1, 0.5, 0.01), point(2, 0.6, 0.03), point(3, 0.7, 0.2));
        assertEquals(1, DoseOperation.knee(points));
        assertEquals(1.5, DoseOperation.largest(points, 0.02), 1e-12);
        assertEquals(3, DoseOperation.largest(points, 0.5));
        assertEquals(0, DoseOperation.largest(List.of(point(0, 0, 0), point(1, 0, 0.1)), 0), 1e-12);
    }

    @Test
    void aBudgetIsKeptOnTheHalfThatItIsFittedOn() {
        SolveParams p = new SolveParams(
                "s", "group:genre 1", "group:genre 5", 0, 0.05, SteeringMode.PRESERVE_RESIDUAL, 10, "", 8, 0);
        SteeringPlan plan = new SolveOperation().run(p, inputs, ctx);
        assertTrue(plan.fitted().mean() <= 0.05 + 1e-9, plan.fitted().toString());
        assertEquals(2, plan.doses().size());
        assertTrue(
                plan.doses().stream().anyMatch(d -> d.level() > 0), plan.doses().toString());
        // Codes stay within what the encoder gives to somebody.
        Treatment t = Treatment.of(plan.edits(), plan.mode());
        Steerer steerer = new Steerer(run.data(), run.model(), run.sae(), ctx.kernels());
        for (SteeringPlan.Dose dose : plan.doses()) {
            for (int j : dose.latents()) {
                double most = 0;
                for (int u = 0; u < 400; u++) {
                    most = Math.max(most, steerer.code(u)[j]);
                }
                for (int u = 0; u < 400; u++) {
                    float z = t.apply(steerer.code(u))[j];
                    assertTrue(z >= 0 && z <= most + 1e-4, "latent " + j + ": " + z);
                }
            }
        }
        assertThrows(ProblemException.class, () -> new SolveOperation().run(SolveParams.defaults(), inputs, ctx));
    }

    @Test
    void askedForPointsAreMetOnUsersThatHadNoPartInIt() {
        SolveParams p =
                new SolveParams("c", "group:genre 1", "", 20, 0.02, SteeringMode.PRESERVE_RESIDUAL, 10, "", 16, 4);
        SteeringPlan.Calibration c = new SolveOperation().run(p, inputs, ctx).calibration();
        assertNotNull(c);
        assertEquals(20, c.mean().mean(), 6);
        assertTrue(c.ownLevels().mean() < c.perUser().mean(), c.toString());
        assertTrue(c.ownLevels().mean() < 4, c.toString());
    }

    @Test
    void switchingAGenreOffTakesItOutOfTheListsOfItsFans() {
        AblateParams p = new AblateParams(3, 40, 10, SteeringMode.CLEAR_RESIDUAL, 8);
        Ablation a = new AblateOperation().run(p, inputs, ctx);
        assertEquals(3, a.rows().size());
        for (Ablation.Row r : a.rows()) {
            assertTrue(r.excess() > 0.05);
            assertTrue(r.trial(Ablation.Method.CONCEPT).removed().mean() > 0.8, r.toString());
            double target = r.trial(Ablation.Method.CONCEPT).after();
            for (Ablation.Method equal : List.of(
                    Ablation.Method.DIFFERENCE_IN_MEANS, Ablation.Method.LINEAR_PROBE, Ablation.Method.RERANKING)) {
                assertEquals(target, r.trial(equal).after(), 0.011, equal + " removes the same share");
            }
            assertEquals(0, r.trial(Ablation.Method.RERANKING).lossMasked().mean(), 1e-12);
            assertTrue(r.trial(Ablation.Method.RANDOM_LATENTS).removed().mean() < 0.5, r.toString());
        }
        assertThrows(
                ProblemException.class,
                () -> new AblateOperation()
                        .run(new AblateParams(3, 150, 10, SteeringMode.CLEAR_RESIDUAL, 8), inputs, ctx));
    }
}
