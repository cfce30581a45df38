package io.github.recscope.ui.importing;

import io.github.recscope.data.ColumnMapping;
import io.github.recscope.data.Drafts;
import io.github.recscope.data.EpochUnit;
import io.github.recscope.data.ImportCheck;
import io.github.recscope.data.ImportDraft;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.ImportRecipe;
import io.github.recscope.data.Keep;
import io.github.recscope.data.ReadFormat;
import io.github.recscope.data.Source;
import io.github.recscope.data.VectorParams;
import io.github.recscope.data.VectorProbes;
import io.github.recscope.job.Job;
import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Severity;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.PathText;
import io.github.recscope.session.Recipe;
import io.github.recscope.session.Session;
import io.github.recscope.store.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The import dialog without its window: where it stands, what was found, what a person said, what came of it.
///
/// Everything is called on `fx`; files are read in jobs, and a job that was cancelled or superseded has no effect.
/// [#version()] changes whenever there is something new to show. Nothing becomes part of the workspace before
/// [#next()] on the page of the check.
public final class ImportModel {
    /// The most recipes that are remembered.
    public static final int RECIPES = 50;

    private static final long SEED = 42;

    private final Session session;
    private final Observable<List<ImportRecipe>> recipes;
    private final ImportHost host;
    private final Observable<Integer> version = new Observable<>(0);
    private final ImportWork work;
    private final ImportFindings findings;

    private ImportStep step = ImportStep.RECOGNISE;
    private String source = "";
    private List<Path> paths = List.of();
    private Optional<ImportDraft> draft = Optional.empty();
    private int table;
    private VectorParams vectors = VectorParams.defaults();
    private boolean vectorsAsked;
    private Optional<Workspace> result = Optional.empty();
    private String note = "";

    /// @param recipes how files were read before, the newest first
    public ImportModel(Session session, Executor fx, Observable<List<ImportRecipe>> recipes, ImportHost host) {
        this.session = session;
        this.recipes = recipes;
        this.host = host;
        this.work = new ImportWork(session, fx, this::changed, () -> note = "It was cancelled.");
        this.findings = new ImportFindings(session, work);
    }

    /// Changes with everything that is to be shown.
    public Observable<Integer> version() {
        return version;
    }

    /// The page.
    public ImportStep step() {
        return step;
    }

    /// What the files are called together.
    public String title() {
        return Source.name(paths);
    }

    /// What was found; empty while looking, or if nothing can be imported.
    public Optional<ImportDraft> draft() {
        return draft;
    }

    /// Why it cannot go on.
    public Optional<Problem> problem() {
        return work.problem();
    }

    /// The work that runs.
    public Optional<Job<?>> job() {
        return work.job();
    }

    /// Which table the page of columns shows.
    public Optional<ImportDraft.Table> table() {
        return draft.filter(d -> !d.tables().isEmpty())
                .map(d -> d.tables().get(Math.clamp(table, 0, d.tables().size() - 1)));
    }

    /// Which vectors are to be joined; none where neither users nor items have a file.
    public VectorParams vectors() {
        return vectors;
    }

    /// What the import would make; empty while it is not known.
    public Optional<ImportCheck> check() {
        return findings.check();
    }

    /// What the vectors make of the data; empty while it is not known.
    public Optional<VectorProbes> probes() {
        return findings.probes();
    }

    /// How the vectors were joined and what was noticed: which have no owner, which owners have none.
    public List<Issue> vectorIssues() {
        return findings.vectorIssues();
    }

    /// Why the vectors cannot be joined.
    public Optional<Problem> vectorProblem() {
        return findings.vectorProblem();
    }

    /// Which interactions are kept.
    public Keep keep() {
        return draft.map(ImportDraft::keep).orElse(Keep.ALL);
    }

    /// Something to know about what was done last: a mapping that was used again, a file that was written.
    public String note() {
        return note;
    }

    /// Whether the data are being added; what was said stays as it is until that has ended.
    public boolean isAdding() {
        return work.isAdding();
    }

    /// Whether vectors are to be joined with what the workspace holds, and no table is imported.
    public boolean isVectorsOnly() {
        return draft.isPresent() && draft.get().tables().isEmpty();
    }

