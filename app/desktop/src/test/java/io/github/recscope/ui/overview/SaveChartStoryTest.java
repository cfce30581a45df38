package io.github.recscope.ui.overview;

import static io.github.recscope.ui.UiHarness.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Session;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fixture.Library;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A chart of the window becomes a file, and its numbers a table.
class SaveChartStoryTest {
    @TempDir
    Path folder;

    /// The menu that is open; to be asked on the JavaFX thread.
    private static Optional<ContextMenu> menu() {
        return Window.getWindows().stream()
                .filter(w -> w instanceof ContextMenu && w.isShowing())
                .map(w -> (ContextMenu) w)
                .findFirst();
    }

    /// Saves the chart of a card by its button and one item of the menu.
    private Path save(UiHarness ui, String card, int item, String name) {
        Path file = folder.resolve(name);
        ui.files().next(file);
        Node around = ui.node(card);
        Button button = (Button) UiHarness.fx(() -> around.lookup(".chart-save"));
        UiHarness.run(button::requestFocus);
        UiHarness.run(button::fire);
        await("the menu", () -> menu().isPresent());
        if (item == 0) {
            ui.screenshot("chart-save-menu");
        }
        UiHarness.run(() -> {
            ContextMenu open = menu().orElseThrow();
            open.getItems().get(item).fire();
            open.hide();
        });
        await(name, () -> Files.exists(file) && ui.wiring().jobs().lines().get().isEmpty());
        return file;
    }

    @Test
    void aChartIsSavedInEveryFormat() throws IOException {
        Workspace start = Library.with(Workspace.empty("library"), "import", Library.data(), 1);
        try (UiHarness ui = new UiHarness(start, 1000, 960)) {
            Session session = ui.wiring().session();
            TrainParams small = new TrainParams(6, 10, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0.2, 10);
            UiHarness.run(() -> session.submit("train", small, 3));
            await(
                    "the recommender",
                    () -> session.workspace().latest(Recommender.class).isPresent());
            ui.node("card-model");
            UiHarness.pulses(10);
            Path svg = save(ui, "card-model", 0, "chart.svg");
            String text = Files.readString(svg);
            assertTrue(text.startsWith("<?xml") && text.contains("<svg") && text.contains("popularity"), "no SVG");
            // The colour of the third series on paper: in its two bars and in the legend.
            assertEquals(4, text.split("rgb\\(0,158,115\\)", -1).length, "the legend has other colours");
            try (PDDocument pdf =
                    Loader.loadPDF(save(ui, "card-model", 1, "chart.pdf").toFile())) {
                assertEquals(1, pdf.getNumberOfPages());
            }
            BufferedImage png =
                    ImageIO.read(save(ui, "card-model", 2, "chart.png").toFile());
            assertTrue(png.getWidth() >= 600 && png.getHeight() >= 300, png.getWidth() + " × " + png.getHeight());
            List<String> csv = Files.readAllLines(save(ui, "card-model", 3, "chart.csv"));
            assertEquals("series,category,value,low,high", csv.getFirst());
            Recommender model = session.workspace().latest(Recommender.class).orElseThrow();
            MetricValue recall = model.evaluation().model().recall();
            String[] cells = csv.get(1).split(",", -1);
            assertEquals(recall.mean(), Double.parseDouble(cells[2]));
            assertEquals(recall.low(), Double.parseDouble(cells[3]));
            assertEquals(recall.high(), Double.parseDouble(cells[4]));
            List<String> points = Files.readAllLines(save(ui, "card-data", 3, "data.csv"));
            assertTrue(points.size() > 10, "rows of the curve");
            ui.screenshot("chart-save-light");
            ui.click("theme-toggle");
            ui.screenshot("chart-save-dark");
            ui.click("theme-toggle");
            String keep = System.getProperty("charts.keep", "");
            if (!keep.isEmpty()) {
                for (String name : List.of("chart.svg", "chart.pdf", "chart.png", "chart.csv", "data.csv")) {
                    Files.copy(folder.resolve(name), Path.of(keep, name));
                }
            }
            ui.keys(KeyCode.ESCAPE);
            assertTrue(ui.wiring().jobs().notices().get().isEmpty());
        }
    }
}
