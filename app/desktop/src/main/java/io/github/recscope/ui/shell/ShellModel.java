package io.github.recscope.ui.shell;

import io.github.recscope.data.ImportParams;
import io.github.recscope.job.Job;
import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.Operation;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.op.PathText;
import io.github.recscope.session.Engine;
import io.github.recscope.session.History;
import io.github.recscope.session.Recipe;
import io.github.recscope.session.Recovery;
import io.github.recscope.session.Session;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What the frame of the window knows and can do: the open file, undo and redo, opening, saving, importing, the
/// theme.
public final class ShellModel {
    /// The ending of workspace files.
    public static final String ENDING = ".recscope";

    private static final String UNTITLED = "Untitled";
    private static final long SEED = 42;

    private final Session session;
    private final Selection selection;
    private final Executor fx;
    private final Consumer<Problem> complain;
    private final Observable<Settings> settings;
    private final Observable<Frame> frame;
    private final Keeper keeper;
    private final Observable<Optional<Recovery>> offer = new Observable<>(Optional.empty());
    private Optional<Keeper.Opening> waiting = Optional.empty();
    private final Deque<Recovery> unnamed = new ArrayDeque<>();
    private Workspace saved;
    private Optional<Path> file = Optional.empty();
    private Current shown = Current.of(Workspace.empty(""));
    private int replaced;
    private int openings;

    /// What the top bar and the window's title show.
    ///
    /// @param name    the workspace's name
    /// @param dirty   whether there is something that no file holds
    /// @param canUndo whether there is something to undo
    /// @param canRedo whether there is something to redo
    /// @param empty   whether nothing was done yet
    /// @param undo    what undo takes back, in words; empty when nothing
    /// @param redo    what redo brings back, in words; empty when nothing
    public record Frame(
            String name, boolean dirty, boolean canUndo, boolean canRedo, boolean empty, String undo, String redo) {
        /// The window's title.
        public String title() {
            return empty ? "Recscope" : (dirty ? "• " : "") + name + " – Recscope";
        }
    }

    /// @param complain shows a problem
    public ShellModel(
            Session session,
            Selection selection,
            Executor fx,
            Consumer<Problem> complain,
            Observable<Settings> settings) {
        this(session, selection, fx, complain, settings, new Keeper(session, fx, Optional.empty()));
    }

    /// @param complain shows a problem
    /// @param keeper   looks after file, lock and autosave
    public ShellModel(
            Session session,
            Selection selection,
            Executor fx,
            Consumer<Problem> complain,
            Observable<Settings> settings,
            Keeper keeper) {
        this.session = session;
        this.keeper = keeper;
        this.selection = selection;
        this.fx = fx;
        this.complain = complain;
        this.settings = settings;
        this.saved = session.workspace();
        this.frame = new Observable<>(frame(session.history().get()));
        session.history().observe(_ -> update());
    }

    /// What the top bar shows.
    public Observable<Frame> frame() {
        return frame;
    }

    /// What is remembered between runs.
    public Observable<Settings> settings() {
        return settings;
    }

    /// The file that the workspace was read from or written to.
    public Optional<Path> file() {
        return file;
    }

    /// One step back.
    public void undo() {
        session.undo();
    }

    /// One step forward.
    public void redo() {
        session.redo();
    }

    /// Light becomes dark and dark light.
    public void toggleTheme() {
        Theme other = settings.get().theme().other();
        settings.set(settings.get().with(other));
    }

    /// Forgets everything and shows the welcome screen, and what else a crash left.
    public void startOver() {
        begin(Workspace.empty(UNTITLED));
        offerNext();
    }

    /// Opens whatever it is: a workspace, a recipe, or data to import.
    public void openAny(Path path) {
        String name = fileName(path).toLowerCase(Locale.ROOT);
        if (name.endsWith(ENDING)) {
            open(path);
        } else if (name.endsWith(".recipe.json")) {
            runRecipe(path);
        } else {
            importData(path.toString(), false);
        }
    }

