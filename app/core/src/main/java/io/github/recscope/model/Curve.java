package io.github.recscope.model;

import java.util.List;
import java.util.stream.IntStream;

/// A training curve.
///
/// @param name  what the values are, with the unit
/// @param x     epochs or steps
/// @param value one value for each `x`
public record Curve(String name, List<Double> x, List<Double> value) {
    /// Copies the lists.
    public Curve {
        x = List.copyOf(x);
        value = List.copyOf(value);
    }

    /// A curve with one value for each epoch, from 1.
    public static Curve ofEpochs(String name, List<Double> value) {
        return new Curve(
                name,
                IntStream.rangeClosed(1, value.size()).mapToObj(e -> (double) e).toList(),
                value);
    }
}
