package io.github.recscope.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/// Draws charts as vectors with real text.
@UsesAwt(because = "JFreeChart draws on a Graphics2D; this one writes PDF and needs no display")
final class ChartPainter {
    private static final int MOST_POINTS = 2000;
    /// Okabe and Ito's colours without the yellow, told apart with any colour vision.
    private static final int[] LINES = {Style.ACCENT, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00};

    private final PDDocument document;
    private final Fonts fonts;
    private @Nullable Font loaded;

    ChartPainter(PDDocument document, Fonts fonts) {
        this.document = document;
        this.fonts = fonts;
    }

    private static Font read(String resource) throws IOException {
        try (InputStream in = Fonts.open(resource)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException e) {
            throw new IOException("the font for charts cannot be read", e);
        }
    }

    /// The chart without its title and caption, `width` by `height` points.
    PDFormXObject draw(Chart chart, float width, float height) throws IOException {
        Font font = loaded == null ? read(Fonts.REGULAR) : loaded;
        loaded = font;
        PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
        try (PdfBoxGraphics2DFontTextDrawer drawer = new PdfBoxGraphics2DFontTextDrawer()) {
            drawer.registerFont(font.getFontName(Locale.ROOT), fonts.regular());
            g.setFontTextDrawer(drawer);
            jfree(chart, font).draw(g, new Rectangle2D.Double(0, 0, width, height));
        } finally {
            g.dispose();
        }
        return g.getXFormObject();
    }

