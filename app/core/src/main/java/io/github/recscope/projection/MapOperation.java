package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Draws users and items of a recommender on one two-dimensional map.
public final class MapOperation implements Operation<MapParams, SpaceMap> {
    @Override
    public String id() {
        return "map";
    }

    @Override
    public int version() {
        return 1;
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
        ctx.progress("principal components", 0);
        // The axes are those of the items: they are what people know, and users are shown in the same picture.
        Pca pca = Pca.fit(model.items(), ctx.kernels());
        Matrix items = pca.transform(model.items());
        Matrix users = pca.transform(model.users());
        ctx.progress("measuring the map", 0.2);
        SpaceMap.Quality quality = MapQuality.measure(model.items(), items, params.neighbours(), ctx);
        return new SpaceMap("PCA", users, items, pca.explained(), quality);
    }
}
