package io.github.recscope.report;

import io.github.recscope.job.Ctx;
import io.github.recscope.kernels.Kernels;
import io.github.recscope.model.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/// Records progress and cancels at a given message.
final class PlainCtx implements Ctx {
    final List<String> messages = new ArrayList<>();
    final List<Issue> issues = new ArrayList<>();
    private final String cancelAt;

    PlainCtx() {
        this("never");
    }

    PlainCtx(String cancelAt) {
        this.cancelAt = cancelAt;
    }

    @Override
    public void check() {}

    @Override
    public void progress(String message, double fraction) {
        messages.add(message);
        if (message.equals(cancelAt)) {
            throw new CancellationException();
        }
    }

    @Override
    public Ctx part(double from, double to) {
        return this;
    }

    @Override
    public void issue(Issue issue) {
        issues.add(issue);
    }

    @Override
    public Kernels kernels() {
        throw new AssertionError("a report computes nothing");
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
        throw new AssertionError("a report draws nothing at random");
    }
}