    /// Whether a path is data to import, rather than a workspace or a recipe.
    public boolean isData(Path path) {
        String name = fileName(path).toLowerCase(Locale.ROOT);
        return !name.endsWith(ENDING) && !name.endsWith(".recipe.json");
    }

    /// Opens a workspace file in place of what is open; asks first if a crash left unsaved work of it.
    public Job<Keeper.Opening> open(Path path) {
        postpone();
        Engine engine = session.engine();
        Job<Keeper.Opening> job = engine.jobs().io("Open " + fileName(path), ctx -> {
            ctx.progress("reading", 0);
            return keeper.open(path, engine);
        });
        int opening = ++openings;
        whenDone(job, o -> {
            remember(path);
            if (opening != openings) {
                o.abandon();
            } else if (o.recovery().isPresent()) {
                waiting = Optional.of(o);
                offer.set(o.recovery());
            } else {
                show(o, History.of(o.opened().workspace()));
            }
        });
        return job;
    }

    private void show(Keeper.Opening o, History history) {
        keeper.opened(o, history);
        file = Optional.of(o.path());
        replace(history, o.opened().workspace());
        if (!keeper.writable()) {
            complain.accept(Keeper.inUse(o.path(), keeper.facts().get().inUse()));
        }
        if (o.opened().upgraded() > 0) {
            complain.accept(new Problem(
                    fileName(o.path()) + " was written by an earlier version.",
                    "What that version did not measure is shown as –.",
                    "Saving writes it anew; the file as it is stays as .bak."));
        }
        if (!o.opened().unread().isEmpty()) {
            // Nothing unread is shown unchecked; this finds damage before somebody relies on it.
            session.engine().jobs().io("Check " + fileName(o.path()), ctx -> {
                o.opened().verify(ctx);
                return o.path();
            });
        }
    }

    /// Unsaved work that a crash left, while a person is asked about it.
    public Observable<Optional<Recovery>> offer() {
        return offer;
    }

    /// How much more unsaved work there is besides what is offered.
    public int moreUnsaved() {
        return unnamed.size();
    }

    /// Looks for unsaved work that belongs to no file; for the start of the program. All of it is offered, one after
    /// the other.
    public void lookForUnsaved() {
        Engine engine = session.engine();
        Job<List<Recovery>> job = engine.jobs().io("Look for unsaved work", _ -> keeper.leftBehind(engine));
        whenDone(job, found -> {
            unnamed.clear();
            unnamed.addAll(found);
            offerNext();
        });
    }

    private void offerNext() {
        boolean free = session.workspace().entries().isEmpty()
                && waiting.isEmpty()
                && offer.get().isEmpty();
        if (free && !unnamed.isEmpty()) {
            offer.set(Optional.of(unnamed.removeFirst()));
        }
    }

    /// Gets the offered work back.
    public void recover() {
        Optional<Recovery> offered = offer.get();
        Optional<Keeper.Opening> opening = waiting;
        forgetOffer();
        offered.ifPresent(recovery -> {
            Optional<Workspace> held = opening.map(o -> o.opened().workspace());
            Job<Recovery.Recovered> job =
                    session.engine().jobs().compute("Recover", 0, ctx -> recovery.replay(held, ctx));
            int mine = ++openings;
            job.whenDone()
                    .thenAcceptAsync(
                            outcome -> {
                                boolean wanted = mine == openings;
                                if (wanted && outcome instanceof Outcome.Done<Recovery.Recovered> done) {
                                    recovered(recovery, opening, done);
                                } else {
                                    opening.ifPresent(Keeper.Opening::abandon);
                                }
                            },
                            fx);
        });
    }

    private void recovered(Recovery recovery, Optional<Keeper.Opening> opening, Outcome.Done<Recovery.Recovered> done) {
        History history = done.value().history();
        if (opening.isPresent()) {
            show(opening.get(), history);
        } else {
            keeper.unnamed(history, Optional.of(recovery));
            file = Optional.empty();
            replace(history, Workspace.empty(history.workspace().name()));
        }
        done.value().remaining().ifPresent(complain);
        done.issues()
                .forEach(i -> complain.accept(new Problem(
                        "Something is not as it was before the crash.", i.message(), "Look at it before you save.")));
    }

