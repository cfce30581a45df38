package io.github.recscope.ui.importing;

import io.github.recscope.data.ColumnMapping;
import io.github.recscope.data.ColumnUse;
import io.github.recscope.data.Drafts;
import io.github.recscope.data.EpochUnit;
import io.github.recscope.data.ImportCheck;
import io.github.recscope.data.ImportDraft;
import io.github.recscope.data.ImportParams;
import io.github.recscope.data.ImportRecipe;
import io.github.recscope.data.Keep;
import io.github.recscope.data.ReadFormat;
import io.github.recscope.data.Source;
import io.github.recscope.data.TableKind;
import io.github.recscope.data.TableMapping;
import io.github.recscope.data.VectorParams;
import io.github.recscope.data.VectorProbes;
import io.github.recscope.data.VectorsOperation;
import io.github.recscope.job.Ctx;
import io.github.recscope.job.Job;
import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    private final Executor fx;
    private final Observable<List<ImportRecipe>> recipes;
    private final ImportHost host;
    private final Observable<Integer> version = new Observable<>(0);

    private ImportStep step = ImportStep.RECOGNISE;
    private String source = "";
    private List<Path> paths = List.of();
    private Optional<ImportDraft> draft = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private Optional<Job<?>> job = Optional.empty();
    private int generation;
    private boolean adding;
    private int table;
    private VectorParams vectors = VectorParams.defaults();
    private boolean vectorsAsked;
    private Optional<ImportCheck> check = Optional.empty();
    private Optional<VectorProbes> probes = Optional.empty();
    private Optional<Problem> vectorProblem = Optional.empty();
    private List<Issue> vectorIssues = List.of();
    private List<Issue> noticed = List.of();
    private Optional<Workspace> result = Optional.empty();
    private String note = "";

    /// @param recipes how files were read before, the newest first
    public ImportModel(Session session, Executor fx, Observable<List<ImportRecipe>> recipes, ImportHost host) {
        this.session = session;
        this.fx = fx;
        this.recipes = recipes;
        this.host = host;
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
        return problem;
    }

    /// The work that runs.
    public Optional<Job<?>> job() {
        return job;
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
        return check;
    }

    /// What the vectors make of the data; empty while it is not known.
    public Optional<VectorProbes> probes() {
        return probes;
    }

    /// How the vectors were joined and what was noticed: which have no owner, which owners have none.
    public List<Issue> vectorIssues() {
        return vectorIssues;
    }

    /// Why the vectors cannot be joined.
    public Optional<Problem> vectorProblem() {
        return vectorProblem;
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
        return adding;
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
        work(
                "Look at " + title(),
                ctx -> Drafts.open(source, recipes.get(), () -> ctx.progress("Looking at the files", 0.5)),
                this::opened);
    }

    private void reset() {
        stop();
        step = ImportStep.RECOGNISE;
        draft = Optional.empty();
        problem = Optional.empty();
        table = 0;
        vectors = VectorParams.defaults();
        vectorsAsked = false;
        result = Optional.empty();
        note = "";
        forgetCheck();
    }

    private void forgetCheck() {
        check = Optional.empty();
        probes = Optional.empty();
        vectorProblem = Optional.empty();
        session.engine().importers().forget();
    }

    private void opened(ImportDraft found) {
        draft = Optional.of(found);
        vectors = found.vectorParams();
        if (isVectorsOnly()) {
            if (current().isEmpty()) {
                problem = Optional.of(new Problem(
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
        if (job.isPresent()) {
            return "";
        }
        if (draft.isEmpty()) {
            return problem.isPresent() ? "Choose another file." : "";
        }
        return switch (step) {
            case RECOGNISE -> "";
            case COLUMNS -> missingColumns(draft.get());
            case VECTORS ->
                isVectorsOnly() && vectors.users().isBlank()
                        ? "Choose the users' vectors."
                        : !vectors.items().isBlank() && vectors.users().isBlank()
                                ? "Choose the users' vectors too."
                                : "";
            case CHECK -> {
                boolean known = isVectorsOnly() || check.isPresent();
                yield known && (!hasVectors() || probes.isPresent()) ? "" : "The check has not ended well.";
            }
            case DONE -> "";
        };
    }

    private static String missingColumns(ImportDraft draft) {
        for (ImportDraft.Table t : draft.tables()) {
            if (t.mapping().used() && t.problem() != null) {
                return t.name() + ": " + t.problem();
            }
        }
        return draft.hasInteractions()
                ? ""
                : "No table says who chose what: in one of them, say which column is the user and which the item.";
    }

    /// Whether [#next()] does something.
    public boolean canGoOn() {
        return job.isEmpty() && draft.isPresent() && missing().isEmpty();
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
            stop();
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
                || (beyond && !missingColumns(draft.get()).isEmpty())) {
            return;
        }
        stop();
        vectorsAsked |= to == ImportStep.VECTORS;
        step = to;
        problem = Optional.empty();
        if (to == ImportStep.CHECK) {
            look();
        }
        changed();
    }

    /// Ends the work that runs and leaves everything as it was; without work, closes the dialog.
    public void cancel() {
        if (job.isPresent() && draft.isPresent() && step == ImportStep.CHECK) {
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

    private void stop() {
        generation++;
        adding = false;
        job.ifPresent(Job::cancel);
        job = Optional.empty();
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
        forgetCheck();
        if (used) {
            again(t, t.mapping().format());
        } else {
            TableMapping m = t.mapping();
            draft = Optional.of(d.with(t.with(new TableMapping(m.path(), m.shape(), false, m.format(), m.columns()))));
            changed();
        }
    }

    /// Says how a table is read.
    public void format(ReadFormat format) {
        table().ifPresent(t -> {
            if (!t.mapping().format().equals(format)) {
                forgetCheck();
                again(t, format);
            }
        });
    }

    private void again(ImportDraft.Table before, ReadFormat format) {
        work("Look at " + before.name(), ctx -> Drafts.table(source, before, format, ctx::check), t -> {
            draft = draft.map(d -> d.with(t));
        });
    }

    /// Says what a column means. Where a meaning can be given once only, the column that had it is left out.
    public void map(int column, ColumnMapping mapping) {
        table().ifPresent(t -> {
            List<ColumnMapping> columns = new ArrayList<>(t.mapping().columns());
            if (columns.get(column).equals(mapping)) {
                return;
            }
            boolean once = !mapping.use().isDetail() && mapping.use() != ColumnUse.IGNORE;
            for (int c = 0; c < columns.size() && once; c++) {
                if (columns.get(c).use() == mapping.use()) {
                    columns.set(c, columns.get(c).with(ColumnUse.IGNORE));
                }
            }
            columns.set(column, mapping);
            TableMapping m = t.mapping();
            TableMapping said = new TableMapping(m.path(), m.shape(), true, m.format(), columns);
            draft = draft.map(d -> d.with(t.with(said)));
            forgetCheck();
            changed();
        });
    }

    /// Says which vectors are to be joined.
    public void vectors(VectorParams params) {
        if (!vectors.equals(params)) {
            vectors = params;
            probes = Optional.empty();
            vectorProblem = Optional.empty();
            changed();
        }
    }

    /// What the numbers in the column of times were said to count.
    public EpochUnit unit() {
        return draft.stream()
                .flatMap(d -> d.tables().stream())
                .filter(ImportModel::isMain)
                .flatMap(t -> t.mapping().columns().stream())
                .filter(c -> c.use() == ColumnUse.TIME)
                .map(ColumnMapping::unit)
                .findFirst()
                .orElse(EpochUnit.AUTO);
    }

    /// Keeps the k-core only; 1 keeps all.
    public void core(int k) {
        if (keep().core() != k && !adding) {
            draft = draft.map(d -> d.with(new Keep(d.keep().minValue(), k)));
            changed();
        }
    }

    /// Keeps interactions of at least this value only and looks again; an empty text keeps all, one that is no number
    /// changes nothing. A field says it when it loses the keyboard, which may be when its page goes away.
    public void least(String value) {
        String text = value.strip();
        if (Keep.isLeast(text) && !keep().minValue().equals(text) && !adding) {
            draft = draft.map(d -> d.with(new Keep(text, d.keep().core())));
            lookAgain();
        }
    }

    /// Says what the numbers in the column of times count, and looks again.
    public void unit(EpochUnit unit) {
        draft.filter(_ -> !adding)
                .ifPresent(d -> d.tables().stream().filter(ImportModel::isMain).forEach(t -> {
                    List<ColumnMapping> columns = t.mapping().columns().stream()
                            .map(c -> c.use() == ColumnUse.TIME ? c.with(unit) : c)
                            .toList();
                    if (!columns.equals(t.mapping().columns())) {
                        TableMapping m = t.mapping();
                        draft = draft.map(now ->
                                now.with(t.with(new TableMapping(m.path(), m.shape(), true, m.format(), columns))));
                        lookAgain();
                    }
                }));
    }

    /// Follows the advice about rows that are off by one and looks again.
    public void remedy() {
        probes.flatMap(VectorProbes::remedy).ifPresent(rows -> {
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
            probes = Optional.empty();
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
        forgetCheck();
        if (step == ImportStep.CHECK && draft.isPresent()) {
            look();
        }
        changed();
    }

    private void look() {
        if (isVectorsOnly()) {
            current().ifPresent(this::probe);
        } else if (check.isPresent()) {
            probe(check.get().data());
        } else {
            // What a k-core would leave is shown for several k, so the check looks at everything.
            ImportParams params = params().with(keep().minValue(), 1);
            work("Check " + title(), ctx -> session.engine().importers().check(params, ctx), c -> {
                check = Optional.of(c);
                probe(c.data());
            });
        }
    }

    private void probe(Dataset data) {
        if (!hasVectors() || probes.isPresent()) {
            return;
        }
        VectorParams params = vectors;
        vectorProblem = Optional.empty();
        work(
                "Check the vectors",
                ctx -> VectorsOperation.probe(params, data, ctx),
                p -> {
                    probes = Optional.of(p);
                    vectorIssues = noticed;
                },
                p -> {
                    vectorProblem = Optional.of(p);
                });
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
        stop();
        int started = generation;
        adding = true;
        problem = Optional.empty();
        Job<Workspace> running = session.submit(new Recipe("Import " + title(), SEED, steps), outcome -> {
            if (started == generation) {
                job = Optional.empty();
                adding = false;
                committed(outcome);
                changed();
            }
        });
        job = Optional.of(running);
        changed();
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
            case Outcome.Failed<? super Workspace> failed -> problem = Optional.of(failed.problem());
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
        work(
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
        work(
                "Save the rejected rows",
                ctx -> session.engine().importers().saveRejected(params, file, ctx),
                n -> note = n + (n == 1 ? " rejected row was" : " rejected rows were") + " saved in " + file + ".");
    }

    /// A file name to suggest for the rejected rows or the recipe.
    public String suggested(String ending) {
        return draft.map(ImportDraft::title).orElse("import") + ending;
    }

    private <T> void work(String what, Function<Ctx, T> work, Consumer<T> then) {
        work(what, work, then, p -> problem = Optional.of(p));
    }

    /// What a job made, or why not: a problem is shown here and not as a banner behind the sheet.
    private record Answer<T>(@Nullable T value, @Nullable Problem problem) {}

    private <T> void work(String what, Function<Ctx, T> work, Consumer<T> then, Consumer<Problem> failed) {
        stop();
        int started = generation;
        problem = Optional.empty();
        Job<Answer<T>> running = session.engine().jobs().io(what, ctx -> {
            try {
                return new Answer<T>(work.apply(ctx), null);
            } catch (ProblemException e) {
                return new Answer<T>(null, e.problem());
            }
        });
        job = Optional.of(running);
        changed();
        running.whenDone().thenAcceptAsync(outcome -> ended(started, outcome, then, failed), fx);
    }

    private <T> void ended(int started, Outcome<Answer<T>> outcome, Consumer<T> then, Consumer<Problem> failed) {
        if (started != generation) {
            return;
        }
        job = Optional.empty();
        switch (outcome) {
            case Outcome.Done<Answer<T>> done -> {
                Problem why = done.value().problem();
                T value = done.value().value();
                if (why != null) {
                    failed.accept(why);
                } else if (value != null) {
                    noticed = done.issues();
                    then.accept(value);
                }
            }
            case Outcome.Failed<Answer<T>> fault -> failed.accept(fault.problem());
            case Outcome.Cancelled<Answer<T>> _ -> note = "It was cancelled.";
        }
        changed();
    }

    private void changed() {
        version.set(version.get() + 1);
    }

    /// Whether a table of interactions is among those that are read.
    static boolean isMain(ImportDraft.Table table) {
        return table.kind() == TableKind.INTERACTIONS && table.mapping().used();
    }
}
