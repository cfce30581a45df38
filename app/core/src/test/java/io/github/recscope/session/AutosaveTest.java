package io.github.recscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.Importers;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Workspace;
import io.github.recscope.store.AutosaveFolder;
import io.github.recscope.store.WorkspaceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AutosaveTest {
    @TempDir
    Path folder;

    private final FakeSteps steps = new FakeSteps();
    private final Engine engine = Engine.create("scalar", 1, Importers.standard(), steps.operations());
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Session session = new Session(engine, tasks::add, Workspace.empty("w"));

    @AfterEach
    void close() {
        engine.close();
    }

    private Path place() {
        return folder.resolve("autosave");
    }

    private Autosave autosave() {
        return new Autosave(session, Runnable::run, place());
    }

    private void step(String op, int value, long seed) throws InterruptedException {
        assertInstanceOf(
                Outcome.Done.class,
                session.submit(op, new FakeSteps.Value(value), seed).join());
        tasks.take().run();
    }

    /// What makes two histories the same: for each state the steps and the hashes of their results.
    private static List<List<String>> hashes(History history) {
        List<List<String>> all = new ArrayList<>();
        for (Workspace w : history.states()) {
            List<String> one = new ArrayList<>(List.of(w.name()));
            for (Entry e : w.entries()) {
                one.add(e.step() + " " + e.output().hash());
            }
            all.add(one);
        }
        all.add(List.of(Integer.toString(history.current())));
        return all;
    }

    private Recovery.Recovered recovered(Optional<Workspace> held) {
        Recovery recovery = Recovery.find(engine, place(), held).orElseThrow();
        Outcome<Recovery.Recovered> outcome = engine.jobs()
                .compute("Recover", 0, ctx -> recovery.replay(held, ctx))
                .join();
        if (outcome instanceof Outcome.Done<Recovery.Recovered> done) {
            return done.value();
        }
        throw new AssertionError(outcome);
    }

    /// Undo and redo of any sequence of 200 random steps, and a crash at any moment: the same states by hash.
    @Test
    void aCrashAfterAnyOf200RandomChangesGivesTheSameHistoryBack() throws InterruptedException, IOException {
        for (long seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            session.open(Workspace.empty("w"));
            Autosave autosave = autosave();
            autosave.follow(
                    place(),
                    Optional.empty(),
                    session.workspace(),
                    session.history().get());
            List<List<List<String>>> past = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                switch (random.nextInt(4)) {
                    case 0 -> session.undo();
                    case 1 -> session.redo();
                    default -> {
                        boolean derive = random.nextBoolean()
                                && !session.workspace().entries().isEmpty();
                        step(derive ? "derive" : "make", random.nextInt(9), random.nextInt(3));
                    }
                }
                past.add(hashes(session.history().get()));
                if (random.nextInt(40) == 0) {
                    autosave.await();
                    if (!session.workspace().entries().isEmpty()) {
                        assertEquals(
                                past.getLast(),
                                hashes(recovered(Optional.empty()).history()),
                                "step " + n);
                    }
                }
            }
            autosave.await();
            autosave.close();
            assertEquals(past.getLast(), hashes(recovered(Optional.empty()).history()));
            AutosaveFolder.at(place()).discard();
            assertFalse(Files.exists(place()));
        }
    }

    @Test
    void undoAndRedoOf200RandomStepsGiveEqualStatesByHash() throws InterruptedException {
        for (long seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            session.open(Workspace.empty("w"));
            List<List<List<String>>> states = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                boolean derive = n > 0 && random.nextBoolean();
                states.add(List.of(hashes(session.history().get())
                        .get(session.history().get().current())));
                step(derive ? "derive" : "make", random.nextInt(9), random.nextInt(3));
            }
            int at = 200;
            for (int n = 0; n < 2_000; n++) {
                boolean back = random.nextBoolean();
                if (back) {
                    session.undo();
                    at = Math.max(0, at - 1);
                } else {
                    session.redo();
                    at = Math.min(200, at + 1);
                }
                if (at < 200) {
                    History h = session.history().get();
                    assertEquals(
                            states.get(at),
                            List.of(hashes(History.of(h.workspace())).getFirst()));
                }
            }
        }
    }

    @Test
    void nothingIsWrittenWhileThereIsNothingToLose() throws InterruptedException {
        Autosave autosave = autosave();
        autosave.await();
        assertFalse(Files.exists(place()));
        assertEquals(Autosave.Kind.NOTHING, autosave.state().get().kind());
        step("make", 1, 1);
        autosave.await();
        assertEquals(Autosave.Kind.SAFE, autosave.state().get().kind());
        assertTrue(Files.exists(place().resolve("journal")));
        session.undo();
        session.redo();
        autosave.discard();
        autosave.await();
        assertFalse(Files.exists(place()));
        assertEquals(Autosave.Kind.NOTHING, autosave.state().get().kind());
        autosave.close();
    }

    @Test
    void aSaveMakesTheJournalSuperfluousButKeepsWhatWasDoneMeanwhile() throws InterruptedException {
        Autosave autosave = autosave();
        step("make", 1, 1);
        Workspace first = session.workspace();
        Path file = folder.resolve("a.recscope");
        WorkspaceFile.save(file, first);
        step("derive", 2, 1);
        autosave.follow(place(), Optional.of(file), first, session.history().get());
        autosave.await();
        assertTrue(Recovery.find(engine, place(), Optional.of(first)).isPresent());
        Recovery.Found found =
                Recovery.find(engine, place(), Optional.of(first)).orElseThrow().found();
        assertEquals(List.of("Derive"), found.steps());
        assertEquals(0, found.missing());
        assertEquals(Optional.of(file.toAbsolutePath()), found.file());
        assertEquals(
                hashes(session.history().get()),
                hashes(recovered(Optional.of(first)).history()));
        autosave.follow(
                place(),
                Optional.of(file),
                session.workspace(),
                session.history().get());
        autosave.await();
        assertFalse(Files.exists(place()));
        autosave.close();
    }

    /// The steps of a recipe are one change to undo, and many minutes of work.
    @Test
    void theFinishedStepsOfARunningRecipeSurvive() throws InterruptedException, IOException {
        Autosave autosave = autosave();
        session.submit(new Recipe(
                "r",
                1,
                List.of(
                        new Recipe.Item("make", new FakeSteps.Value(1), 1),
                        new Recipe.Item("derive", new FakeSteps.Value(2), 1),
                        new Recipe.Item("derive", new FakeSteps.Value(-1), 1)))); // The last one fails.
        Runnable end = tasks.take(); // Not run yet: as if the program had ended before.
        autosave.await();
        List<Workspace> states = recovered(Optional.empty()).history().states();
        assertEquals(2, states.size());
        assertEquals(2, states.getLast().entries().size());
        assertEquals(1, steps.made.get(), "read, not computed again");
        end.run();
        autosave.await();
        assertTrue(Recovery.find(engine, place(), Optional.empty()).isEmpty(), "a failed recipe leaves nothing");
        autosave.close();
    }

    @Test
    void whatIsMissingIsComputedAgainAndGivesTheSame() throws InterruptedException, IOException {
        Autosave autosave = autosave();
        step("make", 1, 7);
        step("derive", 2, 1);
        step("derive", 3, 1);
        autosave.await();
        autosave.close();
        for (String ending : List.of(".json", ".blob")) {
            delete(ending);
            Recovery.Found found = Recovery.find(engine, place(), Optional.empty())
                    .orElseThrow()
                    .found();
            assertEquals(3, found.missing());
            int made = steps.made.get();
            assertEquals(
                    hashes(session.history().get()),
                    hashes(recovered(Optional.empty()).history()));
            assertEquals(made + 1, steps.made.get());
        }
    }

    @Test
    void aDamagedResultIsComputedAgain() throws InterruptedException, IOException {
        Autosave autosave = autosave();
        step("make", 1, 7);
        autosave.await();
        autosave.close();
        try (Stream<Path> files = Files.list(place())) {
            for (Path f : files.filter(f -> !f.endsWith("journal")).toList()) {
                byte[] bytes = Files.readAllBytes(f);
                bytes[bytes.length / 2] ^= 4;
                Files.write(f, bytes);
            }
        }
        int made = steps.made.get();
        assertEquals(
                hashes(session.history().get()),
                hashes(recovered(Optional.empty()).history()));
        assertEquals(made + 1, steps.made.get());
    }

    private void delete(String ending) throws IOException {
        try (Stream<Path> files = Files.list(place())) {
            for (Path f : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                Files.delete(f);
            }
        }
    }

    @Test
    void aTornLineIsIgnoredAndADamagedOneStopsThere() throws InterruptedException, IOException {
        Autosave autosave = autosave();
        step("make", 1, 7);
        step("derive", 2, 1);
        step("derive", 3, 1);
        autosave.await();
        autosave.close();
        Path journal = place().resolve("journal");
        byte[] whole = Files.readAllBytes(journal);
        // Torn anywhere: a prefix of the history, nothing said but what is true.
        for (int length = whole.length; length > 0; length -= 37) {
            Files.write(journal, java.util.Arrays.copyOf(whole, length));
            Optional<Recovery> found = Recovery.find(engine, place(), Optional.empty());
            if (found.isPresent()) {
                assertTrue(found.get().found().damaged().isEmpty());
                History back = recovered(Optional.empty()).history();
                List<List<String>> all = hashes(session.history().get());
                assertEquals(
                        all.subList(0, back.states().size()),
                        hashes(back).subList(0, back.states().size()));
            }
        }
        // A changed byte in the line of the second step.
        String text = new String(whole, StandardCharsets.UTF_8);
        int at = text.indexOf("\"value\":2");
        byte[] changed = whole.clone();
        changed[at + 8] = '5';
        Files.write(journal, changed);
        Recovery.Recovered back = recovered(Optional.empty());
        assertEquals(1, back.history().workspace().entries().size());
        assertTrue(
                back.remaining().orElseThrow().why().contains("is damaged"),
                back.remaining().toString());
        // A line that was lost breaks the chain as well.
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.remove(1);
        Files.writeString(journal, String.join("\n", lines) + "\n");
        assertTrue(Recovery.find(engine, place(), Optional.empty())
                .map(r -> r.found().damaged().isPresent())
                .orElse(true));
    }

    @Test
    void aSourceThatIsGoneOrChangedIsSaid() throws Exception {
        try (Engine real = Engine.create("scalar", 1)) {
            Session importing = new Session(real, tasks::add, Workspace.empty("w"));
            Path csv = folder.resolve("ratings.csv");
            StringBuilder rows = new StringBuilder("user,item,rating\n");
            for (int u = 0; u < 20; u++) {
                for (int i = 0; i < 10; i++) {
                    rows.append("u").append(u).append(",i").append((u + i) % 15).append(",4\n");
                }
            }
            Files.writeString(csv, rows);
            Autosave autosave = new Autosave(importing, Runnable::run, place());
            importing
                    .submit("import", new io.github.recscope.data.ImportParams(csv.toString()), 1)
                    .join();
            tasks.take().run();
            autosave.await();
            autosave.close();
            delete(".json");

            Files.writeString(csv, rows + "u1,i14,2\n");
            Outcome.Done<Recovery.Recovered> changed = replay(real);
            assertEquals(1, changed.value().history().workspace().entries().size());
            assertTrue(
                    changed.issues().toString().contains("has changed since"),
                    changed.issues().toString());

            Files.delete(csv);
            Outcome.Done<Recovery.Recovered> gone = replay(real);
            assertEquals(0, gone.value().history().workspace().entries().size());
            assertTrue(gone.value().remaining().orElseThrow().why().contains("is gone"));
        }
    }

    @SuppressWarnings("unchecked")
    private Outcome.Done<Recovery.Recovered> replay(Engine real) {
        Jobs.Work<Recovery.Recovered> work = ctx ->
                Recovery.find(real, place(), Optional.empty()).orElseThrow().replay(Optional.empty(), ctx);
        return (Outcome.Done<Recovery.Recovered>) assertInstanceOf(
                Outcome.Done.class, real.jobs().compute("Recover", 0, work).join());
    }

    @Test
    void aFileThatSomebodyChangedMeanwhileIsNoObstacle() throws InterruptedException {
        Autosave autosave = autosave();
        step("make", 1, 1);
        step("derive", 2, 1);
        autosave.await();
        autosave.close();
        Workspace other = Workspace.empty("other");
        assertEquals(
                hashes(session.history().get()),
                hashes(recovered(Optional.of(other)).history()));
    }
}
