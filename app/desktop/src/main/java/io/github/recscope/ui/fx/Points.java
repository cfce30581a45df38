package io.github.recscope.ui.fx;

import java.util.Arrays;

/// Points in a plane with an index that finds the nearest one at once. Immutable; the arrays are handed out to be
/// read.
///
/// The index is a uniform grid of about two points a cell; the points of a cell lie side by side in memory, cell by
/// cell and row by row. Points that are not finite are in no cell: they are neither found nor drawn.
public final class Points {
    private final float[] x;
    private final float[] y;
    private final double minX;
    private final double minY;
    private final double maxX;
    private final double maxY;
    private final int columns;
    private final int rows;
    private final double cell;
    private final int[] offsets;
    private final int[] members;
    private final float[] memberX;
    private final float[] memberY;

    /// @param x the points' x
    /// @param y the points' y, as many
    public Points(float[] x, float[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("as many x as y are needed");
        }
        this.x = x;
        this.y = y;
        double lowX = Double.POSITIVE_INFINITY;
        double lowY = Double.POSITIVE_INFINITY;
        double highX = Double.NEGATIVE_INFINITY;
        double highY = Double.NEGATIVE_INFINITY;
        int finite = 0;
        for (int i = 0; i < x.length; i++) {
            if (isFinite(i)) {
                lowX = Math.min(lowX, x[i]);
                highX = Math.max(highX, x[i]);
                lowY = Math.min(lowY, y[i]);
                highY = Math.max(highY, y[i]);
                finite++;
            }
        }
        if (finite == 0) {
            lowX = 0;
            lowY = 0;
            highX = 0;
            highY = 0;
        }
        minX = lowX;
        minY = lowY;
        maxX = highX;
        maxY = highY;
        double w = Math.max(maxX - minX, 1e-9);
        double h = Math.max(maxY - minY, 1e-9);
        double cells = Math.max(1, finite / 2.0);
        double side = Math.sqrt(w * h / cells);
        // A very long and thin cloud would otherwise need more cells than points.
        cell = Math.max(side, Math.max(w, h) / 4096);
        columns = (int) (w / cell) + 1;
        rows = (int) (h / cell) + 1;
        offsets = new int[columns * rows + 1];
        for (int i = 0; i < x.length; i++) {
            if (isFinite(i)) {
                offsets[cellOf(x[i], y[i]) + 1]++;
            }
        }
        for (int c = 0; c < columns * rows; c++) {
            offsets[c + 1] += offsets[c];
        }
        members = new int[finite];
        int[] next = Arrays.copyOf(offsets, columns * rows);
        for (int i = 0; i < x.length; i++) {
            if (isFinite(i)) {
                members[next[cellOf(x[i], y[i])]++] = i;
            }
        }
        memberX = new float[finite];
        memberY = new float[finite];
        for (int m = 0; m < finite; m++) {
            memberX[m] = x[members[m]];
            memberY[m] = y[members[m]];
        }
    }

    /// How many there are.
    public int size() {
        return x.length;
    }

    /// The points' x; read only.
    public float[] x() {
        return x;
    }

    /// The points' y; read only.
    public float[] y() {
        return y;
    }

    /// The smallest x, smallest y, largest x, largest y.
    public double[] bounds() {
        return new double[] {minX, minY, maxX, maxY};
    }

    /// The point nearest to a place, the one with the lowest index among equals; −1 if none is within `radius`.
    public int nearest(double px, double py, double radius) {
        int best = -1;
        double bestSquared = radius * radius;
        int fromColumn = column(px - radius);
        int toColumn = column(px + radius);
        int fromRow = row(py - radius);
        int toRow = row(py + radius);
        for (int r = fromRow; r <= toRow; r++) {
            for (int c = fromColumn; c <= toColumn; c++) {
                int at = r * columns + c;
                for (int m = offsets[at]; m < offsets[at + 1]; m++) {
                    int i = members[m];
                    double d = (x[i] - px) * (x[i] - px) + (y[i] - py) * (y[i] - py);
                    if (d < bestSquared || (d == bestSquared && (best < 0 || i < best))) {
                        bestSquared = d;
                        best = i;
                    }
                }
            }
        }
        return best;
    }

    /// How many points are in the cells that a rectangle of the plane touches.
    public int countAround(double left, double low, double right, double high) {
        int count = 0;
        for (int r = row(low); r <= row(high); r++) {
            count += lastOf(r, column(right)) - firstOf(r, column(left));
        }
        return touches(left, low, right, high) ? count : 0;
    }

    /// Whether any point can be inside a rectangle.
    boolean touches(double left, double low, double right, double high) {
        return left <= maxX && right >= minX && low <= maxY && high >= minY;
    }

    /// All finite points in the order of the index: their numbers; read only.
    int[] members() {
        return members;
    }

    /// The x of [#members()]; read only.
    float[] memberX() {
        return memberX;
    }

    /// The y of [#members()]; read only.
    float[] memberY() {
        return memberY;
    }

    /// Where the members of a cell begin.
    int firstOf(int row, int column) {
        return offsets[row * columns + column];
    }

    /// Where the members of a cell end.
    int lastOf(int row, int column) {
        return offsets[row * columns + column + 1];
    }

    /// The length of a cell's side.
    double cell() {
        return cell;
    }

    int columns() {
        return columns;
    }

    private boolean isFinite(int i) {
        return Float.isFinite(x[i]) && Float.isFinite(y[i]);
    }

    private int cellOf(double px, double py) {
        return row(py) * columns + column(px);
    }

    /// The column of cells of an x; points outside count to the outermost.
    int column(double px) {
        return (int) Math.clamp(Math.floor((px - minX) / cell), 0, columns - 1);
    }

    /// The row of cells of a y, from below; points outside count to the outermost.
    int row(double py) {
        return (int) Math.clamp(Math.floor((py - minY) / cell), 0, rows - 1);
    }
}
