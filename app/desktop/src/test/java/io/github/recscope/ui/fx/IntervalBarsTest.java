package io.github.recscope.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.MetricValue;
import io.github.recscope.report.ChartFile;
import io.github.recscope.ui.UiHarness;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.junit.jupiter.api.Test;

/// The lines on bars end where the intervals end.
class IntervalBarsTest {
    private static JFreeChart chart(MetricValue... values) {
        UiHarness.startToolkit();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            labels.add("label " + i);
        }
        return UiHarness.fx(() -> Charts.means("means", "value", List.of("only"), labels, List.of(List.of(values)))
                .chart());
    }

    /// The lines of a figure that stand upright: x, the higher and the lower end on paper.
    private static List<double[]> upright(JFreeChart chart) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChartFile.write(ChartStyle.onPaper(chart), 400, 300, ChartFile.Kind.SVG, out);
        String number = "='([-0-9.]+)' ";
        Matcher m = Pattern.compile(
                        "<line x1" + number + "y1" + number + "x2" + number + "y2" + number + "style='([^']*)'")
                .matcher(out.toString(StandardCharsets.UTF_8));
        List<double[]> lines = new ArrayList<>();
        while (m.find()) {
            double y1 = Double.parseDouble(m.group(2));
            double y2 = Double.parseDouble(m.group(4));
            if (m.group(1).equals(m.group(3)) && y1 != y2 && m.group(5).contains("stroke-width:1.2")) {
                lines.add(new double[] {Double.parseDouble(m.group(1)), Math.min(y1, y2), Math.max(y1, y2)});
            }
        }
        return lines;
    }

    private static double onPaper(JFreeChart chart, double value) {
        JFreeChart paper = ChartStyle.onPaper(chart);
        ChartRenderingInfo info = new ChartRenderingInfo();
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        paper.draw(image.createGraphics(), new Rectangle2D.Double(0, 0, 400, 300), info);
        CategoryPlot plot = (CategoryPlot) paper.getPlot();
        return plot.getRangeAxis().valueToJava2D(value, info.getPlotInfo().getDataArea(), plot.getRangeAxisEdge());
    }

    @Test
    void bothEndsAreTheTrueOnes() throws IOException {
        JFreeChart chart = chart(new MetricValue(0.5, 0.45, 0.9, 10), new MetricValue(0.2, 0.02, 0.25, 10));
        List<double[]> lines = upright(chart);
        assertEquals(2, lines.size());
        double[][] ends = {{0.45, 0.9}, {0.02, 0.25}};
        for (int i = 0; i < 2; i++) {
            assertEquals(onPaper(chart, ends[i][1]), lines.get(i)[1], 1.5, "the upper end");
            assertEquals(onPaper(chart, ends[i][0]), lines.get(i)[2], 1.5, "the lower end");
        }
        assertTrue(lines.get(0)[0] < lines.get(1)[0]);
    }

    @Test
    void theAxisReachesToTheFarthestEnds() {
        ValueAxis axis = ((CategoryPlot) chart(new MetricValue(0.1, -0.4, 0.15, 10), new MetricValue(0.2, 0.1, 0.8, 10))
                        .getPlot())
                .getRangeAxis();
        assertTrue(axis.getRange().contains(-0.4) && axis.getRange().contains(0.8));
        assertTrue(axis.getRange().getLength() < 2);
    }

    @Test
    void withoutAnIntervalThereIsNoLine() throws IOException {
        assertEquals(
                0,
                upright(chart(new MetricValue(0.5, Double.NaN, Double.NaN, 1), new MetricValue(0.5, 0.5, 0.5, 1)))
                        .size());
    }
}
