package io.github.recscope.data;

import io.github.recscope.model.Issue;
import io.github.recscope.model.ProblemException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Where data comes from: named streams of bytes, whether from a file, an archive, a folder or the program's
/// samples.
///
/// Nothing is ever unpacked to disk. What comes out is counted against [Limits]; entries of an archive whose name
/// points out of it and links in a folder are left out and named in [#issues()].
public final class Source implements AutoCloseable {
    /// What a source's text begins with when it is a sample inside the program.
    public static final String SAMPLE = "sample:";

    private final String name;
    private final List<Entry> entries;
    private final List<Issue> issues;
    private final @Nullable Closeable resource;

    Source(String name, List<Entry> entries, List<Issue> issues, @Nullable Closeable resource) {
        this.name = name;
        this.entries = List.copyOf(entries);
        this.issues = List.copyOf(issues);
        this.resource = resource;
    }

    /// Opens a path, several paths, one a line, or `sample:NAME`.
    ///
    /// @throws ProblemException if there is nothing to read there
    public static Source open(String source) {
        return SourceOpener.open(source, Limits.standard());
    }

    /// Opens a file, an archive or a folder.
    ///
    /// @throws ProblemException if there is nothing to read there
    public static Source open(Path path) {
        return SourceOpener.open(path, Limits.standard());
    }

    /// How to call several paths together: `a.csv, b.csv and 3 more`.
    public static String name(List<Path> paths) {
        return SourceSet.name(paths);
    }

    /// The last part of its path, such as `goodbooks.zip`; of several paths as [#name(List)] says.
    public String name() {
        return name;
    }

    /// A title for the data: the name without `.zip`, `.csv.gz` and the like.
    public String title() {
        String end = "(?=$|, | and [0-9]+ more$)";
        String title = name.replaceAll("(?i)\\.gz" + end, "")
                .replaceAll("(?i)\\.(zip|csv|tsv|tab|txt|dat|data|inter|jsonl|ndjson|json|parquet)" + end, "");
        return title.isBlank() ? name : title;
    }

    /// Its files, sorted by path.
    public List<Entry> entries() {
        return entries;
    }

    /// What was left out while opening it.
    public List<Issue> issues() {
        return issues;
    }

    @Override
    public void close() {
        if (resource != null) {
            try {
                resource.close();
            } catch (IOException _) {
                // It was only read: nothing is lost.
            }
        }
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Opens the bytes of one file.
    @FunctionalInterface
    interface Opener {
        /// A new stream from the beginning.
        InputStream open() throws IOException;
    }

    /// One file in a source.
    ///
    /// @param path   where it lies in the source, with `/`
    /// @param name   how to call it: `items.csv`, in an archive `books.zip!items.csv`
    /// @param bytes  its size, unpacked, as far as headers say; −1 if unknown
    /// @param crc    the checksum that an archive promises; −1 if none
    /// @param budget counts what is read
    /// @param opener opens it
    public record Entry(String path, String name, long bytes, long crc, Budget budget, Opener opener) {
        /// The bytes, from the beginning; a gzip file comes unpacked, whatever its name.
        public InputStream open() throws IOException {
            return new CountedStream(unpacked(), budget);
        }

        /// At most `count` bytes from the beginning; they are not counted.
        public byte[] head(int count) throws IOException {
            try (InputStream in = unpacked()) {
                return in.readNBytes(count);
            }
        }

        /// The name's last part, in lower case, without `.gz`.
        public String file() {
            String file = lower(path.substring(path.lastIndexOf('/') + 1));
            return file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
        }

        private InputStream unpacked() throws IOException {
            BufferedInputStream in =
                    new BufferedInputStream(crc < 0 ? opener.open() : new CheckedStream(opener.open(), crc), 1 << 16);
            in.mark(2);
            boolean packed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            if (!packed) {
                return in;
            }
            try {
                return new GZIPInputStream(in, 1 << 16);
            } catch (IOException e) {
                in.close();
                throw e;
            }
        }
    }
}
