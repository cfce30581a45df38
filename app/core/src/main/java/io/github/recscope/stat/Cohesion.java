package io.github.recscope.stat;

import io.github.recscope.kernels.Matrix;
import java.util.Arrays;

/// How alike the items are that a latent fires for (the score of Pach et al., 2025, over the strongest items, as in
/// the paper that this program follows).
public final class Cohesion {
    /// How many of the strongest items the paper takes.
    public static final int STRONGEST = 30;

    private Cohesion() {}

    /// Unit vectors of items; a zero vector is alike to nothing.
    public interface Vectors {
        /// Their length.
        int dimensions();

        /// `sum += scale · ê`
        void add(int item, double scale, double[] sum);

        /// `‖ê‖²`: 1, or 0 for a zero vector.
        double squaredLength(int item);
    }

    /// Rows of a matrix of unit rows ([#unitRows]).
    public static Vectors rows(Matrix unit) {
        int d = unit.cols();
        float[] x = unit.data();
        return new Vectors() {
            @Override
            public int dimensions() {
                return d;
            }

            @Override
            public void add(int item, double scale, double[] sum) {
                for (int c = 0; c < d; c++) {
                    sum[c] += scale * x[item * d + c];
                }
            }

            @Override
            public double squaredLength(int item) {
                double norm = 0;
                for (int c = 0; c < d; c++) {
                    norm += (double) x[item * d + c] * x[item * d + c];
                }
                return norm;
            }
        };
    }

    /// The mean cosine of all pairs of the strongest items, weighted by the product of their activations:
    /// `Σ_{n≠m} a_n a_m cos(e_n, e_m) / Σ_{n≠m} a_n a_m`.
    ///
    /// It needs no pair: with unit rows `ê`, it is `(‖Σ a ê‖² − Σ a² ‖ê‖²) / ((Σ a)² − Σ a²)`. Activations are
    /// brought to `[0, 1]` by the smallest and the largest of *all* items first, as the paper does; for codes
    /// that are silent somewhere this changes nothing. Of equal activations the first items count.
    ///
    /// @param activation one an item, not negative for codes
    /// @param k          how many items count, at least 2
    /// @return in `[−1, 1]`; NaN when fewer than two items have a positive weight
    public static double score(double[] activation, Vectors vectors, int k) {
        double low = Arrays.stream(activation).min().orElse(0);
        double high = Arrays.stream(activation).max().orElse(0);
        if (!(high > low)) {
            return Double.NaN;
        }
        double[] sum = new double[vectors.dimensions()];
        double mass = 0;
        double squares = 0;
        double own = 0;
        int positive = 0;
        for (int item : strongest(activation, k)) {
            double a = (activation[item] - low) / (high - low);
            if (a > 0) {
                vectors.add(item, a, sum);
                own += a * a * vectors.squaredLength(item);
                mass += a;
                squares += a * a;
                positive++;
            }
        }
        double whole = 0;
        for (double s : sum) {
            whole += s * s;
        }
        return positive < 2 ? Double.NaN : (whole - own) / (mass * mass - squares);
    }

    /// The items of largest activation, largest first, equal ones in ascending order.
    public static int[] strongest(double[] activation, int k) {
        Integer[] order = new Integer[activation.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(activation[b], activation[a]));
        return Arrays.stream(order).limit(k).mapToInt(Integer::intValue).toArray();
    }

    /// The rows divided by their lengths; zero rows stay.
    public static Matrix unitRows(Matrix x) {
        int d = x.cols();
        float[] out = new float[x.rows() * d];
        for (int r = 0; r < x.rows(); r++) {
            double norm = 0;
            for (int c = 0; c < d; c++) {
                norm += (double) x.data()[r * d + c] * x.data()[r * d + c];
            }
            double scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
            for (int c = 0; c < d; c++) {
                out[r * d + c] = (float) (x.data()[r * d + c] * scale);
            }
        }
        return Matrix.of(x.rows(), d, out);
    }
}
