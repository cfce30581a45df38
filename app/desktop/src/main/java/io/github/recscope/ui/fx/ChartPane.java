package io.github.recscope.ui.fx;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartCanvas;

/// A JFreeChart in the scene graph that follows the theme.
///
/// The style sheet sets the colours through `-rs-chart-text`, `-rs-chart-grid`, `-rs-chart-1` to `-rs-chart-3`;
/// whenever
/// one changes, the chart is restyled. A chart has no keyboard or mouse commands; its accessible text says what it
/// shows.
public final class ChartPane extends Region {
    private static final StyleablePropertyFactory<ChartPane> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<ChartPane, Paint> TEXT =
            FACTORY.createPaintCssMetaData("-rs-chart-text", p -> p.text, Color.GRAY);
    private static final CssMetaData<ChartPane, Paint> GRID =
            FACTORY.createPaintCssMetaData("-rs-chart-grid", p -> p.grid, Color.LIGHTGRAY);
    private static final CssMetaData<ChartPane, Paint> FIRST =
            FACTORY.createPaintCssMetaData("-rs-chart-1", p -> p.first, Color.STEELBLUE);
    private static final CssMetaData<ChartPane, Paint> SECOND =
            FACTORY.createPaintCssMetaData("-rs-chart-2", p -> p.second, Color.GRAY);
    private static final CssMetaData<ChartPane, Paint> THIRD =
            FACTORY.createPaintCssMetaData("-rs-chart-3", p -> p.third, Color.LIGHTGRAY);

    private final SimpleStyleableObjectProperty<Paint> text = property(TEXT, "text");
    private final SimpleStyleableObjectProperty<Paint> grid = property(GRID, "grid");
    private final SimpleStyleableObjectProperty<Paint> first = property(FIRST, "first");
    private final SimpleStyleableObjectProperty<Paint> second = property(SECOND, "second");
    private final SimpleStyleableObjectProperty<Paint> third = property(THIRD, "third");
    private final JFreeChart chart;
    private ChartCanvas canvas;
    private boolean stale;

    /// @param chart          the chart; [Charts] makes the usual ones
    /// @param accessibleText what it shows, for screen readers
    public ChartPane(JFreeChart chart, String accessibleText) {
        this.chart = chart;
        this.canvas = canvas(chart);
        getStyleClass().add("chart-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(accessibleText);
        setMinSize(80, 60);
        setPrefSize(320, 180);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        getChildren().add(canvas);
        restyle();
    }

    private static ChartCanvas canvas(JFreeChart chart) {
        ChartCanvas canvas = new ChartCanvas(chart);
        canvas.setDomainZoomable(false);
        canvas.setRangeZoomable(false);
        canvas.setMouseTransparent(true);
        return canvas;
    }

    /// The chart; call [#restyle()] after changing its plot or renderers.
    public JFreeChart chart() {
        return chart;
    }

    /// Colours the chart by the theme.
    public void restyle() {
        stale = false;
        new ChartStyle(awt(text), awt(grid), List.of(awt(first), awt(second), awt(third))).apply(chart);
    }

    private SimpleStyleableObjectProperty<Paint> property(CssMetaData<ChartPane, Paint> meta, String name) {
        return new SimpleStyleableObjectProperty<>(meta, this, name, Color.GRAY) {
            @Override
            protected void invalidated() {
                get();
                styleChanged();
            }
        };
    }

    private void styleChanged() {
        // Called while the fields are still being made: the constructor styles once at its end.
        if (getChildren().isEmpty()) {
            return;
        }
        // All colours change together with the theme: styled once, at the next layout.
        stale = true;
        requestLayout();
    }

    private static java.awt.Color awt(SimpleStyleableObjectProperty<Paint> property) {
        Color c = property.get() instanceof Color own ? own : Color.GRAY;
        return new java.awt.Color(
                (float) c.getRed(), (float) c.getGreen(), (float) c.getBlue(), (float) c.getOpacity());
    }

    @Override
    protected void layoutChildren() {
        if (stale) {
            // A canvas that was drawn before keeps the fonts of its graphics context; a new one begins afresh.
            chart.removeChangeListener(canvas);
            restyle();
            canvas = canvas(chart);
            getChildren().setAll(canvas);
        }
        double width = Math.max(1, getWidth() - snappedLeftInset() - snappedRightInset());
        double height = Math.max(1, getHeight() - snappedTopInset() - snappedBottomInset());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        canvas.relocate(snappedLeftInset(), snappedTopInset());
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
