package io.github.recscope.ui.embeddings;

import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.MapSketch;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.model.Workspace;
import io.github.recscope.op.ParamSchema;
import io.github.recscope.projection.MapParams;
import io.github.recscope.session.Session;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Points;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.FileChoice;
import io.github.recscope.ui.state.ForecastModel;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What the map shows. Colours and cards are computed off the window's thread.
public final class EmbeddingsModel implements AutoCloseable {
    private static final int SUGGESTIONS = 12;
    private static final long SEED = 1;

    private final Session session;
    private final Selection selection;
    private final Executor fx;
    private final Observable<Boolean> busy;
    private final Observable<List<Choice>> maps = new Observable<>(List.of());
    private final Observable<Optional<Choice>> chosen = new Observable<>(Optional.empty());
    private final Observable<Boolean> canDraw = new Observable<>(false);
    private final BooleanSupplier dark;
    private final Observable<Optional<Plane>> plane = new Observable<>(Optional.empty());
    private final Observable<Optional<Picture>> picture = new Observable<>(Optional.empty());
    private final Observable<Optional<ItemFacts>> card = new Observable<>(Optional.empty());
    private final Observable<List<ColourBy>> choices = new Observable<>(List.of());
    private final Observable<ColourBy> colourBy = new Observable<>(new ColourBy.Nothing());
    private final Observable<Boolean> showItems = new Observable<>(true);
    private final Observable<Boolean> showUsers = new Observable<>(false);
    private final Latest<Painter.Request, Picture> painter;
    private final Latest<CardRequest, ItemFacts> cards;
    private Current now = new Current(null, null, null, null, null, null);
    private final ChosenModel chosenPoints;
    private final MapFiles mapFiles;
    private int solo = -1;
    private Optional<MapSketch> sketch = Optional.empty();

    /// A map that can be shown.
    ///
    /// @param id    what it is
    /// @param title for people; of the same method and settings, later ones are numbered
    public record Choice(ArtifactId id, String title) {
        @Override
        public String toString() {
            return title;
        }
    }

    /// The map itself.
    ///
    /// @param items     where the items are
    /// @param users     where the users are
    /// @param method    how it was drawn
    /// @param axes      names of both axes
    /// @param trust     how far the picture can be trusted: name, value, explanation
    /// @param forming   whether it is still being drawn
    public record Plane(
            Points items, Points users, String method, List<String> axes, List<Trust> trust, boolean forming) {
        /// Copies the lists.
        public Plane {
            axes = List.copyOf(axes);
            trust = List.copyOf(trust);
        }
    }

    /// One measure of the map's quality.
    public record Trust(String name, String value, String explanation) {}

    /// An item found by its title.
    public record Suggestion(int item, String title) {
        @Override
        public String toString() {
            return title;
        }
    }

    private record CardRequest(Current now, Dataset data, boolean user, int row) {}

    /// @param dark whether the theme is dark
    /// @param busy whether any work runs
    /// @param files asks where to write
    public EmbeddingsModel(
            Session session,
            Selection selection,
            BooleanSupplier dark,
            Observable<Boolean> busy,
            FileChoice files,
            Executor fx) {
        this.session = session;
        this.selection = selection;
        this.busy = busy;
        this.dark = dark;
        this.fx = fx;
        painter = new Latest<>(Painter::paint, fx, p -> picture.set(Optional.of(p)), e -> {
            throw e;
        });
        cards = new Latest<>(
                r -> r.user()
                        ? ItemFacts.ofUser(r.now(), r.data(), r.row())
                        : ItemFacts.ofItem(r.now(), r.data(), r.row()),
                fx,
                c -> card.set(Optional.of(c)),
                e -> {
                    throw e;
                });
        chosenPoints = new ChosenModel(session, () -> now, files, fx, this::repaint);
        mapFiles = new MapFiles(session, files, this::shown);
        session.history().observe(h -> show(h.workspace()));
        selection.item().observe(i -> focus());
        selection.user().observe(u -> focus());
        selection.latent().observe(this::conceptChosen);
    }

    /// The maps of the current recommender, oldest first.
    public Observable<List<Choice>> maps() {
        return maps;
    }

    /// The one that is shown; empty until there is one.
    public Observable<Optional<Choice>> chosen() {
        return chosen;
    }