    /// The data set of the workspace.
    public Optional<Dataset> current() {
        return session.workspace().latest(Dataset.class);
    }

    /// The data set that was added.
    public Optional<Dataset> imported() {
        return result.flatMap(w -> w.latest(Dataset.class));
    }

    /// Whether a page is passed over: that of the vectors where no file has any and nobody asked for it.
    public boolean isSkipped(ImportStep which) {
        return (which == ImportStep.VECTORS
                        && !vectorsAsked
                        && !hasVectors()
                        && draft.isPresent()
                        && draft.get().vectors().isEmpty())
                || (which == ImportStep.COLUMNS && isVectorsOnly());
    }

    private boolean hasVectors() {
        return !vectors.users().isBlank() || !vectors.items().isBlank();
    }

    /// Looks at a file or folder and shows the dialog.
    public void open(Path path) {
        open(List.of(path));
    }

    /// Looks at files and folders that belong together and shows the dialog.
    public void open(List<Path> together) {
        reset();
        paths = List.copyOf(together);
        source = PathText.of(paths);
        host.show();
        work.run(
                "Look at " + title(),
                ctx -> Drafts.open(source, recipes.get(), () -> ctx.progress("Looking at the files", 0.5)),
                this::opened);
    }

    private void reset() {
        work.stop();
        work.problem(null);
        step = ImportStep.RECOGNISE;
        draft = Optional.empty();
        table = 0;
        vectors = VectorParams.defaults();
        vectorsAsked = false;
        result = Optional.empty();
        note = "";
        findings.forget();
    }

    private void opened(ImportDraft found) {
        draft = Optional.of(found);
        vectors = found.vectorParams();
        if (isVectorsOnly()) {
            if (current().isEmpty()) {
                work.problem(new Problem(
                        title() + " cannot be imported by itself.",
                        found.reason(),
                        "Drop the interactions first, such as a CSV file with the columns user, item and rating; then"
                                + " drop the vectors again."));
                draft = Optional.empty();
                return;
            }
            step = ImportStep.VECTORS;
            return;
        }
        boolean applied = found.tables().stream().anyMatch(ImportDraft.Table::applied);
        long left = found.issues().stream()
                .filter(i -> i.severity() != Severity.INFO)
                .filter(i -> found.vectors().stream().noneMatch(v -> v.name().equals(i.place())))
                .count();
        note = (applied ? "The columns mean what you said for the last files of this shape. " : "")
                + (found.keep().words().isEmpty()
                        ? ""
                        : "As then, only " + found.keep().words() + " are kept: see the check. ")
                + (left == 0 ? "" : "Some files were left out: the page Recognise says which and why.");
        // What was recognised needs no confirmation of its own unless there is something to decide.
        boolean clear = found.hasInteractions() || found.tables().size() == 1;
        step = clear ? ImportStep.COLUMNS : ImportStep.RECOGNISE;
    }

    /// Why the next page cannot be shown; empty if it can.
    public String missing() {
        if (job().isPresent()) {
            return "";
        }
        if (draft.isEmpty()) {
            return problem().isPresent() ? "Choose another file." : "";
        }
        return switch (step) {
            case RECOGNISE -> "";
            case COLUMNS -> DraftEdits.missing(draft.get());
            case VECTORS ->
                isVectorsOnly() && vectors.users().isBlank()
                        ? "Choose the users' vectors."
                        : !vectors.items().isBlank() && vectors.users().isBlank()
                                ? "Choose the users' vectors too."
                                : "";
            case CHECK -> {
                boolean known = isVectorsOnly() || check().isPresent();
                yield known && (!hasVectors() || probes().isPresent()) ? "" : "The check has not ended well.";
            }
            case DONE -> "";
        };
    }

    /// Whether [#next()] does something.
    public boolean canGoOn() {
        return job().isEmpty() && draft.isPresent() && missing().isEmpty();
    }

    /// To the next page; on that of the check it adds the data to the workspace.
    public void next() {
        if (!canGoOn()) {
            return;
        }
        if (step == ImportStep.DONE) {
            host.hide();
            host.overview();
        } else if (step == ImportStep.CHECK) {
            commit();
        } else {
            go(after(step));
        }
    }

