package io.github.recscope.session;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Two operations for tests: `make` (not pure, no inputs) and `derive` (pure, reads the newest map). Both can be held
/// at their start.
final class FakeSteps {
    final AtomicInteger made = new AtomicInteger();
    final AtomicInteger derived = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// A number; −1 makes `derive` fail.
    public record Value(@Param(label = "Value", help = "A number.") int value) implements Params {
        /// Zero.
        public static Value defaults() {
            return new Value(0);
        }
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    List<Operation<?, ?>> operations() {
        return List.of(new Make(), new Derive());
    }

    private void pass(Ctx ctx) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ctx.check();
    }

    private static SpaceMap map(String name, float value) {
        Matrix m = Matrix.of(1, 2, new float[] {value, 0});
        return new SpaceMap(name, m, m, List.of(), new SpaceMap.Quality(1, 1, 1, 1));
    }

    private final class Make implements Operation<Value, SpaceMap> {
        @Override
        public String id() {
            return "make";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public String title() {
            return "Make";
        }

        @Override
        public boolean isPure() {
            return false;
        }

        @Override
        public Class<Value> paramsType() {
            return Value.class;
        }

        @Override
        public List<Class<? extends Artifact>> inputs() {
            return List.of();
        }

        @Override
        public SpaceMap run(Value params, Inputs inputs, Ctx ctx) {
            pass(ctx);
            made.incrementAndGet();
            return map(Integer.toString(params.value()), ctx.random("make", 0).nextFloat());
        }
    }

    private final class Derive implements Operation<Value, SpaceMap> {
        @Override
        public String id() {
            return "derive";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public String title() {
            return "Derive";
        }

        @Override
        public Class<Value> paramsType() {
            return Value.class;
        }

        @Override
        public List<Class<? extends Artifact>> inputs() {
            return List.of(SpaceMap.class);
        }

        @Override
        public SpaceMap run(Value params, Inputs inputs, Ctx ctx) {
            pass(ctx);
            if (params.value() < 0) {
                throw ProblemException.of("Negative.", "It is below zero.", "Choose a positive one.");
            }
            derived.incrementAndGet();
            return map(inputs.get(SpaceMap.class).name() + "+" + params.value(), params.value());
        }
    }
}
