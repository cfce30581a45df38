package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.issues;
import static io.github.recscope.data.Fixtures.pairs;
import static io.github.recscope.data.Fixtures.path;
import static io.github.recscope.data.Fixtures.read;
import static io.github.recscope.data.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn.Role;
import io.github.recscope.model.Problem;
import io.github.recscope.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Malformed tables, each with what a person should see.
class FixtureImportTest {
    private static Dataset csv(String name) {
        return read(path("made/csv/" + name));
    }

    private static String format(Dataset data) {
        return data.summary().sources().getFirst().format();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bom_utf8.csv              | comma-separated, UTF-8 with byte-order mark, header
                    bom_utf16le.csv           | comma-separated, UTF-16 (little-endian), header
                    bom_utf16be.csv           | comma-separated, UTF-16 (big-endian), header
                    cr_only.csv               | comma-separated, UTF-8, header
                    crlf_no_final_newline.csv | comma-separated, UTF-8, header
                    semicolon_decimal_comma.csv | semicolon-separated, UTF-8, header
                    """)
    void theSameTwoRowsInEveryDress(String file, String format) {
        Dataset data = csv(file);
        assertEquals(List.of("1 10 4.0", "2 20 3.5"), pairs(data));
        assertEquals(format, format(data));
        assertEquals(List.of(), issues(data));
        assertEquals(2, data.summary().rowsRead());
    }

    @Test
    void noHeaderIsNotEaten() {
        assertEquals(List.of("1 10 4.0", "2 20 3.0"), pairs(csv("no_header_numeric.csv")));
        Dataset colons = csv("double_colon.dat");
        assertEquals(List.of("1 10 4.0", "2 20 3.0"), pairs(colons));
        assertEquals("separated by ::, UTF-8, no header", format(colons));
    }

    @Test
    void emptyFilesAreNamed() {
        assertEquals("empty.csv is empty.", refused(path("made/csv/empty.csv")).what());
        Problem header = refused(path("made/csv/header_only.csv"));
        assertEquals("header_only.csv has no rows.", header.what());
        assertEquals("It holds a header and nothing below it.", header.why());
    }

    @Test
    void raggedRowsAreCountedByLine() {
        Dataset data = csv("ragged.csv");
        assertEquals(List.of("1 10 4.0", "4 40 2.0"), pairs(data));
        assertEquals(4, data.summary().rowsRead());
        assertEquals(2, data.summary().rejected());
        assertEquals(
                List.of("row.columns ragged.csv:3", "row.columns ragged.csv:4", "rows.rejected ragged.csv"),
                issues(data));
        assertEquals(
                "The row has 2 fields where the table has 4. The row was left out.",
                data.summary().issues().get(0).message());
        assertEquals(
                "2 rows were left out: 2 with a wrong number of fields.",
                data.summary().issues().get(2).message());
    }

    @Test
    void mixedDelimitersAreNamedByLine() {
        Dataset data = csv("mixed_delimiters.csv");
        assertEquals(List.of("1 10 4.0"), pairs(data));
        assertTrue(issues(data)
                .containsAll(List.of("row.columns mixed_delimiters.csv:3", "row.columns mixed_delimiters.csv:4")));
    }

    @Test
    void nulBytesRejectTheRow() {
        Dataset data = csv("nul_bytes.csv");
        assertEquals(List.of("1 10 4.0"), pairs(data));
        assertEquals("row.nul nul_bytes.csv:3", issues(data).getFirst());
    }

    @Test
    void idsAreText() {
        assertEquals(
                List.of("9223372036854775808 18446744073709551616 4.0", "-1 0 4.0", "1e3 0x10 4.0"),
                pairs(csv("ids_huge.csv")));
        assertEquals(List.of("007 01 4.0", "7 1 5.0"), pairs(csv("ids_leading_zeros.csv")));
        Dataset spaces = csv("ids_whitespace_case.csv");
        assertEquals(List.of("a X 4.0", "a x 4.0", "A X 4.0"), pairs(spaces));
        assertEquals(List.of("ids.stripped ids_whitespace_case.csv"), issues(spaces));
        assertEquals(
                "White space around ids was removed 2 times.",
                spaces.summary().issues().getFirst().message());
    }

    @Test
    void nonFiniteRatingsAreRefusedAndCounted() {
        Dataset data = csv("rating_nonfinite.csv");
        assertEquals(List.of("4 10 0.0"), pairs(data));
        assertEquals(11, data.summary().rowsRead());
        assertEquals(10, data.summary().rejected());
        for (int line : new int[] {2, 3, 4, 5, 7, 8, 9, 11, 12}) {
            assertTrue(issues(data).contains("row.rating rating_nonfinite.csv:" + line), "line " + line);
        }
        assertTrue(issues(data).contains("row.columns rating_nonfinite.csv:10"));
        assertTrue(
                data.summary().issues().stream()
                        .anyMatch(
                                i -> i.message()
                                        .equals(
                                                "10 rows were left out: 9 with an unreadable rating, 1 with a wrong number of fields.")));
    }

    @Test
    void theLastOfARepeatedPairCounts() {
        Dataset data = csv("duplicates_conflict.csv");
        assertEquals(List.of("1 10 4.0"), pairs(data));
        assertEquals(2, data.summary().duplicates());
        assertEquals(0, data.summary().rejected());
        assertEquals("pairs.duplicate duplicates_conflict.csv", issues(data).getFirst());
        assertTrue(data.summary().issues().getFirst().message().endsWith("the last one in the file counts."));
    }

    @Test
    void twoColumnsOfOneNameAreAQuestion() {
        Problem problem = refused(path("made/csv/duplicate_and_blank_header.csv"));
        assertEquals("duplicate_and_blank_header.csv:1: More than one column is called 'item_id'.", problem.why());
    }

    @Test
    void otherNamesAreUnderstood() {
        Dataset data = csv("header_wrong_names.csv");
        assertEquals(List.of("1 10 4.0"), pairs(data));
        assertEquals(List.of("data.single header_wrong_names.csv"), issues(data));
    }

    @Test
    void fiveThousandColumnsAreNoProblemButNoRatings() {
        Problem problem = refused(path("made/csv/cols_5000.csv"));
        assertTrue(problem.sentence().length() < 400, problem.sentence());
        assertTrue(problem.why().contains("has 5,000 columns, c0, c1, c2, c3, c4, c5, c6, c7, …."), problem.why());
    }

    @Test
    void oneUserOrOneItemIsAWarning() {
        for (String file : List.of("single_user.csv", "single_item.csv")) {
            Dataset data = csv(file);
            assertEquals(List.of("data.single " + file), issues(data));
            assertEquals(Severity.WARNING, data.summary().issues().getFirst().severity());
        }
        assertEquals(1, csv("single_user.csv").users().size());
        assertEquals(1, csv("single_item.csv").items().size());
    }

    @Test
    void equalTimesAreNoOrder() {
        Dataset data = csv("all_same_rating.csv");
        assertFalse(data.interactions().ordered());
        for (float v : data.interactions().value()) {
            assertEquals(3f, v);
        }
    }

    @Test
    void quotedLineBreaksStayInTitles() {
        ItemRows items = items(path("made/csv/quoted_newline_items.csv"));
        assertEquals(List.of("10", "20"), items.ids());
        assertEquals("Line one\nline two, with \"quotes\"", row(items, "10").cells()[1]);
        assertEquals(2, row(items, "10").line());
        assertEquals(4, row(items, "20").line());
    }

    @Test
    void aFieldOfAMegabyteIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("one_field_1MiB.csv");
        Files.writeString(file, "item_id,title\n1," + "A".repeat(1 << 20) + "\n");
        assertEquals(1 << 20, row(items(file), "1").cells()[1].length());
        assertTrue(refused(file).sentence().length() < 400);
    }

    private static ItemRows.Row row(ItemRows items, String id) {
        return Objects.requireNonNull(items.rows().get(id));
    }

    private static ItemRows items(Path file) {
        try (Source source = Source.open(file)) {
            TableHead head =
                    Objects.requireNonNull(TableSniffer.sniff(source.entries().getFirst()));
            assertEquals(TableKind.ITEMS, head.kind());
            return TableReader.read(head, new FakeCtx(), () -> new ItemRows(head))
                    .rows();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void movieLensStyleFoldersAreRead() {
        Dataset data = read(path("movietweetings-raw"));
        assertEquals("movietweetings-raw", data.name());
        assertEquals(60, data.interactions().size());
        assertEquals(19, data.users().size());
        assertEquals(54, data.items().size());
        assertEquals(2, data.summary().itemsNeverChosen());
        assertEquals("0020697", data.items().get(0));
        assertEquals("Der blaue Engel (1930)", data.titles().getFirst());
        assertEquals(List.of("Drama", "Music"), SampleImportTest.values(data, "genres", 0));
        assertEquals(Role.YEAR, SampleImportTest.column(data, "year").role());
        assertEquals(List.of("1930"), SampleImportTest.values(data, "year", 0));
        assertEquals("MIT", Objects.requireNonNull(data.credit()).licence());
        assertEquals(
                List.of("separated by ::, UTF-8, no header", "separated by ::, UTF-8, no header"),
                data.summary().sources().stream().map(s -> s.format()).toList());
    }
}
