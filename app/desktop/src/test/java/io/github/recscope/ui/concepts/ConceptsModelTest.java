package io.github.recscope.ui.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Observable;
import io.github.recscope.kernels.SparseCodes;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Concept;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.History;
import io.github.recscope.ui.fixture.Library;
import io.github.recscope.ui.state.Selection;
import io.github.recscope.ui.state.View;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConceptsModelTest {
    private final Selection selection = new Selection();
    private final Observable<History> history = new Observable<>(History.of(Library.workspace()));
    private final ConceptsModel model = new ConceptsModel(history, selection);

    @Test
    void filtersCountAndKeep() {
        ConceptsModel.Table table = model.table().get();
        assertEquals(8, table.total());
        assertEquals(8, table.counts().get(ConceptFilter.ALL));
        assertEquals(6, table.counts().get(ConceptFilter.NAMED));
        assertEquals(1, table.counts().get(ConceptFilter.UNNAMED));
        assertEquals(1, table.counts().get(ConceptFilter.DEAD));
        assertEquals(1, table.counts().get(ConceptFilter.POPULARITY));
        model.filter(ConceptFilter.POPULARITY);
        assertEquals(List.of(6), shown());
    }

    @Test
    void missingNumbersComeLastInBothDirections() {
        assertEquals(List.of(0, 1, 2, 3, 6, 7, 4, 5), shown(), "purest first, those without a label last");
        model.sort(ConceptColumn.PURITY, false);
        assertEquals(List.of(7, 6, 3, 2, 1, 0, 4, 5), shown());
        model.sort(ConceptColumn.LABEL, false);
        assertEquals(List.of(5, 7, 0, 3, 6, 2, 1, 4), shown(), "dead 5, dystopia, fantasy, history, …");
    }

    @Test
    void conceptsOfOneNameCanBeOneRow() {
        ConceptSet set = Library.concepts(Library.autoencoder(Library.data()));
        List<Concept> list = new ArrayList<>(set.concepts());
        Concept first = list.get(0);
        Concept last = list.get(7);
        list.set(
                7,
                new Concept(
                        7,
                        Concept.Status.NAMED,
                        first.label(),
                        first.fits(),
                        last.activeItems(),
                        last.activeUsers(),
                        last.itemLevels(),
                        last.userLevels(),
                        last.topItems(),
                        last.topUsers(),
                        last.purity(),
                        last.purityCorrected(),
                        last.popularityCorrelation(),
                        last.evidence(),
                        last.related()));
        ConceptSet twice = new ConceptSet("twice", list, 0.05, 312, "made up", set.quality());
        history.set(History.of(Library.with(Library.workspace(), "concepts", twice, 9, 1, 2, 3)));
        model.group(true);
        assertEquals(List.of(0, 1, 2, 3, 6, 4, 5), shown(), "the purer one stands for both");
        assertEquals(2, model.table().get().sizes().get(0));
        assertEquals(1, model.table().get().sizes().get(1));
        model.sort(ConceptColumn.PURITY, false);
        assertEquals(2, model.table().get().sizes().get(7), "now the other one comes first");
        model.group(false);
        assertEquals(8, shown().size());
    }

    @Test
    void searchLooksAtLabelsAttributesAndTitles() {
        model.search("dystopia");
        assertEquals(List.of(7), shown());
        model.search("  DECADE: 1960s  fantasy ");
        assertEquals(List.of(0), shown().stream().filter(l -> l == 0).toList(), "all words must be there");
        Dataset data = Library.data();
        int top = Library.concepts(Library.autoencoder(data))
                .concepts()
                .get(2)
                .topItems()
                .getFirst();
        model.search(data.titles().get(top));
        assertTrue(shown().contains(2), "by the title of a top item");
        model.search("zzz");
        assertEquals(
                "No concept matches 'zzz'. Search for a label, an attribute or a title.",
                model.table().get().message());
        assertEquals(0, model.table().get().counts().get(ConceptFilter.ALL));
    }

    @Test
    void nextAndPreviousFollowTheOrderOfTheTable() {
        model.next();
        assertEquals(OptionalInt.of(0), model.focus());
        model.next();
        assertEquals(OptionalInt.of(1), model.focus());
        model.sort(ConceptColumn.LATENT, true);
        model.next();
        assertEquals(OptionalInt.of(0), model.focus(), "1 comes before 0 now");
        model.next();
        assertEquals(OptionalInt.of(0), model.focus(), "the last row has no next");
        model.previous();
        assertEquals(OptionalInt.of(1), model.focus());
    }

    @Test
    void negativeEvidenceMatchesAHandCount() {
        Dataset data = Library.data();
        Autoencoder sae = Library.autoencoder(data);
        double threshold = 0.35;
        int both = 0;
        int firing = 0;
        int silent = 0;
        for (int i = 0; i < data.items().size(); i++) {
            boolean fantasy = i % 4 == 0;
            boolean fires = sae.items().get(i, 0) > threshold;
            both += fantasy && fires ? 1 : 0;
            firing += !fantasy && fires ? 1 : 0;
            silent += fantasy && !fires ? 1 : 0;
        }
        model.select(0);
        ConceptCard.NearMisses m = model.card().get().orElseThrow().nearMisses().orElseThrow();
        assertEquals(both, m.both());
        assertEquals(firing, m.firingCount());
        assertEquals(silent, m.silentCount());
        assertEquals(30, both + silent, "every fourth of 120 books is fantasy");
        int[] popularity = data.interactions().popularity();
        for (int n = 1; n < m.silent().size(); n++) {
            assertTrue(popularity[m.silent().get(n - 1).item()]
                    >= popularity[m.silent().get(n).item()]);
        }
        assertTrue(m.silent().stream().allMatch(l -> l.carriesLabel().orElseThrow() && l.activation() <= threshold));
        assertTrue(m.firing().stream().allMatch(l -> !l.carriesLabel().orElseThrow() && l.activation() > threshold));
    }

    @Test
    void histogramCountsEveryItemThatFires() {
        model.select(0);
        ConceptCard card = model.card().get().orElseThrow();
        ConceptCard.Histogram h = card.histogram().orElseThrow();
        assertEquals(
                card.concept().activeItems(),
                h.counts().stream().mapToInt(Integer::intValue).sum());
        assertEquals(card.concept().itemLevels().max(), h.width() * h.counts().size(), 1e-6);
        SparseCodes items = Library.autoencoder(Library.data()).items();
        assertEquals(
                items.get(card.topItems().getFirst().item(), 0),
                card.topItems().getFirst().activation(),
                1e-6);
        assertEquals(1, card.topItems().getFirst().share(), 1e-6);
    }

    @Test
    void summariesAreHonest() {
        model.select(0);
        List<String> named = model.card().get().orElseThrow().summary();
        assertEquals(
                "On the half of the items that had no part in choosing the label it fires on 14; 80\u00a0% of them are"
                        + " 'fantasy' (base rate 25\u00a0%), 3.2× as many as by chance.",
                named.get(1));
        model.select(5);
        assertEquals(
                List.of("Never fires on this data: no item and no user activates it. "
                        + "There is nothing to name and nothing to steer."),
                model.card().get().orElseThrow().summary());
        model.select(6);
        assertTrue(model.card().get().orElseThrow().summary().getLast().startsWith("Beware: it follows popularity"));
    }

    @Test
    void deadConceptsAreNotSentToSteering() {
        model.select(5);
        model.steer();
        assertEquals(OptionalInt.empty(), selection.toSteer().get());
        model.select(3);
        model.steer();
        assertEquals(OptionalInt.of(3), selection.toSteer().get());
        assertEquals(View.STEERING, selection.view().get());
    }

    @Test
    void withoutConceptsItSaysWhatToDo() {
        history.set(History.of(Workspace.empty("new")));
        assertEquals(0, model.table().get().total());
        assertTrue(model.table().get().message().startsWith("There is no data yet."));
        Workspace half = Library.with(Workspace.empty("half"), "import", Library.data(), 1);
        history.set(History.of(half));
        assertEquals(
                "Concepts appear here once they are extracted. Go to Overview and train a recommender, then a sparse"
                        + " autoencoder, then name its concepts.",
                model.table().get().message());
    }

    private List<Integer> shown() {
        return model.table().get().shown().stream().map(Concept::latent).toList();
    }
}
