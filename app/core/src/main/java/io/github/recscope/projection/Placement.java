package io.github.recscope.projection;

/// Where new points begin on a map that is there.
final class Placement {
    private Placement() {}

    /// The mean place of the neighbours, weighted; a plain mean where all weights are 0.
    ///
    /// @param weight `[fresh · k]`, not negative
    /// @param old    `[n · 2]`
    /// @return `[fresh · 2]`
    static float[] weightedMeans(Neighbours near, float[] weight, float[] old) {
        int k = near.k();
        float[] out = new float[near.points() * 2];
        for (int i = 0; i < near.points(); i++) {
            double total = 0;
            for (int e = i * k; e < (i + 1) * k; e++) {
                total += weight[e];
            }
            double x = 0;
            double y = 0;
            for (int e = i * k; e < (i + 1) * k; e++) {
                double w = total > 0 ? weight[e] / total : 1.0 / k;
                x += w * old[2 * near.index()[e]];
                y += w * old[2 * near.index()[e] + 1];
            }
            out[2 * i] = (float) x;
            out[2 * i + 1] = (float) y;
        }
        return out;
    }
}