    /// Shows another map.
    public void choose(Choice map) {
        if (!chosen.get().equals(Optional.of(map))) {
            chosen.set(Optional.of(map));
            show(session.workspace());
        }
    }

    /// Whether there is something to draw a map of.
    public Observable<Boolean> canDraw() {
        return canDraw;
    }

    /// Whether any work runs.
    public Observable<Boolean> busy() {
        return busy;
    }

    /// What can be set when a map is drawn.
    public ParamSchema<MapParams> schema() {
        return ParamSchema.of(MapParams.class);
    }

    /// The settings of the last map, or the recommended ones.
    public MapParams lastSettings() {
        return session.workspace()
                .latestEntry(SpaceMap.class)
                .map(e -> e.step().params())
                .filter(MapParams.class::isInstance)
                .map(MapParams.class::cast)
                .orElseGet(MapParams::defaults);
    }

    /// What a map will take, for one form.
    public ForecastModel forecast() {
        return new ForecastModel(session, fx);
    }

    /// Draws a map.
    public void draw(MapParams params) {
        session.submit("map", params, SEED);
    }

    /// Shows a map that is forming in place of the chosen one; empty when it has formed or was given up.
    public void preview(Optional<MapSketch> forming) {
        Dataset data = now.dataset();
        sketch = forming.filter(
                s -> data != null && s.items().rows() == data.items().size());
        boolean was = plane.get().map(Plane::forming).orElse(false);
        if (sketch.isPresent()) {
            boolean first = plane.get().isEmpty();
            plane.set(sketch.map(EmbeddingsModel::plane));
            if (first) {
                repaint();
            }
        } else if (was) {
            plane.set(Optional.ofNullable(now.map()).map(EmbeddingsModel::plane));
        }
    }

    /// The map; empty until there is one.
    public Observable<Optional<Plane>> plane() {
        return plane;
    }

    /// The colours.
    public Observable<Optional<Picture>> picture() {
        return picture;
    }

    /// The card of the item or user in focus.
    public Observable<Optional<ItemFacts>> card() {
        return card;
    }

    /// What the map can be coloured by.
    public Observable<List<ColourBy>> choices() {
        return choices;
    }

    /// What it is coloured by.
    public Observable<ColourBy> colourBy() {
        return colourBy;
    }

    /// Whether items are shown.
    public Observable<Boolean> showItems() {
        return showItems;
    }

    /// Whether users are shown.
    public Observable<Boolean> showUsers() {
        return showUsers;
    }

    /// Colours the map by something else.
    public void colour(ColourBy by) {
        solo = -1;
        colourBy.set(by);
        repaint();
    }

    /// Picks out one value of the legend, or lets go of it when it was picked out.
    public void solo(int value) {
        solo = solo == value ? -1 : value;
        repaint();
    }

    /// Shows or hides both kinds of points.
    public void layers(boolean items, boolean users) {
        showItems.set(items);
        showUsers.set(users);
        repaint();
    }

    /// The points that somebody surrounds with a line.
    ChosenModel chosenPoints() {
        return chosenPoints;
    }

    /// Writes the map.
    MapFiles files() {
        return mapFiles;
    }

    private Optional<MapFiles.Shown> shown() {
        SpaceMap map = now.map();
        return plane.get()
                .filter(p -> map != null && !p.forming())
                .map(p -> new MapFiles.Shown(Objects.requireNonNull(map), p, request()));
    }

    /// The theme changed.
    public void repaint() {
        if (now.map() != null || sketch.isPresent()) {
            painter.submit(request());
        }
    }

    private Painter.Request request() {
        return new Painter.Request(
                now,
                colourBy.get(),
                selection.latent().get().orElse(-1),
                solo,
                showItems.get(),
                showUsers.get(),
                dark.getAsBoolean(),
                chosenPoints.points().get().orElse(null));
    }

    /// Puts an item in focus.
    public void selectItem(int item) {
        selection.user().set(OptionalInt.empty());
        selection.item().set(OptionalInt.of(item));
    }

    /// Puts a user in focus.
    public void selectUser(int user) {
        selection.item().set(OptionalInt.empty());
        selection.user().set(OptionalInt.of(user));
    }

    /// Nothing is in focus.
    public void selectNothing() {
        selection.item().set(OptionalInt.empty());
        selection.user().set(OptionalInt.empty());
    }

    /// The item in focus.
    public Observable<OptionalInt> item() {
        return selection.item();
    }

