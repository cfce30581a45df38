package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.recscope.model.ProblemException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
    private static List<List<String>> rows(String text, Separator separator) {
        return rows(new StringReader(text), separator, new ArrayList<>());
    }

    private static List<List<String>> rows(Reader in, Separator separator, List<Long> lines) {
        List<List<String>> rows = new ArrayList<>();
        try (RowReader reader = new RowReader(in, "test.csv", separator)) {
            while (reader.next()) {
                List<String> row = new ArrayList<>();
                for (int f = 0; f < reader.size(); f++) {
                    row.add(reader.get(f));
                }
                rows.add(row);
                lines.add(reader.line());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    /// Hands out a few characters at a time, so that every boundary falls everywhere.
    private static Reader trickle(String text, int most) {
        return new FilterReader(new StringReader(text)) {
            @Override
            public int read(char[] buffer, int from, int length) throws IOException {
                return super.read(buffer, from, Math.min(length, most));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comma_in_quotes",
                "empty",
                "empty_crlf",
                "escaped_quotes",
                "json",
                "newlines",
                "newlines_crlf",
                "quotes_and_newlines",
                "simple",
                "simple_crlf",
                "utf8"
            })
    void readsCsvSpectrum(String name) throws IOException {
        Path folder = Fixtures.path("wild/csv-spectrum");
        List<List<String>> rows = rows(Files.readString(folder.resolve(name + ".csv")), Separator.COMMA);
        JsonNode expected =
                new ObjectMapper().readTree(folder.resolve(name + ".json").toFile());
        assertEquals(expected.size(), rows.size() - 1);
        for (int r = 0; r < expected.size(); r++) {
            assertEquals(expected.get(r).size(), rows.get(r + 1).size());
            for (int c = 0; c < rows.getFirst().size(); c++) {
                assertEquals(
                        expected.get(r).get(rows.getFirst().get(c)).asText(),
                        rows.get(r + 1).get(c));
            }
        }
    }

    @Test
    void readsLocationCoordinates() throws IOException {
        // Here csv-spectrum's own CSV and JSON disagree about the telephone number.
        String text = Files.readString(Fixtures.path("wild/csv-spectrum").resolve("location_coordinates.csv"));
        assertEquals(
                List.of("2095257564", "37\ufffd36'37.8\"N 121\ufffd2'17.9\"W", "Modesto", "Stanislaus"),
                rows(text, Separator.COMMA).get(1));
    }

    @Test
    void linesAreCountedThroughQuotesAndBlankLines() {
        List<Long> lines = new ArrayList<>();
        String text = "a,b\r\n\r\n\"x\ny\r\nz\",2\r\rc,3\nd,4";
        List<List<String>> rows = rows(new StringReader(text), Separator.COMMA, lines);
        assertEquals(List.of(List.of("a", "b"), List.of("x\ny\r\nz", "2"), List.of("c", "3"), List.of("d", "4")), rows);
        assertEquals(List.of(1L, 3L, 7L, 8L), lines);
    }

    @Test
    void aStrayQuoteSwallowsNothing() throws IOException {
        String text = "1,\"open\n2,b\n3,\"closed\"\n4,\"half\" open\n5,in\"side\n";
        assertEquals(
                List.of(
                        List.of("1", "\"open"),
                        List.of("2", "b"),
                        List.of("3", "closed"),
                        List.of("4", "\"half\" open"),
                        List.of("5", "in\"side")),
                rows(text, Separator.COMMA));
        try (RowReader reader = new RowReader(new StringReader(text), "t", Separator.COMMA)) {
            while (reader.next()) {
                assertFalse(reader.hasNul());
            }
            assertEquals(2, reader.strayQuotes());
            assertEquals(1, reader.firstStrayLine());
        }
    }

    @Test
    void whiteSpaceRunsAreOneSeparator() {
        assertEquals(
                List.of(List.of("1", "2", "3.5"), List.of("4", "5", "6")),
                rows("  1  2\t3.5 \n\n4 5   6", Separator.WHITESPACE));
    }

    @Test
    void aSingleColonIsText() {
        assertEquals(
                List.of(List.of("1", "Alien: Resurrection", "a:b"), List.of("2", "\"M\"", "")),
                rows("1::Alien: Resurrection::a:b\n2::\"M\"::\n", Separator.DOUBLE_COLON));
    }

    @Test
    void endlessRowsAreRefused() {
        Reader endless = new Reader() {
            @Override
            public int read(char[] buffer, int from, int length) {
                java.util.Arrays.fill(buffer, from, from + length, 'x');
                return length;
            }

            @Override
            public void close() {}
        };
        ProblemException e =
                assertThrows(ProblemException.class, () -> rows(endless, Separator.COMMA, new ArrayList<>()));
        assertTrue(e.problem().why().startsWith("test.csv:1: the row is longer than 16 million"), e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBack(Separator separator) {
        Random random = new Random(7);
        for (int round = 0; round < 400; round++) {
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            int columns = 2 + random.nextInt(4);
            List<List<String>> rows = new ArrayList<>();
            List<Long> lines = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            long line = 1;
            int count = random.nextInt(12);
            for (int r = 0; r < count; r++) {
                List<String> row = new ArrayList<>();
                lines.add(line);
                for (int c = 0; c < columns; c++) {
                    String value = value(random, separator, end);
                    row.add(value);
                    boolean must = value.matches("(?s).*[,;|\\t\"\\n\\r].*") || (c == 0 && columns == 1);
                    boolean quoted = separator.quotes() && (must || random.nextInt(4) == 0);
                    text.append(c == 0 ? "" : text(separator))
                            .append(quoted ? "\"" + value.replace("\"", "\"\"") + "\"" : value);
                    line += value.split(end, -1).length - 1;
                }
                text.append(r == count - 1 && random.nextBoolean() ? "" : end);
                line++;
                rows.add(row);
            }
            List<Long> found = new ArrayList<>();
            assertEquals(
                    rows, rows(trickle(text.toString(), 1 + random.nextInt(5)), separator, found), text.toString());
            assertEquals(lines, found, text.toString());
            assertEquals(rows, rows(text.toString(), separator));
        }
    }

    private static String text(Separator separator) {
        return separator == Separator.DOUBLE_COLON ? "::" : Character.toString(separator.first());
    }

    private static String value(Random random, Separator separator, String end) {
        StringBuilder value = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            if (separator.quotes()) {
                value.append(List.of("a", "é", "\u4e2d", ",", ";", "\t", "|", "\"", end, " ")
                        .get(random.nextInt(10)));
            } else {
                value.append(List.of("a", "7", "\"", "|", ",", "é").get(random.nextInt(6)));
            }
        }
        if (value.isEmpty() && !separator.quotes()) {
            value.append('x');
        }
        return value.toString();
    }

    /// Well-formed text must be read as another parser reads it.
    @ParameterizedTest
    @EnumSource(names = {"COMMA", "SEMICOLON", "TAB", "BAR"})
    void agreesWithAnotherParser(Separator separator) {
        Random random = new Random(11);
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder();
            int columns = 1 + random.nextInt(4);
            int fields = columns * random.nextInt(10);
            for (int f = 0; f < fields; f++) {
                String plain = List.of("a", "x y", "12", "é").get(random.nextInt(4));
                String inQuotes = List.of("", "a\nb", "\"\"", "q\r\nr", "s" + separator.first(), "t")
                        .get(random.nextInt(6));
                boolean last = f % columns == columns - 1;
                text.append(random.nextBoolean() ? plain : "\"" + inQuotes + "\"");
                text.append(last ? List.of("\n", "\r\n", "\r").get(random.nextInt(3)) : separator.first());
            }
            List<List<String>> expected = new ArrayList<>();
            List<Long> expectedLines = new ArrayList<>();
            for (CsvRecord r :
                    CsvReader.builder().fieldSeparator(separator.first()).ofCsvRecord(text.toString())) {
                expected.add(r.getFields());
                expectedLines.add(r.getStartingLineNumber());
            }
            List<Long> lines = new ArrayList<>();
            assertEquals(expected, rows(new StringReader(text.toString()), separator, lines), text.toString());
            assertEquals(expectedLines, lines, text.toString());
        }
    }
}
