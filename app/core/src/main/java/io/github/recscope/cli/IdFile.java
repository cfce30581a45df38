package io.github.recscope.cli;

import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Ids in a file.
final class IdFile {
    private IdFile() {}

    /// Ids, one a line; blank lines do not count.
    ///
    /// @throws ProblemException if the file cannot be read, or has no ids
    static List<String> read(Path file) {
        try {
            List<String> ids = Files.readAllLines(file).stream()
                    .map(l -> l.startsWith("\ufeff") ? l.substring(1) : l)
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .toList();
            if (ids.isEmpty()) {
                throw ProblemException.of(file + " holds no ids.", "It has no line with text.", "Write one id a line.");
            }
            return ids;
        } catch (IOException e) {
            boolean text = e instanceof CharacterCodingException;
            throw new ProblemException(
                    new Problem(
                            file + " cannot be read.",
                            text ? "It is not UTF-8." : "The system says: " + e.getMessage() + ".",
                            text ? "Save it as UTF-8, one id a line." : "Check the path."),
                    e);
        }
    }
}
