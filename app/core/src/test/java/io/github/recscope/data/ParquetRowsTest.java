package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.array.ParquetWriter;
import io.github.recscope.array.ParquetWriter.CellType;
import io.github.recscope.array.ParquetWriter.Column;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table gives the same data set as Parquet, where whole columns are taken, and as CSV, where rows are.
final class ParquetRowsTest {
    private static final int ROWS = 9000;

    @TempDir
    Path folder;

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private Dataset parquet(CellType[] types, List<List<@Nullable Object>> rows) throws IOException {
        String[] names = {"user_id", "item_id", "rating", "timestamp"};
        Path file = folder.resolve("t.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetWriter writer = new ParquetWriter(
                    out,
                    IntStream.range(0, types.length)
                            .mapToObj(c -> new Column(names[c], types[c], true))
                            .toList(),
                    "test");
            for (List<@Nullable Object> row : rows) {
                writer.row(row);
            }
            writer.finish();
        }
        return Importers.standard().read(file.toString(), new FakeCtx());
    }

    private Dataset csv(List<List<@Nullable Object>> rows) throws IOException {
        StringBuilder text = new StringBuilder("user_id,item_id,rating,timestamp\n");
        for (List<@Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>();
            for (Object cell : row) {
                cells.add(
                        switch (cell) {
                            case null -> "";
                            case Double d -> ParquetColumn.text(d);
                            case Float f -> ParquetColumn.text(f);
                            default -> cell.toString();
                        });
            }
            text.append(String.join(",", cells)).append('\n');
        }
        Path file = folder.resolve("t.csv");
        Files.writeString(file, text);
        return Importers.standard().read(file.toString(), new FakeCtx());
    }

    private void same(CellType[] types, List<List<@Nullable Object>> rows) throws IOException {
        Dataset a = parquet(types, rows);
        Dataset b = csv(rows);
        assertEquals(b.users().values(), a.users().values());
        assertEquals(b.items().values(), a.items().values());
        assertArrayEquals(
                b.interactions().byUser().values(), a.interactions().byUser().values());
        assertArrayEquals(b.interactions().value(), a.interactions().value());
        assertEquals(b.interactions().ordered(), a.interactions().ordered());
        assertEquals(b.summary().rowsRead(), a.summary().rowsRead());
        assertEquals(b.summary().rejected(), a.summary().rejected());
        assertEquals(issues(b, "t.csv", 1), issues(a, "t.parquet", 0));
    }

    /// With the number of the row instead of the line.
    private static List<String> issues(Dataset data, String file, int header) {
        List<String> found = new ArrayList<>();
        for (Issue i : data.summary().issues()) {
            String place = i.place();
            if (place.startsWith(file + ":")) {
                place = "row " + (Integer.parseInt(place.substring(file.length() + 1)) - header);
            }
            found.add(String.join(
                    "; ", i.code(), place.replace(file, "t"), i.message().replace(file, "t")));
        }
        return found;
    }

    @Test
    void numbersAreTakenAsTexts() throws IOException {
        Random random = new Random(1);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            rows.add(row(
                    random.nextInt(40) == 0 && n > 5000 ? null : (Object) (long) (random.nextInt(300) - 20),
                    random.nextInt(200) * 1_000_003 - 40_000_000,
                    random.nextInt(900) == 0 ? null : (Object) (random.nextInt(10) / 2f),
                    random.nextInt(1500) == 0 ? null : (Object) (1_000_000_000L + random.nextInt(200_000_000))));
        }
        same(new CellType[] {CellType.INT64, CellType.INT32, CellType.FLOAT, CellType.INT64}, rows);
    }

    @Test
    void textsAndFractionsToo() throws IOException {
        Random random = new Random(2);
        String[] odd = {" a", "ä", "  ", "\u2003", "0012", "twelve and more", "-0"};
        double[] values = {1, -0.0, Double.NaN, 1e300, Double.POSITIVE_INFINITY, 4.5, 1e-50};
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            boolean plain = n < 3000 || random.nextInt(20) > 0;
            rows.add(row(
                    plain ? "u" + random.nextInt(500) : odd[random.nextInt(odd.length)],
                    plain ? random.nextInt(300) : random.nextInt(300) + 0.5,
                    plain ? 3.0 : values[random.nextInt(values.length)],
                    random.nextInt(100) / 8.0));
        }
        same(new CellType[] {CellType.TEXT, CellType.DOUBLE, CellType.DOUBLE, CellType.DOUBLE}, doubled(rows));
    }

    private static List<List<@Nullable Object>> doubled(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Object item = row.get(1);
            out.add(row(row.get(0), item instanceof Integer i ? (Double) (double) i : item, row.get(2), row.get(3)));
        }
        return out;
    }

    @Test
    void ratingsAndTimesMayBeTexts() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            rows.add(row(
                    n % 7 == 0 ? 1e7f : (float) (n % 40),
                    (long) n % 13,
                    n % 11 == 0 ? "none" : "" + n % 5,
                    n % 9 == 0 ? "2020-01-" + (10 + n % 20) : "2020-02-03T04:05:06"));
        }
        same(new CellType[] {CellType.FLOAT, CellType.INT64, CellType.TEXT, CellType.TEXT}, rows);
    }

    /// Times that a person says the unit of, some of them missing, so that rows come both in blocks and one by one.
    @Test
    void aUnitThatWasSaidCountsInBlocksToo() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            rows.add(row(
                    (long) n % 40, (long) n / 40, 4.0, n % 70 == 3 ? null : (Object) (1_600_000_000_000L - 1000L * n)));
        }
        CellType[] types = {CellType.INT64, CellType.INT64, CellType.DOUBLE, CellType.INT64};
        parquet(types, rows);
        csv(rows);
        ImportCheck a = said("t.parquet");
        ImportCheck b = said("t.csv");
        assertEquals("2020-09-13", Objects.requireNonNull(b.times()).last());
        assertEquals(b.times(), a.times());
        assertArrayEquals(
                b.data().interactions().byUser().values(),
                a.data().interactions().byUser().values());
    }

    /// A file that says itself what is a time: a unit that was remembered for numbers of another file changes nothing.
    @Test
    void aUnitDoesNotChangePointsInTime() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ParquetRowsTest.class.getResourceAsStream("/fixtures/made/parquet/ratings.parquet"))) {
            Files.write(folder.resolve("ratings.parquet"), in.readAllBytes());
        }
        try (ParquetRows rows =
                ParquetRows.open(Files.newInputStream(folder.resolve("ratings.parquet")), "ratings.parquet")) {
            assertTrue(rows.holdsTimes(3));
            assertFalse(rows.holdsTimes(0));
        }
        ImportCheck plain = checked("ratings.parquet", EpochUnit.AUTO);
        ImportCheck said = checked("ratings.parquet", EpochUnit.MILLISECONDS);
        assertArrayEquals(
                plain.data().interactions().byUser().values(),
                said.data().interactions().byUser().values());
        assertEquals(new ImportCheck.Times(EpochUnit.SECONDS, "dates", "1970-01-01", "1970-01-01"), said.times());
        assertEquals(plain.times(), said.times());
    }

    private ImportCheck said(String file) {
        return checked(file, EpochUnit.MILLISECONDS);
    }

    private ImportCheck checked(String file, EpochUnit unit) {
        ImportDraft draft = Drafts.open(folder.resolve(file).toString(), List.of(), () -> {});
        ImportDraft.Table t = draft.tables().getFirst();
        TableMapping m = t.mapping();
        List<ColumnMapping> columns = m.columns().stream()
                .map(c -> c.use() == ColumnUse.TIME ? c.with(unit) : c)
                .toList();
        ImportDraft changed = draft.with(t.with(new TableMapping(m.path(), m.shape(), true, m.format(), columns)));
        return Importers.standard().check(changed.params(), new FakeCtx());
    }

    @Test
    void anImportCanBeCancelledAtEachMoment() throws IOException {
        List<List<@Nullable Object>> rows = LongStream.range(0, ROWS)
                .mapToObj(n -> row(n % 100, n / 100, 1.0, n))
                .toList();
        Dataset all = parquet(new CellType[] {CellType.INT64, CellType.INT64, CellType.DOUBLE, CellType.INT64}, rows);
        assertEquals(ROWS, all.interactions().size());
        FakeCtx whole = new FakeCtx();
        String file = folder.resolve("t.parquet").toString();
        Dataset again = Importers.standard().read(file, whole);
        assertEquals(ROWS, again.interactions().size());
        // At least once for every 4,096 rows.
        assertTrue(whole.checks >= ROWS / 4096 + 2);
        for (int at = 1; at <= whole.checks; at++) {
            FakeCtx ctx = new FakeCtx(at);
            assertThrows(CancellationException.class, () -> Importers.standard().read(file, ctx));
        }
    }
}
