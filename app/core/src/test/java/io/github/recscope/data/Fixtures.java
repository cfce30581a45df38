package io.github.recscope.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.recscope.model.Dataset;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/// Reads files for tests.
final class Fixtures {
    private Fixtures() {}

    /// A file or folder under `fixtures/`.
    static Path path(String name) {
        URL url = Fixtures.class.getResource("/fixtures/" + name);
        if (url == null) {
            throw new AssertionError("no fixture " + name);
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Dataset read(Path path) {
        return Importers.standard().read(path.toString(), new FakeCtx());
    }

    /// Reads what must not be readable; the problem says what, why and what to do, and is no stack trace.
    static Problem refused(Path path) {
        return refused(path.toString());
    }

    static Problem refused(String source) {
        Problem problem = assertThrows(
                        ProblemException.class, () -> Importers.standard().read(source, new FakeCtx()))
                .problem();
        for (String part : List.of(problem.what(), problem.why(), problem.fix())) {
            assertFalse(part.isBlank());
            assertFalse(part.contains("Exception"), part);
        }
        return problem;
    }

    /// `code place` of each issue.
    static List<String> issues(Dataset data) {
        return data.summary().issues().stream()
                .map(i -> i.code() + " " + i.place())
                .toList();
    }

    /// `user item value` of each interaction, by user.
    static List<String> pairs(Dataset data) {
        List<String> pairs = new java.util.ArrayList<>();
        int n = 0;
        for (int u = 0; u < data.users().size(); u++) {
            for (int i : data.interactions().byUser().row(u)) {
                pairs.add(data.users().get(u) + " " + data.items().get(i) + " "
                        + data.interactions().value()[n++]);
            }
        }
        return pairs;
    }
}
