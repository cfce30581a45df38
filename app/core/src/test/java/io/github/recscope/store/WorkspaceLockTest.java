package io.github.recscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceLockTest {
    @TempDir
    Path folder;

    @Test
    void oneAtATime() throws IOException {
        Path file = folder.resolve("a.recscope");
        WorkspaceLock first = WorkspaceLock.acquire(file, "a window").orElseThrow();
        Path lock = folder.resolve(".a.recscope.lock");
        assertTrue(Files.readString(lock).contains("a window"));
        WorkspaceLock.Attempt second = WorkspaceLock.attempt(file, "recscope train");
        assertNull(second.lock());
        WorkspaceLock.Holder holder = second.holder();
        assertNotNull(holder);
        assertEquals(ProcessHandle.current().pid(), holder.process());
        String why = assertThrows(ProblemException.class, () -> WorkspaceLock.acquire(file, "x"))
                .problem()
                .sentence();
        assertTrue(why.contains("open in a window since") && why.contains("process " + holder.process()), why);
        // The same file by another name.
        Files.writeString(file, "x");
        Path link = Files.createSymbolicLink(folder.resolve("link.recscope"), file);
        assertThrows(ProblemException.class, () -> WorkspaceLock.acquire(link, "x"));
        first.close();
        assertFalse(Files.exists(lock));
        WorkspaceLock.acquire(link, "x").orElseThrow().close();
    }

    @Test
    void whatACrashLeftIsTaken() throws IOException {
        Path file = folder.resolve("a.recscope");
        Path lock = folder.resolve(".a.recscope.lock");
        for (String left :
                new String[] {"", "{ broken", "{\"process\":1,\"host\":\"other\",\"since\":\"2026-01-01T00:00:00Z\"}"
                }) {
            Files.writeString(lock, left);
            Optional<WorkspaceLock> mine = WorkspaceLock.acquire(file, "a window");
            assertTrue(mine.isPresent(), left);
            mine.get().close();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenNeedsNone() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(Files.isWritable(inner), "the administrator may write anywhere");
        WorkspaceLock.Attempt attempt = WorkspaceLock.attempt(inner.resolve("a.recscope"), "a window");
        assertNull(attempt.lock());
        assertNull(attempt.holder());
    }
}
