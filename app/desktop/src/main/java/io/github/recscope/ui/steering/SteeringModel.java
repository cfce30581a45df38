package io.github.recscope.ui.steering;

import io.github.recscope.job.Observable;
import io.github.recscope.job.Outcome;
import io.github.recscope.model.Concept;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.Estimate;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.History;
import io.github.recscope.session.Session;
import io.github.recscope.session.SteeringExport;
import io.github.recscope.steering.SteerParams;
import io.github.recscope.steering.Steerer;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.FileChoice;
import io.github.recscope.ui.state.ForecastModel;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import io.github.recscope.ui.text.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The recipe that is being tried on one user, and the lists it leads to. Used on the JavaFX thread only.
public final class SteeringModel implements AutoCloseable {
    /// The length of the lists.
    public static final int LENGTH = 20;

    private static final long SEED = 42;

    private final Selection selection;
    private final Executor fxExecutor;
    private final Steps steps;
    private final StudiesModel studies;
    private final Exporting exporting;
    private final Optional<ForecastModel> forecasts;
    private final ListService lists;
    private final Observable<String> missing = new Observable<>("");
    private final Observable<Person> person = new Observable<>(Person.NOBODY);
    private final Observable<Trial> trial = new Observable<>(Trial.EMPTY);
    private final Observable<Saving> saving = new Observable<>(Saving.NONE);
    private final Observable<String> focus = new Observable<>("");
    private final Observable<String> exported = new Observable<>("");
    private final Observable<String> caption = new Observable<>("");
    private final SplittableRandom random = new SplittableRandom(SEED);
    private Sampled sampled = Sampled.NONE;
    private String measuring = "";
    private Current scope = Current.of(Workspace.empty(""));
    private Optional<People> people = Optional.empty();
    private List<Concept> concepts = List.of();
    private List<Choice> choices = List.of();

    /// For the current workspace of a session.
    ///
    /// @param fxExecutor runs things on the JavaFX thread
    /// @param files      asks where to export to
    public SteeringModel(Session session, Selection selection, Executor fxExecutor, FileChoice files) {
        this(
                session.history(),
                selection,
                fxExecutor,
                scope -> new Steerer(
                        Objects.requireNonNull(scope.dataset()),
                        Objects.requireNonNull(scope.recommender()),
                        Objects.requireNonNull(scope.autoencoder()),
                        session.engine().kernels())::lists,
                (op, params) -> {
                    CompletableFuture<Outcome<Workspace>> taken = new CompletableFuture<>();
                    session.submit(op, params, SEED, taken::complete);
                    return taken;
                },
                () -> files.folder("Export recipe and patch")
                        .map(folder -> session.engine()
                                .jobs()
                                .io(
                                        "Export recipe and patch",
                                        _ -> SteeringExport.write(session.workspace(), session.engine(), folder))
                                .whenDone()),
                Optional.of(new ForecastModel(session, fxExecutor)));
    }

    SteeringModel(
            Observable<History> history,
            Selection selection,
            Executor fxExecutor,
            Function<Current, Preview> previews,
            Steps steps,
            Exporting exporting,
            Optional<ForecastModel> forecasts) {
        this.selection = selection;
        this.fxExecutor = fxExecutor;
        this.steps = steps;
        this.exporting = exporting;
        this.forecasts = forecasts;
        this.studies = new StudiesModel(trial, steps, fxExecutor, this::title, this::itemIds, forecasts);
        this.lists = new ListService(previews, fxExecutor);
        history.observe(h -> show(Current.of(h.workspace())));
        history.observe(h -> studies.show(h.workspace()));
        selection.item().observe(_ -> showFocus());
        selection.user().observe(_ -> showUser());
        selection.toSteer().observe(this::take);
    }

    /// Asks for a folder and writes the saved recipe there.
    @FunctionalInterface
    interface Exporting {
        /// Empty when the person gives up; otherwise completes with the files.
        Optional<? extends CompletionStage<Outcome<List<Path>>>> export();
    }

    /// What is missing before anything can be steered; empty when nothing is.
    public Observable<String> missing() {
        return missing;
    }

    /// Whose lists are shown.
    public Observable<Person> person() {
        return person;
    }

    /// The recipe that is being tried.
    public Observable<Trial> trial() {
        return trial;
    }

    /// The lists it leads to.
    public Observable<Lists> lists() {
        return lists.lists();
    }

    /// Why there are no lists.
    public Observable<Optional<Problem>> problem() {
        return lists.problem();
    }

