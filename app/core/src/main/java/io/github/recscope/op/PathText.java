package io.github.recscope.op;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The text of a parameter that names files: one path, or several that belong together, one a line.
public final class PathText {
    private PathText() {}

    /// The text for some paths.
    public static String of(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining("\n"));
    }

    /// The paths in a text, in its order; empty lines are none.
    public static List<String> each(String text) {
        return text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }
}
