package io.github.recscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.recscope.job.Job;
import io.github.recscope.job.Jobs;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.DoseResponse;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final MetricValue SHARE = new MetricValue(0.5, 0.45, 0.55, 1000);
    private static final Estimate ESTIMATE = new Estimate(
            new DoseResponse(
                    "d",
                    List.of(),
                    SteeringMode.PRESERVE_RESIDUAL,
                    Steering.Scope.EVERYONE,
                    20,
                    new Attribute("tags", "fantasy"),
                    List.of(new DoseResponse.Point(3, SHARE, SHARE, SHARE, SHARE, SHARE)),
                    0.02,
                    Double.NaN,
                    Double.NaN),
            1000,
            100_000);

    private static String printed(boolean terminal, boolean quiet) {
        CountDownLatch seen = new CountDownLatch(1);
        StringWriter text = new StringWriter() {
            @Override
            public void write(String s, int from, int length) {
                super.write(s, from, length);
                if (s.contains("Estimate from")) {
                    seen.countDown();
                }
            }
        };
        Console console =
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(text), true, quiet, terminal);
        try (Jobs jobs = new Jobs(KernelRegistry.fromClassPath().select("scalar", Workers.single()))) {
            Job<Integer> job = jobs.compute("Try", 1, ctx -> {
                ctx.estimate(() -> ESTIMATE);
                // Where it is to be printed it is waited for; elsewhere a few looks go by.
                boolean printed = seen.await(terminal && !quiet ? 60_000 : 500, TimeUnit.MILLISECONDS);
                return printed ? 1 : 0;
            });
            assertEquals(
                    terminal && !quiet ? 1 : 0,
                    new Runner(console, new Interrupt()).await(job).value());
        }
        return text.toString();
    }

    @Test
    void whoWaitsAtATerminalSeesAnEstimateOnce() {
        String text = printed(true, false);
        String line = "Estimate from 1,000 of 100,000 users: share of fantasy 50.0 % (45.0 to 55.0), NDCG lost 50.0 %"
                + " (45.0 to 55.0), items that stay 50.0 % (45.0 to 55.0) at dose 3.0";
        assertEquals(2, text.split(java.util.regex.Pattern.quote(line), -1).length, text);
    }

    @Test
    void aFileOrAQuietUserGetsNone() {
        assertFalse(printed(false, false).contains("Estimate"));
        assertFalse(printed(true, true).contains("Estimate"));
    }
}
