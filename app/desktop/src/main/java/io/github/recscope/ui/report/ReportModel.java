package io.github.recscope.ui.report;

import io.github.recscope.job.Job;
import io.github.recscope.job.Jobs;
import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Workspace;
import io.github.recscope.report.ReportBuilder;
import io.github.recscope.report.ReportSection;
import io.github.recscope.session.Session;
import io.github.recscope.ui.state.FileChoice;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// Which sections a report gets, what will be in it, and writing it. Used on the JavaFX thread only.
public final class ReportModel implements AutoCloseable {
    /// What the view shows.
    ///
    /// @param outline all sections that the workspace has results for
    /// @param chosen  those that are wanted
    /// @param known   whether `outline` is that of the current workspace
    /// @param writing whether something is being written
    /// @param written what was written last
    /// @param problem why the last export failed
    public record State(
            Outline outline,
            Set<ReportSection> chosen,
            boolean known,
            boolean writing,
            Optional<Written> written,
            Optional<Problem> problem) {
        /// Copies the set.
        public State {
            chosen = Set.copyOf(chosen);
        }

        /// What an export would write now.
        public Outline wanted() {
            return outline.only(chosen);
        }

        /// Whether there is anything to write, and nothing being written.
        public boolean canExport() {
            return known && !writing && !wanted().parts().isEmpty();
        }
    }

    private record Built(Workspace workspace, Outline outline) {}

    private final Session session;
    private final Selection selection;
    private final Executor fxExecutor;
    private final FileChoice files;
    private final Clock clock;
    private final Latest<Workspace, Built> outlines;
    private final Observable<State> state = new Observable<>(
            new State(Outline.EMPTY, ReportSection.all(), false, false, Optional.empty(), Optional.empty()));
    private Optional<Job<Written>> job = Optional.empty();

    /// For the current workspace of a session.
    ///
    /// @param fxExecutor runs things on the JavaFX thread
    /// @param files      asks where to write
    public ReportModel(Session session, Selection selection, Executor fxExecutor, FileChoice files) {
        this(session, selection, fxExecutor, files, Clock.system(ZoneId.systemDefault()));
    }

    ReportModel(Session session, Selection selection, Executor fxExecutor, FileChoice files, Clock clock) {
        this.session = session;
        this.selection = selection;
        this.fxExecutor = fxExecutor;
        this.files = files;
        this.clock = clock;
        this.outlines = new Latest<>(this::build, fxExecutor, this::show, this::failed);
        session.history().observe(h -> {
            update(new State(
                    state.get().outline(),
                    state.get().chosen(),
                    false,
                    state.get().writing(),
                    state.get().written(),
                    state.get().problem()));
            outlines.submit(h.workspace());
        });
    }

    /// What the view shows.
    public Observable<State> state() {
        return state;
    }

    /// Takes a section in or leaves it out.
    public void choose(ReportSection section, boolean wanted) {
        State s = state.get();
        Set<ReportSection> chosen = EnumSet.noneOf(ReportSection.class);
        chosen.addAll(s.chosen());
        if (wanted) {
            chosen.add(section);
        } else {
            chosen.remove(section);
        }
        update(new State(s.outline(), chosen, s.known(), s.writing(), s.written(), s.problem()));
    }

    /// Writes the PDF where the person says.
    public void exportPdf() {
        if (state.get().canExport()) {
            files.save(
                            "Export the report as PDF",
                            fileName(session.workspace().name()) + ".pdf",
                            new FileChoice.Kind("PDF document", List.of("*.pdf")))
                    .ifPresent(file -> start("Write the report", Exports.pdf(snapshot(), file)));
        }
    }

    /// Writes the tables into the folder that the person chooses.
    public void exportCsv() {
        if (state.get().canExport()) {
            files.folder("Export the tables as CSV into a folder")
                    .ifPresent(folder -> start("Write the tables", Exports.csv(snapshot(), folder)));
        }
    }

    /// Writes the tables as Parquet into the folder that the person chooses.
    public void exportParquet() {
        if (state.get().canExport()) {
            files.folder("Export the tables as Parquet into a folder")
                    .ifPresent(folder -> start("Write the tables", Exports.parquet(snapshot(), folder)));
        }
    }

    /// Writes the PDF and a folder of tables into the folder that the person chooses.
    public void exportAll() {
        if (state.get().canExport()) {
            files.folder("Export report and tables into a folder")
                    .ifPresent(folder -> start("Write report and tables", Exports.all(snapshot(), folder)));
        }
    }

    /// Stops writing.
    public void cancel() {
        job.ifPresent(Job::cancel);
    }

    /// Goes where results are made.
    public void goToOverview() {
        selection.view().set(View.OVERVIEW);
    }

    private Exports.Wanted snapshot() {
        return new Exports.Wanted(session.workspace(), state.get().chosen(), clock);
    }

    private void start(String title, Jobs.Work<Written> work) {
        State s = state.get();
        update(new State(s.outline(), s.chosen(), s.known(), true, Optional.empty(), Optional.empty()));
        Job<Written> started = session.engine().jobs().compute(title, 0, work);
        job = Optional.of(started);
        started.whenDone().thenAcceptAsync(this::ended, fxExecutor);
    }

    private void ended(Outcome<Written> outcome) {
        job = Optional.empty();
        Optional<Written> written =
                outcome instanceof Outcome.Done<Written> d ? Optional.of(d.value()) : Optional.empty();
        Optional<Problem> problem =
                outcome instanceof Outcome.Failed<Written> f ? Optional.of(f.problem()) : Optional.empty();
        State s = state.get();
        update(new State(s.outline(), s.chosen(), s.known(), false, written, problem));
    }

    private Built build(Workspace workspace) {
        return new Built(workspace, Outline.of(ReportBuilder.build(workspace, ReportSection.all(), clock)));
    }

    @SuppressWarnings("ReferenceEquality") // Whether the workspace is still this very one is the question.
    private void show(Built built) {
        if (built.workspace() == session.workspace()) {
            State s = state.get();
            update(new State(built.outline(), s.chosen(), true, s.writing(), s.written(), s.problem()));
        }
    }

    private void failed(RuntimeException e) {
        State s = state.get();
        Problem problem = new Problem("The report's contents cannot be listed.", String.valueOf(e), "Try an export.");
        update(new State(s.outline(), s.chosen(), s.known(), s.writing(), s.written(), Optional.of(problem)));
    }

    private void update(State next) {
        state.set(next);
    }

    /// A file name without characters that some system forbids.
    static String fileName(String name) {
        String clean = name.strip().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]+", "-");
        return clean.isBlank() ? "report" : clean + " report";
    }

    /// Where the last export is, as text; empty when there is none.
    public String writtenPath() {
        return state.get().written().map(Written::path).map(Path::toString).orElse("");
    }

    /// Ends the thread that lists contents.
    @Override
    public void close() {
        outlines.close();
    }
}
