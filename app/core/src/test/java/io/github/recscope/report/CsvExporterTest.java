package io.github.recscope.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.recscope.model.MetricValue;
import io.github.recscope.model.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExporterTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private final TestWorkspace small = new TestWorkspace(4, 30, 8);

    private static String csv(Table t) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.writeCsv(t, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<List<String>> read(String csv) {
        return CsvReader.builder().ofCsvRecord(csv).stream()
                .map(CsvRecord::getFields)
                .toList();
    }

    private static List<List<String>> read(Path file) throws IOException {
        return read(Files.readString(file));
    }

    @Test
    void keepsFullNumbersAndLeavesMissingOnesEmpty() throws IOException {
        Table t = Table.of(
                "t",
                "",
                List.of(
                        Column.text("name", "Name", 1),
                        Column.number("value", "Value", Format.PERCENT),
                        Column.hidden("secret", Format.COUNT)),
                List.of(
                        Cell.row("a,\"b\"\nc", 0.1 + 0.2, 3),
                        Cell.row("é ž Ж α 中", new MetricValue(0.5, 0.25, 0.75, 9), Double.NaN)));
        assertEquals(
                "name,value,value_low,value_high,secret\r\n\"a,\"\"b\"\"\nc\",0.30000000000000004,,,3\r\né ž Ж α 中,0.5,0.25,0.75,\r\n",
                csv(t));
        assertEquals(
                List.of(
                        List.of("name", "value", "value_low", "value_high", "secret"),
                        List.of("a,\"b\"\nc", "0.30000000000000004", "", "", "3"),
                        List.of("é ž Ж α 中", "0.5", "0.25", "0.75", "")),
                read(csv(t)));
    }

    @Test
    void disarmsFormulas() {
        assertEquals("'=1+1", CsvExporter.guarded("=1+1"));
        assertEquals("'+cmd", CsvExporter.guarded("+cmd"));
        assertEquals("'-cmd", CsvExporter.guarded("-cmd"));
        assertEquals("'@SUM(A1)", CsvExporter.guarded("@SUM(A1)"));
        assertEquals("'\t=1", CsvExporter.guarded("\t=1"));
        assertEquals("'\r=1", CsvExporter.guarded("\r=1"));
        assertEquals("'-1-1", CsvExporter.guarded("-1-1"));
        assertEquals("-17", CsvExporter.guarded("-17"), "numbers stay numbers");
        assertEquals("+1.5e-3", CsvExporter.guarded("+1.5e-3"));
        assertEquals("-.5", CsvExporter.guarded("-.5"));
        assertEquals("a=1", CsvExporter.guarded("a=1"));
        assertEquals("", CsvExporter.guarded(""));
        assertEquals("-0.25", CsvExporter.number(-0.25));
        assertEquals("12", CsvExporter.number(12.0));
        assertEquals("", CsvExporter.number(Double.NaN));
    }

    @Test
    void writesEveryTableAndTheDataOfEveryChart(@TempDir Path dir) throws IOException {
        Path out = dir.resolve("deep/out");
        List<Path> files = ReportWriter.writeAll(small.full(), ReportSection.all(), out, NOON, new PlainCtx());
        Report report = ReportBuilder.build(small.full(), ReportSection.all(), NOON);
        assertEquals(out.resolve("report.pdf"), files.getFirst());
        assertEquals(report.tables().size() + 2, files.size(), "the PDF, the list and every table");
        for (Table t : report.tables()) {
            List<List<String>> rows = read(out.resolve("csv").resolve(t.id() + ".csv"));
            assertEquals(t.rows().size() + 1, rows.size(), t.id());
            for (Column c : t.columns()) {
                assertTrue(rows.getFirst().contains(c.id()), t.id() + "." + c.id());
            }
        }
        List<List<String>> list = read(out.resolve("csv/tables.csv"));
        assertEquals(
                report.tables().stream().map(t -> t.id() + ".csv").toList(),
                list.stream().skip(1).map(List::getFirst).toList());
    }

    @Test
    void givesIdsAndNames(@TempDir Path dir) throws IOException {
        ReportWriter.writeAll(small.full(), ReportSection.all(), dir, NOON, new PlainCtx());
        List<List<String>> lists = read(dir.resolve("csv/steering_1_lists.csv"));
        assertEquals(
                List.of(
                        "rank",
                        "model_item",
                        "model_title",
                        "model_score",
                        "reconstructed_item",
                        "reconstructed_title",
                        "reconstructed_change",
                        "reconstructed_model_rank",
                        "reconstructed_score",
                        "steered_item",
                        "steered_title",
                        "steered_change",
                        "steered_model_rank",
                        "steered_score"),
                lists.getFirst());
        List<String> first = lists.get(1);
        assertEquals("b0", first.get(1));
        assertEquals("The “Name” of the Rose’s Garden", first.get(2));
        assertEquals("b21", first.get(9));
        assertEquals("", first.get(12), "new items have no place in the model's list");
        assertEquals("'=HYPERLINK(\"http://example.org\")", lists.get(5).get(2));
        List<List<String>> map = read(dir.resolve("csv/map_items.csv"));
        assertEquals(31, map.size());
        assertEquals(small.map().items().get(0, 0), Float.parseFloat(map.get(1).get(2)));
    }

    @Test
    void givesTheSameBytesAgain(@TempDir Path dir) throws IOException {
        ReportWriter.writeAll(small.full(), ReportSection.all(), dir.resolve("a"), NOON, new PlainCtx());
        ReportWriter.writeAll(small.full(), ReportSection.all(), dir.resolve("b"), NOON, new PlainCtx());
        List<Path> files;
        try (var walk = Files.walk(dir.resolve("a"))) {
            files = walk.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        for (Path a : files) {
            Path b = dir.resolve("b").resolve(dir.resolve("a").relativize(a));
            assertArrayEquals(
                    Files.readAllBytes(a),
                    Files.readAllBytes(b),
                    a.getFileName().toString());
        }
    }

    @Test
    void saysWhenTheFolderCannotBeMade(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("taken"), "x");
        ProblemException e =
                assertThrows(ProblemException.class, () -> ReportWriter.writeAll(small.full(), file, new PlainCtx()));
        assertTrue(e.problem().what().contains("taken"), e.getMessage());
        assertEquals("x", Files.readString(file));
    }
}