    /// Nobody wants the offered work: removes it, and opens the file as it is.
    public void dropOffer() {
        Optional<Recovery> offered = offer.get();
        Optional<Keeper.Opening> opening = waiting;
        forgetOffer();
        offered.ifPresent(recovery -> whenDone(
                session.engine().jobs().io("Discard unsaved work", _ -> {
                    recovery.discard();
                    return recovery;
                }),
                _ -> {
                    opening.ifPresent(o -> show(
                            new Keeper.Opening(
                                    o.path(), o.opened(), o.attempt(), o.ours(), o.place(), Optional.empty()),
                            History.of(o.opened().workspace())));
                    offerNext();
                }));
    }

    /// Leaves the offered work for another start, and offers the next.
    public void later() {
        postpone();
        offerNext();
    }

    /// Leaves the offered work where it is, and the file closed.
    public void postpone() {
        Optional<Keeper.Opening> opening = waiting;
        forgetOffer();
        opening.ifPresent(Keeper.Opening::abandon);
    }

    private void forgetOffer() {
        waiting = Optional.empty();
        offer.set(Optional.empty());
    }

    /// Saves to the file it came from.
    ///
    /// @return false if there is none yet or it is open elsewhere: ask for one and call [#save(Path, Runnable)]
    public boolean save(Runnable then) {
        boolean possible = file.isPresent() && keeper.writable();
        if (possible) {
            save(file.orElseThrow(), then);
        }
        return possible;
    }

    /// Saves to a file; its name becomes the workspace's name.
    ///
    /// @param then called after it was saved, not after a failure
    public Job<Keeper.Saved> save(Path path, Runnable then) {
        Path target = fileName(path).endsWith(ENDING) ? path : path.resolveSibling(fileName(path) + ENDING);
        Workspace current = session.workspace();
        Workspace named = current.named(fileName(target).replaceFirst("\\.recscope$", ""));
        Job<Keeper.Saved> job = session.engine().jobs().io("Save " + fileName(target), ctx -> {
            ctx.progress("writing", 0);
            return keeper.save(target, named);
        });
        int generation = replaced;
        whenDone(job, s -> {
            remember(s.path());
            // Another workspace may have been opened meanwhile: it does not belong to this file.
            if (generation == replaced) {
                saved = current;
                file = Optional.of(s.path());
                keeper.saved(s, current);
                update();
                then.run();
            } else if (s.lock() != null) {
                s.lock().close();
            }
        });
        return job;
    }

    /// A name to suggest for saving.
    public String suggestedFile() {
        return file.map(ShellModel::fileName).orElse(session.workspace().name() + ENDING);
    }

    /// Imports data: a path, or `sample:NAME`.
    ///
    /// @param analyse whether a recommender, a map, an autoencoder and concepts are made of it right away
    public void importData(String source, boolean analyse) {
        begin(title(source));
        session.submit("import", new ImportParams(source), SEED, outcome -> {
            if (outcome instanceof Outcome.Done<Workspace>) {
                if (!source.startsWith("sample:")) {
                    remember(Path.of(source));
                }
                if (analyse) {
                    analyse();
                }
            }
        });
    }

    /// Makes everything that can be made of the data with the recommended settings, as one job and one step of
    /// undo.
    public void analyse() {
        List<Recipe.Item> items = new ArrayList<>();
        for (String op : List.of("train", "map", "sae", "concepts")) {
            items.add(new Recipe.Item(op, defaults(session.engine().operation(op)), SEED));
        }
        session.submit(new Recipe("Analyse", SEED, items));
    }

    /// The recipe that made this workspace, as JSON.
    public String recipe() {
        return Recipe.of(session.workspace()).toJson(session.engine());
    }

