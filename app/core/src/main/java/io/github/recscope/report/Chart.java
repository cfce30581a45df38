package io.github.recscope.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chart of a table's columns.
///
/// @param kind    how it is drawn
/// @param data    what it shows, point by point; its id and title are the chart's
/// @param x       the column along the horizontal axis
/// @param y       the columns along the vertical axis, a line each
/// @param colours what colours the points; null for one colour
/// @param aspect  height over width
/// @param caption printed beneath it; may be empty
public record Chart(
        Kind kind,
        Table data,
        String x,
        List<String> y,
        @Nullable Colours colours,
        double aspect,
        String caption) implements Block {
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

    /// A scale of ten colours from light to dark.
    ///
    /// @param column the column with the step, a whole number from 0 to 9
    /// @param low    what the lightest stands for
    /// @param high   what the darkest stands for
    public record Colours(String column, String low, String high) {}

    /// Copies the list and checks that the columns are there.
    public Chart {
        y = List.copyOf(y);
        data.column(x);
        y.forEach(data::column);
        if (colours != null) {
            data.column(colours.column());
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
