package io.github.recscope.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All sources are formatted by palantir-java-format; `-Dformat.update=true` writes what it wants.
///
/// A test rather than a plugin, because the formatter must run on the JDK whose syntax it reads, while Maven may
/// run on an older one.
class FormatTest {
    @Test
    void sourcesAreFormatted() throws Exception {
        Path root = Path.of(System.getProperty("repository.root"));
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        boolean update = Boolean.getBoolean("format.update");
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("kernels/src", "app/core/src", "app/desktop/src")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(p -> p.toString().endsWith(".java")).sorted().forEach(sources::add);
            }
        }
        assertFalse(sources.isEmpty(), "no sources under " + root);
        List<String> wrong = new ArrayList<>();
        List<String> wide = new ArrayList<>();
        for (Path p : sources) {
            String text = Files.readString(p);
            String wanted = formatter.formatSource(text);
            // The formatter breaks a long one into a line of comment and one of bare words.
            if (!comments(wanted).equals(comments(text))) {
                wide.add(root.relativize(p).toString());
                continue;
            }
            if (!wanted.equals(text)) {
                wrong.add(root.relativize(p).toString());
                if (update) {
                    Files.writeString(p, wanted);
                }
            }
        }
        assertEquals(List.of(), wide, "a line that begins with /// is too long for the formatter: shorten it");
        assertEquals(List.of(), update ? List.of() : wrong, "run ./mvnw test -Dtest=FormatTest -Dformat.update=true");
    }

    private static List<String> comments(String source) {
        return source.lines()
                .map(String::strip)
                .filter(l -> l.startsWith("///"))
                .toList();
    }
}
