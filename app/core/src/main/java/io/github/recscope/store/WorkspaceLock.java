package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says that a program writes to a workspace, so that two of them do not overwrite each other.
///
/// A file `.NAME.lock` beside the workspace says who; what counts is the system's lock on it, which ends with the
/// program, however that ends. A file that nobody holds is left over from a crash and is taken. Where the
/// system has no locks the file's process is looked for instead. Where the folder cannot be written no lock is
/// needed, as nothing can be saved there either.
public final class WorkspaceLock implements AutoCloseable {
    /// A byte behind all that the file holds: where a system forbids reading what is locked, the rest stays
    /// readable.
    private static final long POSITION = 0x3fffffff;
    private static final int TRIES = 5;

    private final Path file;
    private final FileChannel channel;

    private WorkspaceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Who holds a workspace.
    ///
    /// @param process its process
    /// @param host    its computer
    /// @param since   since when
    /// @param what    what it is: "a window", "recscope train"
    public record Holder(long process, String host, Instant since, String what) {
        /// "open in a window since 14:05 (process 123)"
        public String words() {
            String time = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH)
                    .withZone(ZoneId.systemDefault())
                    .format(since);
            return "open in " + what + " since " + time + " (process " + process
                    + (host.equals(host()) ? "" : " on " + host) + ")";
        }
    }

    /// What came of an attempt.
    ///
    /// @param lock   the lock; null if somebody else has it, or none is needed
    /// @param holder who has it; null if nobody else
    public record Attempt(
            @Nullable WorkspaceLock lock, @Nullable Holder holder) {}

    /// Takes the lock of a workspace, which need not exist.
    ///
    /// @param what what this program is, for others: "a window", "recscope train"
    /// @throws ProblemException if somebody else has it
    public static Optional<WorkspaceLock> acquire(Path workspace, String what) {
        Attempt attempt = attempt(workspace, what);
        if (attempt.holder() != null) {
            throw ProblemException.of(
                    workspace + " is in use.",
                    "It is " + attempt.holder().words() + ".",
                    "Close it there first, or use another name.");
        }
        return Optional.ofNullable(attempt.lock());
    }

    /// Tries to take the lock of a workspace, which need not exist.
    ///
    /// @param what what this program is, for others
    public static Attempt attempt(Path workspace, String what) {
        Path absolute = AutosaveFolder.absolute(workspace);
        Path file = absolute.resolveSibling("." + absolute.getFileName() + ".lock");
        Path folder = absolute.getParent();
        if (folder == null || !Files.isWritable(folder)) {
            return new Attempt(null, null);
        }
        for (int n = 0; n < TRIES; n++) {
            try {
                Optional<Attempt> result = once(file, what);
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (IOException _) {
                return new Attempt(null, null); // Then a save says what is wrong.
            }
        }
        return new Attempt(null, read(file));
    }

    private static Optional<Attempt> once(Path file, String what) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (!lock(channel, file)) {
                return Optional.of(new Attempt(null, read(file)));
            }
            String token = UUID.randomUUID().toString();
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text(what, token).getBytes(StandardCharsets.UTF_8)), 0);
            // Who held it may have deleted the file between opening and locking: then nobody else sees this one.
            taken = Files.exists(file) && Files.readString(file).contains(token);
            return taken ? Optional.of(new Attempt(new WorkspaceLock(file, channel), null)) : Optional.empty();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static boolean lock(FileChannel channel, Path file) {
        try {
            FileLock lock = channel.tryLock(POSITION, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false; // Another window of this program.
        } catch (IOException _) {
            // A file system without locks: look whether whoever wrote the file still runs.
            Holder holder = read(file);
            return !holder.host().equals(host())
                    || ProcessHandle.of(holder.process())
                            .filter(ProcessHandle::isAlive)
                            .isEmpty();
        }
    }

    private static String text(String what, String token) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("process", ProcessHandle.current().pid());
        node.put("host", host());
        node.put("since", Instant.now().toString());
        node.put("what", what);
        node.put("token", token);
        return Json.format(node);
    }

    private static Holder read(Path file) {
        try {
            JsonNode node = Json.parse(Files.readString(file), "lock");
            return new Holder(
                    node.path("process").asLong(),
                    node.path("host").asText(),
                    Instant.parse(node.path("since").asText()),
                    node.path("what").asText());
        } catch (IOException | RuntimeException _) {
            return new Holder(0, host(), Instant.now(), "another program");
        }
    }

    /// The name of this computer, without asking the network where the system says it.
    public static String host() {
        String windows = System.getenv("COMPUTERNAME");
        if (windows != null && !windows.isBlank()) {
            return windows;
        }
        try {
            Path linux = Path.of("/proc/sys/kernel/hostname");
            return Files.exists(linux)
                    ? Files.readString(linux).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException _) {
            return "this computer";
        }
    }

    /// Lets others have it.
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // Left over, and known to be so by the next who looks.
        }
        try {
            channel.close();
        } catch (IOException _) {
            // Its lock ends with the program at the latest.
        }
    }
}
