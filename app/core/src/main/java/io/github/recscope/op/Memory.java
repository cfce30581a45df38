package io.github.recscope.op;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether what an operation takes fits into the memory that Java may use, looked at before the work begins.
public final class Memory {
    private static final double MIB = 1 << 20;
    private static final double GIB = 1L << 30;

    /// How long a collection tells what is free, in nanoseconds, unless more of the heap than a little is used since.
    private static final long LATELY = 5_000_000_000L;

    private static final double LITTLE = 0.02;

    /// The last one: there is one heap for the whole program.
    private static final AtomicReference<@Nullable Collected> LAST = new AtomicReference<>();

    /// What was free after a collection.
    private record Collected(long at, long free) {}

    private Memory() {}

    /// The bytes that can still be used when `wanted` are: what nothing refers to any more counts as free, and is
    /// collected if that decides.
    public static long free(double wanted) {
        long free = unused();
        long most = Runtime.getRuntime().maxMemory();
        Collected before = LAST.get();
        // A form asks at every key: one collection tells for a while.
        boolean known = before != null && System.nanoTime() - before.at < LATELY && before.free - free < most * LITTLE;
        if (wanted > free && wanted <= most && !known) {
            System.gc();
            free = unused();
            LAST.set(new Collected(System.nanoTime(), free));
        }
        return free;
    }

    /// What was never used or is known to be free.
    private static long unused() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /// What stands in the way of an operation; empty if its memory is there.
    public static Optional<Problem> missing(Operation<?, ?> operation, Forecast forecast) {
        return missing(operation.title(), forecast, operation.smaller(), free(forecast.bytes()));
    }

    /// The same for work that is no operation.
    ///
    /// @param title   what is to be done
    /// @param smaller what would make it smaller, a sentence without its end: "Choose fewer latents"
    /// @param free    bytes that can be used
    public static Optional<Problem> missing(String title, Forecast forecast, String smaller, double free) {
        if (forecast.bytes() <= free) {
            return Optional.empty();
        }
        double heap = Runtime.getRuntime().maxMemory() - free + forecast.bytes();
        return Optional.of(new Problem(
                "\"" + title + "\" does not fit in memory.",
                "It takes about " + Forecast.size(forecast.bytes()) + ", and "
                        + Forecast.size(Math.floor(free / MIB) * MIB) + " are free.",
                smaller + ", close other data, or start the program with RECSCOPE_JAVA_OPTS=-Xmx"
                        + (long) Math.ceil(heap * 1.1 / GIB) + "g."));
    }

    /// Refuses an operation whose memory is not there.
    ///
    /// @throws ProblemException if it does not fit
    public static void check(Operation<?, ?> operation, Forecast forecast) {
        missing(operation, forecast).ifPresent(p -> {
            throw new ProblemException(p);
        });
    }

    /// Refuses what no array can hold.
    ///
    /// @param what the beginning of a sentence: "The embeddings of users"
    /// @param fix  what to do about it, a sentence
    /// @throws ProblemException if rows × columns is more than 2³¹ − 9
    public static void checkLength(String what, double rows, double columns, String fix) {
        if (rows * columns > Integer.MAX_VALUE - 8) {
            throw ProblemException.of(
                    what + " would have too many numbers.",
                    String.format(
                            Locale.ROOT,
                            "%,.0f × %,.0f are %,.0f; at most %,d fit.",
                            rows,
                            columns,
                            rows * columns,
                            Integer.MAX_VALUE - 8),
                    fix);
        }
    }
}
