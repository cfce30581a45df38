package io.github.recscope.ui.embeddings;

import static io.github.recscope.ui.UiHarness.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.ImportParams;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Params;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.projection.MapParams;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.report.ChartFile;
import io.github.recscope.ui.UiHarness;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.fx.Camera;
import io.github.recscope.ui.fx.Points;
import io.github.recscope.ui.fx.Splatter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The map becomes a figure, and its points a table.
class SaveMapTest {
    private static final int RED = 0xffcc0000;
    private static final int BLUE = 0xff0000cc;

    @TempDir
    Path folder;

    private static Optional<ContextMenu> menu() {
        return Window.getWindows().stream()
                .filter(w -> w instanceof ContextMenu && w.isShowing())
                .map(w -> (ContextMenu) w)
                .findFirst();
    }

    private Path save(UiHarness ui, String ending) {
        Path file = folder.resolve("map." + ending);
        ui.files().next(file);
        ui.click("map-save");
        await("the menu", () -> menu().isPresent());
        UiHarness.run(() -> {
            ContextMenu open = menu().orElseThrow();
            assertFalse(
                    open.getItems().stream().anyMatch(i -> "map-save-pixels".equals(i.getId()) && i.isVisible()),
                    "few points stay vectors");
            open.getItems().stream()
                    .filter(i -> ("map-save-" + ending).equals(i.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            open.hide();
        });
        await(
                ending,
                () -> Files.exists(file) && ui.wiring().jobs().lines().get().isEmpty());
        return file;
    }

    private static SpaceMap map(Dataset data) {
        float[] xy = new float[2 * data.items().size()];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < xy.length; i++) {
            xy[i] = (float) (random.nextGaussian() + (i % 8 < 2 ? 3 : 0));
        }
        Matrix users =
                Matrix.of(data.users().size(), 2, new float[2 * data.users().size()]);
        return new SpaceMap(
                "PCA",
                users,
                Matrix.of(xy.length / 2, 2, xy),
                List.of(0.5, 0.25),
                new SpaceMap.Quality(0.9, 0.5, 10, 120));
    }

    private static Entry entry(String op, Params params, int number, int... inputs) {
        List<ArtifactId> ids = Arrays.stream(inputs).mapToObj(SaveMapTest::id).toList();
        return new Entry(new Step(op, 1, params, ids, 1), id(number), 1, "simd");
    }

    private static ArtifactId id(int number) {
        return new ArtifactId(Integer.toString(number).repeat(64));
    }

    @Test
    void theMapIsSavedInEveryFormat() throws IOException {
        Dataset data = Library.data();
        SpaceMap map = map(data);
        Workspace start = Workspace.empty("library");
        start = start.with(entry("import", new ImportParams("sample:goodbooks"), 1), data);
        start = start.with(entry("train", TrainParams.defaults(), 2, 1), Library.model(data));
        start = start.with(entry("map", MapParams.defaults(), 3, 1, 2), map);
        try (UiHarness ui = new UiHarness(start, 1000, 720)) {
            ui.click("rail-embeddings");
            ui.node("legend-0");
            UiHarness.pulses(10);
            String svg = Files.readString(save(ui, "svg"));
            assertTrue(svg.contains("<svg") && svg.contains("Coloured by: ") && svg.contains("PCA"), "no SVG");
            assertFalse(svg.contains("<image"), "points are vectors");
            assertTrue(
                    svg.split("<ellipse|<circle|<path", -1).length
                            > data.items().size(),
                    "a shape for each item");
            try (PDDocument pdf = Loader.loadPDF(save(ui, "pdf").toFile())) {
                assertEquals(1, pdf.getNumberOfPages());
            }
            BufferedImage png = ImageIO.read(save(ui, "png").toFile());
            assertTrue(png.getWidth() > 800, "twice the size");
            assertEquals(0xffffffff, png.getRGB(1, 1), "white whatever the theme");
            List<String> csv = Files.readAllLines(save(ui, "csv"));
            String column = ((ColourBy.Column) UiHarness.fx(() -> {
                        Node by = ui.stage().getScene().lookup("#colour-by");
                        return ((javafx.scene.control.ComboBox<?>) by).getValue();
                    }))
                    .column();
            assertEquals("kind,id,title,x,y," + column, csv.getFirst());
            assertEquals(data.items().size() + 1, csv.size(), "users are not shown");
            String[] first = csv.get(1).split(",", -1);
            assertEquals(map.items().get(0, 0), Float.parseFloat(first[3]));
            assertEquals(Library.GENRES.getFirst(), first[5]);
            assertTrue(Files.size(save(ui, "parquet")) > 100);
            assertTrue(ui.wiring().jobs().notices().get().isEmpty());
            String keep = System.getProperty("charts.keep", "");
            if (!keep.isEmpty()) {
                Files.copy(folder.resolve("map.png"), Path.of(keep, "map.png"));
            }
        }
    }

    private static JFreeChart figure(List<Splatter.Layer> layers, Camera seen) {
        Picture picture = new Picture(
                "colour",
                layers.getLast().colours(),
                layers.getFirst().colours(),
                List.of(new Picture.LegendRow("red ones", RED, 3, 0)),
                "");
        return MapFigure.of(layers, picture, "A map", List.of("one", "two"), seen, 700, 500);
    }

    private static BufferedImage png(JFreeChart chart) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChartFile.write(chart, 700, 500, ChartFile.Kind.PNG, out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    /// How far the middle of all pixels of a colour lies from the left and the top.
    private static double[] middle(BufferedImage image, int argb, int right) {
        double x = 0;
        double y = 0;
        long n = 0;
        for (int r = 0; r < image.getHeight(); r++) {
            for (int c = 0; c < right; c++) {
                if (image.getRGB(c, r) == argb) {
                    x += c;
                    y += r;
                    n++;
                }
            }
        }
        assertTrue(n > 0, "the colour is not there");
        return new double[] {x / n, y / n};
    }

    @Test
    void bothAxesHaveOneScaleAndOnlyWhatIsSeenIsDrawn() throws IOException {
        Points none = new Points(new float[0], new float[0]);
        Points three = new Points(new float[] {0, 1, 0, 50}, new float[] {0, 0, 1, 50});
        List<Splatter.Layer> layers = List.of(
                new Splatter.Layer(none, new int[0]),
                new Splatter.Layer(three, new int[] {RED, BLUE, 0xff00aa00, 0xff123456}));
        Camera seen = Camera.fit(0, 0, 1, 1, 600, 400);
        assertEquals(3, MapFigure.visible(layers, seen));
        JFreeChart chart = figure(layers, seen);
        XYPlot plot = (XYPlot) chart.getPlot();
        assertTrue(plot.getDomainAxis().getRange().contains(1)
                && !plot.getDomainAxis().getRange().contains(50));
        BufferedImage image = png(chart);
        int right = image.getWidth() - 260; // Left of the legend.
        double[] origin = middle(image, RED, right);
        double[] along = middle(image, BLUE, right);
        double[] up = middle(image, 0xff00aa00, right);
        assertEquals(origin[1], along[1], 1);
        assertEquals(origin[0], up[0], 1);
        assertEquals(along[0] - origin[0], origin[1] - up[1], 2, "a unit is as long on both axes");
    }

    @Test
    void emptyMarginsAreLeftOutAndNoPointIs() {
        Points none = new Points(new float[0], new float[0]);
        Points two = new Points(new float[] {1, 2}, new float[] {5, 6});
        List<Splatter.Layer> layers =
                List.of(new Splatter.Layer(none, new int[0]), new Splatter.Layer(two, new int[] {RED, BLUE}));
        Camera wide = Camera.fit(-20, -20, 20, 20, 600, 400);
        Camera close = MapFigure.cropped(layers, wide);
        assertTrue(close.scale() > 5 * wide.scale());
        assertEquals(2, MapFigure.visible(layers, close));
        Camera zoomed = Camera.fit(0.9, 4.9, 1.1, 5.1, 600, 400);
        assertEquals(zoomed, MapFigure.cropped(layers, zoomed), "a single point does not change what is seen");
    }

    @Test
    void manyPointsBecomePixelsAtTheSamePlaces() throws IOException {
        int n = MapFigure.VECTORS + 10;
        float[] x = new float[n];
        float[] y = new float[n];
        int[] colours = new int[n];
        for (int i = 0; i < n; i++) {
            boolean red = i % 2 == 0;
            x[i] = red ? 0.2f : 0.8f;
            y[i] = (i % 1000) / 1000f;
            colours[i] = red ? RED : BLUE;
        }
        List<Splatter.Layer> layers = List.of(
                new Splatter.Layer(new Points(new float[0], new float[0]), new int[0]),
                new Splatter.Layer(new Points(x, y), colours));
        Camera seen = Camera.fit(0, 0, 1, 1, 500, 400);
        JFreeChart many = figure(layers, seen);
        assertEquals(1, ((XYPlot) many.getPlot()).getAnnotations().size());
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        ChartFile.write(many, 700, 500, ChartFile.Kind.SVG, svg);
        String text = svg.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("<image") && text.contains("red ones (3)"), "pixels with a legend in vectors");
        assertTrue(text.length() < 5_000_000, "small");
        int half = n / 50;
        List<Splatter.Layer> few = List.of(
                layers.getFirst(),
                new Splatter.Layer(
                        new Points(Arrays.copyOf(x, half), Arrays.copyOf(y, half)), Arrays.copyOf(colours, half)));
        BufferedImage pixels = png(many);
        BufferedImage vectors = png(figure(few, seen));
        int right = pixels.getWidth() - 260;
        for (int colour : new int[] {RED, BLUE}) {
            assertEquals(middle(vectors, colour, right)[0], middle(pixels, colour, right)[0], 2);
            assertEquals(middle(vectors, colour, right)[1], middle(pixels, colour, right)[1], 4);
        }
    }
}
