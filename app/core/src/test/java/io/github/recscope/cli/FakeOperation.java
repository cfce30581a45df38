package io.github.recscope.cli;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// An operation that does what a test says.
public final class FakeOperation implements Operation<FakeOperation.Knobs, SpaceMap> {
    private final String id;
    private final BiFunction<Knobs, Ctx, @Nullable SpaceMap> body;

    /// @param body makes the result; null means a plain one
    FakeOperation(String id, BiFunction<Knobs, Ctx, @Nullable SpaceMap> body) {
        this.id = id;
        this.body = body;
    }

    /// One of each simple type.
    public record Knobs(
            @Param(label = "Label", help = "A text.") String label,

            @Param(label = "Strength", help = "A number.", min = 0, max = 10)
            double strength,

            @Param(label = "Loud", help = "Yes or no.") boolean loud)
            implements Params {
        /// Any.
        public static Knobs defaults() {
            return new Knobs("x", 1, false);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String title() {
        return "Fake";
    }

    @Override
    public Class<Knobs> paramsType() {
        return Knobs.class;
    }

    @Override
    public List<Class<? extends Artifact>> inputs() {
        return List.of();
    }

    @Override
    public SpaceMap run(Knobs params, Inputs inputs, Ctx ctx) {
        SpaceMap made = body.apply(params, ctx);
        return made != null
                ? made
                : new SpaceMap(
                        params.label(),
                        Matrix.zeros(1, 2),
                        Matrix.zeros(1, 2),
                        List.of(),
                        new SpaceMap.Quality(1, 1, 1, 1));
    }
}
