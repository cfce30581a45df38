package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.Importers;
import io.github.recscope.job.Job;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionTest {
    private final FakeSteps steps = new FakeSteps();
    private final Engine engine = Engine.create("scalar", 1, Importers.standard(), steps.operations());
    /// What the session wants to do on its own thread, which here is the test's.
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    private final Session session = new Session(engine, tasks::add, Workspace.empty("w"));

    @AfterEach
    void close() {
        engine.close();
    }

    private Outcome<Workspace> finish(Job<Workspace> job) throws InterruptedException {
        Outcome<Workspace> outcome = job.join();
        tasks.take().run();
        return outcome;
    }

    private Outcome<Workspace> make(int value, long seed) throws InterruptedException {
        return finish(session.submit("make", new FakeSteps.Value(value), seed));
    }

    private Outcome<Workspace> derive(int value) throws InterruptedException {
        return finish(session.submit("derive", new FakeSteps.Value(value), 1));
    }

    /// What makes two workspaces the same: steps and the hashes of their results.
    private static List<String> hashes(Workspace w) {
        List<String> hashes = new ArrayList<>();
        for (Entry e : w.entries()) {
            hashes.add(e.step().op() + " " + e.step().params() + " " + e.step().inputs() + " "
                    + e.output().hash());
        }
        return hashes;
    }

    @Test
    void undoAndRedoGiveTheSameWorkspacesWhateverTheOrder() throws InterruptedException {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            session.open(Workspace.empty("w"));
            List<List<String>> past = new ArrayList<>(List.of(hashes(session.workspace())));
            int at = 0;
            for (int n = 0; n < 30; n++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        session.undo();
                        at = Math.max(0, at - 1);
                    }
                    case 1 -> {
                        session.redo();
                        at = Math.min(past.size() - 1, at + 1);
                    }
                    default -> {
                        boolean derive = random.nextBoolean()
                                && !session.workspace().entries().isEmpty();
                        assertInstanceOf(
                                Outcome.Done.class,
                                derive ? derive(random.nextInt(9)) : make(random.nextInt(9), random.nextInt(3)));
                        past.subList(at + 1, past.size()).clear();
                        past.add(hashes(session.workspace()));
                        at++;
                    }
                }
                assertEquals(past.get(at), hashes(session.workspace()));
                assertEquals(at > 0, session.history().get().canUndo());
                assertEquals(at < past.size() - 1, session.history().get().canRedo());
            }
        }
    }

    @Test
    void aStepReadsTheNewestInputAndSaysSo() throws InterruptedException {
        make(1, 1);
        make(2, 1);
        derive(3);
        Workspace w = session.workspace();
        assertEquals(
                List.of(w.entries().get(1).output()), w.entries().get(2).step().inputs());
        assertEquals("2+3", w.latest(Dataset.class).orElseThrow().name());
        assertEquals("scalar", w.entries().getFirst().kernels());
    }

    /// Somebody who starts the next step when one has ended must find its result in the workspace.
    @Test
    void theResultIsTakenUpBeforeAnybodyIsTold() throws InterruptedException {
        List<Integer> entries = new ArrayList<>();
        finish(session.submit(
                "make",
                new FakeSteps.Value(1),
                1,
                outcome -> entries.add(session.workspace().entries().size())));
        assertEquals(List.of(1), entries);
        finish(session.submit("derive", new FakeSteps.Value(2), 1, outcome -> {
            assertInstanceOf(Outcome.Done.class, outcome);
            entries.add(session.workspace().entries().size());
        }));
        assertEquals(List.of(1, 2), entries);
    }

    @Test
    void aStepWithoutItsInputIsAProblem() throws InterruptedException {
        Outcome.Failed<?> failed = assertInstanceOf(Outcome.Failed.class, derive(1));
        assertTrue(
                failed.problem().why().contains("a data set"), failed.problem().why());
        assertEquals(List.of(), session.workspace().entries());
        assertFalse(session.history().get().canUndo());
        assertThrows(ProblemException.class, () -> session.submit("fly", new FakeSteps.Value(1), 1));
    }

    @Test
    void aPureStepThatWasDoneBeforeIsNotRunAgain() throws InterruptedException {
        make(1, 1);
        derive(2);
        make(1, 1); // The same content again, so the same input.
        int runs = steps.derived.get();
        derive(2);
        assertEquals(runs, steps.derived.get());
        assertEquals(4, session.workspace().entries().size());
        assertEquals(
                session.workspace().entries().get(1),
                session.workspace().entries().get(3));
        make(1, 1);
        derive(3);
        assertEquals(runs + 1, steps.derived.get(), "other parameters");
        int made = steps.made.get();
        make(1, 1);
        make(1, 1);
        assertEquals(made + 2, steps.made.get(), "what is not pure is run each time");
    }

    @Test
    void anUndoWhileAJobRunsDropsItsResult() throws InterruptedException {
        make(1, 1);
        Workspace one = session.workspace();
        steps.hold();
        Job<Workspace> job = session.submit("make", new FakeSteps.Value(2), 1);
        session.undo();
        steps.release();
        assertInstanceOf(Outcome.Cancelled.class, finish(job), "nobody can use its result");
        assertEquals(List.of(), session.workspace().entries());
        assertTrue(session.history().get().canRedo(), "what was undone can still be redone");
        session.redo();
        assertSame(one, session.workspace());
    }

    @Test
    void aResultForAnotherFileIsDropped() throws InterruptedException {
        steps.hold();
        List<Outcome<Workspace>> told = new ArrayList<>();
        Job<Workspace> job = session.submit("make", new FakeSteps.Value(2), 1, told::add);
        session.open(Workspace.empty("other"));
        steps.release();
        assertInstanceOf(Outcome.Cancelled.class, finish(job));
        assertInstanceOf(Outcome.Cancelled.class, told.getFirst());
        assertEquals(List.of(), session.workspace().entries());
        assertEquals("other", session.workspace().name());
    }

    @Test
    void ofTwoJobsFromTheSameWorkspaceBothResultsAreKept() throws InterruptedException {
        make(1, 1);
        steps.hold();
        Job<Workspace> a = session.submit("derive", new FakeSteps.Value(5), 1);
        Job<Workspace> b = session.submit("derive", new FakeSteps.Value(6), 1);
        steps.release();
        finish(a);
        finish(b);
        List<Entry> entries = session.workspace().entries();
        assertEquals(3, entries.size());
        assertEquals(entries.get(1).step().inputs(), entries.get(2).step().inputs(), "each read what it was given");
        session.undo();
        assertEquals(2, session.workspace().entries().size());
    }

    @Test
    void aCancelledJobChangesNothing() throws InterruptedException {
        make(1, 1);
        Workspace before = session.workspace();
        steps.hold();
        Job<Workspace> job = session.submit("make", new FakeSteps.Value(2), 1);
        job.cancel();
        steps.release();
        assertInstanceOf(Outcome.Cancelled.class, finish(job));
        assertSame(before, session.workspace());
    }

    @Test
    void aRecipeIsOneChangeAndAFailureInItChangesNothing() throws InterruptedException {
        Recipe.Item make = new Recipe.Item("make", new FakeSteps.Value(1), 1);
        Recipe.Item derive = new Recipe.Item("derive", new FakeSteps.Value(2), 1);
        Recipe.Item fail = new Recipe.Item("derive", new FakeSteps.Value(-1), 1);
        finish(session.submit(new Recipe("r", 1, List.of(make, derive))));
        assertEquals(2, session.workspace().entries().size());
        Workspace before = session.workspace();
        Outcome.Failed<?> failed =
                assertInstanceOf(Outcome.Failed.class, finish(session.submit(new Recipe("r", 1, List.of(make, fail)))));
        assertEquals("Negative.", failed.problem().what());
        assertSame(before, session.workspace());
        session.undo();
        assertEquals(0, session.workspace().entries().size());
    }

    @Test
    void observersHearEachChangeOnce() throws InterruptedException {
        Queue<Integer> sizes = new ArrayDeque<>();
        session.history().observe(h -> sizes.add(h.workspace().entries().size()));
        make(1, 1);
        make(2, 1);
        session.undo();
        session.redo();
        session.redo();
        assertEquals(List.of(0, 1, 2, 1, 2), List.copyOf(sizes));
    }

    @Test
    void theSeedIsPartOfTheStep() throws InterruptedException {
        make(1, 1);
        make(1, 2);
        List<Entry> e = session.workspace().entries();
        assertNotEquals(e.get(0).step(), e.get(1).step());
        assertNotEquals(e.get(0).output(), e.get(1).output());
    }
}
