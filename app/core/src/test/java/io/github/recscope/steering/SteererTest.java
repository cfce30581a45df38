package io.github.recscope.steering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Edit;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.TestCtx;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteererTest {
    private final TestCtx ctx = TestCtx.of(3);
    private PlantedRun run;
    private Steerer steerer;

    @BeforeAll
    void train() {
        run = PlantedRun.run(ctx);
        steerer = new Steerer(run.data(), run.model(), run.sae(), ctx.kernels());
    }

    @Test
    void anEmptyEditIsTheModelItself() {
        for (int u = 0; u < 40; u++) {
            Steering.UserLists lists = steerer.lists(u, List.of(), SteeringMode.PRESERVE_RESIDUAL, 10);
            assertEquals(lists.model(), lists.steered());
        }
        int[] users = {0, 5, 9};
        assertEquals(
                run.model().users().gather(users),
                steerer.users(users, Treatment.of(List.of(), SteeringMode.PRESERVE_RESIDUAL)));
    }

    @Test
    void anEmptyEditThatDecodesIsTheReconstructedModel() {
        for (int u = 0; u < 40; u++) {
            Steering.UserLists lists = steerer.lists(u, List.of(), SteeringMode.DECODE_ONLY, 10);
            assertEquals(lists.reconstructed(), lists.steered());
        }
    }

    @Test
    void theListIsThatOfBruteForce() {
        int user = 11;
        List<Edit> edits = List.of(new Edit(2, Edit.Kind.ADD, 1.5), new Edit(5, Edit.Kind.ZERO, 0));
        Steering.UserLists lists = steerer.lists(user, edits, SteeringMode.PRESERVE_RESIDUAL, 10);
        float[] z = steerer.code(user);
        int d = run.model().dimensions();
        double[] e = new double[d];
        for (int c = 0; c < d; c++) {
            e[c] = run.model().users().get(user, c)
                    + run.sae().scale()
                            * (1.5 * run.sae().decoder().get(2, c)
                                    - z[5] * run.sae().decoder().get(5, c));
        }
        Matrix items = run.model().items();
        int[] history = run.data().interactions().byUser().row(user);
        List<Integer> expected = java.util.stream.IntStream.range(0, items.rows())
                .filter(i -> Arrays.stream(history).noneMatch(h -> h == i))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -score(e, items, i)))
                .limit(10)
                .toList();
        assertEquals(
                expected, lists.steered().stream().map(Steering.Listed::item).toList());
        assertEquals(
                score(e, items, expected.getFirst()), lists.steered().getFirst().score(), 1e-4);
    }

    private double score(double[] e, Matrix items, int i) {
        double sum = run.model().itemBias()[i];
        for (int c = 0; c < e.length; c++) {
            sum += e[c] * items.get(i, c);
        }
        return sum;
    }

    @Test
    void everythingInTheHistoryIsMasked() {
        for (int u = 0; u < 20; u++) {
            int user = u;
            steerer.lists(u, List.of(new Edit(0, Edit.Kind.SET, 3)), SteeringMode.DECODE_ONLY, 20)
                    .steered()
                    .forEach(l -> assertTrue(
                            Arrays.stream(run.data().interactions().byUser().row(user))
                                    .noneMatch(h -> h == l.item())));
        }
    }

    @Test
    void editsNeverLeaveWhatTheEncoderCanProduce() {
        assertEquals(0, new Edit(0, Edit.Kind.ADD, -5).apply(2));
        assertEquals(7, new Edit(0, Edit.Kind.ADD, 5).apply(2));
        assertEquals(5, new Edit(0, Edit.Kind.SET, 5).apply(2));
        assertEquals(1, new Edit(0, Edit.Kind.SCALE, 0.5).apply(2));
        assertEquals(1.5, new Edit(0, Edit.Kind.CAP, 1.5).apply(2));
        assertEquals(2, new Edit(0, Edit.Kind.CAP, 3).apply(2));
        assertEquals(0, new Edit(0, Edit.Kind.ZERO, 9).apply(2));
    }

    @Test
    void addingAGenreRaisesItsShareForEveryone() {
        Concept genre = run.concepts().concepts().stream()
                .filter(c -> c.label().equals("genre 2"))
                .max(Comparator.comparingDouble(Concept::purityCorrected))
                .orElseThrow();
        Steering s = steer("genre 2", genre.userLevels().max());
        assertEquals(genre.latent(), s.edits().getFirst().latent());
        Steering.Change share = s.effect().shares().getFirst().share();
        // One of the three latents that the genre has.
        assertTrue(share.difference().low() > 0.05, share.toString());
        assertEquals(share.after() - share.before(), share.difference().mean(), 1e-9);
        assertTrue(s.effect().overlap().mean() < 1);
    }

    private Steering steer(String concept, double amount) {
        SteerParams params = new SteerParams(
                "test",
                "u4",
                List.of(new SteerParams.EditSpec(concept, Edit.Kind.ADD, amount)),
                SteeringMode.PRESERVE_RESIDUAL,
                10);
        return new SteerOperation()
                .run(params, PlantedRun.inputs(run.data(), run.model(), run.sae(), run.concepts()), ctx);
    }

    @Test
    void noEditChangesNothingForAnybody() {
        Steering s = steer("3", 0);
        assertEquals(0, s.effect().ndcg().difference().mean());
        assertEquals(1, s.effect().overlap().mean());
        assertEquals(s.effect().coverage().before(), s.effect().coverage().after());
        assertEquals(4, s.lists().user());
    }

    @Test
    void unknownConceptsAndUsersAreNamedInTheMessage() {
        assertTrue(assertThrows(ProblemException.class, () -> steer("genre 99", 1))
                .problem()
                .what()
                .contains("genre 99"));
        assertTrue(assertThrows(ProblemException.class, () -> steer("9999", 1))
                .problem()
                .what()
                .contains("9999"));
        assertThrows(ProblemException.class, () -> steer("3", Double.NaN));
        assertThrows(ProblemException.class, () -> steer("3", 1e300), "scores would not be finite");
    }

    @Test
    void codesAreHandedOutAsCopies() {
        float[] code = steerer.code(1);
        float[] copy = code.clone();
        code[0] += 1;
        assertArrayEquals(copy, steerer.code(1));
        assertNotEquals(code[0], steerer.code(1)[0]);
        assertFalse(run.sae().users().size() == 0);
    }
}
