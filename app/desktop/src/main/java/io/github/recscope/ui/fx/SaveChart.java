package io.github.recscope.ui.fx;

import io.github.recscope.report.ChartFile;
import javafx.event.Event;
import javafx.event.EventType;
import org.jfree.chart.JFreeChart;

/// A person wants a chart as a file. Goes up the scene graph to whoever can write files.
public final class SaveChart extends Event {
    /// The only type of this event.
    public static final EventType<SaveChart> SAVE = new EventType<>(Event.ANY, "SAVE_CHART");

    private final transient JFreeChart figure;
    private final double width;
    private final double height;
    private final ChartFile.Kind kind;
    private final String about;

    /// @param figure the chart in the colours of paper; nobody else has it
    /// @param about  what it shows
    SaveChart(JFreeChart figure, double width, double height, ChartFile.Kind kind, String about) {
        super(SAVE);
        this.figure = figure;
        this.width = width;
        this.height = height;
        this.kind = kind;
        this.about = about;
    }

    /// The chart in the colours of paper.
    public JFreeChart figure() {
        return figure;
    }

    /// In units of the scene.
    public double width() {
        return width;
    }

    /// In units of the scene.
    public double height() {
        return height;
    }

    /// What to write.
    public ChartFile.Kind kind() {
        return kind;
    }

    /// What it shows, in words.
    public String about() {
        return about;
    }
}
