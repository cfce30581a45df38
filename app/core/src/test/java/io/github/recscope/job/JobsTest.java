package io.github.recscope.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.KernelRegistry;
import io.github.recscope.kernels.Workers;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JobsTest {
    private final Workers workers = Workers.of(2);
    private final Jobs jobs = new Jobs(KernelRegistry.fromClassPath().select("scalar", workers));

    @AfterEach
    void close() {
        jobs.close();
        workers.close();
    }

    private <T> Outcome<T> compute(Jobs.Work<T> work) {
        return jobs.compute("Bake", 7, work).join();
    }

    private Outcome.Failed<?> fails(Jobs.Work<?> work) {
        return assertInstanceOf(Outcome.Failed.class, compute(work));
    }

    @Test
    void aResultComesWithItsIssues() {
        Issue issue = new Issue(Severity.WARNING, "a.b", "x:1", "Odd.");
        Outcome<String> outcome = compute(ctx -> {
            ctx.issue(issue);
            return "bread";
        });
        assertEquals(new Outcome.Done<>("bread", List.of(issue)), outcome);
    }

    @Test
    void aSketchIsSeenWhileTheWorkGoesOnAndMadeSparingly() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        List<Integer> made = Collections.synchronizedList(new ArrayList<>());
        Job<String> job = jobs.compute("Draw", 1, ctx -> {
            for (int i = 0; i < 1000; i++) {
                int sketch = i;
                ctx.show(() -> {
                    made.add(sketch);
                    return "sketch " + sketch;
                });
            }
            shown.countDown();
            seen.await();
            return "picture";
        });
        shown.await();
        assertTrue(job.sketch().orElseThrow().toString().startsWith("sketch "));
        assertEquals(0, made.getFirst(), "the first one at once");
        assertTrue(made.size() < 1000, "not every one");
        seen.countDown();
        job.join();
        assertEquals(Optional.empty(), job.sketch());
    }

    @Test
    void exceptionsBecomeProblems() {
        Problem problem = new Problem("a", "b", "c");
        Outcome.Failed<?> users = fails(_ -> {
            throw new ProblemException(problem);
        });
        assertSame(problem, users.problem());
        assertNull(users.bug(), "the user's matter, no fault of ours");

        IllegalStateException fault = new IllegalStateException("wheel");
        Outcome.Failed<?> ours = fails(_ -> {
            throw fault;
        });
        assertSame(fault, ours.bug());
        assertTrue(ours.problem().what().contains("Bake"), ours.problem().what());

        assertTrue(fails(_ -> {
                    throw new OutOfMemoryError("heap");
                })
                .problem()
                .fix()
                .contains("-Xmx"));
        assertTrue(fails(_ -> {
                    throw new IOException("No space left on device");
                })
                .problem()
                .why()
                .contains("No space left"));
        assertInstanceOf(
                StackOverflowError.class,
                fails(_ -> {
                            throw new StackOverflowError();
                        })
                        .bug());
    }

    @Test
    void aCancellationThatNobodyAskedForIsAFault() {
        assertInstanceOf(
                CancellationException.class,
                fails(_ -> {
                            throw new CancellationException();
                        })
                        .bug());
    }

    @Test
    void aWaitingJobThatIsCancelledNeverStarts() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Job<Integer> first = jobs.compute("first", 0, _ -> {
            begun.countDown();
            go.await();
            return 1;
        });
        AtomicBoolean ran = new AtomicBoolean();
        Job<Integer> second = jobs.compute("second", 0, _ -> {
            ran.set(true);
            return 2;
        });
        begun.await();
        assertEquals(List.of(first, second), jobs.active().get());
        assertTrue(first.isRunning() && !second.isRunning());
        assertNull(second.outcome());
        second.cancel();
        go.countDown();
        assertEquals(new Outcome.Done<>(1, List.of()), first.join());
        assertEquals(new Outcome.Cancelled<Integer>(), second.join());
        assertTrue(!ran.get());
        assertEquals(List.of(), jobs.active().get());
    }

    @Test
    void aRunningJobStopsAtItsNextLook() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Job<Integer> job = jobs.compute("loop", 0, ctx -> {
            while (true) {
                begun.countDown();
                ctx.progress("still", 0.5);
            }
        });
        begun.await();
        job.cancel();
        assertEquals(new Outcome.Cancelled<Integer>(), job.join());
        assertTrue(job.isDone() && !job.isRunning());
    }

    @Test
    void kernelsSeeTheSameSwitch() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Job<Integer> job = jobs.compute("loop", 0, ctx -> {
            while (true) {
                ctx.kernels().workers().forEach(4, _ -> begun.countDown());
            }
        });
        begun.await();
        job.cancel();
        assertEquals(new Outcome.Cancelled<Integer>(), job.join());
    }

    @Test
    void progressOfPartsIsMappedIntoTheWhole() {
        List<Double> seen = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(1);
        List<Job<Integer>> self = Collections.synchronizedList(new ArrayList<>());
        self.add(jobs.compute("parts", 0, ctx -> {
            ready.await();
            Ctx half = ctx.part(0.5, 1);
            Ctx quarter = half.part(0, 0.5);
            for (Ctx c : List.of(ctx, half, quarter)) {
                for (double f : new double[] {0, 0.5, 1, 7}) {
                    c.progress("x", f);
                    seen.add(self.getFirst().fraction());
                }
            }
            assertEquals(9, ctx.seeded(9).part(0, 1).seed());
            return 1;
        }));
        ready.countDown();
        assertInstanceOf(Outcome.Done.class, self.getFirst().join());
        assertEquals(List.of(0.0, 0.5, 1.0, 1.0, 0.5, 0.75, 1.0, 1.0, 0.5, 0.625, 0.75, 0.75), seen);
        assertEquals("x", self.getFirst().message());
    }

    @Test
    void randomNumbersDependOnSeedStreamAndIndexOnly() {
        Outcome.Done<?> a = assertInstanceOf(
                Outcome.Done.class, compute(ctx -> ctx.random("s", 3).nextLong()));
        Outcome.Done<?> b = assertInstanceOf(
                Outcome.Done.class,
                compute(ctx -> ctx.part(0, 0.5).random("s", 3).nextLong()));
        assertEquals(a.value(), b.value());
        List<Object> all = new ArrayList<>(List.of(a.value()));
        for (Jobs.Work<Long> other : List.<Jobs.Work<Long>>of(
                ctx -> ctx.random("t", 3).nextLong(),
                ctx -> ctx.random("s", 4).nextLong(),
                ctx -> ctx.seeded(8).random("s", 3).nextLong())) {
            all.add(assertInstanceOf(Outcome.Done.class, compute(other)).value());
        }
        assertEquals(4, all.stream().distinct().count());
    }

    @Test
    void anObserverThatThrowsDoesNotKeepAnybodyWaiting() {
        AtomicBoolean angry = new AtomicBoolean();
        jobs.active().observe(_ -> {
            if (angry.get()) {
                throw new IllegalStateException("observer");
            }
        });
        Outcome<Integer> outcome = compute(_ -> {
            angry.set(true);
            return 1;
        });
        assertEquals(new Outcome.Done<>(1, List.of()), outcome);
    }

    @Test
    void inputAndOutputRunBesideComputing() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Job<Integer> computing = jobs.compute("compute", 0, _ -> {
            go.await();
            return 1;
        });
        assertEquals(new Outcome.Done<>(2, List.of()), jobs.io("read", _ -> 2).join());
        go.countDown();
        computing.join();
    }

    @Test
    void afterCloseNothingStartsAndNobodyWaits() {
        jobs.close();
        assertEquals(
                new Outcome.Cancelled<Integer>(),
                jobs.<Integer>compute("late", 0, _ -> 1).join());
        assertEquals(List.of(), jobs.active().get());
    }

    /// States are found by what the work is, survive a cancel alone, and only the last few are held.
    @Test
    void whatACancelledJobKeptIsFoundByTheSameWorkAlone() {
        CompletableFuture<Job<String>> self = new CompletableFuture<>();
        self.complete(jobs.compute("Bake", 7, ctx -> {
            Ctx bread = ctx.of("bread");
            bread.keep(() -> 1);
            bread.of("crust").keep(() -> 2L);
            ctx.keep(() -> {
                throw new AssertionError("work that is no step keeps nothing");
            });
            self.join().cancel();
            ctx.check();
            return "bread";
        }));
        assertInstanceOf(Outcome.Cancelled.class, self.join().join());
        assertEquals(
                new Outcome.Done<>(Optional.empty(), List.of()),
                compute(ctx -> ctx.of("cake").kept(Integer.class)));
        assertEquals(new Outcome.Done<>(Optional.empty(), List.of()), compute(ctx -> ctx.kept(Integer.class)));
        Outcome<List<Object>> found = compute(ctx -> {
            Ctx bread = ctx.of("bread");
            return List.of(
                    bread.kept(Integer.class).orElseThrow(),
                    bread.kept(String.class).isPresent(),
                    bread.of("crust").kept(Long.class).orElseThrow());
        });
        assertEquals(new Outcome.Done<>(List.of(1, false, 2L), List.of()), found);
        assertEquals(
                new Outcome.Done<>(Optional.empty(), List.of()),
                compute(ctx -> ctx.of("bread").kept(Integer.class)),
                "what was finished leaves nothing");
        Kept kept = new Kept();
        for (int n = 0; n < 100; n++) {
            kept.put(List.of(n), n);
        }
        assertTrue(kept.size() < 10);
        assertEquals(Optional.of(99), kept.get(List.of(99), Integer.class));
    }

    @Test
    void curvesGrowWhileTheWorkGoesOnAndStayShort() {
        Job<String> job = jobs.compute("Bake", 7, ctx -> {
            ctx.point("old", 1, 1);
            Ctx bread = ctx.of("bread");
            for (int n = 0; n < 10_000; n++) {
                bread.point("heat", n, 2 * n);
            }
            return "bread";
        });
        job.join();
        assertEquals(1, job.curves().size(), "a new step begins new curves");
        Curve heat = job.curves().getFirst();
        assertEquals("heat", heat.name());
        assertEquals(0, heat.x().getFirst());
        assertTrue(
                heat.x().size() > 400 && heat.x().size() <= 1024, "" + heat.x().size());
        assertTrue(heat.x().getLast() > 9900);
        for (int i = 0; i < heat.x().size(); i++) {
            assertEquals(2 * heat.x().get(i), heat.value().get(i));
        }
    }
}
