package io.github.recscope.data;

import io.github.recscope.model.Issue;
import io.github.recscope.model.Problem;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Severity;
import io.github.recscope.op.PathText;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// Opens files, folders, zip archives and samples as a [Source]; decides by the first bytes, not by the name.
final class SourceOpener {
    private SourceOpener() {}

    static Source open(String source, Limits limits) {
        String text = source.strip();
        if (text.startsWith(Source.SAMPLE)) {
            return sample(text.substring(Source.SAMPLE.length()), limits);
        }
        if (text.isEmpty()) {
            throw ProblemException.of("There is nothing to import.", "No source was named.", "Name a file or folder.");
        }
        List<Path> paths = PathText.each(text).stream().map(SourceOpener::path).toList();
        return paths.size() == 1 ? open(paths.getFirst(), limits) : SourceSet.open(paths, limits);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ProblemException(
                    new Problem(
                            "'" + text + "' cannot be opened.",
                            "It is not a path: " + e.getReason() + ".",
                            "Correct it."),
                    e);
        }
    }

    static Source open(Path path, Limits limits) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        String name = last == null ? path.toString() : last.toString();
        try {
            if (Files.isDirectory(path)) {
                return folder(path, name, limits);
            }
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            if (!Files.isRegularFile(path)) {
                throw ProblemException.of(
                        name + " cannot be read.", "It is neither a file nor a folder.", "Choose a file or a folder.");
            }
            byte[] magic = magic(path);
            long size = Files.size(path);
            if (size == 0) {
                throw ProblemException.of(name + " is empty.", "It has 0 bytes.", "Choose a file with data.");
            }
            boolean zip = magic.length == 4 && magic[0] == 'P' && magic[1] == 'K' && magic[2] < 9 && magic[3] < 9;
            if (zip) {
                return ZipOpener.open(path, name, size, limits);
            }
            if (Source.lower(name).matches(".*\\.(zip|npz)")) {
                throw damaged(name, "It does not begin like a zip archive.", null);
            }
            Budget budget = new Budget(name, limits, size);
            boolean packed = magic.length > 1 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
            return new Source(
                    name,
                    List.of(new Source.Entry(
                            name, name, packed ? -1 : size, -1, budget, () -> Files.newInputStream(path))),
                    List.of(),
                    null);
        } catch (NoSuchFileException e) {
            throw new ProblemException(
                    new Problem(
                            name + " cannot be read.", "There is no file or folder " + path + ".", "Check the path."),
                    e);
        } catch (IOException e) {
            throw Unreadable.of(name, e);
        }
    }

    private static byte[] magic(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(4);
        }
    }

    private static Source folder(Path folder, String name, Limits limits) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        long[] total = {0};
        Path root = folder.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                boolean hidden = String.valueOf(inner.getFileName()).startsWith(".") && !inner.equals(root);
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isRegularFile()) {
                    issues.add(new Issue(
                            Severity.WARNING,
                            "entry.link",
                            name + "/" + file.getFileName(),
                            "Links and special files in a folder are left out."));
                } else if (!String.valueOf(file.getFileName()).startsWith(".")) {
                    files.add(file);
                    total[0] += attributes.size();
                }
                if (files.size() > limits.entries()) {
                    throw tooMany(name, limits);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                issues.add(new Issue(
                        Severity.WARNING,
                        "entry.unreadable",
                        name + "/" + file.getFileName(),
                        "It cannot be read and was left out."));
                return FileVisitResult.CONTINUE;
            }
        });
        Budget budget = new Budget(name, limits, total[0]);
        List<Source.Entry> entries = new ArrayList<>();
        for (Path file : files) {
            String relative = root.relativize(file).toString().replace('\\', '/');
            entries.add(new Source.Entry(
                    relative,
                    relative,
                    Files.size(file),
                    -1,
                    budget,
                    () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)));
        }
        return sorted(name, entries, issues, null);
    }

    /// The samples are small: all of one is held in memory, as they may lie in a jar.
    private static Source sample(String sample, Limits limits) {
        String name = sample.endsWith(".zip") ? sample : sample + ".zip";
        try (InputStream in = sample.matches("[A-Za-z0-9_-]+(\\.zip)?")
                ? SourceOpener.class.getResourceAsStream("/samples/" + name)
                : null) {
            if (in == null) {
                throw ProblemException.of(
                        "There is no sample '" + sample + "'.",
                        "The program holds sample:goodbooks and sample:movietweetings.",
                        "Name one of these or a file.");
            }
            List<Source.Entry> entries = new ArrayList<>();
            byte[] archive = in.readAllBytes();
            Budget budget = new Budget(name, limits, archive.length);
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
                for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                    byte[] bytes = zip.readAllBytes();
                    entries.add(new Source.Entry(
                            e.getName(),
                            name + "!" + e.getName(),
                            bytes.length,
                            -1,
                            budget,
                            () -> new ByteArrayInputStream(bytes)));
                }
            }
            return sorted(name, entries, List.of(), null);
        } catch (IOException e) {
            throw Unreadable.of(name, e);
        }
    }

    /// A source of these files, which must not be none.
    static Source sorted(String name, List<Source.Entry> entries, List<Issue> issues, @Nullable Closeable resource) {
        if (entries.isEmpty()) {
            throw ProblemException.of(
                    "There is nothing to import in " + name + ".",
                    issues.isEmpty()
                            ? "It holds no files."
                            : issues.getFirst().place() + ": "
                                    + issues.getFirst().message(),
                    "Choose a file, archive or folder with tables.");
        }
        entries.sort(Comparator.comparing(Source.Entry::path));
        return new Source(name, entries, issues, resource);
    }

    static ProblemException tooMany(String name, Limits limits) {
        return ProblemException.of(
                name + " was not opened.",
                "It holds more than " + limits.entries() + " files.",
                "Choose the folder or archive that holds the tables alone.");
    }

    static ProblemException damaged(String name, String why, @Nullable Throwable cause) {
        Problem problem =
                new Problem(name + " cannot be opened.", why, "Fetch it again, or unpack it and import the folder.");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }
}
