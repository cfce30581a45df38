package io.github.recscope.projection;

import io.github.recscope.kernels.Matrix;
import java.util.SplittableRandom;

/// Data with a known structure.
final class Planted {
    private Planted() {}

    /// `n` rows of `d` numbers around `groups` centres; row `i` belongs to group `i % groups`.
    static Matrix groups(int n, int d, int groups, double apart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] centres = new double[groups * d];
        for (int c = 0; c < centres.length; c++) {
            centres[c] = random.nextGaussian() * apart;
        }
        float[] x = new float[n * d];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < d; c++) {
                x[i * d + c] = (float) (centres[i % groups * d + c] + random.nextGaussian());
            }
        }
        return Matrix.of(n, d, x);
    }

    /// Share of the points whose nearest other point on the map belongs to their group.
    static double purity(Matrix map, int groups) {
        int same = 0;
        for (int i = 0; i < map.rows(); i++) {
            int nearest = -1;
            double best = Double.POSITIVE_INFINITY;
            for (int j = 0; j < map.rows(); j++) {
                double d = squared(map, i, map, j);
                if (j != i && d < best) {
                    best = d;
                    nearest = j;
                }
            }
            same += nearest % groups == i % groups ? 1 : 0;
        }
        return same / (double) map.rows();
    }

    static double squared(Matrix a, int i, Matrix b, int j) {
        double sum = 0;
        for (int c = 0; c < a.cols(); c++) {
            double d = (double) a.get(i, c) - b.get(j, c);
            sum += d * d;
        }
        return sum;
    }
}
