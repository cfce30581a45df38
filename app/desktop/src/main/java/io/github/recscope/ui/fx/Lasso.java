package io.github.recscope.ui.fx;

import java.util.Arrays;
import java.util.BitSet;

/// Which points a closed line surrounds, by the even–odd rule.
///
/// Row by row of the points' grid: only the points of cells that the line runs through are looked at one by one; what
/// lies between two such cells is inside or outside as a whole.
public final class Lasso {
    private final Points points;
    private final double[] x;
    private final double[] y;

    /// @param points the points
    /// @param x      the line's corners, in the points' plane; the last is joined to the first
    /// @param y      as many
    public Lasso(Points points, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("as many x as y are needed");
        }
        this.points = points;
        this.x = x;
        this.y = y;
    }

    /// The points inside, by their numbers. Points that are not finite are never inside.
    public BitSet inside() {
        BitSet inside = new BitSet(points.size());
        if (x.length < 3 || points.members().length == 0) {
            return inside;
        }
        double low = Arrays.stream(y).min().orElseThrow();
        double high = Arrays.stream(y).max().orElseThrow();
        double[] bounds = points.bounds();
        if (!(low <= bounds[3] && high >= bounds[1])) {
            return inside;
        }
        Row row = new Row();
        for (int r = points.row(low); r <= points.row(high); r++) {
            row.collect(r, inside);
        }
        return inside;
    }

    /// Whether a place is inside, looking only at some of the edges.
    private boolean isInside(double px, double py, int[] edges, int count) {
        boolean in = false;
        for (int e = 0; e < count; e++) {
            int a = edges[e];
            int b = a + 1 == x.length ? 0 : a + 1;
            if (y[a] > py != y[b] > py && px < x[a] + (py - y[a]) / (y[b] - y[a]) * (x[b] - x[a])) {
                in = !in;
            }
        }
        return in;
    }

    /// What is known about one row of cells; used again for the next.
    private final class Row {
        /// Edges that reach into the row.
        private final int[] edges = new int[x.length];
        /// Cells that an edge runs through.
        private final boolean[] crossed = new boolean[points.columns()];

        private int count;

        void collect(int r, BitSet inside) {
            double[] bounds = points.bounds();
            // A little more than the row, so that rounding leaves no point out.
            double slack = points.cell() * 1e-6;
            double low = bounds[1] + r * points.cell() - slack;
            double high = low + points.cell() + 2 * slack;
            count = 0;
            int from = Integer.MAX_VALUE;
            int to = -1;
            for (int a = 0; a < x.length; a++) {
                int b = a + 1 == x.length ? 0 : a + 1;
                if (Math.min(y[a], y[b]) <= high && Math.max(y[a], y[b]) >= low) {
                    edges[count++] = a;
                    double first = at(a, b, low, high, true);
                    double last = at(a, b, low, high, false);
                    int left = points.column(Math.min(first, last) - slack);
                    int right = points.column(Math.max(first, last) + slack);
                    Arrays.fill(crossed, left, right + 1, true);
                    from = Math.min(from, left);
                    to = Math.max(to, right);
                }
            }
            for (int c = from; c <= to; ) {
                int end = c + 1;
                while (end <= to && crossed[end] == crossed[c]) {
                    end++;
                }
                int first = points.firstOf(r, c);
                int last = points.lastOf(r, end - 1);
                if (crossed[c]) {
                    some(first, last, inside);
                    Arrays.fill(crossed, c, end, false);
                } else if (first < last && isInside(points.memberX()[first], points.memberY()[first], edges, count)) {
                    all(first, last, inside);
                }
                c = end;
            }
        }

        /// Where an edge enters or leaves the row.
        private double at(int a, int b, double low, double high, boolean first) {
            double py = first ? y[a] : y[b];
            double px = first ? x[a] : x[b];
            double clipped = Math.clamp(py, low, high);
            return clipped == py ? px : x[a] + (clipped - y[a]) / (y[b] - y[a]) * (x[b] - x[a]);
        }

        private void some(int first, int last, BitSet inside) {
            for (int m = first; m < last; m++) {
                if (isInside(points.memberX()[m], points.memberY()[m], edges, count)) {
                    inside.set(points.members()[m]);
                }
            }
        }

        private void all(int first, int last, BitSet inside) {
            for (int m = first; m < last; m++) {
                inside.set(points.members()[m]);
            }
        }
    }
}
