package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Severity;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Draws users and items of a recommender on one two-dimensional map.
///
/// The places are those of the items: they are what people know; users are placed among them.
public final class MapOperation implements Operation<MapParams, SpaceMap> {
    private static final int FEWEST = 4;

    @Override
    public String id() {
        return "map";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String title() {
        return "Draw the map";
    }

    @Override
    public Class<MapParams> paramsType() {
        return MapParams.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of(Recommender.class);
    }

    @Override
    public SpaceMap run(MapParams params, Inputs inputs, Ctx ctx) {
        Recommender model = inputs.get(Recommender.class);
        check(model.items(), "item");
        check(model.users(), "user");
        checkSize(params, model.items(), ctx);
        Ctx fitting = ctx.part(0, 0.7);
        Projection projection = switch (params.method()) {
            case PCA -> PcaProjection.fit(model.items(), fitting);
            case UMAP -> UmapProjection.fit(model.items(), params, fitting);
            case T_SNE -> TsneProjection.fit(model.items(), params, fitting);
        };
        MapSketches.offer(ctx, projection.items().data(), "placing the users");
        Matrix users = projection.place(model.users(), ctx.part(0.7, 0.8));
        Matrix truth =
                params.uses("distance") ? params.distance().prepare(model.items(), ctx.kernels()) : model.items();
        SpaceMap.Quality quality = MapQuality.measure(
                truth, projection.items(), params.neighbours(), projection.neighbours(), ctx.part(0.8, 1));
        return new SpaceMap(
                projection.name(), users, projection.items(), projection.explained(), quality, projection.measures());
    }

    private static void check(Matrix x, String what) {
        for (int v = 0; v < x.data().length; v++) {
            if (!Float.isFinite(x.data()[v])) {
                int row = v / x.cols();
                throw ProblemException.of(
                        "No map can be drawn of these embeddings.",
                        x.countNonFinite() + " of their numbers are not finite, the first in the row of " + what + " "
                                + row + ".",
                        "Train the recommender again with a smaller learning rate, or import other vectors.");
            }
        }
    }

    private static void checkSize(MapParams params, Matrix items, Ctx ctx) {
        int n = items.rows();
        if (n == 0 || items.cols() == 0) {
            throw ProblemException.of(
                    "There is nothing to draw.",
                    "The recommender has " + n + " items with " + items.cols() + " dimensions.",
                    "Choose a recommender with embeddings of items.");
        }
        if (params.method() != MapParams.Method.PCA && n < FEWEST) {
            throw ProblemException.of(
                    "There are too few items for this map.",
                    "Neighbourhoods begin to mean something at " + FEWEST + " items; there are " + n + ".",
                    "Choose PCA.");
        }
        MapBudget.check(params, n, items.cols());
        int wanted = switch (params.method()) {
            case PCA -> 0;
            case UMAP -> params.umapNeighbours();
            case T_SNE -> (int) Math.ceil(3 * params.perplexity()) + 1;
        };
        if (wanted > n) {
            ctx.issue(new Issue(
                    Severity.WARNING,
                    "map.neighbours",
                    params.method() == MapParams.Method.UMAP ? "umapNeighbours" : "perplexity",
                    "There are only " + n + " items, so each has all others as neighbours."));
        }
    }
}