    private ImportStep after(ImportStep from) {
        ImportStep next = from.plus(1);
        return isSkipped(next) ? after(next) : next;
    }

    /// Whether [#back()] does something.
    public boolean canGoBack() {
        return step != ImportStep.DONE && before(step).isPresent();
    }

    private Optional<ImportStep> before(ImportStep from) {
        if (from == ImportStep.RECOGNISE || draft.isEmpty()) {
            return Optional.empty();
        }
        ImportStep previous = from.plus(-1);
        if (isVectorsOnly() && previous.isBefore(ImportStep.VECTORS)) {
            return Optional.empty();
        }
        return isSkipped(previous) ? before(previous) : Optional.of(previous);
    }

    /// To the page before; ends the work that runs.
    public void back() {
        if (canGoBack()) {
            work.stop();
            before(step).ifPresent(this::go);
        }
    }

    /// To a page that is reached already, or that of the vectors.
    public void go(ImportStep to) {
        if (step == ImportStep.DONE || draft.isEmpty() || to == ImportStep.DONE) {
            return;
        }
        boolean beyond = ImportStep.COLUMNS.isBefore(to) && !isVectorsOnly();
        boolean forward = step.isBefore(to);
        if ((forward && !missing().isEmpty())
                || (beyond && !DraftEdits.missing(draft.get()).isEmpty())) {
            return;
        }
        work.stop();
        work.problem(null);
        vectorsAsked |= to == ImportStep.VECTORS;
        step = to;
        if (to == ImportStep.CHECK) {
            look();
        }
        changed();
    }

    /// Ends the work that runs and leaves everything as it was; without work, closes the dialog.
    public void cancel() {
        if (job().isPresent() && draft.isPresent() && step == ImportStep.CHECK) {
            back();
        } else {
            close();
        }
    }

    /// Ends everything and takes the dialog away; what was not added is forgotten.
    public void close() {
        reset();
        host.hide();
        changed();
    }

    /// Shows another table.
    public void show(int index) {
        table = index;
        changed();
    }

    /// Says whether a table is read. One that was left out is looked at again, as more of its columns mean
    /// something.
    public void use(int index, boolean used) {
        ImportDraft d = draft.orElseThrow();
        ImportDraft.Table t = d.tables().get(index);
        findings.forget();
        if (used) {
            again(t, t.mapping().format());
        } else {
            draft = Optional.of(DraftEdits.leftOut(d, t));
            changed();
        }
    }

    /// Says how a table is read.
    public void format(ReadFormat format) {
        table().ifPresent(t -> {
            if (!t.mapping().format().equals(format)) {
                findings.forget();
                again(t, format);
            }
        });
    }

    private void again(ImportDraft.Table before, ReadFormat format) {
        work.run("Look at " + before.name(), ctx -> Drafts.table(source, before, format, ctx::check), t -> {
            draft = draft.map(d -> d.with(t));
        });
    }

    /// Says what a column means. Where a meaning can be given once only, the column that had it is left out.
    public void map(int column, ColumnMapping mapping) {
        table().ifPresent(t -> {
            if (t.mapping().columns().get(column).equals(mapping)) {
                return;
            }
            draft = draft.map(d -> DraftEdits.mapped(d, t, column, mapping));
            findings.forget();
            changed();
        });
    }

    /// Says which vectors are to be joined.
    public void vectors(VectorParams params) {
        if (!vectors.equals(params)) {
            vectors = params;
            findings.forgetVectors();
            changed();
        }
    }

    /// What the numbers in the column of times were said to count.
    public EpochUnit unit() {
        return draft.map(DraftEdits::unit).orElse(EpochUnit.AUTO);
    }

    /// Keeps the k-core only; 1 keeps all.
    public void core(int k) {
        if (keep().core() != k && !isAdding()) {
            draft = draft.map(d -> d.with(new Keep(d.keep().minValue(), k)));
            changed();
        }
    }

    /// Keeps interactions of at least this value only and looks again; an empty text keeps all, one that is no number
    /// changes nothing. A field says it when it loses the keyboard, which may be when its page goes away.
    public void least(String value) {
        String text = value.strip();
        if (Keep.isLeast(text) && !keep().minValue().equals(text) && !isAdding()) {
            draft = draft.map(d -> d.with(new Keep(text, d.keep().core())));
            lookAgain();
        }
    }

