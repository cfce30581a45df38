package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.ItemColumn.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers, roles of columns, names and credits.
class DataRulesTest {
    @ParameterizedTest
    @CsvSource({
        "4,4",
        "4.5,4.5",
        "-0.25,-0.25",
        "+3,3",
        ".5,0.5",
        "5.,5",
        "1e3,1000",
        "1.5E-2,0.015",
        "007,7",
        "123456789012345678,123456789012345678"
    })
    void decimalNumbers(String text, double expected) {
        assertEquals(expected, Numbers.parse(text, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "NaN",
                "inf",
                "Infinity",
                "1e400",
                "0x10",
                "0x1p3",
                "1f",
                "1d",
                "1 2",
                "1,5",
                "e5",
                "1e",
                "٣"
            })
    void otherTextIsNoNumber(String text) {
        assertEquals(Double.NaN, Numbers.parse(text, false));
    }

    @Test
    void decimalCommas() {
        assertEquals(4.5, Numbers.parse("4,5", true));
        assertEquals(4.5, Numbers.parse("4.5", true));
        assertEquals(1500.0, Numbers.parse("1,5e3", true));
        assertEquals(Double.NaN, Numbers.parse("1,234,5", true));
    }

    @ParameterizedTest
    @CsvSource({
        "978300760,978300760",
        "2001-01-01,978307200",
        "2001-01-01 00:00:01,978307201",
        "2001-01-01T00:00:01Z,978307201",
        "2001-01-01T01:00:01.5+01:00,978307201.5",
        "2000-12-31T23:00:00-01:00,978307200"
    })
    void times(String text, double expected) {
        assertEquals(expected, Numbers.time(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2001-13-01", "2001-01-01 junk", "01/02/2003"})
    void otherTextIsNoTime(String text) {
        assertEquals(Double.NaN, Numbers.time(text));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "year, YEAR, 1999 2001 ''",
                "original_publication_year, YEAR, 1999.0 -750.0 x",
                "year, TEXT, soon later 1999",
                "language, CATEGORY, eng fre ger",
                "authors, MULTI_CATEGORY, A|B C D",
                "series, CATEGORY, X Y Z",
                "tags, MULTI_CATEGORY, a|b c|d e",
                "colour, CATEGORY, red red red blue blue red",
                "colour, TEXT, red green blue red",
                "shapes, MULTI_CATEGORY, a|b c d",
                "isbn, TEXT, 1 1 1 1",
                "goodreads_book_id, TEXT, 1 1 1 1",
                "imdbId, TEXT, 1 1 1 1",
                "image_url, TEXT, a a a a",
                "notes, TEXT, a|b a|b a|b a|b"
            })
    void rolesOfColumns(String name, Role role, String cells) {
        assertEquals(
                role, ItemColumns.role(name, List.of(cells.replace("''", "").split(" ", -1))));
    }

    @Test
    void yearsAreSortedAndValuesDistinct() {
        ItemColumns columns = new ItemColumns(new IssueLog());
        ItemColumn years = columns.column(
                new ItemColumns.Raw("year", List.of("2001", "1999.0", "", "-750"), List.of("", "", "", "")));
        assertEquals(List.of("-750", "1999", "2001"), years.vocabulary());
        assertEquals(2, years.values().row(0)[0]);
        assertEquals(0, years.values().length(2));
        assertEquals(List.of("b", "a"), ItemColumns.parts(" b |a||b| "));
        assertEquals(List.of(), ItemColumns.parts(" | "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Creative Commons Attribution-ShareAlike 4.0 International; CC BY-SA 4.0",
                "licence CC BY-SA 4.0 (see below); CC BY-SA 4.0",
                "Creative Commons Attribution 3.0 Unported License; CC BY 3.0",
                "under the MIT licence; MIT",
                "Apache License Version 2.0; Apache-2.0",
                "CC0 1.0 Universal; CC0 1.0",
                "all rights reserved; ''"
            })
    void licences(String text, String licence) {
        assertEquals(licence, Credits.licence(text));
    }

    @Test
    void origins() {
        assertEquals("A by B, 2001", Credits.origin("# Data\n\nSource: A by B, 2001\n"));
        assertEquals("A by B.", Credits.origin("Source: A by B. And more."));
        assertEquals("Data of mine", Credits.origin("# Data of mine\ntext\n"));
        assertEquals("", Credits.origin(""));
    }

    @Test
    void listsAreKnownWithoutBars() {
        assertEquals(List.of("Drama|War", "War", ""), Lists.barred("genres", List.of("Drama, War", "War", "")));
        assertEquals(List.of("a|b c", "d", ""), Lists.barred("x", List.of("['a', \"b c\"]", "[d]", "")));
        List<String> people = List.of("Tolkien, J.R.R.", "Eco, Umberto");
        assertNull(Lists.barred("author", people));
        List<String> bars = List.of("a|b", "c, d");
        assertNull(Lists.barred("genres", bars));
    }
}
