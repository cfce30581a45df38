package io.github.recscope.bench;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.projection.Distance;
import io.github.recscope.projection.MapParams;
import io.github.recscope.projection.Maps;
import java.util.List;
import java.util.SplittableRandom;

/// Maps of rows around 20 centres, and the search for neighbours that they begin with.
final class MapBenchmark implements Benchmark {
    private static final int CENTRES = 20;
    private static final double APART = 4;

    private final String name;
    private final String summary;
    private final List<Size> sizes;
    private final Work work;

    @FunctionalInterface
    private interface Work {
        double run(Matrix x, Sizes sizes, Ctx ctx);
    }

    private MapBenchmark(String name, String summary, List<Size> sizes, Work work) {
        this.name = name;
        this.summary = summary;
        this.sizes = sizes;
        this.work = work;
    }

    /// The nearest neighbours of every row.
    static MapBenchmark neighbours() {
        return new MapBenchmark(
                "knn-graph",
                "The k nearest rows of each row, exact up to 100,000 rows, most of them above; the figure is the recall.",
                List.of(rows(), width(), Size.of("k", 15, 1, "neighbours")),
                (x, s, ctx) -> Maps.neighbours(x, s.get("k"), Distance.EUCLIDEAN, ctx));
    }

    /// With what `uwot::umap` has as its recommended values.
    static MapBenchmark umap() {
        return new MapBenchmark(
                "umap",
                "A UMAP map with its search for neighbours, without measuring its quality.",
                List.of(
                        rows(),
                        width(),
                        Size.of("neighbours", 15, 2, "neighbours, the row itself included"),
                        Size.of("epochs", 0, 0, "epochs of the layout; 0 for as many as are recommended")),
                (x, s, ctx) -> drawn(
                        x,
                        new MapParams(
                                MapParams.Method.UMAP,
                                Distance.EUCLIDEAN,
                                s.get("neighbours"),
                                0.01,
                                1,
                                30,
                                s.get("epochs"),
                                15),
                        ctx));
    }

    /// With what `Rtsne` has as its recommended values.
    static MapBenchmark tsne() {
        return new MapBenchmark(
                "tsne",
                "A t-SNE map with its search for neighbours, without measuring its quality.",
                List.of(
                        rows(),
                        width(),
                        Size.of("perplexity", 30, 1, "perplexity"),
                        Size.of("iterations", 1000, 1, "steps of the descent")),
                (x, s, ctx) -> drawn(
                        x,
                        new MapParams(
                                MapParams.Method.T_SNE,
                                Distance.EUCLIDEAN,
                                15,
                                0.1,
                                1,
                                s.get("perplexity"),
                                s.get("iterations"),
                                15),
                        ctx));
    }

    /// Two components.
    static MapBenchmark pca() {
        return new MapBenchmark(
                "pca",
                "Two principal components and the places of all rows on them.",
                List.of(rows(), width()),
                (x, _, ctx) -> drawn(x, MapParams.defaults(), ctx));
    }

    private static Size rows() {
        return Size.of("n", 20_000, 4, "rows");
    }

    private static Size width() {
        return Size.of("d", 64, 1, "length of a row");
    }

    private static double drawn(Matrix x, MapParams params, Ctx ctx) {
        double sum = 0;
        for (float v : Maps.draw(x, params, ctx).data()) {
            sum += Math.abs(v);
        }
        return sum;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<Size> sizes() {
        return sizes;
    }

    @Override
    public String grows() {
        return "n";
    }

    @Override
    public int runs() {
        return 3;
    }

    @Override
    public double bytes(Sizes s) {
        return 16 * s.product("n", "d");
    }

    @Override
    public Prepared prepare(Sizes s, Ctx ctx) {
        s.refuseTooLarge(this, List.of(List.of("n", "d")));
        int n = s.get("n");
        int d = s.get("d");
        SplittableRandom random =
                new SplittableRandom(ctx.random("map benchmark", 0).nextLong());
        float[] centres = new float[CENTRES * d];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (float) (random.nextGaussian() * APART);
        }
        float[] x = new float[n * d];
        for (int r = 0; r < n; r++) {
            int centre = random.nextInt(CENTRES) * d;
            for (int c = 0; c < d; c++) {
                x[r * d + c] = (float) (centres[centre + c] + random.nextGaussian());
            }
        }
        Matrix rows = Matrix.of(n, d, x);
        return now -> work.run(rows, s, now);
    }
}
