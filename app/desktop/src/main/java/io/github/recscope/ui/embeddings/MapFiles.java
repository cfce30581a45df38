package io.github.recscope.ui.embeddings;

import io.github.recscope.export.Format;
import io.github.recscope.export.MapTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.report.ChartFile;
import io.github.recscope.session.Session;
import io.github.recscope.store.AtomicFile;
import io.github.recscope.ui.fx.Camera;
import io.github.recscope.ui.fx.Points;
import io.github.recscope.ui.fx.Splatter;
import io.github.recscope.ui.state.FileChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes the map, as a figure or as a table, where a person says. Used on the JavaFX thread; the work is done off it.
final class MapFiles {
    private static final double LEGEND = 190;
    private static final double HEAD = 60;

    private final Session session;
    private final FileChoice files;
    private final Supplier<Optional<Shown>> shown;

    /// What the map shows.
    ///
    /// @param map    the map
    /// @param plane  the same for the window
    /// @param paint  its colours
    record Shown(SpaceMap map, EmbeddingsModel.Plane plane, Painter.Request paint) {}

    /// @param files asks where to write
    /// @param shown what the map shows; empty while there is none or it is being drawn
    MapFiles(Session session, FileChoice files, Supplier<Optional<Shown>> shown) {
        this.session = session;
        this.files = files;
        this.shown = shown;
    }

    /// Whether figures of what is seen hold the points as pixels.
    boolean isPixels(Camera seen) {
        return shown.get()
                .map(s -> (s.paint().items() ? around(s.plane().items(), seen) : 0)
                                + (s.paint().users() ? around(s.plane().users(), seen) : 0)
                        > MapFigure.VECTORS)
                .orElse(false);
    }

    private static long around(Points points, Camera seen) {
        return points.countAround(
                seen.worldX(0), seen.worldY(seen.height()), seen.worldX(seen.width()), seen.worldY(0));
    }

    /// Asks for a file and writes what is seen as a figure, in the colours of paper.
    void saveFigure(ChartFile.Kind kind, Camera seen) {
        shown.get()
                .ifPresent(s -> ask(s, "Save the map as " + kind, kind.name(), kind.ending())
                        .ifPresent(file -> session.engine().jobs().io("Save the map", ctx -> {
                            ctx.progress("drawing", 0);
                            Painter.Request r = s.paint().onPaper();
                            Picture picture = Painter.paint(r);
                            List<Splatter.Layer> layers = List.of(
                                    new Splatter.Layer(s.plane().users(), picture.users()),
                                    new Splatter.Layer(s.plane().items(), picture.items()));
                            double width = seen.width() + LEGEND;
                            double height = seen.height() + HEAD;
                            var chart = MapFigure.of(
                                    layers,
                                    picture,
                                    s.plane().method(),
                                    s.plane().axes(),
                                    seen,
                                    width,
                                    height);
                            ctx.check();
                            AtomicFile.write(file, out -> ChartFile.write(chart, width, height, kind, out));
                            return file;
                        })));
    }

    /// Asks for a file and writes all points with what they are coloured by.
    void saveTable(Format format) {
        String name = format == Format.PARQUET ? "Parquet" : format.name();
        shown.get()
                .ifPresent(s -> ask(s, "Save the map's data as " + name, name, format.ending())
                        .ifPresent(file -> session.engine().jobs().io("Save the map's data", ctx -> {
                            Painter.Request r = s.paint();
                            Dataset data = r.now().dataset();
                            if (data != null) {
                                new MapTable(data, s.map(), r.items(), r.users(), colour(data, r))
                                        .write(file, format, ctx);
                            }
                            return file;
                        })));
    }

    private Optional<Path> ask(Shown s, String title, String kind, String ending) {
        Dataset data = s.paint().now().dataset();
        String name = (data == null ? "map" : data.name() + " map").replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]+", "-");
        return files.save(title, name + "." + ending, new FileChoice.Kind(kind, List.of("*." + ending)));
    }

    /// What the colours mean, as values rather than as steps of a scale; null where the table has them already.
    static MapTable.@Nullable Colour colour(Dataset data, Painter.Request r) {
        return switch (r.by()) {
            case ColourBy.Nothing() -> null;
            case ColourBy.Kept() -> null;
            case ColourBy.Trusted() -> null;
            case ColourBy.Popularity() -> {
                int[] popularity = data.interactions().popularity();
                yield new MapTable.Colour("interactions", true, i -> (float) popularity[i]);
            }
            case ColourBy.Column c -> {
                ItemColumn column = data.columns().stream()
                        .filter(o -> o.name().equals(c.column()))
                        .findFirst()
                        .orElse(null);
                yield column == null ? null : new MapTable.Colour(column.name(), false, i -> values(column, i));
            }
            case ColourBy.Activation() -> {
                Autoencoder sae = r.now().autoencoder();
                int latent = r.latent();
                yield sae == null || latent < 0 || latent >= sae.latents()
                        ? null
                        : new MapTable.Colour(
                                "activation_" + latent, true, i -> sae.items().get(i, latent));
            }
        };
    }

    private static @Nullable String values(ItemColumn column, int item) {
        List<String> values = new ArrayList<>();
        column.values().forEach(item, v -> values.add(column.vocabulary().get(v)));
        return values.isEmpty() ? null : String.join("|", values);
    }
}
