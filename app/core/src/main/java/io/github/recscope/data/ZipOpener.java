package io.github.recscope.data;

import io.github.recscope.model.Issue;
import io.github.recscope.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Opens zip archives; refuses entries whose names are no plain relative paths, although no name is ever used as a
/// path.
final class ZipOpener {
    private ZipOpener() {}

    /// Opens an archive, which stays open as long as the source.
    ///
    /// @param size of the file in bytes
    static Source open(Path path, String name, long size, Limits limits) throws IOException {
        ZipFile zip = zipFile(path, name);
        try {
            List<Issue> issues = new ArrayList<>();
            Budget budget = new Budget(name, limits, size);
            // The directory may list a name twice; ZipFile opens the one listed last, and so does this map.
            Map<String, ZipEntry> chosen = new LinkedHashMap<>();
            int count = 0;
            for (ZipEntry e : Collections.list(zip.entries())) {
                if (++count > limits.entries()) {
                    throw SourceOpener.tooMany(name, limits);
                }
                if (!e.isDirectory() && accept(name, e.getName(), issues) && chosen.put(e.getName(), e) != null) {
                    issues.add(new Issue(
                            Severity.WARNING,
                            "entry.duplicate",
                            name + "!" + e.getName(),
                            "The archive holds this name more than once; the last one is read."));
                }
            }
            List<Source.Entry> entries = new ArrayList<>();
            for (ZipEntry e : chosen.values()) {
                entries.add(new Source.Entry(
                        e.getName(), name + "!" + e.getName(), e.getSize(), e.getCrc(), budget, () -> stream(zip, e)));
            }
            return SourceOpener.sorted(name, entries, issues, zip);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile zipFile(Path path, String name) throws IOException {
        try {
            return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("bad entry name")) {
                // An old archive whose names are in some national character set; which one does not matter here.
                return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
            }
            if (message.contains("encrypted")) {
                throw SourceOpener.damaged(name, "It is encrypted.", e);
            }
            throw SourceOpener.damaged(
                    name, "It is damaged or cut off: its directory cannot be read (" + message + ").", e);
        }
    }

    private static InputStream stream(ZipFile zip, ZipEntry entry) throws IOException {
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new ZipException("the archive's directory names a file that is not in it");
        }
        return in;
    }

    /// Whether an archive's entry may be read; says why not.
    private static boolean accept(String archive, String entry, List<Issue> issues) {
        String why = refusal(entry);
        if (why != null) {
            issues.add(new Issue(
                    Severity.ERROR,
                    "entry.refused",
                    archive + "!" + printable(entry),
                    "The entry was left out: " + why + "."));
            return false;
        }
        return !entry.startsWith("__MACOSX/")
                && !entry.substring(entry.lastIndexOf('/') + 1).startsWith(".");
    }

    private static @Nullable String refusal(String entry) {
        if (entry.isBlank() || entry.chars().anyMatch(c -> c < 32)) {
            return "its name is blank or holds control characters";
        }
        if (entry.indexOf('\\') >= 0) {
            return "its name holds a backslash";
        }
        if (entry.startsWith("/") || entry.matches("[A-Za-z]:.*")) {
            return "its name is an absolute path";
        }
        for (String part : entry.split("/", -1)) {
            if (part.equals("..")) {
                return "its name points out of the archive";
            }
        }
        return null;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
