package io.github.recscope.ui.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Workspace;
import io.github.recscope.report.ReportSection;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.state.FileChoice;
import io.github.recscope.ui.state.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportModelTest {
    private final LinkedBlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final Engine engine = Engine.create("scalar", 1);
    private final Session session = new Session(engine, window::add, Library.workspace());
    private Optional<Path> answer = Optional.empty();
    private final ReportModel model = new ReportModel(session, new Selection(), window::add, new Answer());

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void close() {
        model.close();
        engine.close();
    }

    @Test
    void offersTheSectionsThatThereAreResultsFor() throws InterruptedException {
        until(() -> model.state().get().known());
        Outline outline = model.state().get().outline();
        assertTrue(outline.part(ReportSection.DATA).isPresent());
        assertTrue(outline.part(ReportSection.CONCEPTS).isPresent());
        assertTrue(outline.part(ReportSection.MAP).isEmpty(), "there is no map");
        assertTrue(outline.part(ReportSection.STEERING).isEmpty(), "nothing was steered");
        int all = model.state().get().wanted().parts().size();
        model.choose(ReportSection.DATA, false);
        assertEquals(all - 1, model.state().get().wanted().parts().size());
        for (ReportSection s : ReportSection.values()) {
            model.choose(s, false);
        }
        assertFalse(model.state().get().canExport(), "nothing is chosen");
    }

    @Test
    void writesAPdfAndSaysSo() throws Exception {
        until(() -> model.state().get().known());
        answer = Optional.of(folder.resolve("r.pdf"));
        model.exportPdf();
        assertTrue(model.state().get().writing());
        until(() -> !model.state().get().writing());
        Written written = model.state().get().written().orElseThrow();
        assertTrue(written.pages() >= model.state().get().wanted().parts().size(), "a page a section at least");
        assertEquals(Files.size(folder.resolve("r.pdf")), written.bytes());
        assertTrue(written.words().startsWith("Saved r.pdf, " + written.pages() + " pages, "), written.words());
        assertEquals(folder.resolve("r.pdf").toString(), model.writtenPath());
    }

    @Test
    void writesEveryTableOfTheOutline() throws Exception {
        until(() -> model.state().get().known());
        answer = Optional.of(folder.resolve("tables"));
        model.exportCsv();
        until(() -> !model.state().get().writing());
        for (Outline.Part part : model.state().get().wanted().parts()) {
            for (Outline.TablePart t : part.tables()) {
                List<String> lines = Files.readAllLines(folder.resolve("tables").resolve(t.file()));
                assertTrue(lines.size() >= t.rows() + 1, t.file());
            }
        }
        answer = Optional.of(folder.resolve("typed"));
        model.exportParquet();
        until(() -> !model.state().get().writing());
        for (Outline.Part part : model.state().get().wanted().parts()) {
            for (Outline.TablePart t : part.tables()) {
                Path file = folder.resolve("typed").resolve(t.file().replace(".csv", ".parquet"));
                byte[] head = Arrays.copyOf(Files.readAllBytes(file), 4);
                assertEquals("PAR1", new String(head, StandardCharsets.US_ASCII), t.file());
            }
        }
        String words = model.state().get().written().orElseThrow().words();
        assertTrue(words.contains(" Parquet files, "), words);
        answer = Optional.of(folder.resolve("both"));
        model.exportAll();
        until(() -> !model.state().get().writing());
        assertTrue(Files.exists(folder.resolve("both/report.pdf")));
        assertTrue(model.state().get().written().orElseThrow().tables() > 5);
    }

    @Test
    void aFolderThatIsNotThereIsAProblemInWords() throws InterruptedException, IOException {
        until(() -> model.state().get().known());
        Path file = Files.writeString(folder.resolve("file"), "x");
        answer = Optional.of(file.resolve("r.pdf"));
        model.exportPdf();
        until(() -> !model.state().get().writing());
        assertTrue(model.state().get().problem().isPresent());
        assertTrue(model.state().get().written().isEmpty());
        answer = Optional.empty();
        model.exportPdf();
        assertFalse(model.state().get().writing(), "the person cancelled");
    }

    @Test
    void fileNamesAreSafeEverywhere() {
        assertEquals("a-b- c- report", ReportModel.fileName("a/b: c?"));
        assertEquals("report", ReportModel.fileName("  "));
    }

    @Test
    void anEmptyWorkspaceHasNothingToExport() throws InterruptedException {
        session.open(Workspace.empty("new"));
        until(() -> model.state().get().known()
                && model.state().get().outline().parts().size() < 3);
        assertTrue(model.state().get().outline().part(ReportSection.DATA).isEmpty());
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable next = window.poll(60, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing came");
            next.run();
        }
    }

    private final class Answer implements FileChoice {
        @Override
        public Optional<Path> open(String title, List<Kind> kinds) {
            return answer;
        }

        @Override
        public Optional<Path> save(String title, String suggestion, Kind kind) {
            return answer;
        }

        @Override
        public Optional<Path> folder(String title) {
            return answer;
        }
    }
}
