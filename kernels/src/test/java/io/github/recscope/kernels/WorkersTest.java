package io.github.recscope.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyChunkRunsOnce(int threads) {
        try (Workers workers = Workers.of(threads)) {
            assertEquals(threads, workers.threads());
            for (int chunks : new int[] {0, 1, 2, 7, 1000}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(chunks);
                workers.forEach(chunks, runs::incrementAndGet);
                for (int c = 0; c < chunks; c++) {
                    assertEquals(1, runs.get(c));
                }
            }
        }
    }

    @Test
    void writesAreVisibleAfterwards() {
        try (Workers workers = Workers.of(3)) {
            for (int repeat = 0; repeat < 200; repeat++) {
                int[] out = new int[50];
                workers.forEach(50, c -> out[c] = c + 1);
                assertArrayEquals(java.util.stream.IntStream.rangeClosed(1, 50).toArray(), out);
            }
        }
    }

    @Test
    void allThreadsWorkAtOnceTheCallerIncluded() {
        CyclicBarrier together = new CyclicBarrier(3);
        try (Workers workers = Workers.of(3)) {
            AtomicInteger caller = new AtomicInteger();
            Thread self = Thread.currentThread();
            workers.forEach(3, c -> {
                if (Thread.currentThread() == self) {
                    caller.incrementAndGet();
                }
                assertDoesNotBlock(together);
            });
            assertEquals(1, caller.get());
        }
    }

    private static void assertDoesNotBlock(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the threads did not meet", e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void whatAChunkThrowsReachesTheCaller(int threads) {
        try (Workers workers = Workers.of(threads)) {
            IllegalStateException mine = new IllegalStateException("mine");
            AtomicInteger begun = new AtomicInteger();
            assertSame(
                    mine,
                    assertThrows(
                            IllegalStateException.class,
                            () -> workers.forEach(100_000, c -> {
                                begun.incrementAndGet();
                                throw mine;
                            })));
            assertTrue(begun.get() <= threads, "no chunk begins after a failure");
            AssertionError error = new AssertionError("an error");
            assertSame(
                    error,
                    assertThrows(
                            AssertionError.class,
                            () -> workers.forEach(9, c -> {
                                throw error;
                            })));
            int[] out = new int[9];
            workers.forEach(9, c -> out[c] = 1);
            assertEquals(9, Arrays.stream(out).sum(), "still usable");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void nestedUseComesToAnEnd(int threads) {
        try (Workers workers = Workers.of(threads)) {
            AtomicInteger count = new AtomicInteger();
            for (int repeat = 0; repeat < 50; repeat++) {
                workers.forEach(8, a -> workers.forEach(7, b -> workers.forEach(3, c -> count.incrementAndGet())));
            }
            assertEquals(50 * 8 * 7 * 3, count.get());
        }
    }

    @Test
    void severalCallersMayShareTheThreads() throws InterruptedException {
        try (Workers workers = Workers.of(2)) {
            AtomicInteger count = new AtomicInteger();
            Thread[] callers = new Thread[6];
            for (int t = 0; t < callers.length; t++) {
                callers[t] = new Thread(() -> {
                    for (int repeat = 0; repeat < 100; repeat++) {
                        workers.forEach(10, c -> count.incrementAndGet());
                    }
                });
                callers[t].start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(6000, count.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aThrownSwitchStopsTheRest(int threads) {
        CancelToken token = new CancelToken();
        try (Workers workers = Workers.of(threads)) {
            Workers view = workers.cancelledBy(token);
            assertSame(token, view.cancel());
            AtomicInteger after = new AtomicInteger();
            assertThrows(
                    CancellationException.class,
                    () -> view.forEach(100_000, c -> {
                        if (token.isCancelled()) {
                            after.incrementAndGet();
                        }
                        token.cancel();
                    }));
            assertTrue(after.get() < threads, "only chunks that had already been begun");
            workers.forEach(4, c -> {});
        }
    }

    @Test
    void badUseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
        Workers ended = Workers.of(2);
        ended.close();
        assertThrows(RejectedExecutionException.class, () -> ended.forEach(2, c -> {}));
    }
}
