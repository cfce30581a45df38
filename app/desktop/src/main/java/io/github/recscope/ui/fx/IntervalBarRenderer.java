package io.github.recscope.ui.fx;

import io.github.recscope.report.ChartFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;
import org.jspecify.annotations.Nullable;

/// Bars with the interval of each value: a line from its lower to its upper end with short caps, where both are known.
/// The ends need not lie symmetrically around the value.
final class IntervalBarRenderer extends BarRenderer {
    private static final long serialVersionUID = 1L;

    /// The width of a cap, as a share of the bar's.
    private static final double CAP = 0.25;

    private static final double WIDEST_CAP = 10;
    private static final transient Stroke STROKE = new BasicStroke(1.2f);

    private transient Paint intervalPaint = Color.DARK_GRAY;

    /// The colour of the lines.
    void setIntervalPaint(Paint paint) {
        intervalPaint = paint;
        fireChangeEvent();
    }

    /// The axis reaches from the lowest to the highest end.
    @Override
    public @Nullable Range findRangeBounds(@Nullable CategoryDataset data) {
        Range range = super.findRangeBounds(data);
        if (range == null || !(data instanceof ChartFile.Intervals intervals)) {
            return range;
        }
        double low = range.getLowerBound();
        double high = range.getUpperBound();
        for (int row = 0; row < data.getRowCount(); row++) {
            for (int column = 0; column < data.getColumnCount(); column++) {
                double from = intervals.low(row, column);
                double to = intervals.high(row, column);
                low = Double.isFinite(from) ? Math.min(low, from) : low;
                high = Double.isFinite(to) ? Math.max(high, to) : high;
            }
        }
        return new Range(low, high);
    }

    @Override
    public void drawItem(
            Graphics2D g,
            CategoryItemRendererState state,
            Rectangle2D area,
            CategoryPlot plot,
            CategoryAxis categories,
            ValueAxis values,
            CategoryDataset data,
            int row,
            int column,
            int pass) {
        super.drawItem(g, state, area, plot, categories, values, data, row, column, pass);
        int visible = state.getVisibleSeriesIndex(row);
        if (visible < 0 || !(data instanceof ChartFile.Intervals intervals)) {
            return;
        }
        double low = intervals.low(row, column);
        double high = intervals.high(row, column);
        if (!Double.isFinite(low) || !Double.isFinite(high) || low == high) {
            return;
        }
        PlotOrientation orientation = plot.getOrientation();
        double middle =
                calculateBarW0(plot, orientation, area, categories, state, visible, column) + state.getBarWidth() / 2;
        double from = values.valueToJava2D(low, area, plot.getRangeAxisEdge());
        double to = values.valueToJava2D(high, area, plot.getRangeAxisEdge());
        double cap = Math.min(WIDEST_CAP, CAP * state.getBarWidth()) / 2;
        g.setPaint(intervalPaint);
        g.setStroke(STROKE);
        boolean upright = orientation.equals(PlotOrientation.VERTICAL);
        line(g, upright, middle, from, middle, to);
        line(g, upright, middle - cap, from, middle + cap, from);
        line(g, upright, middle - cap, to, middle + cap, to);
    }

    private static void line(Graphics2D g, boolean upright, double c1, double v1, double c2, double v2) {
        g.draw(upright ? new Line2D.Double(c1, v1, c2, v2) : new Line2D.Double(v1, c1, v2, c2));
    }
}
