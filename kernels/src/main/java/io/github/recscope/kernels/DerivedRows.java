package io.github.recscope.kernels;

/// The rows of another matrix, changed one by one as they are read: a copy that takes no memory.
public final class DerivedRows implements Matrix.Values {
    private final Matrix source;
    private final Change change;

    DerivedRows(Matrix source, Change change) {
        this.source = source;
        this.change = change;
    }

    /// What is done to a row; always the same, and safe for use by several threads.
    @FunctionalInterface
    public interface Change {
        /// Changes the values of `row`, which lie at `values[at]` and the following.
        void apply(int row, float[] values, int at);
    }

    @Override
    public void copy(long from, float[] to, int at, int count) {
        int d = source.cols();
        long end = from + count;
        long next = from;
        while (next < end) {
            int row = (int) (next / d);
            int skipped = (int) (next % d);
            int whole = (int) ((end - next) / d);
            int here = at + (int) (next - from);
            if (skipped == 0 && whole > 0) {
                source.copyRows(row, whole, to, here);
                for (int r = 0; r < whole; r++) {
                    change.apply(row + r, to, here + r * d);
                }
                next += (long) whole * d;
            } else {
                float[] values = source.row(row);
                change.apply(row, values, 0);
                int n = (int) Math.min(d - skipped, end - next);
                System.arraycopy(values, skipped, to, here, n);
                next += n;
            }
        }
    }

    @Override
    public float[] all() {
        float[] values = new float[source.rows() * source.cols()];
        copy(0, values, 0, values.length);
        return values;
    }
}
