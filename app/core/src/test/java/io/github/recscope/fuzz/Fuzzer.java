package io.github.recscope.fuzz;

import io.github.recscope.model.ProblemException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Feeds changed inputs to a parser and keeps those that are treated in a new way as seeds of further ones.
///
/// What tells ways apart: the words of the outcome without numbers and quoted parts, and the lines of this program
/// that a refusal came through.
final class Fuzzer {
    /// Computing time of one input that counts as hanging.
    static final double SLOW_SECONDS = 2;

    /// Time after which one that does not compute, but waits for something, counts as hanging.
    private static final double WAITING_SECONDS = 30;

    private static final long POLL_MS = 100;
    private static final int MOST_FINDINGS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// An input that a parser must not treat like this.
    ///
    /// @param bytes the input
    /// @param what  what happened
    /// @param cause what was thrown, or where it hung
    record Finding(byte[] bytes, String what, @Nullable Throwable cause) {}

    /// What came of a run.
    record Result(long rounds, int ways, List<Finding> findings) {}

    private final Target target;
    private final SplittableRandom random;
    private final List<byte[]> corpus;
    private final Set<String> ways = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Fuzzer(Target target, long seed) {
        this.target = target;
        this.random = new SplittableRandom(seed);
        this.corpus = new ArrayList<>(target.seeds());
    }

    /// Runs all seeds as they are, and then changed ones as long as it shall go on.
    Result run(BooleanSupplier more) {
        Mutator mutator = new Mutator(random, target.dictionary());
        long rounds = 0;
        for (byte[] seed : target.seeds()) {
            one(seed, seed);
        }
        int seeds = target.seeds().size();
        while (more.getAsBoolean() && findings.size() < MOST_FINDINGS) {
            rounds++;
            // Half of the time one of those that reached something new.
            boolean old = corpus.size() == seeds || random.nextBoolean();
            int pick = old ? random.nextInt(corpus.size()) : seeds + random.nextInt(corpus.size() - seeds);
            byte[] inner = mutator.mutate(corpus.get(pick), corpus);
            try {
                one(inner, target.packing().pack(inner, random));
            } catch (Exception e) {
                throw new IllegalStateException("an input could not be packed", e);
            }
        }
        return new Result(rounds, ways.size(), List.copyOf(findings));
    }

    /// @param inner what is kept as a seed
    private void one(byte[] inner, byte[] bytes) {
        Attempt attempt = new Attempt(target, bytes);
        Finding finding = attempt.finding();
        if (finding != null) {
            Throwable t = finding.cause;
            StackTraceElement[] stack = t == null ? new StackTraceElement[0] : t.getStackTrace();
            if (kinds.add(finding.what + (stack.length == 0 ? "" : stack[0]))) {
                findings.add(finding);
            }
        } else if (ways.add(attempt.way) && inner.length <= Mutator.MOST) {
            corpus.add(inner);
        }
    }

    /// What happens to one input, without anything around it.
    static @Nullable Finding check(Target target, byte[] bytes) {
        return new Attempt(target, bytes).finding();
    }

    private static final class Attempt {
        private final Target target;
        private final byte[] bytes;
        private String way = "";
        private @Nullable Throwable thrown;
        private double seconds;

        Attempt(Target target, byte[] bytes) {
            this.target = target;
            this.bytes = bytes;
        }

        private void run() {
            long start = THREADS.getCurrentThreadCpuTime();
            try {
                way = target.parser().parse(bytes);
            } catch (CancellationException e) {
                way = "cancelled";
            } catch (ProblemException e) {
                way = way(e);
                thrown = memory(e) ? e : blank(e) ? e : null;
            } catch (Throwable e) {
                thrown = e;
            }
            seconds = (THREADS.getCurrentThreadCpuTime() - start) * 1e-9;
        }

        @Nullable
        Finding finding() {
            SynchronousQueue<Boolean> done = new SynchronousQueue<>();
            long start = System.nanoTime();
            Thread thread = Thread.ofPlatform().daemon().name("fuzz").start(() -> {
                run();
                done.offer(true);
            });
            while (thread.isAlive()) {
                try {
                    if (done.poll(POLL_MS, TimeUnit.MILLISECONDS) != null) {
                        break;
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                boolean busy = THREADS.getThreadCpuTime(thread.threadId()) * 1e-9 > 5 * SLOW_SECONDS;
                if (busy || System.nanoTime() - start > 1e9 * WAITING_SECONDS) {
                    Throwable where = new IllegalStateException("hangs");
                    where.setStackTrace(thread.getStackTrace());
                    return new Finding(bytes, "hang", where);
                }
            }
            if (thrown != null) {
                return new Finding(bytes, thrown.getClass().getSimpleName(), thrown);
            }
            return seconds > SLOW_SECONDS ? new Finding(bytes, "slow", null) : null;
        }

        /// Whether memory ran out somewhere, though somebody caught it.
        private static boolean memory(Throwable e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof OutOfMemoryError || t instanceof StackOverflowError) {
                    return true;
                }
            }
            return false;
        }

        private static boolean blank(ProblemException e) {
            return e.problem().what().isBlank() || e.problem().why().isBlank();
        }

        private static String way(ProblemException e) {
            StringBuilder way =
                    new StringBuilder(plain(e.problem().what() + e.problem().why()));
            int frames = 0;
            for (StackTraceElement f : e.getStackTrace()) {
                if (f.getClassName().startsWith("io.github.recscope.") && frames++ < 4) {
                    way.append(' ').append(f.getClassName()).append(f.getLineNumber());
                }
            }
            Throwable cause = e.getCause();
            if (cause != null && cause.getStackTrace().length > 0) {
                way.append(cause.getClass()).append(cause.getStackTrace()[0]);
            }
            return way.toString();
        }

        private static String plain(String text) {
            String start = text.length() > 400 ? text.substring(0, 400) : text;
            return start.replaceAll("'[^']*'", "'…'").replaceAll("[0-9]+", "0").replaceAll("[^ -~]+", "?");
        }
    }
}
