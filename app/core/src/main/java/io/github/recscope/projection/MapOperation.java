package io.github.recscope.projection;

import io.github.recscope.job.Ctx;
import io.github.recscope.model.*;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;

/// Draw the map.
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
    public double weight() {
        return 1;
    }

    @Override
    public SpaceMap run(MapParams params, Inputs inputs, Ctx ctx) {
        throw new UnsupportedOperationException();
    }
}