    /// The saved recipe.
    public Observable<Saving> saving() {
        return saving;
    }

    /// What the estimate that is shown instead of the saved recipe's effect is, in a sentence; empty for none.
    public Observable<String> caption() {
        return caption;
    }

    /// Takes the estimate that running work shows. Only those of the recipe that is being saved are looked at; what was
    /// seen stays when the work is cancelled, until there is something newer.
    ///
    /// @param estimate empty for none
    /// @param left     the time left in words; empty while unknown
    public void preview(Optional<Estimate> estimate, String left) {
        if (saving.get().running() && !measuring.isEmpty()) {
            estimate(sampled.next(estimate, left, Steering.class, measuring));
        }
        studies.preview(estimate, left);
    }

    private void estimate(Sampled next) {
        boolean same = next.estimate().equals(sampled.estimate());
        sampled = next;
        caption.set(next.caption());
        if (!same) {
            studies.sampled(next.estimate().map(e -> (Steering) e.result()));
            showEffect();
        }
    }

    /// Doses, plans and what the saved recipe does.
    public StudiesModel studies() {
        return studies;
    }

    /// The title of the item in focus; empty for none.
    public Observable<String> focus() {
        return focus;
    }

    /// What became of the last export, in a sentence; empty for none.
    public Observable<String> exported() {
        return exported;
    }

    /// The users that the recipe may be for.
    public List<Audience> audiences() {
        return Audience.of(trial.get(), concepts, person.get());
    }

    /// Sets for whom the recipe is.
    public void audience(String text) {
        change(trial.get().audience(text));
    }

    /// Whether the item in focus gets the edits, instead of users.
    public void editItem(boolean on) {
        OptionalInt item = selection.item().get();
        change(trial.get().items(on && item.isPresent() ? List.of(item.getAsInt()) : List.of()));
    }

    /// The title of the item whose code is edited; empty for none.
    public String itemTitle() {
        Dataset data = scope.dataset();
        return trial.get().items().isEmpty() || data == null
                ? ""
                : data.titles().get(trial.get().items().getFirst());
    }

    private String itemIds(Trial t) {
        Dataset data = scope.dataset();
        return data == null ? "" : t.items().stream().map(data.items()::get).collect(Collectors.joining(","));
    }

    private void showFocus() {
        Dataset data = scope.dataset();
        OptionalInt item = selection.item().get();
        boolean there = data != null
                && item.isPresent()
                && item.getAsInt() < data.titles().size();
        focus.set(data != null && there ? data.titles().get(item.getAsInt()) : "");
    }

    /// Starts with a ready-made recipe about the first edit's concept, or the user's strongest.
    public void preset(Preset preset) {
        if (concepts.isEmpty()) {
            return;
        }
        int latent = trial.get().rows().stream()
                .map(EditRow::latent)
                .findFirst()
                .or(() -> person.get().strongest().stream()
                        .map(Person.Strong::latent)
                        .findFirst())
                .or(() -> choices.stream().map(Choice::latent).findFirst())
                .orElse(0);
        change(preset.trial(concepts.get(latent), selection.item().get().orElse(-1), concepts));
    }

    /// Adds the other latents of an edit's name, with the same edit.
    public void wholeGroup(int index) {
        EditRow row = trial.get().rows().get(index);
        List<EditRow> next = new ArrayList<>(trial.get().rows());
        for (int j : Preset.group(concepts.get(row.latent()), concepts)) {
            if (next.stream().noneMatch(r -> r.latent() == j && r.kind() == row.kind())) {
                next.add(new EditRow(
                        j, row.kind(), EditRange.of(concepts.get(j), row.kind()).clamp(row.amount()), true));
            }
        }
        change(trial.get().rows(next));
    }

    /// How many latents bear the name of an edit's concept.
    public int groupSize(int latent) {
        return Preset.group(concepts.get(latent), concepts).size();
    }

    /// The names of latents, each once.
    public String names(List<Integer> latents) {
        return latents.stream().map(this::title).distinct().collect(Collectors.joining(", "));
    }

    /// Takes edits over, such as those of a plan.
    public void use(List<Edit> edits, SteeringMode mode) {
        change(new Trial(
                edits.stream()
                        .map(e -> new EditRow(e.latent(), e.kind(), e.amount(), true))
                        .toList(),
                mode,
                trial.get().audience(),
                List.of()));
    }

