package io.github.recscope.ui.fx;

import io.github.recscope.report.ChartFile;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Side;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartCanvas;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// A JFreeChart in the scene graph that follows the theme.
///
/// The style sheet sets the colours through `-rs-chart-text`, `-rs-chart-grid`, `-rs-chart-1` to `-rs-chart-3`;
/// whenever one changes, the chart is restyled. Its accessible text says what it shows. The button in its corner (style
/// class `chart-save`) and the secondary mouse button offer it as a file: [SaveChart] is fired, with the chart in the
/// colours of paper.
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
    private final Button save = new Button();
    private final ContextMenu menu = new ContextMenu();

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
        for (ChartFile.Kind kind : ChartFile.Kind.values()) {
            MenuItem item =
                    new MenuItem(kind == ChartFile.Kind.CSV ? "Save the data as CSV…" : "Save as " + kind + "…");
            item.setId("chart-save-" + kind.ending());
            item.setOnAction(_ -> save(kind));
            menu.getItems().add(item);
        }
        save.setGraphic(Icons.of(MaterialDesignC.CONTENT_SAVE_OUTLINE));
        save.getStyleClass().addAll("chart-save", "flat", "small");
        save.setAccessibleText("Save this chart");
        save.setTooltip(new Tooltip("Save this chart or its data"));
        save.setOnAction(_ -> menu.show(save, Side.BOTTOM, 0, 0));
        setOnContextMenuRequested(e -> {
            menu.show(this, e.getScreenX(), e.getScreenY());
            e.consume();
        });
        getChildren().addAll(canvas, save);
        restyle();
    }

    private void save(ChartFile.Kind kind) {
        double width = Math.max(getWidth(), getPrefWidth());
        double height = Math.max(getHeight(), getPrefHeight());
        String about = getAccessibleText() == null ? "chart" : getAccessibleText();
        fireEvent(new SaveChart(ChartStyle.onPaper(chart), width, height, kind, about));
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
            getChildren().setAll(canvas, save);
        }
        double width = Math.max(1, getWidth() - snappedLeftInset() - snappedRightInset());
        double height = Math.max(1, getHeight() - snappedTopInset() - snappedBottomInset());
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        canvas.relocate(snappedLeftInset(), snappedTopInset());
        save.autosize();
        save.relocate(getWidth() - snappedRightInset() - save.getWidth(), snappedTopInset());
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
