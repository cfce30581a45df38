package io.github.recscope.ui.steering;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// A slider whose ticks are observed activations; the zone beyond the largest one is hatched.
///
/// Keys: arrows move by a step, with Shift by ten; 0 goes back to the start.
final class LevelSlider extends Region {
    private static final double TICK_TOP = 2;
    private static final double TICK_HEIGHT = 5;
    private static final double THUMB = 16;
    private static final double GAP = 3;

    private final EditRange range;
    private final Slider slider = new Slider();
    private final Region beyond = new Region();
    private final List<Region> marks = new ArrayList<>();
    private final List<Label> names = new ArrayList<>();
    private boolean setting;

    LevelSlider(EditRange range, String id, String accessible, DoubleConsumer moved) {
        this.range = range;
        slider.setId(id);
        slider.setAccessibleText(accessible);
        slider.setMin(range.min());
        slider.setMax(range.max());
        slider.setBlockIncrement(range.step());
        slider.valueProperty().addListener((_, _, v) -> {
            if (!setting) {
                moved.accept(v.doubleValue());
            }
        });
        slider.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        beyond.getStyleClass().add("beyond-observed");
        beyond.setVisible(Double.isFinite(range.usual()));
        Tooltip.install(beyond, new Tooltip("Beyond what was ever observed: the model was not trained for this."));
        getChildren().addAll(slider, beyond);
        for (EditRange.Tick t : range.ticks()) {
            Region mark = new Region();
            mark.getStyleClass().add("level-mark");
            Label name = new Label(t.name());
            name.getStyleClass().add("level-name");
            name.setTooltip(new Tooltip(help(t)));
            marks.add(mark);
            names.add(name);
            getChildren().addAll(mark, name);
        }
    }

    void value(double amount) {
        setting = true;
        slider.setValue(amount);
        setting = false;
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.DIGIT0 || e.getCode() == KeyCode.NUMPAD0) {
            slider.setValue(range.initial());
            e.consume();
        } else if (e.isShiftDown() && e.getCode() == KeyCode.RIGHT) {
            slider.setValue(Math.min(range.max(), slider.getValue() + 10 * range.step()));
            e.consume();
        } else if (e.isShiftDown() && e.getCode() == KeyCode.LEFT) {
            slider.setValue(Math.max(range.min(), slider.getValue() - 10 * range.step()));
            e.consume();
        }
    }

    private static String help(EditRange.Tick t) {
        String amount = io.github.recscope.ui.text.Numbers.fixed(t.amount(), 2);
        return switch (t.name()) {
            case "p50" -> "Half of the users where the concept is active have at most " + amount + ".";
            case "p90" -> "90 % of the users where the concept is active have at most " + amount + ".";
            case "p99" -> "99 % of the users where the concept is active have at most " + amount + ".";
            case "max" -> "The largest activation of any user, " + amount + ".";
            default -> amount;
        };
    }

    @Override
    protected double computePrefHeight(double width) {
        return slider.prefHeight(width) + TICK_TOP + TICK_HEIGHT + 16;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = slider.prefHeight(w);
        slider.resizeRelocate(0, 0, w, h);
        double y = h + TICK_TOP;
        double from = x(Math.min(range.usual(), range.max()), w);
        beyond.resizeRelocate(from, y, Math.max(0, x(range.max(), w) - from), TICK_HEIGHT);
        for (int t = 0; t < marks.size(); t++) {
            marks.get(t).resizeRelocate(Math.round(x(range.ticks().get(t).amount(), w)), y, 1, TICK_HEIGHT);
        }
        names(w, y + TICK_HEIGHT);
    }

    /// The outer names first, then those that still fit between.
    private void names(double w, double y) {
        List<double[]> taken = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int t = 0; t < names.size(); t++) {
            order.add(t);
        }
        order.sort((a, b) -> Integer.compare(urgency(b), urgency(a)));
        for (int t : order) {
            Label name = names.get(t);
            double nw = name.prefWidth(-1);
            double left = Math.clamp(x(range.ticks().get(t).amount(), w) - nw / 2, 0, Math.max(0, w - nw));
            boolean free = taken.stream().noneMatch(o -> left < o[1] + GAP && left + nw + GAP > o[0]);
            name.setVisible(free);
            if (free) {
                taken.add(new double[] {left, left + nw});
            }
            name.resizeRelocate(left, y, nw, name.prefHeight(nw));
        }
    }

    private int urgency(int tick) {
        return switch (range.ticks().get(tick).name()) {
            case "max" -> 4;
            case "0" -> 3;
            case "p50" -> 2;
            case "p90" -> 1;
            default -> 0;
        };
    }

    private double x(double amount, double width) {
        Node thumb = slider.lookup(".thumb");
        double t = thumb == null || thumb.getLayoutBounds().getWidth() <= 0
                ? THUMB
                : thumb.getLayoutBounds().getWidth();
        double span = range.max() - range.min();
        return t / 2 + (span > 0 ? (amount - range.min()) / span : 0) * (width - t);
    }
}