    /// Writes the saved recipe and its patch into a folder that the person chooses.
    public void export() {
        exporting
                .export()
                .ifPresent(job -> job.thenAcceptAsync(
                        outcome -> exported.set(
                                switch (outcome) {
                                    case Outcome.Done<List<Path>> d ->
                                        "Wrote " + Numbers.count(d.value().size(), "file") + " to "
                                                + d.value().getFirst().getParent() + ".";
                                    case Outcome.Failed<List<Path>> f ->
                                        f.problem().sentence();
                                    case Outcome.Cancelled<List<Path>> _ -> "";
                                }),
                        fxExecutor));
    }

    /// The concepts that can be steered, the named first.
    public List<Choice> choices() {
        return choices;
    }

    /// Those whose name or number contain the text.
    public List<Choice> choices(String text) {
        return choices.stream().filter(c -> c.matches(text)).toList();
    }

    /// What an edit is called: its concept's name.
    public String title(int latent) {
        return concepts.get(latent).title();
    }

    /// The range of an edit's slider.
    public EditRange range(EditRow row) {
        return EditRange.of(concepts.get(row.latent()), row.kind());
    }

    /// How strong a concept is for the user shown, before any edit.
    public double activation(int latent) {
        int user = person.get().user();
        return user < 0 ? 0 : people.map(p -> p.activation(user, latent)).orElse(0.0);
    }

    /// User ids that contain the text, at most `most`.
    public List<String> suggestUsers(String text, int most) {
        return people.map(p -> p.suggest(text, most)).orElse(List.of());
    }

    /// Shows a user by external id.
    ///
    /// @return whether there is one of that id
    public boolean chooseUser(String id) {
        int user = people.map(p -> p.indexOf(id)).orElse(-1);
        if (user >= 0) {
            selection.user().set(OptionalInt.of(user));
        }
        return user >= 0;
    }

    /// Shows the user `step` rows further, around the end.
    public void stepUser(int step) {
        people.ifPresent(p -> selection
                .user()
                .set(OptionalInt.of(Math.floorMod(Math.max(0, person.get().user()) + step, p.size()))));
    }

    /// Shows some user.
    public void randomUser() {
        people.ifPresent(p -> selection.user().set(OptionalInt.of(random.nextInt(p.size()))));
    }

    /// Adds an edit that strengthens a concept; dead ones cannot be steered.
    public void add(int latent) {
        if (latent >= concepts.size() || concepts.get(latent).status() == Concept.Status.DEAD) {
            return;
        }
        double amount = EditRange.of(concepts.get(latent), Edit.Kind.ADD).initial();
        change(trial.get().with(new EditRow(latent, Edit.Kind.ADD, amount, true)));
    }

    /// Adds an edit for the user's strongest concept that has none yet, or for the first there is.
    public void add() {
        List<Integer> taken = trial.get().rows().stream().map(EditRow::latent).toList();
        person.get().strongest().stream()
                .map(Person.Strong::latent)
                .filter(l -> !taken.contains(l))
                .findFirst()
                .or(() -> choices.stream()
                        .map(Choice::latent)
                        .filter(l -> !taken.contains(l))
                        .findFirst())
                .ifPresent(this::add);
    }

    /// Gives an edit another concept; its amount starts anew.
    public void concept(int index, int latent) {
        EditRow row = trial.get().rows().get(index);
        if (row.latent() != latent) {
            double amount = EditRange.of(concepts.get(latent), row.kind()).initial();
            change(trial.get().with(index, new EditRow(latent, row.kind(), amount, row.on())));
        }
    }

    /// Gives an edit another operation; its amount starts anew.
    public void kind(int index, Edit.Kind kind) {
        EditRow row = trial.get().rows().get(index);
        if (row.kind() != kind) {
            double amount = EditRange.of(concepts.get(row.latent()), kind).initial();
            change(trial.get().with(index, new EditRow(row.latent(), kind, amount, row.on())));
        }
    }

    /// Sets how much an edit does, moved into its range.
    public void amount(int index, double amount) {
        EditRow row = trial.get().rows().get(index);
        change(trial.get()
                .with(index, new EditRow(row.latent(), row.kind(), range(row).clamp(amount), row.on())));
    }

    /// Switches an edit on or off.
    public void on(int index, boolean on) {
        EditRow row = trial.get().rows().get(index);
        change(trial.get().with(index, new EditRow(row.latent(), row.kind(), row.amount(), on)));
    }

    /// Takes an edit away.
    public void remove(int index) {
        change(trial.get().without(index));
    }

    /// Takes all edits away.
    public void clear() {
        change(Trial.EMPTY.with(trial.get().mode()));
    }

    /// Sets how edited codes become embeddings.
    public void mode(SteeringMode mode) {
        change(trial.get().with(mode));
    }

