package io.github.recscope.ui.embeddings;

import io.github.recscope.job.Latest;
import io.github.recscope.job.Observable;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.SpaceMap;
import io.github.recscope.session.History;
import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.fx.Points;
import io.github.recscope.ui.state.Current;
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

    private final Selection selection;
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
    private int solo = -1;

    /// The map itself.
    ///
    /// @param items     where the items are
    /// @param users     where the users are
    /// @param method    how it was drawn
    /// @param axes      names of both axes
    /// @param trust     how far the picture can be trusted: name, value, explanation
    public record Plane(Points items, Points users, String method, List<String> axes, List<Trust> trust) {
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
    public EmbeddingsModel(Observable<History> history, Selection selection, BooleanSupplier dark, Executor fx) {
        this.selection = selection;
        this.dark = dark;
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
        history.observe(h -> show(Current.of(h.workspace())));
        selection.item().observe(i -> focus());
        selection.user().observe(u -> focus());
        selection.latent().observe(this::conceptChosen);
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

    /// The theme changed.
    public void repaint() {
        if (now.map() != null) {
            painter.submit(new Painter.Request(
                    now,
                    colourBy.get(),
                    selection.latent().get().orElse(-1),
                    solo,
                    showItems.get(),
                    showUsers.get(),
                    dark.getAsBoolean()));
        }
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
    private void show(Current current) {
        SpaceMap before = now.map();
        now = current;
        SpaceMap map = current.map();
        Dataset data = current.dataset();
        if (map == null || data == null) {
            plane.set(Optional.empty());
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
            plane.set(Optional.of(plane(map)));
        }
        repaint();
        focus();
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
        List<Trust> trust = List.of(
                new Trust(
                        "Trustworthiness",
                        Format.number(q.trustworthiness()),
                        "Whether items that are neighbours here are neighbours in the original space too, with " + k
                                + ". 1 is perfect, about 0.5 is chance (Venna and Kaski, 2001)."),
                new Trust(
                        "Neighbour recall",
                        Format.percent(q.neighbourRecall()),
                        "Share of an item's " + q.neighbours()
                                + " nearest in the original space that are among its nearest here."),
                new Trust(
                        "Measured on",
                        Format.plural(q.sampled(), "item", "items"),
                        "How many items both measures were computed on."));
        return new Plane(points(map.items()), points(map.users()), map.name(), axes, trust);
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
    }
}
