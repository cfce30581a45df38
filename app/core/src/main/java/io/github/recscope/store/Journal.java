package io.github.recscope.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.recscope.model.ProblemException;
import io.github.recscope.op.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that only grows: one checked JSON object a line, each on the disk before [#append] returns.
///
/// A line is 16 hexadecimal digits, a blank, and the object. The digits begin the SHA-256 of the digits before
/// and the object, so a line that was changed, lost or moved breaks the chain there. A last line without its
/// end was torn by a crash and counts as never written.
public final class Journal implements AutoCloseable {
    /// More bytes than any real journal has.
    static final long LIMIT = 256L << 20;

    private static final int DIGITS = 16;

    private final FileOps.Appender out;
    private String check;

    private Journal(FileOps.Appender out, String check) {
        this.out = out;
        this.check = check;
    }

    /// Begins a journal with its first line, in place of one that is there: at any moment there is the old one or
    /// the new one.
    ///
    /// @throws ProblemException if it cannot be written
    static Journal begin(Path file, JsonNode first, FileOps ops) {
        String check = check("", first);
        AtomicFile.write(file, out -> out.write(line(check, first)), _ -> {}, false, ops);
        try {
            return new Journal(ops.append(file), check);
        } catch (IOException e) {
            throw new ProblemException(AtomicFile.problem(file, e), e);
        }
    }

    /// Adds a line. After a failure the end of the file may be torn, so that a new journal must be begun.
    void append(JsonNode line) throws IOException {
        String next = check(check, line);
        out.write(line(next, line));
        out.force();
        check = next;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /// What a journal holds.
    ///
    /// @param lines   the objects, up to the first that is damaged
    /// @param damaged what is wrong with the line after them; empty if all are whole
    public record Content(List<JsonNode> lines, Optional<String> damaged) {
        /// Copies the list.
        public Content {
            lines = List.copyOf(lines);
        }
    }

    /// Reads a journal.
    ///
    /// @throws IOException if it cannot be read
    static Content read(Path file) throws IOException {
        if (Files.size(file) > LIMIT) {
            return new Content(List.of(), Optional.of("it has " + Files.size(file) + " bytes"));
        }
        byte[] bytes = Files.readAllBytes(file);
        List<JsonNode> lines = new ArrayList<>();
        String check = "";
        int from = 0;
        for (int to = end(bytes, 0); to >= 0; to = end(bytes, from)) {
            String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            @Nullable JsonNode object = parse(line);
            if (object == null || !line.startsWith(check(check, object))) {
                return new Content(lines, Optional.of("line " + (lines.size() + 1) + " is damaged"));
            }
            check = line.substring(0, DIGITS);
            lines.add(object);
            from = to + 1;
        }
        return new Content(lines, Optional.empty());
    }

    private static int end(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable JsonNode parse(String line) {
        if (line.length() < DIGITS + 3 || line.charAt(DIGITS) != ' ') {
            return null;
        }
        try {
            return Json.parse(line.substring(DIGITS + 1), "journal");
        } catch (ProblemException _) {
            return null;
        }
    }

    private static String check(String before, JsonNode line) {
        byte[] json = ArtifactCodec.bytes(line);
        byte[] all = new byte[before.length() + json.length];
        System.arraycopy(before.getBytes(StandardCharsets.US_ASCII), 0, all, 0, before.length());
        System.arraycopy(json, 0, all, before.length(), json.length);
        return Sha256.of(all).substring(0, DIGITS);
    }

    private static byte[] line(String check, JsonNode line) {
        byte[] json = ArtifactCodec.bytes(line);
        byte[] all = new byte[DIGITS + 2 + json.length];
        System.arraycopy(check.getBytes(StandardCharsets.US_ASCII), 0, all, 0, DIGITS);
        all[DIGITS] = ' ';
        System.arraycopy(json, 0, all, DIGITS + 1, json.length);
        all[all.length - 1] = '\n';
        return all;
    }
}
