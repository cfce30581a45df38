package io.github.recscope.ui.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.ColumnMapping;
import io.github.recscope.data.ColumnUse;
import io.github.recscope.data.EpochUnit;
import io.github.recscope.data.ImportRecipe;
import io.github.recscope.data.Keep;
import io.github.recscope.job.Job;
import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The import dialog's model without a toolkit: a queue worked off by the test stands for the JavaFX thread.
class ImportModelTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Engine engine = Engine.create("auto", 1);
    private final Session session = new Session(engine, queue::add, Workspace.empty("Untitled"));
    private final Observable<List<ImportRecipe>> recipes = new Observable<>(List.of());
    private final List<String> heard = new ArrayList<>();
    private final ImportModel model = new ImportModel(session, queue::add, recipes, new ImportHost() {
        @Override
        public void show() {
            heard.add("show");
        }

        @Override
        public void hide() {
            heard.add("hide");
        }

        @Override
        public void begin(String name) {
            heard.add("begin " + name);
        }

        @Override
        public void imported(List<Path> sources) {
            heard.add("imported");
        }

        @Override
        public void overview() {
            heard.add("overview");
        }
    });

    @AfterEach
    void close() {
        engine.close();
    }

    private Path ratings(String name, int rows) throws IOException {
        StringBuilder csv = new StringBuilder("user_id,item_id,rating\n");
        for (int r = 0; r < rows; r++) {
            csv.append(r % 977).append(',').append(r % 1009).append(",4\n");
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    private void at(ImportStep step) throws InterruptedException {
        runUntil(() -> model.step() == step && model.job().isEmpty());
    }

    @Test
    void goesForwardAndBackAndRemembers() throws Exception {
        model.open(ratings("a.csv", 50));
        assertTrue(model.job().isPresent(), "files are read elsewhere");
        assertFalse(model.canGoOn());
        at(ImportStep.COLUMNS);
        assertTrue(model.isSkipped(ImportStep.VECTORS));
        model.map(2, new ColumnMapping("rating", ColumnUse.USER));
        assertEquals(
                ColumnUse.IGNORE,
                model.table().orElseThrow().mapping().columns().getFirst().use(),
                "there is one user");
        model.map(0, new ColumnMapping("user_id", ColumnUse.USER));
        model.map(1, new ColumnMapping("item_id", ColumnUse.IGNORE));
        assertTrue(model.missing().startsWith("No table says who chose what"));
        model.next();
        assertEquals(ImportStep.COLUMNS, model.step());
        model.map(1, new ColumnMapping("item_id", ColumnUse.ITEM));
        model.next();
        at(ImportStep.CHECK);
        assertEquals(50, model.check().orElseThrow().data().interactions().size());
        model.back();
        assertEquals(ImportStep.COLUMNS, model.step());
        model.go(ImportStep.VECTORS);
        assertEquals(ImportStep.VECTORS, model.step());
        model.next();
        at(ImportStep.CHECK);
        assertTrue(session.workspace().entries().isEmpty(), "nothing is added before it is confirmed");
        model.next();
        at(ImportStep.DONE);
        assertEquals(1, session.workspace().entries().size());
        assertEquals(1, recipes.get().size());
        model.next();
        assertEquals(List.of("show", "begin a", "imported", "hide", "overview"), heard);
        Path file = folder.resolve("deep").resolve("imports.json");
        ImportRecipesFile kept = new ImportRecipesFile(file);
        assertEquals(List.of(), kept.load());
        kept.save(recipes.get());
        assertEquals(recipes.get(), kept.load());
        Files.writeString(file, "[{]");
        assertEquals(List.of(), kept.load());
    }

    @Test
    void aCancelledCheckLeavesNothing() throws Exception {
        model.open(ratings("big.csv", 400_000));
        at(ImportStep.COLUMNS);
        model.next();
        Job<?> job = model.job().orElseThrow();
        model.cancel();
        assertEquals(ImportStep.COLUMNS, model.step(), "at once");
        assertTrue(model.job().isEmpty());
        assertTrue(job.cancelRequested());
        assertTrue(job.join() instanceof Outcome.Cancelled, "the work has ended");
        runUntil(queue::isEmpty);
        assertTrue(model.check().isEmpty());
        assertTrue(session.workspace().entries().isEmpty());
        model.cancel();
        assertEquals(List.of("show", "hide"), heard);
    }

    /// A field whose page goes away still says what was written in it.
    @Test
    void aLeastValueThatIsSaidTooLateStartsNoWork() throws Exception {
        model.open(ratings("a.csv", 50));
        at(ImportStep.COLUMNS);
        model.next();
        at(ImportStep.CHECK);
        model.back();
        model.least("3");
        assertEquals("3", model.keep().minValue(), "it is not lost");
        assertTrue(model.job().isEmpty(), "the check looks when it is shown");
        assertTrue(model.check().isEmpty());
        model.next();
        at(ImportStep.CHECK);
        assertTrue(model.check().isPresent());
        model.close();
        model.least("4");
        model.unit(EpochUnit.ORDER);
        assertTrue(model.job().isEmpty());
        assertTrue(model.draft().isEmpty());
    }

    @Test
    void whatWasImportedIsRememberedNotWhatWasSaidMeanwhile() throws Exception {
        model.open(ratings("a.csv", 5000));
        at(ImportStep.COLUMNS);
        model.next();
        at(ImportStep.CHECK);
        model.core(2);
        model.next();
        model.core(5);
        model.least("3");
        model.unit(EpochUnit.ORDER);
        at(ImportStep.DONE);
        assertEquals(new Keep("", 2), recipes.get().getFirst().keep());
        assertEquals(new Keep("", 2), model.keep());
        assertEquals(1, session.workspace().entries().size());
    }

    @Test
    void aFileThatIsGoneIsAProblemAndAnotherCanBeOpened() throws Exception {
        Path file = ratings("gone.csv", 10);
        model.open(file);
        at(ImportStep.COLUMNS);
        Files.delete(file);
        model.next();
        runUntil(() -> model.problem().isPresent());
        assertEquals(ImportStep.CHECK, model.step());
        assertFalse(model.canGoOn());
        model.open(ratings("there.csv", 10));
        at(ImportStep.COLUMNS);
        assertTrue(model.problem().isEmpty());
    }

    @Test
    void vectorsNeedDataFirst() throws Exception {
        model.open(DataFiles.FIXTURES.resolve("made/npy/ok_f4.npy"));
        runUntil(() -> model.problem().isPresent());
        assertTrue(model.problem().orElseThrow().fix().contains("Drop the interactions first"));
        assertTrue(model.draft().isEmpty());
    }

    private void runUntil(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            Runnable next = queue.poll(50, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
    }
}
