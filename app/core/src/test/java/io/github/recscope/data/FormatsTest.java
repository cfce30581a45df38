package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.issues;
import static io.github.recscope.data.Fixtures.pairs;
import static io.github.recscope.data.Fixtures.path;
import static io.github.recscope.data.Fixtures.read;
import static io.github.recscope.data.Fixtures.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.data.ImportParams.Delimiter;
import io.github.recscope.data.ImportParams.Encoding;
import io.github.recscope.data.ImportParams.Header;
import io.github.recscope.data.ImportParams.Layout;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn.Role;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables that are no plain CSV, and what a person may say about any of them.
class FormatsTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return write(name, text, StandardCharsets.UTF_8);
    }

    private Path write(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private static Dataset said(ImportParams params) {
        return Importers.standard().read(params, new FakeCtx());
    }

    private static ImportParams params(Path file, String columns) {
        return new ImportParams(
                file.toString(), columns, Encoding.AUTO, Delimiter.AUTO, Header.AUTO, Layout.AUTO, "", 1);
    }

    private static String format(Dataset data) {
        return data.summary().sources().getFirst().format();
    }

    @Test
    void jsonLinesKeepWhatIsGoodAndNameTheBadLines() throws IOException {
        Dataset data = read(write("reviews.jsonl", """
                {"reviewerID": "A", "asin": "0001", "overall": 5.0, "unixReviewTime": 20, "x": {"y": [1, 2]}}

                {"reviewerID": "A", "asin": "0002", "overall": 3.5, "unixReviewTime": 10}
                {"reviewerID": "B", "asin": "0001", "overall": NaN}
                {"reviewerID": "B", "asin": "0001"
                ["B", "0001"]
                {"reviewerID": "B", "asin": 12345678901234567890, "overall": 1, "unixReviewTime": 5, "later": true}
                """));
        assertEquals(List.of("A 0002 3.5", "A 0001 5.0", "B 12345678901234567890 1.0"), pairs(data));
        assertEquals("JSON, UTF-8", format(data));
        assertEquals(3, data.summary().rejected());
        assertTrue(
                issues(data)
                        .containsAll(List.of(
                                "row.json reviews.jsonl:4", "row.json reviews.jsonl:5", "row.json reviews.jsonl:6")),
                issues(data).toString());
    }

    @Test
    void jsonArraysAndListsAsTags() throws IOException {
        write(
                "ratings.json",
                "[\n {\"user\": 1, \"item\": 7, \"rating\": 4},\n {\"user\": 2, \"item\": 8, \"rating\": 2}]");
        write(
                "items.json",
                "[{\"item\": 7, \"title\": \"One\", \"genres\": [\"a\", \"b\"]}, {\"item\": 8, \"title\": \"Two\", \"genres\": []}]");
        Dataset data = read(folder);
        assertEquals(List.of("1 7 4.0", "2 8 2.0"), pairs(data));
        assertEquals(List.of("One", "Two"), data.titles());
        assertEquals(List.of("a", "b"), SampleImportTest.values(data, "genres", 0));
        assertEquals(
                Role.MULTI_CATEGORY, SampleImportTest.column(data, "genres").role());
    }

    @Test
    void brokenJsonIsNamedByItsLine() throws IOException {
        Problem problem = refused(write("ratings.json", "[\n{\"user\": 1, \"item\": 7},\n{\"user\": 1, \"item\"}\n]"));
        assertEquals("ratings.json is not valid JSON.", problem.what());
        assertTrue(problem.why().startsWith("ratings.json:3: "), problem.why());
        assertTrue(refused(write("deep.json", "[".repeat(200_000))).sentence().length() < 600);
        refused(write("nan.json", "{\"a\": NaN}"));
    }

    @Test
    void recBoleHeadersHaveTypes() throws IOException {
        write("ml.inter", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t007\t4\t20\n1\t8\t2\t10\n");
        write(
                "ml.item",
                "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n007\tToy Story\t1995\tA B\n8\tGold\t1996\tB\n");
        write("ml.user", "user_id:token\tage:token\n1\t24\n");
        Dataset data = read(folder);
        assertEquals(List.of("1 8 2.0", "1 007 4.0"), pairs(data));
        assertEquals(List.of("Toy Story", "Gold"), data.titles());
        assertEquals(List.of("A", "B"), SampleImportTest.values(data, "class", 0));
        assertEquals(Role.YEAR, SampleImportTest.column(data, "release_year").role());
        assertEquals("RecBole, UTF-8", format(data));
        assertTrue(issues(data).contains("table.unused ml.user"));
    }

    @Test
    void aUserAndTheirItemsALine() throws IOException {
        Dataset data = read(write("train.txt", "0 10 11 12\n1 10\n2 12 11\n3\n"));
        assertEquals(List.of("0 10 1.0", "0 11 1.0", "0 12 1.0", "1 10 1.0", "2 12 1.0", "2 11 1.0"), pairs(data));
        assertEquals("a user and their items in each line, UTF-8", format(data));
    }

    @Test
    void sessionsAsLinesOrAsGroupsOfLines() throws IOException {
        Dataset lines = read(write("walks.txt", "cat dog cat_2\ndog cat\ncat dog cat_2 bird\ncat bird\n"));
        assertEquals(4, lines.users().size());
        assertEquals("1 cat 1.0", pairs(lines).getFirst());
        assertEquals(List.of("4 cat 1.0", "4 bird 1.0"), pairs(lines).subList(9, 11));
        assertTrue(lines.interactions().ordered());
        Dataset groups = read(write("groups.txt", "cat\ndog\n\nbird\ncat\n\n\ndog\n"));
        assertEquals(List.of("1 cat 1.0", "1 dog 1.0", "2 bird 1.0", "2 cat 1.0", "3 dog 1.0"), pairs(groups));
        assertEquals("one session a line, UTF-8", format(groups));
    }

    @Test
    void proseIsNoListOfSessions() throws IOException {
        refused(write("notes.txt", "This is a text, and no data.\nIt goes on for a while.\n\nAnd ends here.\n"));
    }

    @Test
    void parquetOfNumbersTextsAndLists() {
        Dataset data = read(path("made/parquet"));
        assertEquals(List.of("1 007 4.0", "1 8 2.5", "2 007 1.0"), pairs(data));
        assertEquals(List.of("One", "Two"), data.titles());
        assertEquals(List.of("a", "b"), SampleImportTest.values(data, "genres", 0));
        assertEquals("Parquet", format(data));
        assertTrue(data.interactions().ordered());
    }

    @Test
    void damagedParquetIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(path("made/parquet/ratings.parquet"));
        for (int cut : new int[] {4, 12, bytes.length / 2, bytes.length - 1}) {
            Path file = Files.write(folder.resolve("cut" + cut + ".parquet"), java.util.Arrays.copyOf(bytes, cut));
            assertTrue(
                    refused(file).why().startsWith("The Parquet file is damaged"),
                    refused(file).why());
        }
    }

    @Test
    void encodingsAreFoundOrSaid() throws IOException {
        String text = "user_id,item_id,rating\n1,Café,4\n2,“b”,3\n";
        assertEquals(
                List.of("1 Café 4.0", "2 “b” 3.0"), pairs(read(write("a.csv", text, Charset.forName("windows-1252")))));
        for (Charset c : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Dataset data = read(write("b.csv", text, c));
            assertEquals(List.of("1 Café 4.0", "2 “b” 3.0"), pairs(data));
            assertTrue(format(data).contains("no mark"), format(data));
        }
        ImportParams said = new ImportParams(
                write("c.csv", text, StandardCharsets.UTF_8).toString(),
                "",
                Encoding.LATIN_1,
                Delimiter.AUTO,
                Header.AUTO,
                Layout.AUTO,
                "",
                1);
        assertEquals("1 CafÃ© 4.0", pairs(said(said)).getFirst());
    }

    @Test
    void columnsAreWhatAPersonSays() throws IOException {
        Path file = write("log.csv", "who,thing,howmuch,rating\n1,10,4,9\n2,20,3,9\n");
        assertEquals(List.of("1 10 4.0", "2 20 3.0"), pairs(said(params(file, "user=who, item=thing, value=howmuch"))));
        assertEquals(List.of("1 10 9.0", "2 20 9.0"), pairs(said(params(file, "user=1,item=2"))));
        Path bare = write("bare.csv", "4,1,x,10\n3,2,y,20\n");
        assertEquals(List.of("1 10 4.0", "2 20 3.0"), pairs(said(params(bare, "user=2,item=4,value=1"))));
        Path twice = path("made/csv/duplicate_and_blank_header.csv");
        assertEquals(1, said(params(twice, "user=1,item=2")).users().size());
        Problem problem = assertThrows(ProblemException.class, () -> said(params(file, "user=who,what=thing")))
                .problem();
        assertTrue(problem.why().contains("'what=thing'"), problem.why());
    }

    @Test
    void otherTablesKeepWhatTheirNamesSay() throws IOException {
        write("log.csv", "who,thing,howmuch\n1,10,4\n2,20,3\n");
        write("items.csv", "item_id,title\n10,Ten\n20,Twenty\n");
        Dataset data = said(params(folder, "user=who,item=thing,value=howmuch"));
        assertEquals(List.of("1 10 4.0", "2 20 3.0"), pairs(data));
        assertEquals(List.of("Ten", "Twenty"), data.titles());
    }

    @Test
    void aSaidHeaderAndSeparatorCount() throws IOException {
        Path file = write("x.csv", "1;10;4\n2;20;3\n");
        ImportParams eaten = new ImportParams(
                file.toString(),
                "user=1,item=10,value=4",
                Encoding.AUTO,
                Delimiter.SEMICOLON,
                Header.YES,
                Layout.AUTO,
                "",
                1);
        assertEquals(List.of("2 20 3.0"), pairs(said(eaten)));
        ImportParams wrong =
                new ImportParams(file.toString(), "", Encoding.AUTO, Delimiter.COMMA, Header.NO, Layout.TABLE, "", 1);
        assertThrows(ProblemException.class, () -> said(wrong));
    }

    @Test
    void aLeastValueAndACoreLeaveRowsOut() throws IOException {
        Path file = write(
                "r.csv", "user_id,item_id,rating\n1,a,5\n1,b,4\n2,a,4\n2,b,5\n3,a,5\n3,c,5\n1,c,3\n1,c,3\n4,d,5\n");
        ImportParams least =
                new ImportParams(file.toString(), "", Encoding.AUTO, Delimiter.AUTO, Header.AUTO, Layout.AUTO, "4", 1);
        assertEquals(
                List.of("1 a 5.0", "1 b 4.0", "2 a 4.0", "2 b 5.0", "3 a 5.0", "3 c 5.0", "4 d 5.0"),
                pairs(said(least)));
        ImportParams core =
                new ImportParams(file.toString(), "", Encoding.AUTO, Delimiter.AUTO, Header.AUTO, Layout.AUTO, "4", 2);
        Dataset data = said(core);
        // c has one user left, so user 3 has one item left, and so a and b have two.
        assertEquals(List.of("1 a 5.0", "1 b 4.0", "2 a 4.0", "2 b 5.0"), pairs(data));
        assertEquals(List.of("a", "b"), data.items().values());
        assertTrue(issues(data).contains("rows.core r.csv"));
        ImportParams nothing =
                new ImportParams(file.toString(), "", Encoding.AUTO, Delimiter.AUTO, Header.AUTO, Layout.AUTO, "", 9);
        assertThrows(ProblemException.class, () -> said(nothing));
    }
}
