package io.github.recscope.ui.steering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recscope.model.Steering;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListMakerTest {
    private static final List<String> TITLES = List.of("a", "b", "c", "d", "e");
    // The model says a b c d; steered: e c a b. Fantasy: c and e.
    private final Steering.UserLists raw = new Steering.UserLists(
            0,
            List.of(listed(0, 1), listed(1, 2), listed(2, 3), listed(3, 4)),
            List.of(listed(1, 2), listed(0, 1), listed(2, 3), listed(3, 4)),
            List.of(listed(4, 0), listed(2, 3), listed(0, 1), listed(1, 2)));
    private final ListMaker maker = new ListMaker(
            TITLES, List.of(new ListMaker.Marker("fantasy", new boolean[] {false, false, true, false, true})));

    @Test
    void movesAreCountedAgainstTheModel() {
        Lists lists = maker.lists(raw, true, 0.01);
        assertEquals(
                List.of(Lists.Move.ENTERED, Lists.Move.UP, Lists.Move.DOWN, Lists.Move.DOWN),
                lists.steered().stream().map(Lists.Line::move).toList());
        assertEquals(
                List.of(0, 1, 2, 2),
                lists.steered().stream().map(Lists.Line::by).toList());
        assertEquals(
                List.of(Lists.Move.SAME, Lists.Move.SAME, Lists.Move.SAME, Lists.Move.LEFT),
                lists.model().stream().map(Lists.Line::move).toList());
        assertEquals(
                List.of(Lists.Move.UP, Lists.Move.DOWN, Lists.Move.SAME, Lists.Move.SAME),
                lists.reconstructed().stream().map(Lists.Line::move).toList());
        assertEquals(
                List.of("e", "c", "a", "b"),
                lists.steered().stream().map(Lists.Line::title).toList());
    }

    @Test
    void headlineCountsWhatStaysAndTheSharesOfLabels() {
        assertEquals(
                "3 of 4 stay; fantasy 25\u00a0% → 50\u00a0% of the list",
                maker.lists(raw, true, 0).headline());
        assertEquals(0.25, ListMaker.share(raw.model(), new boolean[] {false, false, true, false, true}), 0);
        assertEquals(0, ListMaker.share(List.of(), new boolean[0]), 0);
    }

    @Test
    void withoutEditsItSaysWhatDecodingAloneDoes() {
        Steering.UserLists same = new Steering.UserLists(0, raw.model(), raw.reconstructed(), raw.model());
        assertEquals(
                "No edit is on: the steered list is the model's own.",
                maker.lists(same, false, 0).headline());
        Steering.UserLists swapped = new Steering.UserLists(0, raw.model(), raw.reconstructed(), raw.reconstructed());
        assertEquals(
                "No edit is on: decoding alone keeps all 4, in another order.",
                maker.lists(swapped, false, 0).headline());
    }

    @Test
    void linesSayWhichLabelsTheyCarry() {
        Lists lists = maker.lists(raw, true, 0);
        assertEquals(List.of("fantasy"), lists.steered().getFirst().carries());
        assertEquals(List.of(), lists.model().getFirst().carries());
    }

    private static Steering.Listed listed(int item, int modelRank) {
        return new Steering.Listed(item, 1.0 - item * 0.1, modelRank);
    }
}
