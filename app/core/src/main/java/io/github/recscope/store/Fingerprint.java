package io.github.recscope.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The hash of a file, or of everything in a folder, to tell whether a source is still what it was.
public final class Fingerprint {
    private static final int MOST_FILES = 10_000;

    private Fingerprint() {}

    /// The hash; empty if there is nothing, it cannot be read, or it is a folder of very many files.
    public static Optional<String> of(Path source) {
        try {
            if (Files.isRegularFile(source)) {
                try (InputStream in = Files.newInputStream(source)) {
                    return Optional.of(Sha256.of(in));
                }
            }
            if (!Files.isDirectory(source)) {
                return Optional.empty();
            }
            List<Path> files;
            try (Stream<Path> all = Files.walk(source)) {
                files = all.filter(Files::isRegularFile)
                        .sorted()
                        .limit(MOST_FILES + 1)
                        .toList();
            }
            if (files.size() > MOST_FILES) {
                return Optional.empty();
            }
            StringBuilder text = new StringBuilder();
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    text.append(source.relativize(file))
                            .append(' ')
                            .append(Sha256.of(in))
                            .append('\n');
                }
            }
            return Optional.of(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | java.io.UncheckedIOException _) {
            return Optional.empty();
        }
    }
}
