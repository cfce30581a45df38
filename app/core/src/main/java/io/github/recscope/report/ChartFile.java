package io.github.recscope.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.recscope.store.Spreadsheets;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.svg.SVGGraphics2D;

/// A chart of the window as a file: a figure, or the numbers behind it.
@UsesAwt(because = "JFreeChart draws on a Graphics2D; these write files and need no display")
public final class ChartFile {
    /// Pixels of a PNG for each unit of the chart.
    private static final int SCALE = 2;

    private ChartFile() {}

    /// What to write.
    public enum Kind {
        /// Vectors for the web and for drawing programs.
        SVG,
        /// Vectors on a page of the chart's size.
        PDF,
        /// Pixels, two for each unit.
        PNG,
        /// The numbers, unrounded.
        CSV;

        /// The ending of the file's name.
        public String ending() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Bars whose intervals need not lie symmetrically around them.
    public interface Intervals extends CategoryDataset {
        /// The lower end.
        double low(int row, int column);

        /// The upper end.
        double high(int row, int column);
    }

    /// Writes a chart; the stream stays open.
    ///
    /// @param chart  not changed meanwhile
    /// @param width  in units of 1/72 inch
    /// @param height in the same
    public static void write(JFreeChart chart, double width, double height, Kind kind, OutputStream out)
            throws IOException {
        switch (kind) {
            case SVG -> svg(chart, width, height, out);
            case PDF -> pdf(chart, width, height, out);
            case PNG -> png(chart, width, height, out);
            case CSV -> csv(chart, out);
        }
    }

    private static void svg(JFreeChart chart, double width, double height, OutputStream out) throws IOException {
        SVGGraphics2D g = new SVGGraphics2D(width, height);
        // Names of gradients and clips are random otherwise; the same chart shall give the same file.
        g.setDefsKeyPrefix("chart");
        chart.draw(g, new Rectangle2D.Double(0, 0, width, height));
        out.write(g.getSVGDocument().getBytes(StandardCharsets.UTF_8));
    }

    private static void pdf(JFreeChart chart, double width, double height, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle((float) width, (float) height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, (float) width, (float) height);
            try {
                chart.draw(g, new Rectangle2D.Double(0, 0, width, height));
            } finally {
                g.dispose();
            }
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
        }
    }

    private static void png(JFreeChart chart, double width, double height, OutputStream out) throws IOException {
        int w = (int) Math.ceil(width * SCALE);
        int h = (int) Math.ceil(height * SCALE);
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, w, h);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(SCALE, SCALE);
        chart.draw(g, new Rectangle2D.Double(0, 0, width, height));
        g.dispose();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("no writer for PNG");
        }
    }

    private static void csv(JFreeChart chart, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        switch (chart.getPlot()) {
            case CategoryPlot p -> categories(p, csv);
            case XYPlot p -> points(p, csv);
            default -> throw new IllegalArgumentException("a chart of another kind");
        }
        csv.flush();
        text.flush();
    }

    /// One row for each bar: series, category, value, and the ends of its interval where there is one.
    private static void categories(CategoryPlot plot, CsvWriter csv) {
        CategoryDataset data = plot.getDataset();
        Intervals intervals = data instanceof Intervals i ? i : null;
        List<String> header = new ArrayList<>(List.of("series", "category", "value"));
        if (intervals != null) {
            header.addAll(List.of("low", "high"));
        }
        csv.writeRecord(header);
        for (int row = 0; data != null && row < data.getRowCount(); row++) {
            for (int column = 0; column < data.getColumnCount(); column++) {
                Number value = data.getValue(row, column);
                List<String> cells = new ArrayList<>(
                        List.of(text(data.getRowKey(row)), text(data.getColumnKey(column)), number(value)));
                if (intervals != null) {
                    cells.add(Spreadsheets.number(intervals.low(row, column)));
                    cells.add(Spreadsheets.number(intervals.high(row, column)));
                }
                csv.writeRecord(cells);
            }
        }
    }

    /// One row for each point or bar: series, x (of bars both ends), y.
    private static void points(XYPlot plot, CsvWriter csv) {
        boolean bars = plot.getDataset() instanceof IntervalXYDataset
                && plot.getRenderer() instanceof org.jfree.chart.renderer.xy.XYBarRenderer;
        String x = label(plot.getDomainAxis().getLabel(), "x");
        String y = label(plot.getRangeAxis().getLabel(), "y");
        csv.writeRecord(bars ? List.of("series", x + " from", x + " to", y) : List.of("series", x, y));
        for (int d = 0; d < plot.getDatasetCount(); d++) {
            XYDataset data = plot.getDataset(d);
            for (int s = 0; data != null && s < data.getSeriesCount(); s++) {
                for (int i = 0; i < data.getItemCount(s); i++) {
                    List<String> cells = new ArrayList<>(List.of(text(data.getSeriesKey(s))));
                    if (bars && data instanceof IntervalXYDataset intervals) {
                        cells.add(Spreadsheets.number(intervals.getStartXValue(s, i)));
                        cells.add(Spreadsheets.number(intervals.getEndXValue(s, i)));
                    } else {
                        cells.add(Spreadsheets.number(data.getXValue(s, i)));
                    }
                    cells.add(Spreadsheets.number(data.getYValue(s, i)));
                    csv.writeRecord(cells);
                }
            }
        }
    }

    private static String label(@org.jspecify.annotations.Nullable String label, String otherwise) {
        return label == null || label.isBlank() ? otherwise : Spreadsheets.guarded(label);
    }

    private static String text(Comparable<?> key) {
        return Spreadsheets.guarded(String.valueOf(key));
    }

    private static String number(@org.jspecify.annotations.Nullable Number value) {
        return value == null ? "" : Spreadsheets.number(value.doubleValue());
    }
}