    /// The user in focus.
    public Observable<OptionalInt> user() {
        return selection.user();
    }

    /// Shows a concept in its own view.
    public void openConcept(int latent) {
        selection.latent().set(OptionalInt.of(latent));
        selection.view().set(View.CONCEPTS);
    }

    /// Words for a point.
    public String describe(boolean user, int row) {
        Dataset data = now.dataset();
        if (data == null) {
            return "";
        }
        return user ? "User " + data.users().get(row) : data.titles().get(row);
    }

    /// Items whose titles contain a text: those that begin with it first. May be called on any thread.
    public List<Suggestion> search(String text) {
        Dataset data = now.dataset();
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (data == null || wanted.isEmpty()) {
            return List.of();
        }
        List<Suggestion> starts = new ArrayList<>();
        List<Suggestion> contains = new ArrayList<>();
        for (int i = 0; i < data.titles().size() && starts.size() < SUGGESTIONS; i++) {
            String title = data.titles().get(i).toLowerCase(Locale.ROOT);
            if (title.startsWith(wanted)) {
                starts.add(new Suggestion(i, data.titles().get(i)));
            } else if (contains.size() < SUGGESTIONS && title.contains(wanted)) {
                contains.add(new Suggestion(i, data.titles().get(i)));
            }
        }
        starts.addAll(contains);
        return List.copyOf(starts.subList(0, Math.min(SUGGESTIONS, starts.size())));
    }

    @SuppressWarnings("ReferenceEquality") // Whether it is the very same map decides whether the view is kept.
    private void show(Workspace workspace) {
        SpaceMap before = now.map();
        Current newest = Current.of(workspace);
        offer(workspace);
        SpaceMap map = chosen.get()
                .map(c -> workspace.artifact(c.id()))
                .filter(SpaceMap.class::isInstance)
                .map(SpaceMap.class::cast)
                .orElse(null);
        Current current = new Current(
                newest.dataset(),
                newest.recommender(),
                map,
                newest.autoencoder(),
                newest.concepts(),
                newest.steering());
        now = current;
        Dataset data = current.dataset();
        canDraw.set(current.recommender() != null);
        chosenPoints.keepOnly(data);
        if (map == null || data == null) {
            if (sketch.isEmpty()) {
                plane.set(Optional.empty());
            }
            card.set(Optional.empty());
            return;
        }
        List<ColourBy> can = new ArrayList<>();
        can.add(new ColourBy.Nothing());
        can.add(new ColourBy.Popularity());
        for (ItemColumn c : data.columns()) {
            if (c.role() != ItemColumn.Role.TEXT && !c.vocabulary().isEmpty()) {
                can.add(new ColourBy.Column(c.name(), c.role()));
            }
        }
        if (current.autoencoder() != null) {
            can.add(new ColourBy.Activation());
        }
        if (map.quality().each() != null) {
            can.add(new ColourBy.Kept());
            can.add(new ColourBy.Trusted());
        }
        choices.set(List.copyOf(can));
        if (!can.contains(colourBy.get())) {
            colourBy.set(new ColourBy.Nothing());
        }
        if (before == null && colourBy.get() instanceof ColourBy.Nothing) {
            // A first look that says something: tags or genres where there are any.
            can.stream()
                    .filter(c -> c instanceof ColourBy.Column column
                            && column.role() == ItemColumn.Role.MULTI_CATEGORY
                            && !c.title().startsWith("author"))
                    .findFirst()
                    .ifPresent(colourBy::set);
        }
        if (before != map) {
            sketch = Optional.empty();
            plane.set(Optional.of(plane(map)));
        }
        repaint();
        focus();
    }

    /// Lists the maps of the current recommender; a new one is shown at once.
    private void offer(Workspace workspace) {
        List<Choice> list = new ArrayList<>();
        Optional<Entry> recommender = workspace.latestEntry(Recommender.class);
        for (Entry e : workspace.allOf(SpaceMap.class)) {
            if (recommender.isPresent()
                    && e.step().inputs().contains(recommender.get().output())
                    && workspace.artifact(e.output()) instanceof SpaceMap map
                    && list.stream().noneMatch(c -> c.id().equals(e.output()))) {
                long same = list.stream()
                        .filter(c -> c.title().equals(map.name()) || c.title().startsWith(map.name() + ", no. "))
                        .count();
                list.add(new Choice(e.output(), same == 0 ? map.name() : map.name() + ", no. " + (same + 1)));
            }
        }
        List<Choice> before = maps.get();
        Optional<Choice> stays = chosen.get().filter(list::contains).filter(_ -> list.size() <= before.size());
        chosen.set(stays.or(() -> list.isEmpty() ? Optional.empty() : Optional.of(list.getLast())));
        maps.set(List.copyOf(list));
    }