    private static JFreeChart jfree(Chart chart, Font font) {
        Table data = chart.data();
        NumberAxis x = axis(data.columns().get(data.column(chart.x())), font);
        NumberAxis y = axis(data.columns().get(data.column(chart.y().getFirst())), font);
        if (chart.y().size() > 1) {
            y.setLabel(null); // The legend says what the lines are.
        }
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(x);
        plot.setRangeAxis(y);
        switch (chart.kind()) {
            case LINES -> lines(plot, chart, true);
            case AREA -> {
                area(plot, chart);
                x.setLowerMargin(0);
                x.setUpperMargin(0);
            }
            case BARS -> bars(plot, chart);
            case POINTS -> points(plot, chart);
        }
        boolean zero = chart.kind() == Chart.Kind.AREA || chart.kind() == Chart.Kind.BARS;
        y.setAutoRangeIncludesZero(zero);
        x.setAutoRangeIncludesZero(false);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(chart.kind() == Chart.Kind.POINTS);
        plot.setDomainGridlinePaint(new Color(Style.RULE));
        plot.setRangeGridlinePaint(new Color(Style.RULE));
        plot.setDomainGridlineStroke(new BasicStroke(0.5f));
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(4, 0, 0, 8));
        plot.configureDomainAxes();
        plot.configureRangeAxes();
        JFreeChart result = new JFreeChart(null, font, plot, chart.y().size() > 1);
        result.setBackgroundPaint(null);
        result.setPadding(RectangleInsets.ZERO_INSETS);
        if (result.getLegend() != null) {
            result.getLegend().setItemFont(font.deriveFont(Style.SMALL));
            result.getLegend().setItemPaint(new Color(Style.MUTED));
            result.getLegend().setBorder(0, 0, 0, 0);
        }
        return result;
    }

    private static NumberAxis axis(Column column, Font font) {
        NumberAxis axis = new NumberAxis(column.title().isEmpty() ? null : column.title());
        axis.setStandardTickUnits(
                column.format() == Format.COUNT
                        ? NumberAxis.createIntegerTickUnits(Locale.ROOT)
                        : NumberAxis.createStandardTickUnits(Locale.ROOT));
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.#####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setLabelFont(font.deriveFont(Style.SMALL));
        axis.setTickLabelFont(font.deriveFont(Style.SMALL));
        axis.setLabelPaint(new Color(Style.MUTED));
        axis.setTickLabelPaint(new Color(Style.MUTED));
        axis.setAxisLinePaint(new Color(Style.RULE));
        axis.setTickMarksVisible(false);
        return axis;
    }

    private static void lines(XYPlot plot, Chart chart, boolean coloured) {
        XYSeriesCollection set = series(chart);
        boolean few = chart.data().rows().size() <= 2;
        XYLineAndShapeRenderer r = new XYLineAndShapeRenderer(true, few);
        for (int s = 0; s < set.getSeriesCount(); s++) {
            r.setSeriesPaint(s, new Color(coloured ? LINES[s % LINES.length] : Style.ACCENT));
            r.setSeriesStroke(s, new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            r.setSeriesShape(s, new Ellipse2D.Double(-2, -2, 4, 4));
        }
        add(plot, set, r);
    }

    private static void area(XYPlot plot, Chart chart) {
        lines(plot, chart, false);
        XYAreaRenderer r = new XYAreaRenderer(XYAreaRenderer.AREA);
        r.setSeriesPaint(0, new Color(Style.ACCENT_SOFT));
        r.setOutline(false);
        add(plot, series(chart), r);
    }

    private static XYSeriesCollection series(Chart chart) {
        Table data = chart.data();
        int n = data.rows().size();
        int stride = Math.max(1, (n + MOST_POINTS - 1) / MOST_POINTS);
        int x = data.column(chart.x());
        XYSeriesCollection set = new XYSeriesCollection();
        for (String id : chart.y()) {
            int y = data.column(id);
            String title = data.columns().get(y).title();
            // Keys must differ; the legend is to show titles.
            XYSeries s = new XYSeries(set.getSeriesIndex(title) < 0 ? title : title + " " + id, false, true);
            for (int r = 0; r < n; r++) {
                double at = data.number(r, x);
                if ((r % stride == 0 || r == n - 1) && drawable(at)) {
                    double v = data.number(r, y);
                    s.add(at, drawable(v) ? v : Double.NaN, false);
                }
            }
            set.addSeries(s);
        }
        return set;
    }

    private static void bars(XYPlot plot, Chart chart) {
        Table data = chart.data();
        int x = data.column(chart.x());
        int y = data.column(chart.y().getFirst());
        XYIntervalSeries s = new XYIntervalSeries(chart.title());
        for (int r = 0; r < data.rows().size(); r++) {
            double from = data.number(r, x);
            double to = data.number(r, x + 1);
            double v = data.number(r, y);
            if (drawable(from) && drawable(to) && drawable(v)) {
                s.add((from + to) / 2, from, to, v, 0, v);
            }
        }
        XYIntervalSeriesCollection set = new XYIntervalSeriesCollection();
        set.addSeries(s);
        XYBarRenderer r = new XYBarRenderer(0.12);
        r.setBarPainter(new StandardXYBarPainter());
        r.setShadowVisible(false);
        r.setDrawBarOutline(false);
        r.setSeriesPaint(0, new Color(Style.ACCENT));
        add(plot, set, r);
    }

    private static void points(XYPlot plot, Chart chart) {
        Table data = chart.data();
        int n = data.rows().size();
        int x = data.column(chart.x());
        int y = data.column(chart.y().getFirst());
        Chart.Colours colours = chart.colours();
        int group = colours == null ? -1 : data.column(colours.column());
        XYSeriesCollection set = new XYSeriesCollection();
        int groups = group < 0 ? 1 : Style.steps();
        for (int s = 0; s < groups; s++) {
            set.addSeries(new XYSeries(s, false, true));
        }
        int drawn = Math.min(n, data.paperRows());
        for (int p = 0; p < drawn; p++) {
            int row = (int) ((long) p * n / drawn);
            double px = data.number(row, x);
            double py = data.number(row, y);
            if (drawable(px) && drawable(py)) {
                int s = group < 0 ? 0 : Math.clamp((int) data.number(row, group), 0, groups - 1);
                set.getSeries(s).add(px, py, false);
            }
        }
        XYLineAndShapeRenderer r = new XYLineAndShapeRenderer(false, true);
        r.setDrawOutlines(false);
        double d = drawn > 1000 ? 2.2 : 3.2;
        for (int s = 0; s < groups; s++) {
            r.setSeriesPaint(s, new Color(group < 0 ? Style.ACCENT : Style.step(s)));
            r.setSeriesShape(s, new Ellipse2D.Double(-d / 2, -d / 2, d, d));
        }
        add(plot, set, r);
    }

    /// JFreeChart finds no ticks for an axis that ends near the largest number.
    private static boolean drawable(double v) {
        return Math.abs(v) < 1e100;
    }

    private static void add(XYPlot plot, XYDataset set, XYItemRenderer renderer) {
        int n = plot.getDataset(0) == null ? 0 : plot.getDatasetCount();
        plot.setDataset(n, set);
        plot.setRenderer(n, renderer);
    }
}
