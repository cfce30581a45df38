package io.github.recscope.ui.concepts;

import io.github.recscope.job.Observable;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeFit;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.History;
import io.github.recscope.session.Session;
import io.github.recscope.ui.state.Current;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the concepts view shows: the rows of the table and the card in focus. Used on the JavaFX thread only.
public final class ConceptsModel {
    /// The table.
    ///
    /// @param shown   the concepts that pass filter and search, in order
    /// @param total   how many there are
    /// @param counts  how many each filter keeps
    /// @param filter  the filter in use
    /// @param sizes   how many concepts bear the name of a row, by latent, where names are shown as one row
    /// @param message what to say in place of rows; empty when there are some
    public record Table(
            List<Concept> shown,
            int total,
            Map<ConceptFilter, Integer> counts,
            ConceptFilter filter,
            Map<Integer, Integer> sizes,
            String message) {
        /// Copies the collections.
        public Table {
            shown = List.copyOf(shown);
            counts = Map.copyOf(counts);
            sizes = Map.copyOf(sizes);
        }
    }

    private static final Table NOTHING = new Table(List.of(), 0, Map.of(), ConceptFilter.ALL, Map.of(), "");

    private final Selection selection;
    private final Observable<Table> table = new Observable<>(NOTHING);
    private final Observable<Optional<ConceptCard>> card = new Observable<>(Optional.empty());
    private Current scope = Current.of(Workspace.empty(""));
    private @Nullable CardMaker maker;
    private List<String> haystacks = List.of();
    private String query = "";
    private ConceptFilter filter = ConceptFilter.ALL;
    private ConceptColumn sortedBy = ConceptColumn.PURITY;
    private boolean descending = true;
    private boolean grouped;

    /// For the current workspace of a session.
    public ConceptsModel(Session session, Selection selection) {
        this(session.history(), selection);
    }

    ConceptsModel(Observable<History> history, Selection selection) {
        this.selection = selection;
        history.observe(h -> show(Current.of(h.workspace())));
        selection.latent().observe(_ -> showCard());
    }

    /// The rows.
    public Observable<Table> table() {
        return table;
    }

    /// The card of the concept in focus.
    public Observable<Optional<ConceptCard>> card() {
        return card;
    }

    /// The concept in focus.
    public OptionalInt focus() {
        return card.get().map(c -> OptionalInt.of(c.concept().latent())).orElse(OptionalInt.empty());
    }

    /// Keeps rows that contain all words: in label, attributes or titles of top items.
    public void search(String words) {
        query = words;
        refresh();
    }

    /// Keeps rows of one kind.
    public void filter(ConceptFilter kind) {
        filter = kind;
        refresh();
    }

    /// Shows concepts of the same name as one row, or each by itself.
    public void group(boolean byName) {
        grouped = byName;
        refresh();
    }

    /// The first concept of each name, and those without a name; notes how many bear it.
    private static List<Concept> grouped(List<Concept> rows, Map<Integer, Integer> sizes) {
        Map<Attribute, Integer> first = new HashMap<>();
        List<Concept> kept = new ArrayList<>();
        for (Concept c : rows) {
            Optional<Attribute> name = c.labelFit().map(AttributeFit::attribute);
            if (name.isEmpty() || first.putIfAbsent(name.get(), c.latent()) == null) {
                kept.add(c);
            }
            name.ifPresent(a -> sizes.merge(first.getOrDefault(a, c.latent()), 1, Integer::sum));
        }
        return kept;
    }

    /// Orders the rows.
    public void sort(ConceptColumn column, boolean down) {
        sortedBy = column;
        descending = down;
        refresh();
    }

    /// Puts a concept in focus.
    public void select(int latent) {
        selection.latent().set(OptionalInt.of(latent));
    }

    /// Puts an item in focus, for the map.
    public void selectItem(int item) {
        selection.item().set(OptionalInt.of(item));
    }

    /// Puts a user in focus, for the steering view.
    public void selectUser(int user) {
        selection.user().set(OptionalInt.of(user));
    }

    /// Goes to the row below; the first if none is in focus.
    public void next() {
        move(1);
    }

    /// Goes to the row above; the first if none is in focus.
    public void previous() {
        move(-1);
    }

