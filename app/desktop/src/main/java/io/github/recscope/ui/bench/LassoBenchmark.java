package io.github.recscope.ui.bench;

import io.github.recscope.bench.Benchmark;
import io.github.recscope.bench.Sizes;
import io.github.recscope.job.Ctx;
import io.github.recscope.ui.fx.Lasso;
import io.github.recscope.ui.fx.Points;
import java.util.List;

/// The points that a line drawn by hand surrounds.
final class LassoBenchmark implements Benchmark {
    @Override
    public String name() {
        return "lasso";
    }

    @Override
    public String summary() {
        return "Which points lie inside a wavy closed line around the middle of the map, about half of them.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("points", 1_000_000, 0, "points of the map"),
                new Size("corners", 200, 3, 10_000_000, "corners of the line"));
    }

    @Override
    public String grows() {
        return "points";
    }

    @Override
    public int runs() {
        return 50;
    }

    @Override
    public double bytes(Sizes s) {
        return 40.0 * s.get("points") + 64.0 * s.get("corners");
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        Points points = Clouds.of(s.get("points"), ctx).points();
        int corners = s.get("corners");
        double[] x = new double[corners];
        double[] y = new double[corners];
        for (int c = 0; c < corners; c++) {
            double angle = 2 * Math.PI * c / corners;
            double radius = 0.75 + 0.15 * Math.sin(9 * angle);
            x[c] = radius * Math.cos(angle);
            y[c] = radius * Math.sin(angle);
        }
        return _ -> new Lasso(points, x, y).inside().cardinality();
    }
}
