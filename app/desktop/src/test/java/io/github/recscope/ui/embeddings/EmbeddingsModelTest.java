package io.github.recscope.ui.embeddings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ImportSummary;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.ui.fx.Palette;
import io.github.recscope.ui.state.Current;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingsModelTest {
    private static Dataset data() {
        // Three users, four items; item 0 is chosen most.
        IntLists byUser = new IntLists(new int[] {0, 2, 4, 5}, new int[] {0, 1, 0, 2, 0});
        ItemColumn tags = new ItemColumn(
                "tags",
                ItemColumn.Role.MULTI_CATEGORY,
                List.of("war", "love", "rare"),
                new IntLists(new int[] {0, 2, 3, 4, 4}, new int[] {1, 0, 0, 2}));
        ItemColumn year = new ItemColumn(
                "year",
                ItemColumn.Role.YEAR,
                List.of("1994", "1999", "2003"),
                new IntLists(new int[] {0, 1, 2, 3, 3}, new int[] {0, 1, 2}));
        return new Dataset(
                "tiny",
                new Ids(List.of("a", "b", "c")),
                new Ids(List.of("0", "1", "2", "3")),
                List.of("Zero", "One", "Two", "Three"),
                new Interactions(4, byUser, new float[] {1, 1, 1, 1, 1}, false),
                List.of(tags, year),
                new ImportSummary(List.of(), 5, 0, 0, 0, 0, List.of()),
                null);
    }

    private static Picture paint(ColourBy by, int solo, boolean users) {
        Current now = new Current(data(), null, null, null, null, null);
        return Painter.paint(new Painter.Request(now, by, -1, solo, true, users, false, null));
    }

    @Test
    void columnsAreColouredByTheirMostFrequentValues() {
        Picture p = paint(new ColourBy.Column("tags", ItemColumn.Role.MULTI_CATEGORY), -1, true);
        assertEquals("war", p.legend().getFirst().label());
        assertEquals(2, p.legend().getFirst().count());
        assertEquals(
                List.of("war", "love", "rare", "other or none"),
                p.legend().stream().map(Picture.LegendRow::label).toList());
        assertEquals(Palette.category(1), p.items()[0], "the first of its values");
        assertEquals(Palette.category(0), p.items()[1]);
        assertEquals(Palette.other(false), p.items()[3]);
        assertEquals(1, p.legend().getLast().count());
    }

    @Test
    void aPickedOutValueColoursAllThatHaveIt() {
        Picture p = paint(new ColourBy.Column("tags", ItemColumn.Role.MULTI_CATEGORY), 0, true);
        assertEquals(Palette.category(0), p.items()[0]);
        assertEquals(Palette.category(0), p.items()[1]);
        assertEquals(Palette.other(false), p.items()[2]);
    }

    @Test
    void yearsBecomeDecades() {
        Picture p = paint(new ColourBy.Column("year", ItemColumn.Role.YEAR), -1, true);
        assertEquals("1990s", p.legend().getFirst().label());
        assertEquals(2, p.legend().getFirst().count());
        assertEquals(p.items()[0], p.items()[1]);
        assertNotEquals(p.items()[0], p.items()[2]);
    }

    @Test
    void chosenPointsKeepTheirColourAndAreCounted() {
        BitSet items = BitSet.valueOf(new long[] {0b1010});
        Chosen chosen = Chosen.of(data(), items, new BitSet());
        Current now = new Current(data(), null, null, null, null, null);
        ColourBy tags = new ColourBy.Column("tags", ItemColumn.Role.MULTI_CATEGORY);
        Picture p = Painter.paint(new Painter.Request(now, tags, -1, -1, true, true, false, chosen));
        assertEquals(Palette.other(false), p.items()[0]);
        assertEquals(Palette.category(0), p.items()[1]);
        assertEquals(
                List.of(1, 0, 0, 1),
                p.legend().stream().map(Picture.LegendRow::chosen).toList());
        assertEquals(2, p.legend().getFirst().count());
    }

    @Test
    void chosenItemsHaveInCommonWhatFewOthersHave() {
        int n = 60;
        int[] offsets = new int[n + 1];
        int[] tags = new int[n];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            offsets[i + 1] = i + 1;
            tags[i] = i < 20 ? 0 : 1;
            names.add("i" + i);
        }
        IntLists none = new IntLists(new int[] {0, 1}, new int[] {0});
        Dataset data = new Dataset(
                "sixty",
                new Ids(List.of("u")),
                new Ids(names),
                names,
                new Interactions(n, none, new float[] {1}, false),
                List.of(new ItemColumn(
                        "tags", ItemColumn.Role.MULTI_CATEGORY, List.of("war", "love"), new IntLists(offsets, tags))),
                new ImportSummary(List.of(), 1, 0, 0, 0, 0, List.of()),
                null);
        BitSet items = new BitSet();
        items.set(0, 15);
        items.set(50, 55);
        Chosen chosen = Chosen.of(data, items, new BitSet());
        assertEquals("war", chosen.facts().getFirst().attribute().value());
        assertEquals(0.75, chosen.facts().getFirst().share(), 1e-12);
        assertEquals(2.25, chosen.facts().getFirst().lift().value(), 1e-12);
        assertTrue(Chosen.of(data, new BitSet(), new BitSet()).facts().isEmpty());
    }

    @Test
    void hiddenLayersHaveNoColour() {
        Picture p = paint(new ColourBy.Nothing(), -1, false);
        for (int c : p.users()) {
            assertEquals(0, c);
        }
        assertTrue(p.items()[0] >>> 24 > 0);
    }

    @Test
    void popularityCountsEveryItemOnce() {
        Picture p = paint(new ColourBy.Popularity(), -1, true);
        assertEquals(4, p.legend().stream().mapToInt(Picture.LegendRow::count).sum());
    }

    @Test
    void theCardOfAnItemHasItsMetadata() {
        Dataset d = data();
        ItemFacts f = ItemFacts.ofItem(new Current(d, null, null, null, null, null), d, 0);
        assertEquals("Zero", f.title());
        assertTrue(f.facts().contains(new ItemFacts.Fact("Chosen by", "3 users")));
        assertTrue(f.facts().contains(new ItemFacts.Fact("tags", "love, war")));
        assertTrue(f.neighbours().isEmpty());
    }
}
