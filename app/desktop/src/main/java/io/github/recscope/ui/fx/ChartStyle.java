package io.github.recscope.ui.fx;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DefaultDrawingSupplier;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/// How charts look: no frame, faint horizontal grid, the series in the given colours.
///
/// @param text   of labels
/// @param grid   of grid lines and axes
/// @param series colours of the series, used in turn
record ChartStyle(Color text, Color grid, List<Color> series) {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Color NOTHING = new Color(0, 0, 0, 0);

    /// Colours that are told apart with any colour vision (Okabe and Ito).
    private static final ChartStyle PAPER = new ChartStyle(
            new Color(0x333333),
            new Color(0xdddddd),
            List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73)));

    ChartStyle {
        series = List.copyOf(series);
    }

    /// A copy in dark on white, whatever the theme.
    static JFreeChart onPaper(JFreeChart chart) {
        try {
            JFreeChart copy = (JFreeChart) chart.clone();
            if (copy.getLegend() != null) {
                // A copied legend still asks the plot of the window for its colours.
                copy.removeLegend();
                LegendTitle legend = new LegendTitle(copy.getPlot());
                legend.setPosition(RectangleEdge.BOTTOM);
                copy.addLegend(legend);
            }
            PAPER.apply(copy);
            copy.setBackgroundPaint(Color.WHITE);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Styles a chart with a category or x-y plot.
    void apply(JFreeChart chart) {
        chart.setNotify(false);
        chart.setBackgroundPaint(NOTHING);
        chart.setBorderVisible(false);
        chart.setPadding(new RectangleInsets(4, 2, 2, 8));
        if (chart.getLegend() != null) {
            chart.getLegend().setItemFont(FONT);
            chart.getLegend().setItemPaint(text);
            chart.getLegend().setBackgroundPaint(NOTHING);
            chart.getLegend().setFrame(org.jfree.chart.block.BlockBorder.NONE);
        }
        Plot plot = chart.getPlot();
        plot.setBackgroundPaint(NOTHING);
        plot.setOutlineVisible(false);
        plot.setNoDataMessagePaint(text);
        plot.setDrawingSupplier(new DefaultDrawingSupplier());
        switch (plot) {
            case CategoryPlot p -> category(p);
            case XYPlot p -> xy(p);
            default -> {}
        }
        chart.setNotify(true);
        chart.fireChartChanged();
    }

    private void category(CategoryPlot plot) {
        plot.setRangeGridlinePaint(grid);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        axis(plot.getDomainAxis());
        axis(plot.getRangeAxis());
        CategoryAxis domain = plot.getDomainAxis();
        domain.setLowerMargin(0.02);
        domain.setUpperMargin(0.02);
        if (plot.getRenderer() instanceof BarRenderer bars) {
            bars.setBarPainter(new StandardBarPainter());
            bars.setShadowVisible(false);
            bars.setDrawBarOutline(false);
            bars.setMaximumBarWidth(0.2);
            bars.setItemMargin(0.08);
            bars.setDefaultItemLabelFont(FONT);
            bars.setDefaultItemLabelPaint(text);
            if (bars instanceof IntervalBarRenderer intervals) {
                intervals.setIntervalPaint(text);
            }
            int n = plot.getDataset() == null ? 0 : plot.getDataset().getRowCount();
            for (int s = 0; s < n; s++) {
                bars.setSeriesPaint(s, colour(s));
            }
        }
    }

    private void xy(XYPlot plot) {
        plot.setRangeGridlinePaint(grid);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        axis(plot.getDomainAxis());
        axis(plot.getRangeAxis());
        XYItemRenderer renderer = plot.getRenderer();
        if (renderer instanceof XYBarRenderer bars) {
            bars.setBarPainter(new StandardXYBarPainter());
            bars.setShadowVisible(false);
            bars.setDrawBarOutline(false);
            bars.setMargin(0.06);
        }
        int n = plot.getDataset() == null ? 0 : plot.getDataset().getSeriesCount();
        for (int s = 0; s < n; s++) {
            renderer.setSeriesPaint(s, colour(s));
            renderer.setSeriesStroke(s, new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
    }

    private void axis(Axis axis) {
        axis.setTickLabelFont(FONT);
        axis.setLabelFont(FONT);
        axis.setTickLabelPaint(text);
        axis.setLabelPaint(text);
        axis.setAxisLinePaint(grid);
        axis.setTickMarksVisible(false);
        if (axis instanceof org.jfree.chart.axis.NumberAxis numbers) {
            numbers.setMinorTickMarksVisible(false);
        }
    }

    private Paint colour(int index) {
        return series.get(index % series.size());
    }
}
