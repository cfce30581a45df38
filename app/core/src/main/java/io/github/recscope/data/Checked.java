package io.github.recscope.data;

import io.github.recscope.model.Dataset;
import io.github.recscope.op.PathText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A data set that was read to be looked at, kept so that importing it right after does not read it again;
/// forgotten when a file has changed.
///
/// @param params what was asked for
/// @param stamp  the names, sizes and times of the files
/// @param data   what came of it
record Checked(ImportParams params, String stamp, Dataset data) {
    /// The names, sizes and times of a source's files.
    static String stamp(String source) {
        if (source.startsWith(Source.SAMPLE)) {
            return "";
        }
        StringBuilder stamp = new StringBuilder();
        for (String path : PathText.each(source)) {
            stamp.append(stampOfOne(path)).append('\n');
        }
        return stamp.toString();
    }

    private static String stampOfOne(String path) {
        try (Stream<Path> files = Files.walk(Path.of(path))) {
            return files.sorted()
                    .map(f -> {
                        try {
                            return f + " " + Files.size(f) + " " + Files.getLastModifiedTime(f);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException e) {
            return "unreadable " + e;
        }
    }
}
