package io.github.recscope.stat;

import java.util.List;

/// Which of several choices no other one beats.
public final class ParetoFront {
    private ParetoFront() {}

    /// Whether each point is on the front: no other point is at least as small in every coordinate and smaller in one.
    /// Points of equal coordinates stand or fall together. A coordinate that is NaN somewhere is left out for all.
    ///
    /// @param points what is to be small, one array for each point, all of one length
    public static boolean[] of(List<double[]> points) {
        boolean[] front = new boolean[points.size()];
        boolean[] counts = new boolean[points.isEmpty() ? 0 : points.getFirst().length];
        for (int c = 0; c < counts.length; c++) {
            int at = c;
            counts[c] = points.stream().noneMatch(p -> Double.isNaN(p[at]));
        }
        for (int i = 0; i < front.length; i++) {
            front[i] = true;
            for (double[] other : points) {
                front[i] &= !beats(other, points.get(i), counts);
            }
        }
        return front;
    }

    private static boolean beats(double[] a, double[] b, boolean[] counts) {
        boolean smaller = false;
        for (int c = 0; c < a.length; c++) {
            if (counts[c] && a[c] > b[c]) {
                return false;
            }
            smaller |= counts[c] && a[c] < b[c];
        }
        return smaller;
    }
}
