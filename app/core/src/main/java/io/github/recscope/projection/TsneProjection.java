package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.SpaceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// t-distributed stochastic neighbour embedding (van der Maaten and Hinton, 2008).
final class TsneProjection implements Projection {
    private static final int ITERATIONS = 1000;

    /// Neighbours for each unit of perplexity.
    private static final int BREADTH = 3;

    /// The perplexity of new points: they are to find their place among few items.
    private static final double PLACING = 5;

    private final MapParams params;
    private final double perplexity;
    private final Matrix prepared;
    private final NeighbourSearch.Found found;
    private final Matrix items;
    private final double divergence;

    private TsneProjection(
            MapParams params,
            double perplexity,
            Matrix prepared,
            NeighbourSearch.Found found,
            Matrix items,
            double divergence) {
        this.params = params;
        this.perplexity = perplexity;
        this.prepared = prepared;
        this.found = found;
        this.items = items;
        this.divergence = divergence;
    }

    /// Lays out the rows of `x` `[n, d]`, n ≥ 4; the perplexity is lowered to a third of the other points.
    static TsneProjection fit(Matrix x, MapParams params, Ctx ctx) {
        Kernels kernels = ctx.kernels();
        int n = x.rows();
        Matrix prepared = params.distance().prepare(x, kernels);
        float[] components = Pca.fit(prepared, ctx).transform(prepared, ctx).data();
        MapSketches.offer(ctx, components, "principal components");
        double perplexity = perplexity(params, n);
        int k = Math.min(n - 1, (int) Math.ceil(BREADTH * perplexity));
        NeighbourSearch.Found found = NeighbourSearch.of(prepared, k, ctx.part(0, 0.15));
        Graph graph = Affinities.joint(found.neighbours(), params.distance(), perplexity, kernels.workers());
        TsneLayout layout = new TsneLayout(graph, kernels.workers());
        ctx.check();
        float[] start = TsneLayout.start(components, ctx.random("start", 0));
        float[] xy = layout.run(start, iterations(params), ctx.part(0.15, 1));
        double divergence = layout.divergence(xy, kernels);
        return new TsneProjection(params, perplexity, prepared, found, Matrix.of(n, 2, xy), divergence);
    }

    static int iterations(MapParams params) {
        return params.iterations() > 0 ? params.iterations() : ITERATIONS;
    }

    /// The perplexity in use for `n` points.
    static double perplexity(MapParams params, int n) {
        return Math.max(1, Math.min(params.perplexity(), (n - 1) / (double) BREADTH));
    }

    @Override
    public String name() {
        return String.format(
                Locale.ROOT,
                "t-SNE (perplexity %s%s)",
                MapParams.plain(perplexity),
                params.distance() == Distance.COSINE ? ", cosine" : "");
    }

    @Override
    public Matrix items() {
        return items;
    }

    /// New points go to the mean of their nearest items, weighted by similarity: t-SNE has no map of its own for them.
    @Override
    public Matrix place(Matrix fresh, Ctx ctx) {
        if (fresh.rows() == 0) {
            return Matrix.zeros(0, 2);
        }
        Matrix rows = params.distance().prepare(fresh, ctx.kernels());
        double few = Math.min(PLACING, perplexity);
        int k = Math.min(items.rows(), (int) Math.ceil(BREADTH * few));
        Neighbours near = NeighbourSearch.ofNew(
                rows, new NeighbourSearch.Target(prepared, ctx.kernels().workers()), k, ctx);
        float[] weight = Affinities.conditional(
                near, params.distance(), few, ctx.kernels().workers());
        float[] xy = Placement.weightedMeans(near, weight, items.data());
        return Matrix.of(fresh.rows(), 2, xy);
    }

    @Override
    public List<SpaceMap.Measure> measures() {
        List<SpaceMap.Measure> measures = new ArrayList<>();
        measures.add(new SpaceMap.Measure(
                "KL divergence",
                SpaceMap.Estimate.exact(divergence),
                "What t-SNE makes small: how far similarities on the map are from the true ones. Only maps of the same"
                        + " items with the same perplexity can be compared by it."));
        measures.addAll(found.measures());
        return List.copyOf(measures);
    }

    @Override
    public Neighbours neighbours() {
        return found.neighbours();
    }
}
