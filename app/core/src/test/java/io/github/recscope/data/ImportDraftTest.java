package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.pairs;
import static io.github.recscope.data.Fixtures.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.ImportParams.Delimiter;
import io.github.recscope.data.ImportParams.Encoding;
import io.github.recscope.data.ImportParams.Header;
import io.github.recscope.data.ImportParams.Layout;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an import would do, before it is done: previews, guesses, mappings, recipes.
class ImportDraftTest {
    @TempDir
    Path folder;

    private Path put(String name, String text) throws IOException {
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static ImportDraft open(String path, ImportRecipe... recipes) {
        return Drafts.open(path, List.of(recipes), () -> {});
    }

    private static ImportDraft open(Path path, ImportRecipe... recipes) {
        return open(path.toString(), recipes);
    }

    private static Dataset read(ImportParams params) {
        return Importers.standard().read(params, new FakeCtx());
    }

    private static List<ColumnUse> uses(ImportDraft.Table table) {
        return table.mapping().columns().stream().map(ColumnMapping::use).toList();
    }

    private static ImportDraft.Table table(ImportDraft draft, String name) {
        return draft.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// A draft whose table means this, in the order of its columns.
    private static ImportDraft mapped(ImportDraft draft, ColumnUse... uses) {
        ImportDraft.Table t = draft.tables().getFirst();
        List<ColumnMapping> columns = new ArrayList<>();
        for (int c = 0; c < uses.length; c++) {
            columns.add(new ColumnMapping(t.mapping().columns().get(c).name(), uses[c]));
        }
        TableMapping m = t.mapping();
        return draft.with(t.with(new TableMapping(m.path(), m.shape(), true, m.format(), columns)));
    }

    private Path latest() throws IOException {
        put("movies.csv", "movieId,title,genres\n1,Toy Story (1995),Animation|Comedy\n2,Heat (1995),Crime|Action\n");
        put("ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,2,3.5,964981247\n2,1,5,964982224\n");
        put("tags.csv", "userId,movieId,tag,timestamp\n1,1,pixar,1139045764\n2,2,heist,1139045765\n");
        put("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n2,0113277,949\n");
        return folder.resolve("data");
    }

    @Test
    void theLayoutOfMovieLensIsUnderstoodWithReasons() throws IOException {
        ImportDraft draft = open(latest());
        assertEquals(
                List.of("ratings.csv", "movies.csv", "tags.csv", "links.csv"),
                draft.tables().stream().map(ImportDraft.Table::name).toList());
        assertTrue(draft.hasInteractions());
        ImportDraft.Table ratings = table(draft, "ratings.csv");
        assertEquals(TableKind.INTERACTIONS, ratings.kind());
        assertEquals("comma-separated, UTF-8, header", ratings.words());
        assertEquals(List.of(ColumnUse.USER, ColumnUse.ITEM, ColumnUse.VALUE, ColumnUse.TIME), uses(ratings));
        assertTrue(ratings.columns().getFirst().reason().contains("'userId'"));
        assertEquals("numbers", ratings.columns().getFirst().looks());
        assertEquals(
                new ImportDraft.Row(2, List.of("1", "1", "4.0", "964982703"), ""),
                ratings.rows().getFirst());
        assertEquals(List.of(ColumnUse.ITEM, ColumnUse.TITLE, ColumnUse.SEVERAL), uses(table(draft, "movies.csv")));
        assertEquals(
                List.of(ColumnUse.USER, ColumnUse.ITEM, ColumnUse.TAG, ColumnUse.IGNORE),
                uses(table(draft, "tags.csv")));
        assertFalse(table(draft, "links.csv").mapping().used());
        assertTrue(draft.memory().fits());
        assertEquals(7, draft.memory().rows(), "of the tables that are read");
    }

    /// What a person confirms without a change is what is read without asking.
    @ParameterizedTest
    @ValueSource(strings = {"sample:goodbooks", "sample:movietweetings"})
    void samplesAreTheSameWithAndWithoutTheDraft(String sample) {
        same(sample);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "movietweetings-raw",
                "made/parquet",
                "made/csv/bom_utf8.csv",
                "made/csv/bom_utf16le.csv",
                "made/csv/cr_only.csv",
                "made/csv/double_colon.dat",
                "made/csv/duplicates_conflict.csv",
                "made/csv/header_wrong_names.csv",
                "made/csv/ids_huge.csv",
                "made/csv/no_header_numeric.csv",
                "made/csv/ragged.csv",
                "made/csv/rating_nonfinite.csv",
                "made/csv/semicolon_decimal_comma.csv"
            })
    void filesAreTheSameWithAndWithoutTheDraft(String file) {
        same(path(file).toString());
    }

    private static void same(String source) {
        Dataset plain = read(new ImportParams(source));
        Dataset drafted = read(open(source).params());
        assertEquals(plain.users(), drafted.users());
        assertEquals(plain.items(), drafted.items());
        assertEquals(plain.titles(), drafted.titles());
        assertEquals(pairs(plain), pairs(drafted));
        assertEquals(plain.columns().toString(), drafted.columns().toString());
        assertEquals(plain.summary().rejected(), drafted.summary().rejected());
    }

    @Test
    void columnsWithOtherNamesAreMappedByHand() throws IOException {
        Path file =
                put("odd.csv", "who,what,how,when,kinds,name,pic\nann,x,4,1,a;b,X,http://e/x.png\nbob,y,5,2,b,Y,\n");
        ImportDraft draft = open(file);
        assertFalse(draft.hasInteractions());
        ImportDraft said = mapped(
                draft,
                ColumnUse.USER,
                ColumnUse.ITEM,
                ColumnUse.VALUE,
                ColumnUse.IGNORE,
                ColumnUse.SEVERAL,
                ColumnUse.TITLE,
                ColumnUse.IMAGE);
        ImportDraft.Table t = said.tables().getFirst();
        assertEquals(TableKind.INTERACTIONS, t.kind());
        List<ColumnMapping> columns = new ArrayList<>(t.mapping().columns());
        columns.set(4, new ColumnMapping("kinds", ColumnUse.SEVERAL, ";"));
        TableMapping m = t.mapping();
        said = said.with(t.with(new TableMapping(m.path(), m.shape(), true, m.format(), columns)));
        Dataset data = read(said.params());
        assertEquals(List.of("ann x 4.0", "bob y 5.0"), pairs(data));
        assertEquals(List.of("X", "Y"), data.titles());
        assertEquals(
                List.of("kinds MULTI_CATEGORY [a, b]", "pic TEXT [http://e/x.png]"),
                data.columns().stream()
                        .map(c -> c.name() + " " + c.role() + " " + c.vocabulary())
                        .toList());
        assertEquals(1, data.summary().sources().size(), "one file, although it is read for its items too");
        assertEquals(0, data.summary().rejected());
    }

    @Test
    void theKindOfAnAttributeIsWhatAPersonSays() throws IOException {
        put("ratings.csv", "user_id,item_id\n1,a\n2,b\n3,c\n");
        put("items.csv", "item_id,title,code,shelf,born\na,A,7,x/y,1999\nb,B,8,y,2001\nc,C,7,x,\n");
        ImportDraft draft = open(folder.resolve("data"));
        ImportDraft.Table items = table(draft, "items.csv");
        List<ColumnMapping> columns = List.of(
                new ColumnMapping("item_id", ColumnUse.ITEM),
                new ColumnMapping("title", ColumnUse.TITLE),
                new ColumnMapping("code", ColumnUse.TEXT),
                new ColumnMapping("shelf", ColumnUse.SEVERAL, "/"),
                new ColumnMapping("born", ColumnUse.YEAR));
        TableMapping m = items.mapping();
        Dataset data = read(draft.with(items.with(new TableMapping(m.path(), m.shape(), true, m.format(), columns)))
                .params());
        assertEquals(
                List.of("code TEXT", "shelf MULTI_CATEGORY", "born YEAR"),
                data.columns().stream().map(c -> c.name() + " " + c.role()).toList());
        assertEquals(List.of("x", "y"), data.columns().get(1).vocabulary());
        assertEquals(List.of("1999", "2001"), data.columns().get(2).vocabulary());
        Dataset without = read(draft.with(items.with(new TableMapping(m.path(), m.shape(), false, m.format(), columns)))
                .params());
        assertEquals(List.of(), without.columns().stream().map(ItemColumn::name).toList());
        assertEquals(List.of("a", "b", "c"), without.titles());
    }

    @Test
    void theFormatCanBeChangedAndRolesAreKept() throws IOException {
        Path file = put("q.csv", "user_id,item_id,title\n1,a,'x,y'\n2,b,'z'\n");
        ImportDraft draft = open(file);
        assertEquals(
                "The row has 4 fields where the table has 3.",
                draft.tables().getFirst().rows().getFirst().defect());
        ReadFormat single =
                new ReadFormat(Encoding.AUTO, Delimiter.AUTO, ReadFormat.Quote.SINGLE, Header.AUTO, Layout.AUTO);
        ImportDraft.Table again = Drafts.table(
                file.toString(),
                mapped(draft, ColumnUse.ITEM, ColumnUse.USER, ColumnUse.TITLE)
                        .tables()
                        .getFirst(),
                single,
                () -> {});
        assertEquals(List.of("1", "a", "x,y"), again.rows().getFirst().cells());
        assertEquals(List.of(ColumnUse.ITEM, ColumnUse.USER, ColumnUse.TITLE), uses(again));
        Dataset data = read(draft.with(again).params());
        assertEquals(List.of("a 1 1.0", "b 2 1.0"), pairs(data));
        assertEquals(List.of("x,y", "z"), data.titles());

        ReadFormat noHeader =
                new ReadFormat(Encoding.LATIN_1, Delimiter.COMMA, ReadFormat.Quote.SINGLE, Header.NO, Layout.TABLE);
        ImportDraft.Table first = Drafts.table(file.toString(), again, noHeader, () -> {});
        assertEquals(
                List.of("user_id", "item_id", "title"), first.rows().getFirst().cells());
        assertFalse(first.header());
        assertTrue(first.words().contains("Latin-1"));
    }

    @Test
    void previewsAreShort() throws IOException {
        StringBuilder csv = new StringBuilder("user_id,item_id,note\n");
        for (int r = 0; r < 500; r++) {
            csv.append(r).append(",i,").append("x".repeat(400)).append('\n');
        }
        ImportDraft draft = open(put("long.csv", csv.toString()));
        assertEquals(Drafts.ROWS, draft.tables().getFirst().rows().size());
        assertEquals(
                300, draft.tables().getFirst().rows().getFirst().cells().get(2).length());
        assertEquals(500.0, (double) draft.memory().rows(), 30.0);
        ImportDraft wide = open(path("made/csv/cols_5000.csv"));
        assertEquals(Drafts.COLUMNS, wide.tables().getFirst().columns().size());
        assertEquals(5000, wide.tables().getFirst().mapping().columns().size());
    }

    @Test
    void aRecipeIsUsedForTheNextFileOfItsShape() throws IOException {
        Path first = put("one/a.csv", "who,what,how\nann,x,4\nbob,y,5\n");
        ImportDraft said = mapped(open(first), ColumnUse.ITEM, ColumnUse.USER, ColumnUse.VALUE);
        ImportRecipe recipe = new ImportRecipe("mine", said.mappings());
        ImportRecipe read = ImportRecipe.parse(recipe.toJson(), "recipe");
        assertEquals(recipe, read);
        assertTrue(recipe.isFor(read));
        Path second = put("two/b.csv", "who,what,how\ncid,z,1\n");
        ImportDraft next = open(second, read);
        assertTrue(next.tables().getFirst().applied());
        assertTrue(next.hasInteractions());
        assertEquals(List.of("z cid 1.0"), pairs(read(next.params())));
        Path other = put("three/c.csv", "who,what,how,more\ncid,z,1,2\n");
        assertFalse(open(other, read).tables().getFirst().applied());
        ImportParams forced = new ImportParams(other.toString()).with(read.tables());
        String why = assertThrows(ProblemException.class, () -> read(forced))
                .problem()
                .why();
        assertTrue(why.contains("who, what, how; c.csv has who, what, how, more"), why);
        assertTrue(assertThrows(ProblemException.class, () -> ImportRecipe.parse("{}", "x.json"))
                .problem()
                .what()
                .startsWith("x.json is no recipe"));
        String broken = recipe.toJson().replace("\"USER\"", "\"WHO\"");
        assertThrows(ProblemException.class, () -> ImportRecipe.parse(broken, "x.json"));
    }

    @Test
    void vectorsBesideTablesAreFound() throws IOException {
        put("ratings.csv", "user_id,item_id\n1,a\n2,b\n");
        for (String name : List.of("user_factors.npy", "item_factors.npy", "item_bias.npy")) {
            Files.copy(path("made/npy/ok_f4.npy"), folder.resolve("data").resolve(name));
        }
        VectorParams vectors = open(folder.resolve("data")).vectorParams();
        assertTrue(vectors.users().endsWith("user_factors.npy"));
        assertTrue(vectors.items().endsWith("item_factors.npy"));
        assertTrue(vectors.itemBias().endsWith("item_bias.npy"));
        ImportDraft alone = open(path("made/npy/ok_f4.npy"));
        assertEquals(List.of(), alone.tables());
        assertEquals(1, alone.vectors().size());
    }

    @Test
    void lookingCanBeCancelled() {
        int[] left = {5};
        Runnable check = () -> {
            if (left[0]-- == 0) {
                throw new CancellationException();
            }
        };
        assertThrows(
                CancellationException.class,
                () -> Drafts.open(path("made/csv/single_user.csv").toString(), List.of(), check));
    }

    @Test
    void theEstimateOfMemoryGrowsWithTheFile() throws IOException {
        StringBuilder csv = new StringBuilder("user_id,item_id,rating,timestamp\n");
        for (int r = 0; r < 20_000; r++) {
            csv.append(100_000 + r % 900).append(',').append(10_000 + r % 700).append(",4,1000000000\n");
        }
        ImportDraft draft = open(put("many.csv", csv.toString()));
        assertEquals(20_000.0, (double) draft.memory().rows(), 400.0);
        assertEquals(1.2e6, (double) draft.memory().bytes(), 4e4);
        MemoryEstimate small = new MemoryEstimate(1, 900, 1000);
        assertFalse(small.fits());
        assertTrue(small.words().contains("-Xmx"));
    }

    @Test
    void aCheckCountsAndIsTakenByTheImport() throws IOException {
        Path data = latest();
        put(
                "movies.csv",
                "movieId,title,genres,empty,same\n1,Toy Story (1995),Animation|Comedy,,x\n3,Sabrina (1995),Comedy,,x\n");
        put("ratings.csv", """
                userId,movieId,rating,timestamp
                1,1,4.0,964982703000
                1,2,3.5,964981247000
                1,2,3.0,964981248000
                2,1,5,964982224000
                2,,5,1
                2,2,bad,1
                """);
        Importers importers = Importers.standard();
        ImportParams params = open(data).params();
        ImportCheck check = importers.check(params, new FakeCtx());
        assertEquals(6, check.data().summary().rowsRead());
        assertEquals(2, check.data().summary().rejected());
        assertEquals(1, check.data().summary().duplicates());
        assertEquals(1, check.data().summary().itemsWithoutDetails());
        assertEquals(1, check.data().summary().itemsNeverChosen());
        assertEquals(1, check.usersWithOne());
        assertEquals(1, check.itemsWithOne());
        assertEquals(1, check.emptyColumns().size());
        assertEquals(List.of(), check.constant(), "film 2 has no row, so 'same' is not the same for every item");
        assertEquals(
                new ImportCheck.Times(EpochUnit.MILLISECONDS, "milliseconds since 1970", "2000-07-30", "2000-07-30"),
                check.times());
        assertEquals(
                List.of(
                        new ImportCheck.Core(2, 0, 0, 0),
                        new ImportCheck.Core(5, 0, 0, 0),
                        new ImportCheck.Core(10, 0, 0, 0)),
                check.cores());
        assertEquals(
                List.of(new ImportCheck.Bin(3, 3, 1), new ImportCheck.Bin(4, 4, 1), new ImportCheck.Bin(5, 5, 1)),
                check.values());
        assertSame(check.data(), importers.read(params, new FakeCtx()), "not read again");
        assertNotSame(check.data(), importers.read(params, new FakeCtx()), "but once");
        importers.check(params, new FakeCtx());
        put("ratings.csv", "userId,movieId,rating\n1,1,4.0\n");
        ImportParams changed = open(data).params();
        assertEquals(1, importers.read(changed, new FakeCtx()).interactions().size(), "a changed file is read again");
    }

    @Test
    void timesAreSaidInWords() {
        assertEquals(
                "From 2000-07-30 to 2000-07-31, given as seconds since 1970.",
                ImportChecker.times(964982703, 965050000, EpochUnit.SECONDS, false)
                        .words());
        assertEquals(
                "dates", ImportChecker.times(0, 86_400, EpochUnit.SECONDS, true).given());
        assertEquals(
                "1970-01-02",
                ImportChecker.times(0, 86_400, EpochUnit.SECONDS, true).last());
        assertEquals(
                "From 1 to 5000, given as an order, not a time.",
                ImportChecker.times(1, 5000, EpochUnit.ORDER, false).words());
    }

    @Test
    void theCoreIsThatOfTheImport() throws IOException {
        StringBuilder csv = new StringBuilder("user_id,item_id\n");
        for (int u = 0; u < 12; u++) {
            for (int i = 0; i <= u; i++) {
                csv.append(u).append(',').append(i).append('\n');
            }
        }
        Path file = put("stairs.csv", csv.toString());
        ImportCheck check = Importers.standard().check(new ImportParams(file.toString()), new FakeCtx());
        for (ImportCheck.Core core : check.cores()) {
            if (core.interactions() > 0) {
                Dataset kept = read(new ImportParams(file.toString()).with("", core.k()));
                assertEquals(kept.users().size(), core.users());
                assertEquals(kept.items().size(), core.items());
                assertEquals(kept.interactions().size(), core.interactions());
            }
        }
        assertTrue(check.cores().get(1).interactions() > 0);
    }

    @Test
    void manyValuesAreBinned() {
        float[] values = new float[1000];
        for (int n = 0; n < values.length; n++) {
            values[n] = n;
        }
        values[999] = 1_000_000;
        List<ImportCheck.Bin> bins = ImportChecker.bins(values, new FakeCtx());
        assertEquals(10, bins.size());
        assertEquals(1000, bins.stream().mapToLong(ImportCheck.Bin::count).sum());
        assertEquals(0, bins.getFirst().from());
        assertEquals(1_000_000, bins.getLast().to());
        assertTrue(bins.stream().allMatch(b -> b.count() > 80), bins.toString());
    }

    @Test
    void allRejectedRowsAreWrittenHoweverMany() throws IOException {
        StringBuilder csv = new StringBuilder("user_id,item_id,rating,title\n");
        for (int r = 0; r < 3000; r++) {
            csv.append(r).append(",=i,").append(r % 2 == 0 ? "bad" : "4").append(",T\n");
        }
        csv.append("é,x,bad,T\n");
        Path file = folder.resolve("=many.csv");
        // Not UTF-8: noticed at the end only, so that the table is read twice.
        Files.write(file, csv.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        ImportParams params = mapped(open(file), ColumnUse.USER, ColumnUse.ITEM, ColumnUse.VALUE, ColumnUse.TITLE)
                .params();
        Importers importers = Importers.standard();
        Dataset data = importers.read(params, new FakeCtx());
        assertEquals(1501, data.summary().rejected());
        Path out = folder.resolve("rejected.csv");
        FakeCtx ctx = new FakeCtx();
        assertEquals(1501, importers.saveRejected(params, out, ctx));
        List<String> lines = Files.readAllLines(out);
        assertEquals(1502, lines.size());
        assertEquals("file,line,reason", lines.getFirst());
        assertEquals(
                "\"'=many.csv\",2,\"The rating 'bad' is not a finite number. The row was left out.\"", lines.get(1));
        assertTrue(lines.getLast().startsWith("\"'=many.csv\",3002,"), lines.getLast());
        assertEquals(List.of(), ctx.issues);
        Path bad = put("bad.csv", "user_id,item_id,rating\n1,2,x\n3,4,y\n");
        assertEquals(2, importers.saveRejected(new ImportParams(bad.toString()), out, ctx), "also where none is left");
    }
}
