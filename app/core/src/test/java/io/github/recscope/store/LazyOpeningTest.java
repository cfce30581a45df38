package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.job.Job;
import io.github.recscope.job.Outcome;
import io.github.recscope.kernels.Matrix;
import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Step;
import io.github.recscope.model.Workspace;
import io.github.recscope.session.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Matrices that stay in the file until they are needed.
final class LazyOpeningTest {
    @TempDir
    Path folder;

    /// A workspace with one recommender of random embeddings.
    static Workspace workspace(long seed, int users, int items, int dimensions) {
        Random random = new Random(seed);
        Recommender any = new RandomArtifacts(1).recommender();
        Recommender r = new Recommender(
                "model " + seed,
                matrix(random, users, dimensions),
                matrix(random, items, dimensions),
                new float[users],
                new float[items],
                0,
                new io.github.recscope.model.Scorer.Dot(),
                any.split(),
                any.evaluation(),
                List.of());
        ArtifactId id = ArtifactCodec.identify(r);
        Step step = new Step("knobs", 1, WorkspaceFileTest.Knobs.defaults(), List.of(), seed);
        return Workspace.empty("w").with(new Entry(step, id, 1, "simd"), r);
    }

    private static Matrix matrix(Random random, int rows, int cols) {
        float[] data = new float[rows * cols];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat() - 0.5f;
        }
        return Matrix.of(rows, cols, data);
    }

    private static WorkspaceFile.Opened open(Path file) {
        return WorkspaceFile.open(file, _ -> WorkspaceFileTest.Knobs.class, 1_000);
    }

    private static Recommender recommender(Workspace w) {
        return (Recommender) w.artifact(w.entries().getFirst().output());
    }

    @Test
    void aMatrixIsReadWhenItIsNeededAndGivesTheSameValues() {
        Path file = folder.resolve("a.recscope");
        Workspace w = workspace(1, 300, 200, 16);
        WorkspaceFile.save(file, w);
        WorkspaceFile.Opened opened = open(file);
        assertEquals(2, opened.unread().size());
        Matrix expected = recommender(w).users();
        Matrix users = recommender(opened.workspace()).users();
        assertInstanceOf(MappedBlob.class, users.storage());
        assertNull(expected.storage());
        assertArrayEquals(expected.row(299), users.row(299));
        assertEquals(expected.get(17, 3), users.get(17, 3));
        int[] rows = {3, 299, 3, 0};
        assertEquals(expected.gather(rows), users.gather(rows));
        float[] some = new float[40 + 2 * 16];
        users.copyRows(7, 2, some, 40);
        assertEquals(expected.get(8, 15), some[40 + 31]);
        assertThrows(IndexOutOfBoundsException.class, () -> users.copyRows(299, 2, some, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> users.row(300));
        assertEquals(expected, users);
        assertEquals(expected.hashCode(), users.hashCode());
        assertArrayEquals(expected.data(), users.data());
        assertEquals(0, users.countNonFinite());
        assertEquals(w.entries(), opened.workspace().entries());
        assertEquals(w.entries().getFirst().output(), ArtifactCodec.identify(recommender(opened.workspace())));
    }

    @Test
    void aFlippedBitIsNoticedBeforeAnyValueIsHandedOut() throws IOException {
        Path file = folder.resolve("a.recscope");
        WorkspaceFile.save(file, workspace(1, 300, 200, 16));
        String users = sha(file, 300);
        flip(file, users);
        WorkspaceFile.Opened opened = open(file);
        Matrix m = recommender(opened.workspace()).users();
        for (org.junit.jupiter.api.function.Executable use : List.<org.junit.jupiter.api.function.Executable>of(
                () -> m.get(0, 0), () -> m.row(5), m::data, () -> m.gather(new int[] {1}))) {
            String why = assertThrows(ProblemException.class, use).problem().why();
            assertTrue(why.contains("another hash"), why);
        }
        // The check behind the window says so too, and a save does not spread it.
        try (Engine engine = Engine.create("scalar", 1)) {
            Job<String> job = engine.jobs().io("Check", ctx -> {
                opened.verify(ctx);
                return "fine";
            });
            assertTrue(assertInstanceOf(Outcome.Failed.class, job.join())
                    .problem()
                    .why()
                    .contains("another hash"));
        }
        Path copy = folder.resolve("copy.recscope");
        assertThrows(ProblemException.class, () -> WorkspaceFile.save(copy, opened.workspace()));
        assertTrue(Files.notExists(copy));
        assertEquals(
                recommender(workspace(1, 300, 200, 16)).items(),
                recommender(opened.workspace()).items());
    }

    private static String sha(Path file, int rows) {
        Matrix m = recommender(open(file).workspace()).users();
        assertEquals(rows, m.rows());
        return m.storage() instanceof MappedBlob b ? b.sha256() : "";
    }

    private static void flip(Path file, String sha) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = new ZipOffsets(channel).of(WorkspaceZip.BLOBS + sha) + 1234;
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            channel.write(one, at);
        }
    }

    @Test
    void whatIsUnchangedIsCopiedAsBytesAlsoOverItself() throws IOException {
        Path file = folder.resolve("a.recscope");
        Workspace w = workspace(1, 300, 200, 16);
        WorkspaceFile.save(file, w);
        byte[] before = Files.readAllBytes(file);
        WorkspaceFile.Opened opened = open(file);
        WorkspaceFile.save(file, opened.workspace());
        assertArrayEquals(before, Files.readAllBytes(file));
        // The old file is replaced, and what was mapped is still there.
        WorkspaceFile.save(file, workspace(2, 10, 10, 4));
        WorkspaceFile.save(file, workspace(3, 10, 10, 4));
        assertEquals(recommender(w).users(), recommender(opened.workspace()).users());
        Files.delete(file);
        assertEquals(recommender(w).items(), recommender(opened.workspace()).items());
        WorkspaceFile.save(file, opened.workspace());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void aFileThatIsCutShortUnderTheProgramIsAProblemInWords() throws IOException {
        Path file = folder.resolve("a.recscope");
        WorkspaceFile.save(file, workspace(1, 3_000, 2_000, 64));
        Matrix users = recommender(open(file).workspace()).users();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(5_000);
        }
        String why = assertThrows(ProblemException.class, () -> users.row(2_999))
                .problem()
                .sentence();
        assertTrue(why.contains("no longer be read") || why.contains("another hash"), why);
        assertThrows(ProblemException.class, users::data);
    }

    @Test
    void aFileThatSomebodyElseChangedIsNotOverwritten() throws IOException {
        Path file = folder.resolve("a.recscope");
        WorkspaceFile.save(file, workspace(1, 10, 10, 4));
        WorkspaceFile.Opened opened = open(file);
        java.util.Optional<Stamp> stamp = java.util.Optional.of(opened.stamp());
        WorkspaceFile.save(file, workspace(2, 11, 10, 4));
        String why = assertThrows(ProblemException.class, () -> WorkspaceFile.save(file, opened.workspace(), stamp))
                .problem()
                .sentence();
        assertTrue(why.contains("Another program has changed"), why);
        assertEquals(11, recommender(open(file).workspace()).users().rows());
        Files.delete(file);
        Stamp now = WorkspaceFile.save(file, opened.workspace(), stamp);
        assertEquals(Stamp.of(file), now);
    }
}
