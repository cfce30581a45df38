package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.op.Forecast;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Memory;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.Optional;

/// Draws users and items of a recommender on one two-dimensional map.
///
/// The places are those of the items: they are what people know; users are placed among them.
public final class MapOperation implements Operation<MapParams, SpaceMap> {
    @Override
    public String id() {
        return "map";
    }

    @Override
    public int version() {
        return 4;
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
    public Optional<Forecast> forecast(MapParams params, Inputs inputs, int threads) {
        return Optional.of(forecast(params, inputs.get(Recommender.class), threads));
    }

    @Override
    public String smaller() {
        return MapBudget.SMALLER;
    }

    private static Forecast forecast(MapParams params, Recommender model, int threads) {
        return MapForecast.of(
                params,
                model.items().rows(),
                model.users().rows(),
                model.items().cols(),
                threads);
    }

    @Override
    public SpaceMap run(MapParams params, Inputs inputs, Ctx ctx) {
        Recommender model = inputs.get(Recommender.class);
        MapInput.check(model.users(), "user");
        MapInput.checkRange(model.users(), "user");
        Memory.check(this, forecast(params, model, 1));
        Projection projection = Maps.fit(model.items(), params, ctx.part(0, 0.7));
        MapSketches.offer(ctx, projection.items().data(), "placing the users");
        Matrix users = projection.place(model.users(), ctx.part(0.7, 0.8));
        Matrix truth =
                params.uses("distance") ? params.distance().prepare(model.items(), ctx.kernels()) : model.items();
        SpaceMap.Quality quality = MapQuality.measure(
                truth, projection.items(), params.neighbours(), projection.neighbours(), ctx.part(0.8, 1));
        return new SpaceMap(
                projection.name(), users, projection.items(), projection.explained(), quality, projection.measures());
    }
}
