package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.issues;
import static io.github.recscope.data.Fixtures.pairs;
import static io.github.recscope.data.Fixtures.read;
import static io.github.recscope.data.Fixtures.refused;
import static io.github.recscope.data.SampleImportTest.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Credit;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn.Role;
import io.github.recscope.op.Inputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How tables become a data set.
class CsvBundleTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id,item_id,rating,timestamp",
                "userId,movieId,rating,timestamp",
                "\"User-ID\",\"ISBN\",\"Book-Rating\",\"Date\"",
                "reader,book,stars,when",
                "UID,track_id,plays,seq",
                "customer,product,weight,order"
            })
    void headersAreKnownBySynonyms(String header) throws IOException {
        Dataset data = read(write("x.csv", header + "\n1,10,4,2\n1,20,5,1\n"));
        assertEquals(List.of("1 20 5.0", "1 10 4.0"), pairs(data));
        assertTrue(data.interactions().ordered());
    }

    @Test
    void columnsMayStandInAnyOrderAmongOthers() throws IOException {
        Dataset data = read(write("x.csv", "note,score,item,user\nhello,2.5,a,u\nworld,3,b,v\n"));
        assertEquals(List.of("u a 2.5", "v b 3.0"), pairs(data));
        assertFalse(data.interactions().ordered());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", "::", " ", "  \t "})
    void separatorsAreFound(String s) throws IOException {
        String text = "1,10,4,978300760\n2,20,3,978300761\n2,30,5,978300700\n".replace(",", s);
        List<String> expected = List.of("1 10 4.0", "2 30 5.0", "2 20 3.0");
        assertEquals(expected, pairs(read(write("none.txt", text))));
        assertEquals(expected, pairs(read(write("some.txt", "user,item,rating,time\n".replace(",", s) + text))));
    }

    @Test
    void withoutAHeaderTheTimeIsToldByItsSize() throws IOException {
        Dataset time = read(write("time.csv", "1,10,1370000000\n1,20,1360000000\n"));
        assertEquals(List.of("1 20 1.0", "1 10 1.0"), pairs(time));
        Dataset swapped = read(write("swapped.csv", "1,10,2013-06-01,4\n1,20,2013-05-01,3\n"));
        assertEquals(List.of("1 20 3.0", "1 10 4.0"), pairs(swapped));
        Dataset pairsOnly = read(write("pairs.txt", "1 10\n1 20\n2 10\n"));
        assertEquals(List.of("1 10 1.0", "1 20 1.0", "2 10 1.0"), pairs(pairsOnly));
        Dataset text = read(write("text.csv", "A1X,B00,5.0,1370000000\nA2Y,B01,4.0,1370000001\n"));
        assertEquals(List.of("A1X B00 5.0", "A2Y B01 4.0"), pairs(text));
    }

    @Test
    void latin1IsReadAndStated() throws IOException {
        Files.write(
                folder.resolve("ratings.csv"),
                "user,item,rating\nJosé,1,5\nAnna,1,bad\n".getBytes(StandardCharsets.ISO_8859_1));
        Dataset data = read(folder.resolve("ratings.csv"));
        assertEquals("José", data.users().get(0));
        assertEquals(
                "comma-separated, Latin-1 (it is not valid UTF-8), header",
                data.summary().sources().getFirst().format());
        assertEquals(1, data.summary().rejected());
    }

    @Test
    void latin1FarBelowTheHeadIsReadOnceMoreWithoutDoubleCounting() throws IOException {
        String text = "user,item,rating\n1,1,x\n" + "1,1,1\n".repeat(30_000) + "Zoë,2,3\n";
        Files.write(folder.resolve("ratings.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
        Dataset data = read(folder.resolve("ratings.csv"));
        assertEquals(List.of("1 1 1.0", "Zoë 2 3.0"), pairs(data));
        assertEquals(30_002, data.summary().rowsRead());
        assertEquals(29_999, data.summary().duplicates());
        assertEquals(1, data.summary().rejected());
        assertEquals(
                List.of("row.rating ratings.csv:2", "rows.rejected ratings.csv", "pairs.duplicate ratings.csv"),
                issues(data));
    }

    @Test
    void wrongBytesUnderAUtf8MarkAreAProblem() throws IOException {
        byte[] text = "xxxuser,item\n1,2\n\u00ff,3\n".getBytes(StandardCharsets.ISO_8859_1);
        text[0] = (byte) 0xef;
        text[1] = (byte) 0xbb;
        text[2] = (byte) 0xbf;
        Files.write(folder.resolve("marked.csv"), text);
        assertTrue(refused(folder.resolve("marked.csv")).why().contains("holds other bytes"));
    }

    @Test
    void theHashIsThatOfTheFile() throws IOException, GeneralSecurityException {
        Path file = write("x.csv", "\ufeffuser,item\r\n1,2\r\n");
        String sha =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        Dataset data = read(file);
        assertEquals(sha, data.summary().sources().getFirst().sha256());
        assertEquals(Files.size(file), data.summary().sources().getFirst().bytes());
    }

    @Test
    void itemsKeepTheirTablesOrderAndTheRestIsCounted() throws IOException {
        write("ratings.csv", "user_id,item_id,rating\nu,b,1\nu,z,2\nv,a,3\nv,y,4\n");
        write("items.csv", "item_id,title,year\na,Alpha,1999\nn,Never,2000\nb,,\n b ,Beta,MMXX\n,Nobody,1\nc,d\n");
        Dataset data = read(folder);
        assertEquals(List.of("a", "b", "z", "y"), data.items().values());
        assertEquals(List.of("Alpha", "Beta", "z", "y"), data.titles());
        assertEquals(2, data.summary().itemsWithoutDetails());
        assertEquals(1, data.summary().itemsNeverChosen());
        assertEquals(List.of("u", "v"), data.users().values());
        assertEquals(List.of("1999"), SampleImportTest.values(data, "year", 0));
        assertEquals(List.of(), SampleImportTest.values(data, "year", 1));
        assertEquals(
                List.of(
                        "item.duplicate items.csv:5",
                        "item.id items.csv:6",
                        "item.columns items.csv:7",
                        "items.without-details items.csv",
                        "items.never-chosen items.csv",
                        "item.year items.csv:5"),
                issues(data));
        assertEquals(0, data.summary().rejected());
        assertNull(data.credit());
    }

    @Test
    void tagsBecomeAColumnUnlessTheItemsHaveMore() throws IOException {
        write("ratings.csv", "user_id,item_id,rating\nu,a,1\nv,b,2\n");
        write("tags.csv", "item_id,tag,count\na,x,3\na,y,2\na,x,1\nb,x,1\nc,q,1\n,q,1\n");
        Dataset alone = read(folder);
        assertEquals(Role.MULTI_CATEGORY, column(alone, "tags").role());
        assertEquals(List.of("x", "y"), SampleImportTest.values(alone, "tags", 0));
        assertEquals(List.of("tag.empty tags.csv:7", "tags.never-chosen tags.csv"), issues(alone));
        write("items.csv", "item_id,title,tags\na,A,x\nb,B,x|z\n");
        Dataset equal = read(folder);
        assertEquals(1, equal.columns().size());
        assertEquals(List.of("x"), SampleImportTest.values(equal, "tags", 0));
        assertEquals(List.of("x", "z"), SampleImportTest.values(equal, "tags", 1));
        write("items.csv", "item_id,title,tags\na,A,x\nb,B,\n");
        assertEquals(List.of("x", "y"), SampleImportTest.values(read(folder), "tags", 0));
        write("items.csv", "item_id,title,tags\na,A,x|y|w\nb,B,x\n");
        Dataset richer = read(folder);
        assertEquals(List.of("x", "y", "w"), SampleImportTest.values(richer, "tags", 0));
        assertTrue(issues(richer).contains("column.twice tags.csv"));
    }

    @Test
    void unreadableTimesComeLast() throws IOException {
        Dataset data = read(write("x.csv", "user,item,time\nu,a,\nu,b,5\nu,c,4\nu,d,soon\nu,e,4\n"));
        assertEquals(List.of("u c 1.0", "u e 1.0", "u b 1.0", "u a 1.0", "u d 1.0"), pairs(data));
        assertEquals(List.of("row.time x.csv:2", "row.time x.csv:5", "data.single x.csv"), issues(data));
    }

    @Test
    void emptyIdsAreRejected() throws IOException {
        Dataset data = read(write("x.csv", "user,item\n,a\nu,\n  ,b\nu,c\n"));
        assertEquals(List.of("u c 1.0"), pairs(data));
        assertEquals(3, data.summary().rejected());
        assertEquals("row.id x.csv:2", issues(data).getFirst());
    }

    @Test
    void whenNoRowIsGoodNothingIsImported() throws IOException {
        String why =
                refused(write("x.csv", "user,item,rating\nu,a,good\nu,b,bad\n")).why();
        assertTrue(why.startsWith("All 2 rows were rejected: 2 with an unreadable rating. x.csv:2: "), why);
    }

    @Test
    void issuesAreListedAThousandTimesAndCountedAlways() throws IOException {
        Dataset data = read(write("x.csv", "user,item,rating\nu,a,1\nv,b,1\n" + "u,a,bad\n".repeat(2500)));
        assertEquals(2500, data.summary().rejected());
        assertEquals(
                1000,
                data.summary().issues().stream()
                        .filter(i -> i.code().equals("row.rating"))
                        .count());
        assertEquals(
                "1,500 more issues 'row.rating' are not listed.",
                data.summary().issues().getLast().message());
    }

    @Test
    void progressRisesAndCancelIsHeard() throws IOException {
        Path file = write("x.csv", "user,item,rating\n" + "u,a,1\nv,b,2\n".repeat(50_000));
        FakeCtx ctx = new FakeCtx();
        Importers.standard().read(file.toString(), ctx);
        assertTrue(ctx.checks >= 100_000 / 8_000, "checks " + ctx.checks);
        for (int i = 1; i < ctx.fractions.size(); i++) {
            assertTrue(ctx.fractions.get(i) >= ctx.fractions.get(i - 1));
        }
        assertEquals(1.0, ctx.fractions.getLast());
        FakeCtx cancelled = new FakeCtx(5);
        assertThrows(CancellationException.class, () -> Importers.standard().read(file.toString(), cancelled));
        assertEquals(5, cancelled.checks);
    }

    @Test
    void otherTablesAreNamedAndLeftOut() throws IOException {
        write("ratings.csv", "user_id,item_id,rating\nu,a,1\nv,b,2\n");
        write("to_read.csv", "user_id,item_id\nu,c\n");
        write("people.csv", "name,age\nu,3\n");
        Dataset data = read(folder);
        assertEquals(2, data.items().size());
        assertEquals(List.of("table.unused people.csv", "table.unused to_read.csv"), issues(data));
    }

    @Test
    void creditsComeFromTheReadme() throws IOException {
        write("ratings.csv", "user_id,item_id,rating\nu,a,1\nv,b,2\n");
        write("README.txt", "My data\n\n**Source:** The Example Archive. More words.\n");
        write("LICENCE", "Creative Commons Attribution-NonCommercial 4.0 International Public License\n");
        assertEquals(
                new Credit("The Example Archive.", "CC BY-NC 4.0"), read(folder).credit());
    }

    @Test
    void anUnknownLicenceIsNamedByItsFile() throws IOException {
        write("ratings.csv", "user_id,item_id,rating\nu,a,1\nv,b,2\n");
        write("README.txt", "Summary\n=======\nAsk us.\n");
        Credit credit = read(folder).credit();
        assertEquals(new Credit(folder.getFileName().toString(), "see README.txt"), credit);
    }

    @Test
    void whatIsNoTableIsNamed() throws IOException {
        write("ratings.csv", "user_id,item_id,rating\nu,a,1\nv,b,2\n");
        write("empty.csv", "");
        Files.write(folder.resolve("noise.dat"), new byte[] {'P', 'K', 3, 4, 0, 0, 1, 2});
        assertEquals(List.of("table.unused empty.csv", "table.unused noise.dat"), issues(read(folder)));
    }

    @Test
    void repeatedAndBlankColumnsOfItemsGetNames() throws IOException {
        write("ratings.csv", "user_id,item_id,rating\nu,a,1\nv,b,2\n");
        write("items.csv", "item_id,x,,x\na,1,2,3\nb,4,5,6\n");
        assertEquals(
                List.of("x", "column 3", "x (4)"),
                read(folder).columns().stream().map(c -> c.name()).toList());
    }

    /// The same rows in every separator, quoting, line ending and encoding are the same data.
    @Test
    void whatIsWrittenIsReadBackWhateverTheDialect() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 150; round++) {
            String separator = List.of(",", ";", "\t", "|", "::", " ").get(random.nextInt(6));
            boolean quotes = !separator.equals("::") && !separator.equals(" ");
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            boolean header = random.nextBoolean();
            List<String> expected = new ArrayList<>();
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "\ufeff" : "");
            boolean mark = !text.isEmpty();
            text.append(header ? String.join(separator, "user", "item", "rating") + end : "");
            int users = 2 + random.nextInt(5);
            for (int u = 0; u < users; u++) {
                for (int i = 0; i < 3; i++) {
                    String user =
                            "0" + u + (quotes && random.nextInt(9) == 0 ? "é" + u + separator + "\"" + end + "x" : "");
                    String item = "i" + i;
                    int rating = 1 + random.nextInt(5);
                    text.append(cell(user, quotes, random)).append(separator);
                    text.append(cell(item, quotes, random)).append(separator);
                    text.append(rating).append(end);
                    expected.add(user + " " + item + " " + (float) rating);
                }
            }
            java.nio.charset.Charset charset = mark && random.nextBoolean()
                    ? List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)
                            .get(random.nextInt(2))
                    : StandardCharsets.UTF_8;
            Path file = folder.resolve("x.csv");
            Files.write(file, text.toString().getBytes(charset));
            List<String> found = pairs(read(file));
            // Rows of one user may lie apart in the file when its id varies; users come in order of first appearance.
            Map<String, List<String>> byUser = new LinkedHashMap<>();
            expected.forEach(e -> byUser.computeIfAbsent(e.substring(0, e.lastIndexOf(" i")), _ -> new ArrayList<>())
                    .add(e));
            assertEquals(byUser.values().stream().flatMap(List::stream).toList(), found, charset + ": " + text);
        }
    }

    private static String cell(String value, boolean quotes, Random random) {
        boolean must = value.matches("(?s).*[^a-z0-9].*");
        return quotes && (must || random.nextInt(4) == 0) ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }

    @Test
    void theOperationImports() {
        Dataset data = new ImportOperation(Importers.standard())
                .run(ImportParams.defaults(), new Inputs(List.of()), new FakeCtx());
        assertEquals("goodbooks", data.name());
    }

    /// Random rows against the plainest way to write the rule down.
    @Test
    void pairsAndOrderFollowTheRule() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            StringBuilder text = new StringBuilder("user,item,rating,time\n");
            Map<String, Integer> last = new HashMap<>();
            List<String[]> rows = new ArrayList<>();
            LinkedHashSet<String> users = new LinkedHashSet<>();
            int count = 1 + random.nextInt(60);
            for (int r = 0; r < count; r++) {
                String[] row = {
                    "u" + random.nextInt(5), "i" + random.nextInt(6), "" + random.nextInt(9), "" + random.nextInt(7)
                };
                text.append(String.join(",", row)).append('\n');
                last.put(row[0] + row[1], r);
                rows.add(row);
                users.add(row[0]);
            }
            Map<String, List<Integer>> byUser = new LinkedHashMap<>();
            users.forEach(u -> byUser.put(u, new ArrayList<>()));
            for (int r = 0; r < count; r++) {
                if (Objects.equals(last.get(rows.get(r)[0] + rows.get(r)[1]), r)) {
                    Objects.requireNonNull(byUser.get(rows.get(r)[0])).add(r);
                }
            }
            List<String> expected = new ArrayList<>();
            byUser.forEach((user, kept) -> {
                kept.sort(java.util.Comparator.comparingInt(r -> Integer.parseInt(rows.get(r)[3])));
                kept.forEach(r -> expected.add(user + " " + rows.get(r)[1] + " " + Float.parseFloat(rows.get(r)[2])));
            });
            Dataset data = read(write("x.csv", text.toString()));
            assertEquals(expected, pairs(data));
            assertEquals(count - expected.size(), data.summary().duplicates());
        }
    }
}
