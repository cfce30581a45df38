package io.github.recscope.model;

import java.util.List;

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
}
