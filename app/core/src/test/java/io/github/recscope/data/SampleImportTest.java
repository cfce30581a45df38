package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Credit;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Interactions;
import io.github.recscope.model.Issue;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.ItemColumn.Role;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleImportTest {
    private static final Path SAMPLES = Path.of(System.getProperty("repository.root"), "samples");

    static Dataset read(String source) {
        return Importers.standard().read(source, new FakeCtx());
    }

    static ItemColumn column(Dataset data, String name) {
        return data.columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no column " + name));
    }

    static List<String> values(Dataset data, String column, int item) {
        ItemColumn c = column(data, column);
        return Arrays.stream(c.values().row(item)).mapToObj(c.vocabulary()::get).toList();
    }

    @Test
    void goodbooksHasItsCountsRolesAndCredit() {
        Dataset data = read("sample:goodbooks");
        assertEquals("goodbooks", data.name());
        assertEquals(2672, data.users().size());
        assertEquals(3313, data.items().size());
        Interactions interactions = data.interactions();
        assertEquals(234_158, interactions.size());
        assertTrue(interactions.ordered());
        assertEquals(234_158, data.summary().rowsRead());
        assertEquals(0, data.summary().rejected());
        assertEquals(0, data.summary().duplicates());
        assertEquals(0, data.summary().itemsWithoutDetails());
        assertEquals(0, data.summary().itemsNeverChosen());
        assertEquals(
                List.of("column.twice"),
                data.summary().issues().stream().map(Issue::code).toList());
        assertEquals(
                List.of("authors", "year", "language", "series", "tags", "goodreads_book_id", "isbn"),
                data.columns().stream().map(ItemColumn::name).toList());
        assertEquals(
                List.of(
                        Role.MULTI_CATEGORY,
                        Role.YEAR,
                        Role.CATEGORY,
                        Role.CATEGORY,
                        Role.MULTI_CATEGORY,
                        Role.TEXT,
                        Role.TEXT),
                data.columns().stream().map(ItemColumn::role).toList());
        assertEquals(104, column(data, "tags").vocabulary().size());
        assertEquals(20_696, column(data, "tags").values().size());
        Credit credit = data.credit();
        assertNotNull(credit);
        assertEquals("CC BY-SA 4.0", credit.licence());
        assertTrue(credit.source().startsWith("goodbooks-10k by Zygmunt Zajac (2017), https://github.com/zygmuntz/"));
    }

    @Test
    void goodbooksFirstAndLastRowsAreTheFilesOwn() {
        Dataset data = read("sample:goodbooks");
        Interactions interactions = data.interactions();
        assertEquals("1", data.users().get(0));
        assertEquals("2672", data.users().get(2671));
        assertEquals("359", data.items().get(interactions.byUser().values()[0]));
        assertEquals(4f, interactions.value()[0]);
        assertEquals("689", data.items().get(interactions.byUser().values()[1]));
        assertEquals("2640", data.items().get(interactions.byUser().values()[234_157]));
        assertEquals(5f, interactions.value()[234_157]);
        assertEquals("1", data.items().get(0));
        assertEquals("The Hunger Games", data.titles().get(0));
        assertEquals("9388", data.items().get(3312));
        assertEquals("Night Prey", data.titles().get(3312));
        assertEquals(
                List.of("young adult", "dystopia", "science fiction", "fantasy", "adventure", "romance"),
                values(data, "tags", 0));
        assertEquals(
                List.of("J.K. Rowling", "Mary GrandPré"),
                values(data, "authors", 1).stream().sorted().toList());
        assertEquals(List.of("2008"), values(data, "year", 0));
        assertEquals("-1750", column(data, "year").vocabulary().getFirst());
    }

    @Test
    void movieTweetingsHasItsCountsAndLeadingZeros() {
        Dataset data = read("sample:movietweetings");
        assertEquals(5973, data.users().size());
        assertEquals(3119, data.items().size());
        assertEquals(102_461, data.interactions().size());
        assertTrue(data.interactions().ordered());
        assertEquals(List.of(), data.summary().issues());
        assertEquals("0012349", data.items().get(0));
        assertEquals("Nosferatu, eine Symphonie des Grauens", data.titles().get(1));
        assertEquals(List.of("Comedy", "Drama", "Family"), values(data, "genres", 0));
        assertEquals(23, column(data, "genres").vocabulary().size());
        assertEquals(Role.YEAR, column(data, "year").role());
        int[] items = data.interactions().byUser().values();
        assertEquals("0480255", data.items().get(items[0]));
        assertEquals("0758758", data.items().get(items[102_460]));
        assertEquals(10f, data.interactions().value()[102_460]);
        assertEquals(
                new Credit(
                        "MovieTweetings by Simon Dooms, https://github.com/sidooms/MovieTweetings , MIT licence (LICENSE).",
                        "MIT"),
                data.credit());
    }

    @Test
    void theFileAndTheBuiltInSampleAreTheSame() {
        Dataset inside = read("sample:goodbooks");
        Dataset file = read(SAMPLES.resolve("goodbooks.zip").toString());
        assertEquals(inside.users(), file.users());
        assertEquals(inside.items(), file.items());
        assertEquals(inside.titles(), file.titles());
        assertEquals(inside.columns(), file.columns());
        assertEquals(inside.interactions().byUser(), file.interactions().byUser());
        assertArrayEquals(inside.interactions().value(), file.interactions().value());
        assertEquals(inside.summary(), file.summary());
        assertEquals(inside.credit(), file.credit());
    }

    @Test
    void everyUsersOrderIsThatOfItsTimes() {
        Dataset data = read("sample:goodbooks");
        assertEquals(
                List.of("359", "689", "258", "620", "95"),
                Arrays.stream(data.interactions().byUser().row(0))
                        .limit(5)
                        .mapToObj(data.items()::get)
                        .toList());
    }

    @Test
    void probingSaysWhatIsInside() {
        List<Importers.Candidate> found = Importers.standard().probe(SAMPLES.resolve("goodbooks.zip"));
        assertEquals(1, found.size());
        assertEquals("csv-bundle", found.getFirst().importer().id());
        assertEquals(
                "goodbooks.zip: 3 tables — interactions, items, item tags",
                found.getFirst().match().reason());
    }
}
