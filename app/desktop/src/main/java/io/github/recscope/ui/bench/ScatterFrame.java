package io.github.recscope.ui.bench;

import io.github.recscope.bench.Benchmark;
import io.github.recscope.bench.Sizes;
import io.github.recscope.job.Ctx;
import io.github.recscope.ui.fx.Camera;
import io.github.recscope.ui.fx.Points;
import io.github.recscope.ui.fx.Splatter;
import java.nio.IntBuffer;
import java.util.List;

/// One picture of the map while it is moved.
final class ScatterFrame implements Benchmark {
    private static final int STEP = 7;
    private static final int STEPS = 40;

    @Override
    public String name() {
        return "scatter-frame";
    }

    @Override
    public String summary() {
        return "One frame of a map that is moved by a few pixels, all points visible, with the copy to the screen's"
                + " buffer; without what the toolkit then does with it.";
    }

    @Override
    public List<Size> sizes() {
        return List.of(
                Size.of("points", 1_000_000, 0, "points of the map"),
                Size.of("width", 1000, 1, "pixels"),
                Size.of("height", 700, 1, "pixels"));
    }

    @Override
    public String grows() {
        return "points";
    }

    @Override
    public int runs() {
        return 100;
    }

    @Override
    public double bytes(Sizes s) {
        return 40.0 * s.get("points") + 8 * s.product("width", "height");
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("width", "height")));
        int width = s.get("width");
        int height = s.get("height");
        Clouds clouds = Clouds.of(s.get("points"), ctx);
        Points points = clouds.points();
        double[] b = points.bounds();
        Camera everything = Camera.fit(b[0], b[1], b[2], b[3], width, height);
        List<Splatter.Layer> layers = List.of(new Splatter.Layer(points, clouds.colours()));
        int[] pixels = new int[width * height];
        IntBuffer screen = IntBuffer.allocate(width * height);
        return new Prepared() {
            private int frame;

            @Override
            public double run(Ctx now) {
                int at = frame++ % STEPS - STEPS / 2;
                Splatter.draw(layers, everything.panned(STEP * at, STEP * at), width, height, pixels, 1);
                screen.put(0, pixels);
                return screen.get(width * (height / 2) + width / 2);
            }
        };
    }
}