    private void conceptChosen(OptionalInt latent) {
        if (latent.isPresent() && now.autoencoder() != null) {
            colour(new ColourBy.Activation());
        } else {
            repaint();
        }
    }

    private void focus() {
        Dataset data = now.dataset();
        OptionalInt item = selection.item().get();
        OptionalInt user = selection.user().get();
        if (data != null && item.isPresent() && item.getAsInt() < data.items().size()) {
            cards.submit(new CardRequest(now, data, false, item.getAsInt()));
        } else if (data != null
                && user.isPresent()
                && user.getAsInt() < data.users().size()) {
            cards.submit(new CardRequest(now, data, true, user.getAsInt()));
        } else {
            card.set(Optional.empty());
        }
    }

    private static Plane plane(SpaceMap map) {
        List<String> axes = new ArrayList<>();
        for (int a = 0; a < 2; a++) {
            @Nullable
            Double explained = a < map.explained().size() ? map.explained().get(a) : null;
            axes.add(
                    explained == null
                            ? "Axis " + (a + 1)
                            : "Component " + (a + 1) + ": " + Format.percent(Objects.requireNonNull(explained))
                                    + " of the variance");
        }
        SpaceMap.Quality q = map.quality();
        String k = Format.plural(q.neighbours(), "neighbour", "neighbours");
        List<Trust> trust = new ArrayList<>();
        trust.add(new Trust(
                "Trustworthiness",
                Format.number(q.trust().value()) + interval(q.trust()),
                "Whether items that are neighbours here are neighbours in the original space too, with " + k
                        + ". 1 is perfect, about 0.5 is chance (Venna and Kaski, 2001)."));
        if (!Double.isNaN(q.continuity().value())) {
            trust.add(new Trust(
                    "Continuity",
                    Format.number(q.continuity().value()) + interval(q.continuity()),
                    "Whether neighbours in the original space are still neighbours here, with " + k
                            + ". 1 is perfect, about 0.5 is chance."));
        }
        trust.add(new Trust(
                "Neighbours kept",
                Format.percent(q.recall().value())
                        + (q.recall().halfWidth() > 0
                                ? " ± " + Format.percent(q.recall().halfWidth())
                                : ""),
                "Share of an item's " + q.neighbours()
                        + " nearest in the original space that are among its nearest here."));
        boolean sample = q.sampled() < map.items().rows();
        trust.add(new Trust(
                "Measured on",
                sample
                        ? Format.count(q.sampled()) + " of "
                                + Format.plural(map.items().rows(), "item", "items")
                        : Format.plural(q.sampled(), "item", "items"),
                sample
                        ? "These figures come from items chosen at random, each compared with all items; ± is half of the"
                                + " 95 % interval."
                        : "These figures come from all items."));
        for (SpaceMap.Measure m : map.measures()) {
            trust.add(new Trust(m.name(), Format.number(m.value().value()) + interval(m.value()), m.meaning()));
        }
        return new Plane(points(map.items()), points(map.users()), map.name(), axes, trust, false);
    }

    private static String interval(SpaceMap.Estimate e) {
        return e.halfWidth() > 0 ? " ± " + Format.number(e.halfWidth()) : "";
    }

    private static Plane plane(MapSketch sketch) {
        return new Plane(
                points(sketch.items()),
                new Points(new float[0], new float[0]),
                "Drawing: " + sketch.stage(),
                List.of("Axis 1", "Axis 2"),
                List.of(),
                true);
    }

    private static Points points(Matrix m) {
        float[] x = new float[m.rows()];
        float[] y = new float[m.rows()];
        for (int i = 0; i < x.length; i++) {
            x[i] = m.data()[2 * i];
            y[i] = m.data()[2 * i + 1];
        }
        return new Points(x, y);
    }

    @Override
    public void close() {
        painter.close();
        cards.close();
        chosenPoints.close();
    }
}
