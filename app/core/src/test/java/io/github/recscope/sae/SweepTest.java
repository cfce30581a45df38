package io.github.recscope.sae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Job;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Sweep;
import io.github.recscope.op.Inputs;
import io.github.recscope.recsys.TrainOperation;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.store.ArtifactCodec;
import io.github.recscope.testing.Planted;
import io.github.recscope.testing.PlantedRun;
import io.github.recscope.testing.Stopping;
import io.github.recscope.testing.TestCtx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweepTest {
    private final Dataset data = Planted.dataset(120, 96, 4, 16, 9);
    private final Recommender model = new TrainOperation()
            .run(
                    new TrainParams(8, 15, TrainParams.Optimiser.SGD, 0.05, 0.01, 4, 0.2, 10),
                    PlantedRun.inputs(data),
                    TestCtx.of(3));
    private final Inputs inputs = PlantedRun.inputs(data, model);

    private static SweepParams params(String latents, String l0, int seeds) {
        return new SweepParams(SaeParams.Variant.BATCH_TOP_K, latents, l0, "0, 1", seeds, 10, 0.01, 0, 1, 0.2, 10);
    }

    @Test
    void everyCombinationIsTrainedAndMeasured() {
        SweepParams p = params("12, 16", "2,3", 2);
        Sweep sweep = new SweepOperation().run(p, inputs, TestCtx.of(40));
        assertEquals(16, sweep.runs().size());
        for (Sweep.Run r : sweep.runs()) {
            assertEquals(r.l0(), r.fidelity().l0Items(), 0.1);
            assertEquals(24, r.fidelity().users());
            assertTrue(r.own().score() > 0 && r.own().score() <= 1, r.toString());
            assertTrue(Math.abs(r.tags().chance()) <= 1, r.toString());
        }
        Sweep.Run first = sweep.runs().getFirst();
        assertEquals(
                List.of(40L, 41L), List.of(first.seed(), sweep.runs().get(1).seed()));
        Autoencoder alone = new SaeOperation().run(p.settings(first), PlantedRun.inputs(model), TestCtx.of(40));
        assertEquals(first.fidelity(), alone.fidelity());
        assertTrue(sweep.runs().stream().anyMatch(Sweep.Run::front));
        for (Sweep.Run a : sweep.runs()) {
            for (Sweep.Run b : sweep.runs()) {
                assertTrue(!a.sameSetting(b) || a.front() == b.front(), "seeds of one setting stand together");
            }
        }
    }

    @Test
    void aCancelledSweepGoesOnWhereItStopped() {
        SweepParams p = params("12", "2, 3", 1);
        Sweep whole = new SweepOperation().run(p, inputs, TestCtx.of(7));
        Workers workers = Workers.of(1);
        try (Jobs jobs = new Jobs(KernelRegistry.fromClassPath().select("auto", workers))) {
            CompletableFuture<Job<Sweep>> self = new CompletableFuture<>();
            AtomicInteger points = new AtomicInteger();
            self.complete(jobs.compute("sweep", 7, ctx -> {
                // Ten epochs of three curves: this is in the second run.
                Runnable cancel = () -> {
                    if (points.incrementAndGet() == 40) {
                        self.join().cancel();
                    }
                };
                return new SweepOperation().run(p, inputs, new Stopping(ctx.of(p), 1, cancel));
            }));
            assertInstanceOf(Outcome.Cancelled.class, self.join().join());
            AtomicInteger left = new AtomicInteger();
            var again = jobs.compute(
                    "sweep",
                    7,
                    ctx -> new SweepOperation().run(p, inputs, new Stopping(ctx.of(p), 1, left::incrementAndGet)));
            Outcome.Done<?> done = assertInstanceOf(Outcome.Done.class, again.join());
            assertEquals(ArtifactCodec.identify(whole), ArtifactCodec.identify((Sweep) done.value()));
            assertTrue(left.get() < 90, "three runs have 90 points, " + left.get() + " were made again");
        } finally {
            workers.close();
        }
    }

    @Test
    void listsThatAreNoListsAreRefused() {
        for (String bad : List.of("", "a", "4, -1", "1e9")) {
            assertThrows(
                    ProblemException.class,
                    () -> new SweepOperation().run(params(bad, "2", 1), inputs, TestCtx.of(1)),
                    bad);
        }
        ProblemException e = assertThrows(
                ProblemException.class,
                () -> new SweepOperation().run(params("8,9,10,11,12,13,14", "2,3,4,5", 20), inputs, TestCtx.of(1)));
        assertTrue(e.problem().what().contains("too large"), e.problem().what());
    }
}