    /// Says what the numbers in the column of times count, and looks again.
    public void unit(EpochUnit unit) {
        draft.filter(_ -> !isAdding()).ifPresent(d -> {
            ImportDraft said = DraftEdits.with(d, unit);
            if (!said.mappings().equals(d.mappings())) {
                draft = Optional.of(said);
                lookAgain();
            }
        });
    }

    /// Follows the advice about rows that are off by one and looks again.
    public void remedy() {
        probes().flatMap(VectorProbes::remedy).ifPresent(rows -> {
            VectorParams v = vectors;
            vectors = new VectorParams(
                    v.users(),
                    v.items(),
                    v.userIds(),
                    v.itemIds(),
                    rows,
                    v.userBias(),
                    v.itemBias(),
                    v.globalBias(),
                    v.scorer(),
                    v.layers(),
                    v.heldOut(),
                    v.cutoff());
            findings.forgetVectors();
            look();
            changed();
        });
    }

    /// What would be imported.
    private ImportParams params() {
        return draft.orElseThrow().params();
    }

    /// What was found is no longer so; a check that is not shown looks when it is.
    private void lookAgain() {
        findings.forget();
        if (step == ImportStep.CHECK && draft.isPresent()) {
            look();
        }
        changed();
    }

    private void look() {
        Optional<VectorParams> joined = Optional.of(vectors).filter(_ -> hasVectors());
        if (isVectorsOnly()) {
            current().ifPresent(data -> findings.look(data, joined));
        } else {
            // What a k-core would leave is shown for several k, so the check looks at everything.
            findings.look(title(), params().with(keep().minValue(), 1), joined);
        }
    }

    private void commit() {
        List<Recipe.Item> steps = new ArrayList<>();
        if (!isVectorsOnly()) {
            steps.add(new Recipe.Item("import", params(), SEED));
        }
        if (hasVectors()) {
            steps.add(new Recipe.Item("vectors", vectors, SEED));
        }
        host.begin(draft.orElseThrow().title());
        work.add(new Recipe("Import " + title(), SEED, steps), this::committed);
    }

    private void committed(Outcome<? super Workspace> outcome) {
        switch (outcome) {
            case Outcome.Done<? super Workspace> _ -> {
                result = Optional.of(session.workspace());
                step = ImportStep.DONE;
                host.imported(paths);
                if (!isVectorsOnly()) {
                    remember();
                }
            }
            case Outcome.Failed<? super Workspace> failed -> work.problem(failed.problem());
            case Outcome.Cancelled<? super Workspace> _ -> note = "It was cancelled; nothing was added.";
        }
    }

    private void remember() {
        ImportRecipe recipe = recipe();
        List<ImportRecipe> all = new ArrayList<>(recipes.get());
        all.removeIf(r -> r.isFor(recipe));
        all.addFirst(recipe);
        recipes.set(List.copyOf(all.subList(0, Math.min(RECIPES, all.size()))));
        note = "What the columns mean is remembered and used for the next files of this shape.";
    }

    private ImportRecipe recipe() {
        ImportDraft d = draft.orElseThrow();
        return new ImportRecipe(d.title(), d.mappings(), d.keep());
    }

    /// Writes what the columns mean to a file, for `recscope import --recipe`.
    public void saveRecipe(Path file) {
        String json = recipe().toJson();
        work.run(
                "Save the recipe",
                _ -> {
                    AtomicFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
                    return file;
                },
                f -> note = "The recipe was saved in " + f + ".");
    }

    /// Writes all rows that are left out to a CSV file.
    public void saveRejected(Path file) {
        // Those that are left out because of what a person keeps are no rejected rows.
        ImportParams params = params().with("", 1);
        work.run(
                "Save the rejected rows",
                ctx -> session.engine().importers().saveRejected(params, file, ctx),
                n -> note = n + (n == 1 ? " rejected row was" : " rejected rows were") + " saved in " + file + ".");
    }

    /// A file name to suggest for the rejected rows or the recipe.
    public String suggested(String ending) {
        return draft.map(ImportDraft::title).orElse("import") + ending;
    }

    private void changed() {
        version.set(version.get() + 1);
    }
}
