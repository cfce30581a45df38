package io.github.recscope.ui.shell;

import io.github.recscope.job.Job;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Curve;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.MapSketch;
import io.github.recscope.model.Problem;
import io.github.recscope.ui.fx.Format;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;

/// What the jobs strip shows: work that waits or runs, and what went wrong.
public final class JobsModel {
    private static final System.Logger LOG = System.getLogger(JobsModel.class.getName());

    /// At each how manyth look the curves are read: with ten looks a second, twice a second.
    private static final int CURVES_EVERY = 5;

    private final Executor fx;
    private final Map<Long, Job<?>> known = new HashMap<>();
    private final Set<Job<?>> met = Collections.newSetFromMap(new WeakHashMap<>());
    private final Observable<List<Line>> lines = new Observable<>(List.of());
    private final Observable<List<Curve>> curves = new Observable<>(List.of());
    private final Observable<Optional<MapSketch>> sketch = new Observable<>(Optional.empty());
    private final Observable<Optional<Estimate>> estimate = new Observable<>(Optional.empty());
    private final Observable<String> left = new Observable<>("");
    private final Observable<List<Notice>> notices = new Observable<>(List.of());
    private long nextId = 1;
    private long curvesVersion = -1;
    private int looks;

    /// One job in the strip.
    ///
    /// @param id         to cancel it
    /// @param title      what it does
    /// @param message    what it is doing now
    /// @param fraction   how far it is, in `[0, 1]`; −1 while it waits
    /// @param left       the time left in words; empty while unknown
    /// @param cancelling whether somebody asked it to stop
    public record Line(long id, String title, String message, double fraction, String left, boolean cancelling) {}

    /// A message that stays until it is dismissed.
    ///
    /// @param id      to dismiss it
    /// @param problem what to show
    public record Notice(long id, Problem problem) {}

    /// Watches `jobs`; everything here happens on `fx`.
    public JobsModel(Jobs jobs, Executor fx) {
        this.fx = fx;
        // Each list is looked at, not only the newest: a job that fails at once is in no later one.
        jobs.active().observe(list -> fx.execute(() -> update(list)));
    }

    /// The jobs that wait or run, oldest first.
    public Observable<List<Line>> lines() {
        return lines;
    }

    /// The curves of the work that runs, as far as they go; empty if it has none.
    public Observable<List<Curve>> curves() {
        return curves;
    }

    /// The map that is forming; empty while none is.
    public Observable<Optional<MapSketch>> sketch() {
        return sketch;
    }

    /// What the result of the work that runs will probably be; empty while nobody knows.
    public Observable<Optional<Estimate>> estimate() {
        return estimate;
    }

    /// The time left for the work that runs, in words; empty while unknown.
    public Observable<String> left() {
        return left;
    }

    /// The messages, oldest first.
    public Observable<List<Notice>> notices() {
        return notices;
    }

    /// Reads the progress of the jobs again; the strip calls it a few times a second while there are any.
    @SuppressWarnings("ReferenceEquality")
    public void refresh() {
        List<Line> now = new ArrayList<>();
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> now.add(line(e.getKey(), e.getValue())));
        lines.set(List.copyOf(now));
        refreshCurves();
        Optional<Job<?>> running =
                known.values().stream().filter(Job::isRunning).findFirst();
        Optional<Object> shown = running.flatMap(Job::sketch);
        Optional<MapSketch> seen = shown.filter(MapSketch.class::isInstance).map(MapSketch.class::cast);
        // By identity: comparing all points ten times a second would cost more than it saves.
        if (seen.orElse(null) != sketch.get().orElse(null)) {
            sketch.set(seen);
        }
        // First what the time left is shown beside.
        estimate.set(shown.filter(Estimate.class::isInstance).map(Estimate.class::cast));
        left.set(running.flatMap(Job::timeLeft).map(Format::timeLeft).orElse(""));
    }

    /// Curves are drawn anew as a whole: not at every look.
    private void refreshCurves() {
        Optional<Job<?>> running =
                known.values().stream().filter(Job::isRunning).findFirst();
        if (running.isEmpty()) {
            curvesVersion = -1;
            curves.set(List.of());
        } else if (looks++ % CURVES_EVERY == 0 && running.get().curvesVersion() != curvesVersion) {
            curvesVersion = running.get().curvesVersion();
            curves.set(running.get().curves().stream()
                    .filter(c -> c.x().size() > 1)
                    .toList());
        }
    }

    /// Asks a job to stop.
    public void cancel(long id) {
        Job<?> job = known.get(id);
        if (job != null) {
            job.cancel();
            refresh();
        }
    }

    /// Asks the oldest job to stop, if there is one.
    public void cancelFirst() {
        if (!lines.get().isEmpty()) {
            cancel(lines.get().getFirst().id());
        }
    }

    /// Shows a message.
    public void show(Problem problem) {
        List<Notice> list = new ArrayList<>(notices.get());
        list.removeIf(n -> n.problem().equals(problem));
        list.add(new Notice(nextId++, problem));
        notices.set(List.copyOf(list));
    }

    /// Takes a message away.
    public void dismiss(long id) {
        notices.set(notices.get().stream().filter(n -> n.id() != id).toList());
    }

    private void update(List<Job<?>> listed) {
        for (Job<?> job : listed) {
            if (met.add(job)) {
                known.put(nextId++, job);
                job.whenDone().thenAcceptAsync(this::ended, fx);
            }
        }
        known.values().removeIf(Job::isDone);
        refresh();
    }

    private void ended(Outcome<?> outcome) {
        known.values().removeIf(Job::isDone);
        refresh();
        if (outcome instanceof Outcome.Failed<?>(Problem problem, Throwable bug)) {
            if (bug != null) {
                LOG.log(System.Logger.Level.ERROR, problem.sentence(), bug);
            }
            show(problem);
        }
    }

    private static Line line(long id, Job<?> job) {
        String left = job.timeLeft().map(Format::timeLeft).orElse("");
        boolean cancelling = job.cancelRequested();
        String message = cancelling ? "stopping" : job.message();
        return new Line(
                id, job.title(), message, job.isRunning() ? job.fraction() : -1, cancelling ? "" : left, cancelling);
    }
}
