package io.github.recscope.ui.fx;

import io.github.recscope.model.Curve;
import io.github.recscope.model.MetricValue;
import io.github.recscope.report.ChartFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// The kinds of charts that the views use, ready to be added to the scene graph.
public final class Charts {
    private Charts() {}

    /// One bar a label.
    ///
    /// @param horizontal bars to the right, labels at the left
    public static ChartPane bars(
            String about, String valueTitle, List<String> labels, double[] values, boolean horizontal) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int i = 0; i < values.length; i++) {
            data.addValue(values[i], valueTitle, labels.get(i));
        }
        PlotOrientation orientation = horizontal ? PlotOrientation.HORIZONTAL : PlotOrientation.VERTICAL;
        JFreeChart chart = ChartFactory.createBarChart(null, null, valueTitle, data, orientation, false, false, false);
        return new ChartPane(chart, about);
    }

    /// Means with their 95 % intervals: a group of bars for each label, a bar for each series in it.
    ///
    /// @param values `[series][label]`
    public static ChartPane means(
            String about, String valueTitle, List<String> series, List<String> labels, List<List<MetricValue>> values) {
        IntervalData data = new IntervalData();
        for (int s = 0; s < series.size(); s++) {
            for (int l = 0; l < labels.size(); l++) {
                data.put(values.get(s).get(l), series.get(s), labels.get(l));
            }
        }
        NumberAxis axis = new NumberAxis(valueTitle);
        axis.setAutoRangeIncludesZero(true);
        BarRenderer renderer = new IntervalBarRenderer();
        JFreeChart chart = new JFreeChart(
                null, JFreeChart.DEFAULT_TITLE_FONT, new CategoryPlot(data, new CategoryAxis(), axis, renderer), true);
        return new ChartPane(chart, about);
    }

    /// A histogram.
    ///
    /// @param edges  bounds of the bins, one more than `counts`
    /// @param counts how many in each bin
    /// @param logY   whether counts are drawn on a logarithmic scale (empty bins stay empty)
    public static ChartPane histogram(
            String about, String xTitle, String yTitle, double[] edges, double[] counts, boolean logY) {
        XYIntervalSeries series = new XYIntervalSeries(yTitle);
        for (int b = 0; b < counts.length; b++) {
            double middle = (edges[b] + edges[b + 1]) / 2;
            series.add(middle, edges[b], edges[b + 1], counts[b], counts[b], counts[b]);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setUseYInterval(false);
        NumberAxis x = new NumberAxis(xTitle);
        x.setAutoRangeIncludesZero(false);
        NumberAxis y = new NumberAxis(yTitle);
        if (logY) {
            LogarithmicAxis log = new LogarithmicAxis(yTitle);
            log.setAllowNegativesFlag(true);
            log.setLog10TickLabelsFlag(false);
            y = log;
        }
        return chart(about, new XYPlot(data, x, y, renderer), false);
    }

    /// A filled curve, such as counts by rank.
    public static ChartPane area(String about, String xTitle, String yTitle, double[] x, double[] y) {
        XYSeries series = new XYSeries(yTitle, false, true);
        for (int i = 0; i < x.length; i++) {
            series.add(x[i], y[i]);
        }
        NumberAxis xAxis = new NumberAxis(xTitle);
        xAxis.setAutoRangeIncludesZero(false);
        xAxis.setLowerMargin(0);
        xAxis.setUpperMargin(0);
        return chart(
                about,
                new XYPlot(new XYSeriesCollection(series), xAxis, new NumberAxis(yTitle), new XYAreaRenderer()),
                false);
    }

    /// Curves over epochs or steps, with a legend when there are several.
    public static ChartPane lines(String about, String xTitle, String yTitle, List<Curve> curves) {
        XYSeriesCollection data = new XYSeriesCollection();
        for (Curve curve : curves) {
            XYSeries series = new XYSeries(curve.name(), false, true);
            for (int i = 0; i < curve.x().size(); i++) {
                series.add(curve.x().get(i), curve.value().get(i));
            }
            data.addSeries(series);
        }
        NumberAxis y = new NumberAxis(yTitle);
        y.setAutoRangeIncludesZero(false);
        XYPlot plot = new XYPlot(data, new NumberAxis(xTitle), y, new XYLineAndShapeRenderer(true, false));
        return chart(about, plot, curves.size() > 1);
    }

    /// Points, a colour and a legend entry for each series.
    ///
    /// @param points of each series, `[x, y]`
    public static ChartPane points(
            String about, String xTitle, String yTitle, List<String> series, List<List<double[]>> points) {
        XYSeriesCollection data = new XYSeriesCollection();
        for (int s = 0; s < series.size(); s++) {
            XYSeries one = new XYSeries(series.get(s), false, true);
            points.get(s).forEach(p -> one.add(p[0], p[1]));
            data.addSeries(one);
        }
        NumberAxis y = new NumberAxis(yTitle);
        y.setAutoRangeIncludesZero(false);
        NumberAxis x = new NumberAxis(xTitle);
        x.setAutoRangeIncludesZero(false);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        for (int s = 0; s < series.size(); s++) {
            renderer.setSeriesShape(s, new java.awt.geom.Ellipse2D.Double(-4, -4, 8, 8));
        }
        return chart(about, new XYPlot(data, x, y, renderer), true);
    }

    /// A vertical line at `x` on a histogram, area or line chart, such as a threshold; replaces an earlier one.
    public static void mark(ChartPane pane, double x, java.awt.Color colour) {
        if (pane.chart().getPlot() instanceof XYPlot plot) {
            plot.clearDomainMarkers();
            if (Double.isFinite(x)) {
                plot.addDomainMarker(new ValueMarker(x, colour, new java.awt.BasicStroke(1.5f)));
            }
        }
    }

    private static ChartPane chart(String about, XYPlot plot, boolean legend) {
        return new ChartPane(new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, legend), about);
    }

    /// Means with their intervals.
    private static final class IntervalData extends DefaultCategoryDataset implements ChartFile.Intervals {
        private static final long serialVersionUID = 1L;

        private final transient Map<List<String>, MetricValue> exact = new HashMap<>();

        @Override
        public double low(int row, int column) {
            return value(row, column).low();
        }

        @Override
        public double high(int row, int column) {
            return value(row, column).high();
        }

        private MetricValue value(int row, int column) {
            return exact.getOrDefault(
                    List.of(String.valueOf(getRowKey(row)), String.valueOf(getColumnKey(column))),
                    new MetricValue(Double.NaN, Double.NaN, Double.NaN, 0));
        }

        void put(MetricValue v, String series, String label) {
            exact.put(List.of(series, label), v);
            addValue(v.mean(), series, label);
        }
    }
}
