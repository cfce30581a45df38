package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times in seconds, milliseconds, microseconds and nanoseconds mean the same.
class EpochUnitTest {
    @TempDir
    Path folder;

    private static EpochUnit of(double... values) {
        return EpochUnit.of(values, values.length);
    }

    @Test
    void unitsAreToldByTheSizeOfMostNumbers() {
        assertEquals(EpochUnit.SECONDS, of(964982703, 965050000));
        assertEquals(EpochUnit.SECONDS, of(964982703, 965050000, 9e12), "one that is out of range");
        assertEquals(EpochUnit.MILLISECONDS, of(964982703000.0, Double.NaN, Double.NaN, Double.NaN));
        assertEquals(EpochUnit.MICROSECONDS, of(1.6e15, 1.7e15));
        assertEquals(EpochUnit.NANOSECONDS, of(1.6e18, 1.7e18));
        assertEquals(EpochUnit.ORDER, of(1, 2, 5000));
        assertEquals(EpochUnit.ORDER, of(20010304, 20240607), "dates without dashes");
        assertEquals(EpochUnit.ORDER, of(Double.NaN));
        assertEquals(EpochUnit.ORDER, of());
    }

    /// Forty users choose fifty items over three years, in another order than the file's; each item has a time of its
    /// own.
    private Path table(String zeros) throws IOException {
        StringBuilder csv = new StringBuilder("user_id,item_id,rating,timestamp\n");
        for (int u = 0; u < 40; u++) {
            for (int i = 0; i < 50; i++) {
                long seconds = 1_500_000_000L + (49 - i) * 2_000_000L + u * 1000L;
                csv.append(u)
                        .append(',')
                        .append(i)
                        .append(",4,")
                        .append(seconds)
                        .append(zeros)
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve("times" + zeros.length() + ".csv"), csv);
    }

    @ParameterizedTest
    @CsvSource({"'',SECONDS", "000,MILLISECONDS", "000000,MICROSECONDS", "000000000,NANOSECONDS"})
    void theSameTimesInEveryUnitMakeTheSameData(String zeros, EpochUnit unit) throws IOException {
        Dataset seconds = Importers.standard().read(table("").toString(), new FakeCtx());
        ImportCheck check =
                Importers.standard().check(new ImportParams(table(zeros).toString()), new FakeCtx());
        Dataset data = check.data();
        ImportCheck.Times times = Objects.requireNonNull(check.times());
        assertEquals(unit, times.unit());
        assertEquals("2017-07-14", times.first());
        assertEquals("2020-08-21", times.last());
        assertTrue(data.interactions().ordered());
        for (int u = 0; u < 40; u++) {
            assertArrayEquals(
                    seconds.interactions().byUser().row(u),
                    data.interactions().byUser().row(u));
        }
        assertTrue(
                data.columns().stream()
                        .anyMatch(c -> c.name().equals(Attribute.CHOSEN)
                                && c.vocabulary().stream().anyMatch(v -> v.startsWith("2017-07-14 to "))),
                "when items were chosen is known in any unit");
    }

    @Test
    void whatAPersonSaysGoesBeforeAndIsKeptInTheRecipe() throws IOException {
        Path file = table("000");
        ImportDraft draft = Drafts.open(file.toString(), List.of(), () -> {});
        ImportDraft.Table t = draft.tables().getFirst();
        TableMapping m = t.mapping();
        List<ColumnMapping> said = m.columns().stream()
                .map(c -> c.use() == ColumnUse.TIME ? c.with(EpochUnit.MICROSECONDS) : c)
                .toList();
        ImportDraft changed = draft.with(t.with(new TableMapping(m.path(), m.shape(), true, m.format(), said)))
                .with(new Keep("4", 5));
        ImportCheck check = Importers.standard().check(changed.params(), new FakeCtx());
        assertEquals(
                new ImportCheck.Times(EpochUnit.MICROSECONDS, "microseconds since 1970", "1970-01-18", "1970-01-19"),
                check.times());

        ImportRecipe recipe = new ImportRecipe("mine", changed.mappings(), changed.keep());
        ImportRecipe read = ImportRecipe.parse(recipe.toJson(), "test");
        assertEquals(recipe, read);
        ImportDraft again = Drafts.open(file.toString(), List.of(read), () -> {});
        assertEquals(changed.params(), again.params());
        assertEquals(new Keep("4", 5), again.keep());
    }

    @Test
    void aRecipeOfTheFirstVersionIsRead() {
        String old = """
                {"format": "recscope-import", "version": 1, "recipe": {"name": "old", "tables": [{
                  "path": "r.csv", "used": true,
                  "shape": {"layout": "TABLE", "separator": "COMMA", "header": true, "columns": ["u", "i", "t"]},
                  "format": {"encoding": "AUTO", "separator": "AUTO", "header": "AUTO", "layout": "AUTO", "quote": "DOUBLE"},
                  "columns": [{"name": "u", "use": "USER", "separator": ""}, {"name": "i", "use": "ITEM", "separator": ""},
                    {"name": "t", "use": "TIME", "separator": ""}]}]}}
                """;
        ImportRecipe recipe = ImportRecipe.parse(old, "old");
        assertEquals(Keep.ALL, recipe.keep());
        assertEquals(
                EpochUnit.AUTO, recipe.tables().getFirst().columns().getLast().unit());
    }

    @Test
    void aRecipeMaySayNothingAboutValues() {
        String written = new ImportRecipe("mine", List.of(), new Keep("4", 5)).toJson();
        String bare = written.replaceAll("(?s)\"keep\" : \\{.*?\\}", "\"keep\" : {\"core\" : 5}");
        assertEquals(new Keep("", 5), ImportRecipe.parse(bare, "bare").keep());
    }

    @Test
    void aLeastValueIsANumberOrNothing() {
        assertTrue(Keep.isLeast("") && Keep.isLeast(" 3.5 "));
        assertTrue(!Keep.isLeast("many"));
        assertEquals("values from 4 and the 5-core", new Keep("4", 5).words());
        assertEquals("", Keep.ALL.words());
    }
}
