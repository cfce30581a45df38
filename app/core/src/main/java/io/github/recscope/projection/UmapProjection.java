package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.SpaceMap;
import java.util.List;
import java.util.Locale;

/// Uniform manifold approximation and projection (McInnes, Healy and Melville, 2018).
final class UmapProjection implements Projection {
    private static final int FEW = 10_000;
    private static final int SHARE_OF_EPOCHS = 3;

    private final MapParams params;
    private final Matrix prepared;
    private final NeighbourSearch.Found found;
    private final int k;
    private final Matrix items;

    private UmapProjection(MapParams params, Matrix prepared, NeighbourSearch.Found found, int k, Matrix items) {
        this.params = params;
        this.prepared = prepared;
        this.found = found;
        this.k = k;
        this.items = items;
    }

    /// Lays out the rows of `x` `[n, d]`, n ≥ 4.
    static UmapProjection fit(Matrix x, MapParams params, Ctx ctx) {
        Kernels kernels = ctx.kernels();
        Matrix prepared = params.distance().prepare(x, kernels);
        float[] components = Pca.fit(prepared, ctx).transform(prepared, ctx).data();
        MapSketches.offer(ctx, components, "principal components");
        // The point itself counts as one of its neighbours, as in other implementations.
        int k = Math.min(Math.max(1, params.umapNeighbours() - 1), x.rows() - 1);
        // As many as the quality of the map is measured with, so that they need not be searched again.
        int searched = (int) Math.max(k, Math.min(x.rows() - 1, MapBudget.searched(params, x.rows())));
        NeighbourSearch.Found found = NeighbourSearch.of(prepared, searched, ctx.part(0, 0.3));
        Graph graph = FuzzySet.union(found.neighbours().first(k), params.distance(), kernels.workers());
        float[] xy = SpectralStart.of(graph, components, ctx.part(0.3, 0.35));
        layout(params, epochs(params, x.rows()), ctx).run(graph, xy, ctx.part(0.35, 1));
        return new UmapProjection(params, prepared, found, k, Matrix.of(x.rows(), 2, xy));
    }

    static int epochs(MapParams params, long n) {
        return params.iterations() > 0 ? params.iterations() : n <= FEW ? 500 : 200;
    }

    private static UmapLayout layout(MapParams params, int epochs, Ctx ctx) {
        return new UmapLayout(
                UmapCurve.fit(params.minDist(), params.spread()),
                epochs,
                ctx.random("layout", 0).nextLong());
    }

    @Override
    public String name() {
        return String.format(
                Locale.ROOT,
                "UMAP (%d neighbours, distance %s%s)",
                params.umapNeighbours(),
                MapParams.plain(params.minDist()),
                params.distance() == Distance.COSINE ? ", cosine" : "");
    }

    @Override
    public Matrix items() {
        return items;
    }

    @Override
    public Matrix place(Matrix fresh, Ctx ctx) {
        if (fresh.rows() == 0) {
            return Matrix.zeros(0, 2);
        }
        Matrix rows = params.distance().prepare(fresh, ctx.kernels());
        Neighbours near = NeighbourSearch.ofNew(
                rows, new NeighbourSearch.Target(prepared, ctx.kernels().workers()), k, ctx.part(0, 0.5));
        float[] weight =
                FuzzySet.memberships(near, params.distance(), ctx.kernels().workers());
        int epochs = Math.max(10, epochs(params, items.rows()) / SHARE_OF_EPOCHS);
        float[] xy = layout(params, epochs, ctx).place(near, weight, items.data(), ctx.part(0.5, 1));
        return Matrix.of(fresh.rows(), 2, xy);
    }

    @Override
    public List<SpaceMap.Measure> measures() {
        return found.measures();
    }

    @Override
    public Neighbours neighbours() {
        return found.neighbours();
    }
}
