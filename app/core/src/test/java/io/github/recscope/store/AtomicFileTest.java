package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
    @TempDir
    Path folder;

    private static AtomicFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("a.csv");
        AtomicFile.write(file, text("one"));
        AtomicFile.write(file, text("two"));
        assertEquals("two", Files.readString(file));
        assertEquals(1, files());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        AtomicFile.write(link, text("two"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("two", Files.readString(file));
    }

    @Test
    void aFailureInTheMiddleLeavesTheOldContent() throws IOException {
        Path file = folder.resolve("a.csv");
        AtomicFile.write(file, text("one"));
        Problem p = assertThrows(
                        ProblemException.class,
                        () -> AtomicFile.write(file, out -> {
                            out.write(new byte[100_000]);
                            throw new IOException("No space left on device");
                        }))
                .problem();
        assertTrue(p.why().contains("disk is full"), p.why());
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("a fault");
                }));
        assertEquals("one", Files.readString(file));
        assertEquals(1, files());
    }

    @Test
    void wrongPlacesAreRefusedWithAReason() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertTrue(why(folder).contains("folder"));
        assertTrue(why(folder.resolve("none/a.csv")).contains("does not exist"));
        assertTrue(why(folder.resolve("file/a.csv")).contains("is a file"));
        assertTrue(why(Path.of("/")).contains("folder"));
    }

    private static String why(Path file) {
        return assertThrows(ProblemException.class, () -> AtomicFile.write(file, text("x")))
                .problem()
                .why();
    }

    @Test
    void theSystemsErrorsBecomeSentences() {
        Path file = folder.resolve("a");
        assertTrue(
                AtomicFile.problem(file, new AccessDeniedException("a")).why().contains("may not write"));
        assertTrue(AtomicFile.problem(file, new FileSystemException("a", null, "No space left on device"))
                .why()
                .contains("disk is full"));
        assertTrue(AtomicFile.problem(file, new FileSystemException("a", null, "File name too long"))
                .why()
                .contains("File name too long"));
    }
}
