package io.github.recscope.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LatestTest {
    private final BlockingQueue<Object> delivered = new LinkedBlockingQueue<>();

    private Object next() throws InterruptedException {
        Object o = delivered.poll(30, TimeUnit.SECONDS);
        return o == null ? "nothing" : o;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void requestsThatWaitAreReplacedByNewerOnes() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> computed = new ArrayList<>();
        try (Latest<Integer, Integer> latest = new Latest<>(
                q -> {
                    computed.add(q);
                    begun.countDown();
                    await(go);
                    return 10 * q;
                },
                Runnable::run,
                delivered::add,
                delivered::add)) {
            latest.submit(1);
            begun.await();
            for (int q = 2; q <= 50; q++) {
                latest.submit(q);
            }
            go.countDown();
            assertEquals(10, next());
            assertEquals(500, next());
            assertEquals(List.of(1, 50), computed);
        }
    }

    @Test
    void theLastRequestIsAlwaysDelivered() throws InterruptedException {
        AtomicInteger computed = new AtomicInteger();
        try (Latest<Integer, Integer> latest = new Latest<>(
                q -> {
                    computed.incrementAndGet();
                    return q;
                },
                Runnable::run,
                delivered::add,
                delivered::add)) {
            for (int round = 0; round < 200; round++) {
                int last = -1;
                for (int q = 0; q < 20; q++) {
                    last = 1000 * round + q;
                    latest.submit(last);
                }
                int before = -1;
                Object o;
                do {
                    o = next();
                    assertTrue((Integer) o > before, "in the order of the requests");
                    before = (Integer) o;
                } while ((Integer) o != last);
            }
        }
        assertTrue(computed.get() <= 4000);
    }

    @Test
    void failuresAreDeliveredAndDoNotEndIt() throws InterruptedException {
        try (Latest<Integer, Integer> latest = new Latest<>(
                q -> switch (q) {
                    case 0 -> throw new IllegalArgumentException("zero");
                    case 1 -> throw new StackOverflowError("deep");
                    case 2 -> throw new CancellationException();
                    default -> q;
                },
                Runnable::run,
                delivered::add,
                e -> delivered.add(e.getMessage()))) {
            latest.submit(0);
            assertEquals("zero", next());
            latest.submit(1);
            assertTrue(next().toString().contains("deep"));
            latest.submit(2);
            latest.submit(3);
            assertEquals(3, next());
        }
    }

    @Test
    void afterCloseNothingIsDelivered() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Latest<Integer, Integer> latest = new Latest<>(
                q -> {
                    begun.countDown();
                    await(go);
                    return q;
                },
                r -> {
                    r.run();
                    ended.countDown();
                },
                delivered::add,
                delivered::add);
        latest.submit(1);
        begun.await();
        latest.close();
        latest.submit(2);
        go.countDown();
        ended.await();
        assertEquals(List.of(), List.copyOf(delivered));
    }
}
