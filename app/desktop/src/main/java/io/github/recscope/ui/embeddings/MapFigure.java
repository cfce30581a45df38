package io.github.recscope.ui.embeddings;

import io.github.recscope.ui.fx.Camera;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Points;
import io.github.recscope.ui.fx.Splatter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.AbstractXYDataset;

/// The map as a figure for paper: the part that is seen, both axes in the same scale, and the legend.
///
/// Up to [#VECTORS] visible points are drawn one by one; more become one picture in pixels, drawn as the window draws
/// them, between axes and legend that stay vectors.
final class MapFigure {
    /// More visible points than this are drawn as pixels.
    static final int VECTORS = 50_000;

    /// Pixels of that picture for each unit.
    private static final int DENSE = 3;

    private static final double MARGIN = 8;
    private static final double LEFT = 62;
    private static final double BOTTOM = 46;

    private static final Color TEXT = new Color(0x333333);
    private static final Color LINE = new Color(0xcccccc);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private MapFigure() {}

    /// Which points a figure would show.
    static long visible(List<Splatter.Layer> layers, Camera seen) {
        long visible = 0;
        for (Splatter.Layer layer : layers) {
            int[] colours = layer.colours();
            for (int i = 0; i < colours.length; i++) {
                visible += colours[i] >>> 24 > 0 && isSeen(layer.points(), i, seen) ? 1 : 0;
            }
        }
        return visible;
    }

    private static boolean isSeen(Points points, int i, Camera seen) {
        double x = seen.screenX(points.x()[i]);
        double y = seen.screenY(points.y()[i]);
        return x >= 0 && y >= 0 && x <= seen.width() && y <= seen.height();
    }

    /// Without the empty margins of what is seen, such as the room beneath the window's legend; no point is cut off.
    static Camera cropped(List<Splatter.Layer> layers, Camera seen) {
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (Splatter.Layer layer : layers) {
            Points points = layer.points();
            for (int i = 0; i < points.size(); i++) {
                if (layer.colours()[i] >>> 24 > 0 && isSeen(points, i, seen)) {
                    minX = Math.min(minX, points.x()[i]);
                    minY = Math.min(minY, points.y()[i]);
                    maxX = Math.max(maxX, points.x()[i]);
                    maxY = Math.max(maxY, points.y()[i]);
                }
            }
        }
        if (!(maxX > minX || maxY > minY)) {
            return seen;
        }
        Camera fit = Camera.fit(minX, minY, maxX, maxY, seen.width(), seen.height());
        return fit.scale() > seen.scale() ? fit : seen;
    }

    /// @param layers  the points and their colours on white, the first layer lowest
    /// @param picture what the colours mean
    /// @param title   of the map
    /// @param axes    names of both axes
    /// @param view    the part that is seen
    /// @param width   of the figure
    /// @param height  of the figure
    static JFreeChart of(
            List<Splatter.Layer> layers,
            Picture picture,
            String title,
            List<String> axes,
            Camera view,
            double width,
            double height) {
        Camera seen = cropped(layers, view);
        XYPlot plot = new EqualScalePlot(axis(axes.get(0)), axis(axes.get(1)), seen);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(LINE);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setFixedLegendItems(legend(picture));
        // Room for numbers and names of the axes that does not depend on the numbers, so that the scales agree.
        AxisSpace space = new AxisSpace();
        space.setLeft(LEFT);
        space.setBottom(BOTTOM);
        plot.setFixedDomainAxisSpace(space);
        plot.setFixedRangeAxisSpace(space);
        JFreeChart chart = new JFreeChart(null, FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 8, 8, 8));
        TextTitle heading = new TextTitle(title, FONT.deriveFont(Font.BOLD, 13f));
        heading.setPaint(TEXT);
        heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.setTitle(heading);
        TextTitle meaning = new TextTitle("Coloured by: " + picture.title(), FONT);
        meaning.setPaint(TEXT);
        meaning.setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.addSubtitle(meaning);
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setItemFont(FONT);
        legend.setItemPaint(TEXT);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setFrame(BlockBorder.NONE);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.addSubtitle(legend);

