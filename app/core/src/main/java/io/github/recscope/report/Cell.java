package io.github.recscope.report;

import io.github.recscope.model.MetricValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One cell of a table, with its number unrounded.
public sealed interface Cell {
    /// Text.
    ///
    /// @param text  all of it
    /// @param brief what is printed, as a rule the same
    record Words(String text, String brief) implements Cell {
        /// Text that is printed in full.
        public Words(String text) {
            this(text, text);
        }
    }

    /// A number; NaN where there is none.
    ///
    /// @param value  the number
    /// @param format how to print it; null: as its column says
    record Num(double value, @Nullable Format format) implements Cell {}

    /// An estimate with its 95 % interval.
    ///
    /// @param value  the estimate
    /// @param low    the lower end
    /// @param high   the upper end
    /// @param format how to print it; null: as its column says
    record Interval(
            double value, double low, double high, @Nullable Format format) implements Cell {}

    /// A cell for a string, a number, a [MetricValue] or a cell; anything else as its text.
    static Cell of(Object value) {
        return switch (value) {
            case Cell c -> c;
            case Number n -> new Num(n.doubleValue(), null);
            case MetricValue m -> new Interval(m.mean(), m.low(), m.high(), null);
            default -> new Words(value.toString());
        };
    }

    /// A number with a format of its own.
    static Cell of(double value, Format format) {
        return new Num(value, format);
    }

    /// An estimate with a format of its own.
    static Cell of(MetricValue m, Format format) {
        return new Interval(m.mean(), m.low(), m.high(), format);
    }

    /// A row of cells.
    static List<Cell> row(Object... values) {
        List<Cell> row = new ArrayList<>(values.length);
        for (Object v : values) {
            row.add(of(v));
        }
        return List.copyOf(row);
    }

    /// As it is printed.
    default String print(Format columnFormat) {
        return switch (this) {
            case Words w -> w.brief();
            case Num n -> (n.format() == null ? columnFormat : n.format()).print(n.value());
            case Interval i -> {
                Format f = i.format() == null ? columnFormat : i.format();
                yield f.print(i.value(), i.low(), i.high());
            }
        };
    }
}
