package io.github.recscope.session;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Artifact;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.Param;
import io.github.recscope.model.Params;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Inputs;
import io.github.recscope.op.Operation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Two operations for tests: `make` (not pure, no inputs) and `derive` (pure, reads the newest data set). Both can
/// be held at their start.
final class FakeSteps {
    final AtomicInteger made = new AtomicInteger();
    final AtomicInteger derived = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// A number; −1 makes `derive` fail.
    public record Value(
            @Param(label = "Value", help = "A number.") int value) implements Params {
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

    private static Dataset data(String name, float value) {
        Interactions one =
                new Interactions(1, new IntLists(new int[] {0, 1}, new int[] {0}), new float[] {value}, true);
        ImportSummary summary = new ImportSummary(List.of(), 1, 0, 0, 0, 0, List.of());
        return new Dataset(
                name, new Ids(List.of("u")), new Ids(List.of("i")), List.of("title"), one, List.of(), summary, null);
    }

    private final class Make implements Operation<Value, Dataset> {
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
        public Dataset run(Value params, Inputs inputs, Ctx ctx) {
            pass(ctx);
            made.incrementAndGet();
            return data(Integer.toString(params.value()), ctx.random("make", 0).nextFloat());
        }
    }

    private final class Derive implements Operation<Value, Dataset> {
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
            return List.of(Dataset.class);
        }

        @Override
        public Dataset run(Value params, Inputs inputs, Ctx ctx) {
            pass(ctx);
            if (params.value() < 0) {
                throw ProblemException.of("Negative.", "It is below zero.", "Choose a positive one.");
            }
            derived.incrementAndGet();
            return data(inputs.get(Dataset.class).name() + "+" + params.value(), params.value());
        }
    }
}