    /// Shows an item in the rest of the window.
    public void selectItem(int item) {
        selection.item().set(OptionalInt.of(item));
    }

    /// Goes to a concept's card.
    public void openConcept(int latent) {
        selection.latent().set(OptionalInt.of(latent));
        selection.view().set(View.CONCEPTS);
    }

    /// Saves the recipe as a step and measures what it does to everyone.
    ///
    /// @param name what to call it; made from the edits when blank
    public void save(String name) {
        if (saving.get().running()
                || trial.get().edits().isEmpty()
                || person.get().user() < 0) {
            return;
        }
        SteerParams params = params(name);
        measuring = params.name();
        estimate(Sampled.NONE);
        saving.set(new Saving(true, Optional.empty(), saving.get().effect(), false));
        steps.submit("steer", params).thenAcceptAsync(this::saved, fxExecutor);
    }

    /// The recipe as a step takes it.
    SteerParams params(String name) {
        String called = name.isBlank() ? RecipeName.of(trial.get(), this::title) : name.strip();
        return new SteerParams(
                called,
                person.get().id(),
                trial.get().specs(),
                trial.get().mode(),
                LENGTH,
                trial.get().audience(),
                itemIds(trial.get()));
    }

    private void saved(Outcome<Workspace> outcome) {
        Optional<Problem> problem =
                outcome instanceof Outcome.Failed<Workspace> f ? Optional.of(f.problem()) : Optional.empty();
        boolean stopped = outcome instanceof Outcome.Cancelled<Workspace> && !measuring.isEmpty();
        measuring = "";
        estimate(stopped ? sampled.stop() : Sampled.NONE);
        showEffect(false, problem);
    }

    private void change(Trial next) {
        trial.set(next);
        request();
        showEffect();
    }

    private void take(OptionalInt latent) {
        if (latent.isPresent()) {
            selection.toSteer().set(OptionalInt.empty());
            add(latent.getAsInt());
        }
    }

    private void show(Current now) {
        boolean same = now.sameModel(scope);
        boolean another = !same || !Objects.equals(now.steering(), scope.steering());
        scope = now;
        if (another) {
            estimate(Sampled.NONE);
        }
        if (!same) {
            measuring = "";
            studies.forget();
            begin();
        } else if (missing.get().isEmpty() && people.isEmpty()) {
            begin();
        }
        showEffect();
    }

    private void begin() {
        trial.set(Trial.EMPTY);
        if (scope.dataset() == null
                || scope.recommender() == null
                || scope.autoencoder() == null
                || scope.concepts() == null) {
            people = Optional.empty();
            concepts = List.of();
            choices = List.of();
            missing.set(
                    scope.dataset() == null
                            ? "There is no data yet. Drop a file on the window, or open the sample on the Overview"
                                    + " page."
                            : "Steering needs concepts. Go to Overview and finish the steps up to naming them.");
        } else {
            people = Optional.of(new People(scope.dataset(), scope.autoencoder(), scope.concepts()));
            concepts = scope.concepts().concepts();
            choices = Choice.of(concepts);
            missing.set("");
        }
        lists.show(scope, people.isPresent());
        showFocus();
        showUser();
    }

    private void showUser() {
        OptionalInt chosen = selection.user().get();
        person.set(people.filter(p -> p.size() > 0)
                .map(p -> p.person(chosen.isPresent() && chosen.getAsInt() < p.size() ? chosen.getAsInt() : 0))
                .orElse(Person.NOBODY));
        request();
    }

    private void request() {
        if (person.get().user() >= 0) {
            lists.request(person.get().user(), trial.get());
        }
    }

    private void showEffect() {
        showEffect(saving.get().running(), saving.get().problem());
    }

    private void showEffect(boolean running, Optional<Problem> problem) {
        Steering shown = sampled.estimate().map(e -> (Steering) e.result()).orElse(scope.steering());
        Optional<EffectTable> effect = Optional.ofNullable(shown)
                .map(s -> sampled.estimate().map(e -> EffectTable.of(s, e)).orElseGet(() -> EffectTable.of(s)));
        boolean current = shown != null
                && shown.edits().equals(trial.get().edits())
                && shown.mode() == trial.get().mode()
                && shown.scope().items().equals(trial.get().items());
        saving.set(new Saving(running, problem, effect, current));
    }

    /// Ends the thread that computes lists.
    @Override
    public void close() {
        forecasts.ifPresent(ForecastModel::close);
        lists.close();
    }
}
