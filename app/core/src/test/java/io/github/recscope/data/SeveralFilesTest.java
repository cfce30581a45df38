package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.array.Npy;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.PathText;
import io.github.recscope.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several files that are dropped together are read as a folder with exactly these files would be.
class SeveralFilesTest {
    private static final String RATINGS = "userId,movieId,rating\n1,1,4\n1,2,3\n2,1,5\n";
    private static final String MOVIES = "movieId,title,genres\n1,Toy Story,Comedy\n2,Heat,Crime|Action\n";

    @TempDir
    Path folder;

    private Path ratings;
    private Path movies;

    @BeforeEach
    void makeFiles() throws IOException {
        ratings = put("a/ratings.csv", RATINGS);
        movies = put("b/movies.csv", MOVIES);
    }

    private Path put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Dataset read(Path... paths) {
        return Importers.standard().read(PathText.of(List.of(paths)), new FakeCtx());
    }

    @Test
    void theyMakeOneDataSetAsTheirFolderWould() throws IOException {
        put("all/ratings.csv", RATINGS);
        put("all/movies.csv", MOVIES);
        Dataset expected = read(folder.resolve("all"));
        Dataset data = read(movies, ratings);
        assertEquals(expected.users(), data.users());
        assertEquals(expected.items(), data.items());
        assertEquals(List.of("Toy Story", "Heat"), data.titles());
        assertEquals(expected.columns().size(), data.columns().size());
        assertEquals(3, data.interactions().size());
        assertEquals("movies, ratings", data.name());
        assertEquals(expected.summary().rowsRead(), data.summary().rowsRead());
    }

    @Test
    void oneNamedTwiceIsReadOnceAndSameNamesAreToldApart() throws IOException {
        assertEquals(3, read(ratings, ratings).interactions().size());
        Path other = put("b/ratings.csv", "userId,movieId,rating\n9,9,1\n");
        try (Source source = Source.open(PathText.of(List.of(ratings, other)))) {
            assertEquals(
                    List.of("b/ratings.csv", "ratings.csv"),
                    source.entries().stream().map(Source.Entry::path).toList());
        }
    }

    @Test
    void foldersAndArchivesMayBeAmongThem() throws IOException {
        Path zip = folder.resolve("pack.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("movies.csv"));
            out.write(MOVIES.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertEquals(List.of("Toy Story", "Heat"), read(zip, ratings).titles());
        assertEquals(
                List.of("Toy Story", "Heat"), read(folder.resolve("b"), ratings).titles());
        try (Source source = Source.open(PathText.of(List.of(zip, ratings, folder.resolve("b"))))) {
            assertEquals(
                    List.of("b/movies.csv", "pack.zip!movies.csv", "ratings.csv"),
                    source.entries().stream().map(Source.Entry::name).toList());
            assertEquals("pack.zip, ratings.csv and 1 more", source.name());
            assertEquals("pack, ratings and 1 more", source.title());
        }
    }

    @Test
    void tablesAndVectorsAreFoundSideBySide() throws IOException {
        Path users = folder.resolve("users.npy");
        Path items = folder.resolve("v/items.npy");
        Files.createDirectories(folder.resolve("v"));
        AtomicFile.write(users, out -> Npy.write(new float[] {1, 2, 3, 4}, out, 2, 2));
        AtomicFile.write(items, out -> Npy.write(new float[] {1, 2, 3, 4}, out, 2, 2));
        String all = PathText.of(List.of(ratings, users, folder.resolve("v")));
        ImportDraft draft = Drafts.open(all, List.of(), () -> {});
        assertTrue(draft.hasInteractions());
        assertEquals(users.toString(), draft.vectorParams().users());
        assertEquals(items.toString(), draft.vectorParams().items());
        assertEquals(all, draft.params().source());
        String arrays = PathText.of(List.of(users, items));
        ImportDraft alone = Drafts.open(arrays, List.of(), () -> {});
        assertTrue(alone.tables().isEmpty());
        assertEquals(items.toString(), alone.vectorParams().items());
        ImportDraft twice = Drafts.open(PathText.of(List.of(users, users, items)), List.of(), () -> {});
        assertEquals(2, twice.vectors().size());
    }

    @Test
    void aWorkspaceAmongThemIsRefused() throws IOException {
        Path workspace = put("old.recscope", "x");
        ProblemException e = assertThrows(ProblemException.class, () -> read(ratings, workspace));
        assertEquals("These 2 files cannot be opened together.", e.problem().what());
        assertEquals(
                "old.recscope is a workspace, and only data can be read together.",
                e.problem().why());
    }

    @Test
    void aChangedFileIsReadAgainAfterTheCheck() throws IOException {
        Importers importers = Importers.standard();
        ImportParams params = new ImportParams(PathText.of(List.of(movies, ratings)));
        Dataset checked = importers.check(params, new FakeCtx()).data();
        assertEquals(checked, importers.read(params, new FakeCtx()));
        importers.check(params, new FakeCtx());
        Files.writeString(ratings, RATINGS + "3,2,1\n");
        assertEquals(4, importers.read(params, new FakeCtx()).interactions().size());
    }

    @Test
    void aMissingOneIsNamed() {
        ProblemException e =
                assertThrows(ProblemException.class, () -> read(ratings, folder.resolve("gone.csv"), movies));
        assertEquals("gone.csv cannot be read.", e.problem().what());
        assertFalse(e.problem().why().contains("\n"));
    }
}
