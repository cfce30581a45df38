package io.github.recscope.report;

import java.util.List;

/// A chart of a table's columns.
///
/// @param kind    how it is drawn
/// @param data    what it shows, point by point; its id and title are the chart's
/// @param x       the column along the horizontal axis
/// @param y       the columns along the vertical axis, a line each
/// @param group   the column that colours points, whole numbers from 0; empty for one colour
/// @param aspect  height over width
/// @param caption printed beneath it; may be empty
public record Chart(Kind kind, Table data, String x, List<String> y, String group, double aspect, String caption)
        implements Block {
    /// How a chart is drawn.
    public enum Kind {
        /// Lines from left to right.
        LINES,
        /// A filled curve above the axis.
        AREA,
        /// Bars from the `x` column to the column after it: a histogram.
        BARS,
        /// Points.
        POINTS
    }

    /// Copies the list and checks that the columns are there.
    public Chart {
        y = List.copyOf(y);
        data.column(x);
        y.forEach(data::column);
        if (!group.isEmpty()) {
            data.column(group);
        }
    }

    /// The id, that of its data.
    public String id() {
        return data.id();
    }

    /// The title, that of its data.
    public String title() {
        return data.title();
    }
}
