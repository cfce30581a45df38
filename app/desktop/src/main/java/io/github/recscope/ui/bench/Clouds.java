package io.github.recscope.ui.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.ui.fx.Palette;
import io.github.recscope.ui.fx.Points;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Made-up maps: twenty round clusters of different sizes.
final class Clouds {
    private static final int CLUSTERS = 20;

    private final float[] x;
    private final float[] y;
    private final int[] colours;

    private Clouds(int n, RandomGenerator random) {
        x = new float[n];
        y = new float[n];
        colours = new int[n];
        double[] centre = new SplittableRandom(random.nextLong())
                .doubles(2 * CLUSTERS, -1, 1)
                .toArray();
        for (int i = 0; i < n; i++) {
            int c = random.nextInt(CLUSTERS);
            double spread = 0.05 + 0.15 * c / CLUSTERS;
            x[i] = (float) (centre[2 * c] + spread * random.nextGaussian());
            y[i] = (float) (centre[2 * c + 1] + spread * random.nextGaussian());
            colours[i] = Palette.category(c);
        }
    }

    static Clouds of(int n, Ctx ctx) {
        return new Clouds(n, ctx.random("clouds", 0));
    }

    Points points() {
        return new Points(x, y);
    }

    int[] colours() {
        return colours;
    }
}
