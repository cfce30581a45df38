package io.github.recscope.data;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/// Records what an import says; cancels after a number of checks.
final class FakeCtx implements Ctx {
    final List<Issue> issues = new ArrayList<>();
    final List<Double> fractions = new ArrayList<>();
    int checks;
    private final int cancelAt;

    FakeCtx() {
        this(Integer.MAX_VALUE);
    }

    FakeCtx(int cancelAt) {
        this.cancelAt = cancelAt;
    }

    @Override
    public void check() {
        if (++checks >= cancelAt) {
            throw new CancellationException();
        }
    }

    @Override
    public void progress(String message, double fraction) {
        fractions.add(fraction);
        check();
    }

    @Override
    public Ctx part(double from, double to) {
        return new Part(this, from, to);
    }

    @Override
    public void issue(Issue issue) {
        issues.add(issue);
    }

    @Override
    public Kernels kernels() {
        return KernelRegistry.fromClassPath().select("scalar", Workers.single());
    }

    @Override
    public long seed() {
        return 0;
    }

    @Override
    public Ctx seeded(long seed) {
        return this;
    }

    @Override
    public RandomGenerator random(String stream, long index) {
        throw new UnsupportedOperationException("an import is not random");
    }

    private record Part(FakeCtx whole, double from, double to) implements Ctx {
        @Override
        public void check() {
            whole.check();
        }

        @Override
        public void progress(String message, double fraction) {
            whole.progress(message, from + fraction * (to - from));
        }

        @Override
        public Ctx part(double a, double b) {
            return new Part(whole, from + a * (to - from), from + b * (to - from));
        }

        @Override
        public void issue(Issue issue) {
            whole.issue(issue);
        }

        @Override
        public Kernels kernels() {
            return whole.kernels();
        }

        @Override
        public long seed() {
            return 0;
        }

        @Override
        public Ctx seeded(long seed) {
            return this;
        }

        @Override
        public RandomGenerator random(String stream, long index) {
            return whole.random(stream, index);
        }
    }
}
