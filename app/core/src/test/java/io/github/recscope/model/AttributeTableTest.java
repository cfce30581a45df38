package io.github.recscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.recscope.kernels.IntLists;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttributeTableTest {
    /// Item `i` is chosen by the first `count[i]` users.
    private static Dataset data(int... count) {
        int users = IntStream.of(count).max().orElseThrow();
        int[] user = new int[IntStream.of(count).sum()];
        int[] item = new int[user.length];
        int at = 0;
        for (int i = 0; i < count.length; i++) {
            for (int u = 0; u < count[i]; u++) {
                user[at] = u;
                item[at++] = i;
            }
        }
        return new Dataset(
                "counts",
                new Ids(IntStream.range(0, users).mapToObj(u -> "u" + u).toList()),
                new Ids(IntStream.range(0, count.length).mapToObj(i -> "i" + i).toList()),
                IntStream.range(0, count.length).mapToObj(i -> "Item " + i).toList(),
                new Interactions(count.length, IntLists.groupSorted(users, user, item), new float[at], false),
                List.of(),
                new ImportSummary(List.of(), at, 0, 0, 0, 0, List.of()),
                null);
    }

    private static List<String> labels(AttributeTable table) {
        return table.attributes().stream().map(Attribute::value).toList();
    }

    @Test
    void differentCountsFallIntoTenEqualGroups() {
        AttributeTable table =
                AttributeTable.of(data(IntStream.rangeClosed(1, 20).toArray()), 2);
        assertArrayEquals(IntStream.range(0, 20).map(i -> i / 2).toArray(), table.decile());
        assertEquals("least popular tenth", labels(table).getFirst());
        assertEquals("popularity 10–20 %", labels(table).get(1));
        assertEquals("most popular tenth", labels(table).getLast());
    }

    @Test
    void equallyPopularItemsAreNotToldApart() {
        AttributeTable table =
                AttributeTable.of(data(IntStream.generate(() -> 3).limit(40).toArray()), 2);
        assertEquals(1, IntStream.of(table.decile()).distinct().count());
        assertEquals(List.of(), table.attributes());
    }

    /// Six items chosen once, two twice, two thrice: three groups, named by what they span.
    @Test
    void tiedGroupsSayHowManyItemsTheyHold() {
        AttributeTable table = AttributeTable.of(data(1, 1, 1, 1, 1, 1, 2, 2, 3, 3), 2);
        assertEquals(List.of("least popular 60 %", "popularity 60–80 %", "most popular 20 %"), labels(table));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, table.items().row(0));
        assertArrayEquals(new int[] {8, 9}, table.items().row(2));
    }
}
