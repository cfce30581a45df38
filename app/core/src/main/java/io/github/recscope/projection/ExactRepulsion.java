package io.github.recscope.projection;

import io.github.recscope.kernels.Kernels;

/// All pairs; quadratic time, for few points and as the truth in tests.
final class ExactRepulsion implements Repulsion {
    private static final int CHUNK = 64;

    @Override
    public double forces(float[] xy, float[] force, Kernels kernels) {
        int n = xy.length / 2;
        double[] sums = new double[(n + CHUNK - 1) / CHUNK];
        kernels.workers().forEach(sums.length, c -> {
            for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
                double fx = 0;
                double fy = 0;
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    double dx = (double) xy[2 * i] - xy[2 * j];
                    double dy = (double) xy[2 * i + 1] - xy[2 * j + 1];
                    double q = 1 / (1 + dx * dx + dy * dy);
                    sum += q;
                    fx += q * q * dx;
                    fy += q * q * dy;
                }
                sums[c] += sum - 1; // Without the point itself, whose q is 1.
                force[2 * i] = (float) fx;
                force[2 * i + 1] = (float) fy;
            }
        });
        double total = 0;
        for (double s : sums) {
            total += s;
        }
        return Math.max(total, Double.MIN_NORMAL);
    }
}