    /// Remembers the window's size.
    public void windowSize(double width, double height, boolean full) {
        Settings s = settings.get();
        settings.set(full ? s.with(s.width(), s.height(), true) : s.with(width, height, false));
    }

    private void runRecipe(Path path) {
        try {
            Recipe recipe = Recipe.parse(Files.readString(path), fileName(path), session.engine());
            begin(recipe.name());
            session.submit(recipe);
        } catch (ProblemException e) {
            complain.accept(e.problem());
        } catch (IOException e) {
            complain.accept(new Problem(
                    fileName(path) + " could not be read.",
                    "The system says: " + e.getMessage() + ".",
                    "Check the path and the disk."));
        }
    }

    /// An empty workspace takes the name of what is put into it.
    public void begin(String name) {
        if (session.workspace().entries().isEmpty()) {
            begin(Workspace.empty(name));
        }
    }

    private void begin(Workspace empty) {
        History history = History.of(empty);
        keeper.unnamed(history, Optional.empty());
        file = Optional.empty();
        replace(history, empty);
    }

    /// @param held what the file holds
    private void replace(History history, Workspace held) {
        replaced++;
        openings++;
        saved = held;
        selection.clear();
        session.open(history);
        update();
    }

    /// Puts paths that are opened together in front of those opened last.
    public void remember(List<Path> together) {
        settings.set(settings.get()
                .withRecent(
                        PathText.of(together.stream().map(Path::toAbsolutePath).toList())));
    }

    /// Puts a path in front of those opened last.
    public void remember(Path path) {
        settings.set(settings.get().withRecent(path.toAbsolutePath().toString()));
    }

    private <T> void whenDone(Job<T> job, Consumer<T> use) {
        job.whenDone()
                .thenAcceptAsync(
                        outcome -> {
                            if (outcome instanceof Outcome.Done<T> done) {
                                use.accept(done.value());
                            }
                        },
                        fx);
    }

    /// Rows of an item, a user or a concept mean something else in other data or in another dictionary.
    @SuppressWarnings("ReferenceEquality") // Artifacts are never copied: another object is another result.
    private void forgetStale(Current now) {
        if (now.dataset() != shown.dataset()) {
            selection.clear();
        } else if (now.autoencoder() != shown.autoencoder()) {
            selection.latent().set(OptionalInt.empty());
            selection.toSteer().set(OptionalInt.empty());
        }
        shown = now;
    }

    private void update() {
        forgetStale(Current.of(session.workspace()));
        frame.set(frame(session.history().get()));
    }

    @SuppressWarnings("ReferenceEquality") // The state that was saved is this very object or it is not.
    private Frame frame(History history) {
        Workspace now = history.workspace();
        String name =
                file.map(f -> fileName(f).replaceFirst("\\.recscope$", "")).orElse(now.name());
        return new Frame(
                name,
                now != saved && !now.entries().isEmpty(),
                history.canUndo(),
                history.canRedo(),
                now.entries().isEmpty(),
                history.canUndo() ? words(history.undo().workspace(), now) : "",
                history.canRedo() ? words(now, history.redo().workspace()) : "");
    }

    private String words(Workspace before, Workspace after) {
        int added = after.entries().size() - before.entries().size();
        if (added <= 0) {
            return "the last change";
        }
        String last = session.engine()
                .operation(after.entries().getLast().step().op())
                .title();
        return added == 1 ? last : "Analyse (" + added + " steps)";
    }

    private static <P extends io.github.recscope.model.Params> P defaults(Operation<P, ?> operation) {
        return ParamSchema.of(operation.paramsType()).defaults();
    }

    private static String title(String source) {
        String name = source.startsWith("sample:") ? source.substring("sample:".length()) : fileName(Path.of(source));
        String bare = name.replaceFirst("(?i)(\\.(zip|csv|tsv|txt|dat|gz|inter))+$", "");
        return bare.isEmpty() ? UNTITLED : bare;
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
