package io.github.recscope.ui.steering;

import io.github.recscope.model.Concept;
import io.github.recscope.model.Edit;
import java.util.List;

/// The range of an edit's slider, in units of what was observed.
///
/// @param min     the smallest amount
/// @param max     the largest amount
/// @param initial where the slider starts
/// @param step    what an arrow key adds
/// @param usual   amounts above it were never observed; infinite where that means nothing
/// @param ticks   marked amounts, ascending
public record EditRange(double min, double max, double initial, double step, double usual, List<Tick> ticks) {
    /// A marked amount.
    public record Tick(double amount, String name) {}

    private static final double BEYOND = 1.5;
    private static final double LARGEST_FACTOR = 5;

    /// Copies the list.
    public EditRange {
        ticks = List.copyOf(ticks);
    }

    /// The range for a kind of edit on a concept.
    public static EditRange of(Concept concept, Edit.Kind kind) {
        Concept.Levels levels = concept.userLevels().max() > 0 ? concept.userLevels() : concept.itemLevels();
        double max = levels.max() > 0 ? levels.max() : 1;
        List<Tick> observed = levels.max() > 0
                ? List.of(
                        new Tick(0, "0"),
                        new Tick(levels.p50(), "p50"),
                        new Tick(levels.p90(), "p90"),
                        new Tick(levels.p99(), "p99"),
                        new Tick(levels.max(), "max"))
                : List.of(new Tick(0, "0"), new Tick(max, "1"));
        double p90 = levels.p90() > 0 ? levels.p90() : max;
        return switch (kind) {
            case ADD -> new EditRange(-max, max * BEYOND, p90, 0.05, max, observed);
            case SET -> new EditRange(0, max * BEYOND, p90, 0.05, max, observed);
            case CAP -> new EditRange(0, max * BEYOND, levels.p50(), 0.05, max, observed);
            case SCALE ->
                new EditRange(
                        0,
                        LARGEST_FACTOR,
                        2,
                        0.05,
                        Double.POSITIVE_INFINITY,
                        List.of(
                                new Tick(0, "0"),
                                new Tick(1, "as is"),
                                new Tick(2, "2×"),
                                new Tick(3, "3×"),
                                new Tick(LARGEST_FACTOR, "5×")));
            case ZERO -> new EditRange(0, 0, 0, 0.05, Double.POSITIVE_INFINITY, List.of());
        };
    }

    /// The amount, moved into the range.
    public double clamp(double amount) {
        return Double.isNaN(amount) ? initial : Math.clamp(amount, min, max);
    }
}