    /// Adds the concept in focus to the steering recipe and goes there. Dead concepts cannot be steered.
    public void steer() {
        card.get().map(ConceptCard::concept).filter(ConceptsModel::canSteer).ifPresent(c -> {
            selection.toSteer().set(OptionalInt.of(c.latent()));
            selection.view().set(View.STEERING);
        });
    }

    /// Whether a concept can be steered.
    public static boolean canSteer(Concept concept) {
        return concept.status() != Concept.Status.DEAD;
    }

    private void move(int step) {
        List<Concept> rows = table.get().shown();
        if (rows.isEmpty()) {
            return;
        }
        OptionalInt focus = selection.latent().get();
        int at = focus.isEmpty()
                ? -1
                : IntStream.range(0, rows.size())
                        .filter(r -> rows.get(r).latent() == focus.getAsInt())
                        .findFirst()
                        .orElse(-1);
        int to = at < 0 ? 0 : Math.clamp(at + step, 0, rows.size() - 1);
        select(rows.get(to).latent());
    }

    private void show(Current now) {
        if (now.sameModel(scope) && !table.get().equals(NOTHING)) {
            return;
        }
        scope = now;
        Dataset data = now.dataset();
        ConceptSet concepts = now.concepts();
        if (data == null || now.autoencoder() == null || concepts == null) {
            maker = null;
            haystacks = List.of();
        } else {
            maker = new CardMaker(data, now.autoencoder(), concepts);
            haystacks = concepts.concepts().stream().map(c -> haystack(c, data)).toList();
        }
        refresh();
        showCard();
    }

    private void refresh() {
        ConceptSet set = scope.concepts();
        if (set == null) {
            table.set(new Table(List.of(), 0, counts(List.of()), filter, Map.of(), whatIsMissing()));
            return;
        }
        List<String> words = Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(w -> !w.isEmpty())
                .toList();
        List<Concept> found = IntStream.range(0, set.concepts().size())
                .filter(i -> words.stream().allMatch(haystacks.get(i)::contains))
                .mapToObj(set.concepts()::get)
                .toList();
        List<Concept> shown = found.stream()
                .filter(filter::keeps)
                .sorted(sortedBy.order(descending))
                .toList();
        Map<Integer, Integer> sizes = new HashMap<>();
        if (grouped) {
            shown = grouped(shown, sizes);
        }
        String message = !shown.isEmpty()
                ? ""
                : found.isEmpty()
                        ? "No concept matches '" + query.strip() + "'. Search for a label, an attribute or a title."
                        : "No concept here is of the kind '" + filter.title() + "'. Choose another filter.";
        table.set(new Table(shown, set.concepts().size(), counts(found), filter, sizes, message));
    }

    private String whatIsMissing() {
        if (scope.dataset() == null) {
            return "There is no data yet. Drop a file on the window, or open the sample on the Overview page.";
        }
        String step = scope.recommender() == null
                ? "train a recommender, then a sparse autoencoder, then name its concepts"
                : scope.autoencoder() == null
                        ? "train a sparse autoencoder, then name its concepts"
                        : "name the concepts";
        return "Concepts appear here once they are extracted. Go to Overview and " + step + ".";
    }

    private static Map<ConceptFilter, Integer> counts(List<Concept> concepts) {
        Map<ConceptFilter, Integer> counts = new EnumMap<>(ConceptFilter.class);
        for (ConceptFilter f : ConceptFilter.values()) {
            counts.put(f, (int) concepts.stream().filter(f::keeps).count());
        }
        return counts;
    }

    private void showCard() {
        ConceptSet set = scope.concepts();
        OptionalInt latent = selection.latent().get();
        CardMaker cards = maker;
        if (set == null
                || cards == null
                || latent.isEmpty()
                || latent.getAsInt() >= set.concepts().size()) {
            card.set(Optional.empty());
            return;
        }
        card.set(Optional.of(cards.card(set.concepts().get(latent.getAsInt()))));
    }

    private static String haystack(Concept c, Dataset data) {
        String attributes = c.fits().stream()
                .map(AttributeFit::attribute)
                .map(a -> a.family() + ": " + a.value())
                .collect(Collectors.joining("\n"));
        String titles = c.topItems().stream().map(data.titles()::get).collect(Collectors.joining("\n"));
        return String.join("\n", c.title(), attributes, titles).toLowerCase(Locale.ROOT);
    }
}
