package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.issues;
import static io.github.recscope.data.Fixtures.pairs;
import static io.github.recscope.data.Fixtures.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Dataset;
import io.github.recscope.model.ItemColumn;
import io.github.recscope.model.ItemColumn.Role;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders shaped like well-known data sets; their contents are made up.
class LayoutsTest {
    private static final Charset LATIN_1 = StandardCharsets.ISO_8859_1;

    @TempDir
    Path temp;

    private void put(String name, String text) throws IOException {
        put(name, text, StandardCharsets.UTF_8);
    }

    private void put(String name, String text, Charset charset) throws IOException {
        Path file = temp.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(charset));
    }

    private Path folder() {
        return temp.resolve("data");
    }

    private Path zipped() throws IOException {
        Path file = temp.resolve("data.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file));
                var files = Files.walk(folder())) {
            for (Path f : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry("data/" + folder().relativize(f)));
                Files.copy(f, out);
            }
        }
        return file;
    }

    private static List<String> values(Dataset data, String column, String item) {
        return SampleImportTest.values(data, column, data.items().indexOf(item));
    }

    private static List<String> columns(Dataset data) {
        return data.columns().stream().map(c -> c.name() + " " + c.role()).toList();
    }

    private static String movie(int id, String title, String flags) {
        return id + "|" + title + " (1995)|01-Jan-1995||http://example.org/?" + id + "|" + flags + "\n";
    }

    private void movieLens100K() throws IOException {
        put("README", "SUMMARY & USAGE LICENSE\n");
        put("u.data", "9\t2\t3\t881250949\n9\t1\t5\t881250940\n4\t3\t1\t891717742\n4\t1\t2\t891717743\n");
        put("u1.base", "9\t2\t3\t881250949\n");
        put("u1.test", "9\t1\t5\t881250940\n");
        put("u.genre", "unknown|0\nAction|1\nDrama|2\nWar|3\n\n");
        put("u.info", "2 users\n4 items\n4 ratings\n");
        put("u.user", "4|24|M|technician|85711\n9|53|F|other|94043\n");
        put("u.occupation", "other\ntechnician\n");
        put(
                "u.item",
                movie(1, "Élan vital", "0|1|1|0")
                        + movie(2, "Plain", "0|0|1|0")
                        + movie(3, "\"Quoted\", Part 2", "1|0|0|0")
                        + movie(4, "Never rated", "0|0|0|1"),
                LATIN_1);
    }

    private static void check100K(Dataset data) {
        assertEquals(List.of("9 1 5.0", "9 2 3.0", "4 3 1.0", "4 1 2.0"), pairs(data));
        assertTrue(data.interactions().ordered());
        assertEquals("Élan vital (1995)", data.titles().get(data.items().indexOf("1")));
        assertEquals("\"Quoted\", Part 2 (1995)", data.titles().get(data.items().indexOf("3")));
        assertEquals(
                List.of("release date TEXT", "IMDb URL TEXT", "genres MULTI_CATEGORY", "year YEAR"), columns(data));
        assertEquals(List.of("Action", "Drama"), values(data, "genres", "1"));
        assertEquals(List.of("unknown"), values(data, "genres", "3"));
        assertEquals(List.of("1995"), values(data, "year", "2"));
        assertEquals(1, data.summary().itemsNeverChosen());
        assertEquals(0, data.summary().rejected());
    }

    @Test
    void movieLens100KHasItsGenresInColumnsOfZeroAndOne() throws IOException {
        movieLens100K();
        Dataset data = read(folder());
        check100K(data);
        assertEquals(
                List.of("u.data", "u.item", "u.genre"),
                data.summary().sources().stream().map(s -> s.name()).toList());
        assertEquals(
                "bar-separated, Latin-1 (it is not valid UTF-8), no header",
                data.summary().sources().get(1).format());
        assertTrue(data.summary().issues().stream()
                .anyMatch(i -> i.code().equals("column.flags")
                        && i.message()
                                .equals("4 columns of 0 and 1, from 'unknown' to 'War', became the column 'genres'.")));
        check100K(read(zipped()));
    }

    @Test
    void namedColumnsOfZeroAndOneAreOneAttributeToo() throws IOException {
        put("ratings.csv", "user_id,item_id,rating\n1,7,4\n1,8,2\n2,7,3\n");
        put("items.csv", "item_id,title,red,green,blue,size\n7,One,1,0,1,5\n8,Two,0,0,0,6\n");
        Dataset data = read(folder());
        assertEquals(List.of("red", "blue"), values(data, "flags", "7"));
        assertEquals(List.of(), values(data, "flags", "8"));
        assertEquals(List.of("flags MULTI_CATEGORY", "size TEXT"), columns(data));
    }

    @Test
    void movieLens1MIsLatin1WithDoubleColons() throws IOException {
        put("README", "SUMMARY\n");
        put("users.dat", "1::F::1::10::48067\n2::M::56::16::70072\n", LATIN_1);
        put(
                "movies.dat",
                "1::Café: The Movie (1990)::Drama|War\n3::Other (1991)::Comedy\n5::Third (1992)::War\n",
                LATIN_1);
        put("ratings.dat", "1::3::5::978300760\n1::1::3::978302109\n2::1::4::978301968\n2::5::4::978301969\n", LATIN_1);
        for (Path path : List.of(folder(), zipped())) {
            Dataset data = read(path);
            assertEquals(List.of("1 3 5.0", "1 1 3.0", "2 1 4.0", "2 5 4.0"), pairs(data));
            assertEquals("Café: The Movie (1990)", data.titles().getFirst());
            assertEquals(List.of("genres MULTI_CATEGORY", "year YEAR"), columns(data));
            assertEquals(List.of("Drama", "War"), values(data, "genres", "1"));
            assertEquals(List.of("1992"), values(data, "year", "5"));
        }
    }

    @Test
    void latestMovieLensHasTagsAndPerhapsAGenome() throws IOException {
        put("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n2,0113497,8844\n");
        put("movies.csv", "movieId,title,genres\n1,A (1990),Drama|War\n2,B (1991),(no genres listed)\n");
        put(
                "ratings.csv",
                "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,2,0.5,964982704\n2,1,5.0,964982705\n");
        put(
                "tags.csv",
                "userId,movieId,tag,timestamp\n2,1,funny,1445714994\n1,1,funny,1445714995\n2,2,long,1445714996\n");
        put("genome-tags.csv", "tagId,tag\n1,007\n2,18th century\n");
        put("genome-scores.csv", "movieId,tagId,relevance\n1,1,0.029\n1,2,0.5\n2,1,0.93\n2,2,0.4\n");
        Dataset data = read(folder());
        assertEquals(
                List.of("genres MULTI_CATEGORY", "tags MULTI_CATEGORY", "genome tags MULTI_CATEGORY", "year YEAR"),
                columns(data).stream().sorted((a, b) -> order(a) - order(b)).toList());
        assertEquals(List.of("funny"), values(data, "tags", "1"));
        assertEquals(List.of("long"), values(data, "tags", "2"));
        assertEquals(List.of("18th century"), values(data, "genome tags", "1"));
        assertEquals(List.of("007"), values(data, "genome tags", "2"));
        assertTrue(issues(data).contains("tags.irrelevant genome-scores.csv"));
        assertTrue(issues(data).contains("table.unused links.csv"));
        assertEquals(3, data.interactions().size());
    }

    private static int order(String column) {
        return List.of("genres", "tags", "genome", "year").indexOf(column.split(" ")[0]);
    }

    @Test
    void lastFmNamesTagsInATableOfTheirOwn() throws IOException {
        put("artists.dat", "id\tname\turl\tpictureURL\n1\tMÄLICE\thttp://x/1\thttp://y/1\n2\tDiary\thttp://x/2\t\n");
        put("tags.dat", "tagID\ttagValue\n1\tmetal\n2\tgothic métal\n", LATIN_1);
        put("user_artists.dat", "userID\tartistID\tweight\n2\t1\t13883\n2\t2\t11690\n3\t1\t5\n");
        put(
                "user_taggedartists.dat",
                "userID\tartistID\ttagID\tday\tmonth\tyear\n2\t1\t1\t1\t4\t2009\n3\t1\t2\t1\t4\t2009\n2\t2\t1\t1\t4\t2009\n");
        put(
                "user_taggedartists-timestamps.dat",
                "userID\tartistID\ttagID\ttimestamp\n2\t1\t1\t1238536800000\n3\t1\t2\t1238536800000\n2\t2\t1\t1238536800000\n");
        put("user_friends.dat", "userID\tfriendID\n2\t275\n");
        Dataset data = read(folder());
        assertEquals(List.of("2 1 13883.0", "2 2 11690.0", "3 1 5.0"), pairs(data));
        assertEquals("MÄLICE", data.titles().getFirst());
        ItemColumn tags = SampleImportTest.column(data, "tags");
        assertEquals(Role.MULTI_CATEGORY, tags.role());
        assertEquals(List.of("metal", "gothic métal"), tags.vocabulary());
        assertTrue(issues(data).contains("table.unused user_friends.dat"));
    }

    @Test
    void tagNumbersWithoutNamesStayNumbers() throws IOException {
        put("ratings.csv", "user_id,item_id,rating\n1,7,4\n1,8,2\n2,7,3\n");
        put("tags.csv", "item_id,tag_id\n7,31\n8,32\n");
        Dataset data = read(folder());
        assertEquals(List.of("31"), values(data, "tags", "7"));
        assertTrue(issues(data).contains("tags.nameless tags.csv"));
    }
}
