package io.github.recscope.data;

import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Several paths that are read together, as a folder with exactly these files would be. What lies in a folder or an
/// archive among them is found below its name.
final class SourceSet {
    private SourceSet() {}

    static Source open(List<Path> paths, Limits limits) {
        refuseWorkspaces(paths);
        List<Source> opened = new ArrayList<>();
        boolean done = false;
        try {
            List<Source.Entry> entries = new ArrayList<>();
            List<Issue> issues = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            String name = name(paths);
            for (Path path : distinctPaths(paths)) {
                Source source = SourceOpener.open(path, limits);
                opened.add(source);
                issues.addAll(source.issues());
                boolean inner = isOpened(source, path.toString());
                for (Source.Entry e : source.entries()) {
                    String file = inner ? source.name() + "/" + e.path() : e.path();
                    String free = free(file, path, taken);
                    // An archive's name is in front of its entries' already.
                    String shown = inner && e.name().contains("!") ? e.name() : free;
                    entries.add(new Source.Entry(free, shown, e.bytes(), e.crc(), e.budget(), e.opener()));
                }
                if (entries.size() > limits.entries()) {
                    throw SourceOpener.tooMany(name, limits);
                }
            }
            Source all = SourceOpener.sorted(name, entries, issues, closing(opened));
            done = true;
            return all;
        } finally {
            if (!done) {
                opened.forEach(Source::close);
            }
        }
    }

    /// Whether a path is a folder or an archive, whose files are read, rather than a file.
    static boolean isOpened(Source source, String path) {
        return Files.isDirectory(Path.of(path))
                || source.entries().getFirst().name().contains("!");
    }

    /// How to call several paths together: `a.csv, b.csv and 3 more`.
    static String name(List<Path> paths) {
        List<String> names = paths.stream().map(SourceSet::last).toList();
        return names.size() <= 2
                ? String.join(", ", names)
                : names.getFirst() + ", " + names.get(1) + " and " + (names.size() - 2) + " more";
    }

    private static String last(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private static void refuseWorkspaces(List<Path> paths) {
        for (Path path : paths) {
            String name = last(path);
            String what = Source.lower(name).endsWith(".recscope")
                    ? "a workspace"
                    : Source.lower(name).endsWith(".recipe.json") ? "a recipe" : "";
            if (!what.isEmpty()) {
                throw ProblemException.of(
                        "These " + paths.size() + " files cannot be opened together.",
                        name + " is " + what + ", and only data can be read together.",
                        "Open " + name + " alone, or import other files without it.");
            }
        }
    }

    /// Each path once, the first time it is named.
    private static List<Path> distinctPaths(List<Path> paths) {
        Set<Path> seen = new HashSet<>();
        return paths.stream()
                .filter(p -> seen.add(p.toAbsolutePath().normalize()))
                .toList();
    }

    /// The same for texts; one alone may be something else than a path.
    static List<String> distinct(List<String> paths) {
        return paths.size() < 2
                ? paths
                : distinctPaths(paths.stream().map(Path::of).toList()).stream()
                        .map(Path::toString)
                        .toList();
    }

    /// Files of the same name from different folders get their folder's name in front, then a number.
    private static String free(String file, Path path, Set<String> taken) {
        String free = file;
        Path parent = path.toAbsolutePath().normalize().getParent();
        if (taken.contains(free) && parent != null) {
            free = last(parent) + "/" + file;
        }
        for (int n = 2; taken.contains(free); n++) {
            free = n + "/" + file;
        }
        taken.add(free);
        return free;
    }

    private static Closeable closing(List<Source> opened) {
        return () -> opened.forEach(Source::close);
    }
}