        // A little more than is seen, since text takes another room on a screen than in a file.
        Camera camera = seen(seen, room(chart, width, height), MARGIN);
        if (visible(layers, camera) > VECTORS) {
            plot.addAnnotation(pixels(layers, camera));
        } else {
            for (Splatter.Layer layer : layers) {
                add(plot, layer, camera);
            }
        }
        return chart;
    }

    private static NumberAxis axis(String name) {
        NumberAxis axis = new NumberAxis(name);
        axis.setAutoRange(false);
        axis.setAutoRangeIncludesZero(false);
        axis.setLabelFont(FONT);
        axis.setTickLabelFont(FONT);
        axis.setLabelPaint(TEXT);
        axis.setTickLabelPaint(TEXT);
        axis.setAxisLinePaint(LINE);
        axis.setTickMarkPaint(LINE);
        return axis;
    }

    private static LegendItemCollection legend(Picture picture) {
        LegendItemCollection items = new LegendItemCollection();
        for (Picture.LegendRow row : picture.legend()) {
            String label = row.count() < 0 ? row.label() : row.label() + " (" + Format.count(row.count()) + ")";
            items.add(new LegendItem(
                    label, null, null, null, new Ellipse2D.Double(-4, -4, 8, 8), new Color(row.argb(), true)));
        }
        return items;
    }

    /// Where the plot lies in the chart, without any point.
    private static Rectangle2D room(JFreeChart chart, double width, double height) {
        BufferedImage nothing = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = nothing.createGraphics();
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart.draw(g, new Rectangle2D.Double(0, 0, width, height), info);
        g.dispose();
        return info.getPlotInfo().getDataArea();
    }

    /// The part of the world that a room shows, with one scale for both axes.
    ///
    /// @param margin how many more units of the room are shown at each side
    private static Camera seen(Camera seen, Rectangle2D room, double margin) {
        double scale = Math.min(room.getWidth() / seen.width(), room.getHeight() / seen.height()) * seen.scale();
        return new Camera(seen.x(), seen.y(), scale, room.getWidth() + 2 * margin, room.getHeight() + 2 * margin);
    }

    private static void add(XYPlot plot, Splatter.Layer layer, Camera camera) {
        int n = plot.getDataset(0) == null ? 0 : plot.getDatasetCount();
        long visible = visible(List.of(layer), camera);
        plot.setDataset(n, new PointsDataset(layer.points()));
        plot.setRenderer(n, new ColourRenderer(layer, camera, Splatter.radius(visible)));
    }

    private static XYDataImageAnnotation pixels(List<Splatter.Layer> layers, Camera camera) {
        Camera dense = camera.magnified(DENSE);
        int w = (int) Math.ceil(dense.width());
        int h = (int) Math.ceil(dense.height());
        Camera whole = dense.sized(w, h);
        int[] pixels = new int[w * h];
        Splatter.draw(layers, whole, w, h, pixels, DENSE);
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB_PRE);
        image.getRaster().setDataElements(0, 0, w, h, pixels);
        double x = whole.worldX(0);
        double y = whole.worldY(h);
        return new XYDataImageAnnotation(image, x, y, whole.worldX(w) - x, whole.worldY(0) - y);
    }

    /// A plot whose axes take their ranges from the room that there is when it is drawn.
    private static final class EqualScalePlot extends XYPlot {
        private static final long serialVersionUID = 1L;

        private final transient Camera seen;

        EqualScalePlot(NumberAxis x, NumberAxis y, Camera seen) {
            super(null, x, y, null);
            this.seen = seen;
        }

        @Override
        protected Map<Axis, AxisState> drawAxes(
                Graphics2D g, Rectangle2D plotArea, Rectangle2D dataArea, PlotRenderingInfo state) {
            Camera c = seen(seen, dataArea, 0);
            setNotify(false);
            getDomainAxis().setRange(new Range(c.worldX(0), c.worldX(c.width())));
            getRangeAxis().setRange(new Range(c.worldY(c.height()), c.worldY(0)));
            setNotify(true);
            return super.drawAxes(g, plotArea, dataArea, state);
        }
    }

    /// Points as one series.
    private static final class PointsDataset extends AbstractXYDataset {
        private static final long serialVersionUID = 1L;

        private final transient Points points;

        PointsDataset(Points points) {
            this.points = points;
        }

        @Override
        public int getSeriesCount() {
            return 1;
        }

        @Override
        public Comparable<?> getSeriesKey(int series) {
            return "points";
        }

        @Override
        public int getItemCount(int series) {
            return points.size();
        }

        @Override
        public Number getX(int series, int item) {
            return points.x()[item];
        }

        @Override
        public Number getY(int series, int item) {
            return points.y()[item];
        }
    }

    /// Each point in its own colour; those that are hidden or not seen are left out.
    private static final class ColourRenderer extends XYLineAndShapeRenderer {
        private static final long serialVersionUID = 1L;

        private final transient Splatter.Layer layer;
        private final transient Camera camera;

        ColourRenderer(Splatter.Layer layer, Camera camera, double radius) {
            super(false, true);
            this.layer = layer;
            this.camera = camera;
            setDrawOutlines(false);
            setDefaultShape(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
            setAutoPopulateSeriesShape(false);
            setDefaultStroke(new BasicStroke(0));
        }

        @Override
        public Paint getItemPaint(int series, int item) {
            return new Color(layer.colours()[item], true);
        }

        @Override
        public boolean getItemVisible(int series, int item) {
            return layer.colours()[item] >>> 24 > 0 && isSeen(layer.points(), item, camera);
        }
    }
}
