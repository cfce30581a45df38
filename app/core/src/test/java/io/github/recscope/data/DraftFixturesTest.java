package io.github.recscope.data;

import static io.github.recscope.data.Fixtures.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every malformed or hostile file does through the dialog what it does without it: read to the same data, or
/// refused with a sentence.
class DraftFixturesTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> made = Files.walk(path("made"));
                Stream<Path> wild = Files.walk(path("wild"))) {
            return Stream.concat(made, wild)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /// What came of a file.
    private record Result(String pairs, Problem problem) {}

    private static Result of(java.util.function.Supplier<Dataset> read) {
        try {
            Dataset data = read.get();
            return new Result(Fixtures.pairs(data).toString(), new Problem("", "", ""));
        } catch (ProblemException e) {
            return new Result("", e.problem());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void likeWithoutTheDialog(Path file) {
        Result plain = of(() -> Importers.standard().read(file.toString(), new FakeCtx()));
        Result drafted = of(() -> {
            ImportDraft draft = Drafts.open(file.toString(), List.of(), () -> {});
            for (ImportDraft.Table t : draft.tables()) {
                assertTrue(t.rows().size() <= Drafts.ROWS);
                if (t.mapping().used() && t.problem() != null) {
                    throw ProblemException.of(t.name(), t.problem(), "Say what the columns mean.");
                }
                assertTrue(t.rows().stream().flatMap(r -> r.cells().stream()).allMatch(c -> c.length() <= 300));
            }
            if (draft.tables().isEmpty()) {
                throw ProblemException.of("vectors", draft.reason(), "join them");
            }
            return Importers.standard().check(draft.params(), new FakeCtx()).data();
        });
        assertEquals(plain.pairs(), drafted.pairs());
        assertEquals(plain.problem().why().isEmpty(), drafted.problem().why().isEmpty(), drafted.toString());
        if (!plain.problem().why().isEmpty()) {
            for (String part : List.of(
                    drafted.problem().what(),
                    drafted.problem().why(),
                    drafted.problem().fix())) {
                assertFalse(part.isBlank());
                assertFalse(part.contains("Exception"), part);
            }
        }
    }

    @Test
    void thereAreFiles() throws IOException {
        assertTrue(files().size() > 80);
        assertTrue(Objects.requireNonNull(files().getFirst()).isAbsolute());
    }
}
