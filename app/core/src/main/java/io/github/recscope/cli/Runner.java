package io.github.recscope.cli;

import io.github.recscope.job.Job;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for a job, draws its progress and passes Ctrl+C on to it.
///
/// @param console   where to draw
/// @param interrupt who says that the user gave up
record Runner(Console console, Interrupt interrupt) {
    private static final long DRAW_MILLIS = 200;
    private static final int ISSUES_SHOWN = 5;

    /// What the job made.
    ///
    /// @throws ProblemException if it failed for a reason that the user can mend
    /// @throws FaultException if it failed for another one
    /// @throws CancellationException if it was cancelled
    <T> Outcome.Done<T> await(Job<T> job) {
        interrupt.watch(job);
        CompletableFuture<Outcome<T>> done = job.whenDone().toCompletableFuture();
        Outcome<T> outcome = null;
        Object shown = null;
        while (outcome == null) {
            try {
                outcome = done.get(DRAW_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                Object sketch = job.sketch().orElse(null);
                if (console.terminal() && sketch instanceof Estimate e && !e.equals(shown)) {
                    console.progress("");
                    console.note(Text.clean(Estimates.line(e)));
                    shown = e;
                }
                console.progress(line(job));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                job.cancel();
                outcome = job.join();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        console.progress("");
        return switch (outcome) {
            case Outcome.Done<T> d -> {
                note(d.issues());
                yield d;
            }
            case Outcome.Failed<T>(var problem, var bug) -> {
                if (bug == null) {
                    throw new ProblemException(problem);
                }
                throw new FaultException(problem, bug);
            }
            case Outcome.Cancelled<T> _ -> throw new CancellationException();
        };
    }

    /// "[ 45 %] Train a recommender: epoch 13 of 30, 12 s left"
    static String line(Job<?> job) {
        String left = job.timeLeft().map(d -> ", " + words(d) + " left").orElse("");
        String line =
                String.format("[%3d %%] %s: %s%s", (int) (100 * job.fraction()), job.title(), job.message(), left);
        return Text.brief(Text.clean(line), 100);
    }

    private static String words(Duration d) {
        long s = Math.max(1, d.toSeconds());
        return s < 100 ? s + " s" : (s + 30) / 60 + " min";
    }

    private void note(List<Issue> issues) {
        List<Issue> relevant =
                issues.stream().filter(i -> i.severity() != Severity.INFO).toList();
        for (Issue i : relevant.subList(0, Math.min(ISSUES_SHOWN, relevant.size()))) {
            console.note(Text.clean((i.place().isEmpty() ? "" : i.place() + ": ") + i.message()));
        }
        if (relevant.size() > ISSUES_SHOWN) {
            console.note("… and " + (relevant.size() - ISSUES_SHOWN) + " more");
        }
    }
}
