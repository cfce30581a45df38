package io.github.recscope.data;

import io.github.recscope.model.ProblemException;
import java.util.Locale;

/// Counts what has been unpacked from one source, and ends it when that is too much. Used by one thread at a time.
final class Budget {
    private final String source;
    private final Limits limits;
    private final long physicalBytes;
    private long read;

    /// For a source that takes `physicalBytes` where it lies.
    Budget(String source, Limits limits, long physicalBytes) {
        this.source = source;
        this.limits = limits;
        this.physicalBytes = Math.max(1, physicalBytes);
    }

    /// Counts bytes that came out.
    ///
    /// @throws ProblemException if it is more than a data set would hold
    void take(long bytes) {
        read += bytes;
        if (read > limits.totalBytes()) {
            throw ProblemException.of(
                    source + " is too large.",
                    "It unpacks to more than " + size(limits.totalBytes()) + ".",
                    "Import a part of it, such as a sample of the users.");
        }
        if (read > limits.ratioFrom() && read / physicalBytes >= limits.ratio()) {
            throw ProblemException.of(
                    source + " was not read to its end.",
                    "Its " + size(physicalBytes) + " unpack to more than " + size(read) + ", over " + limits.ratio()
                            + " times as much: it looks like a decompression bomb.",
                    "Unpack it by hand and import the folder if you trust it.");
        }
    }

    /// Forgets bytes that will be read again.
    void giveBack(long bytes) {
        read -= bytes;
    }

    private static String size(long bytes) {
        if (bytes >= 1L << 30) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
        }
        return bytes >= 1 << 20
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
                : String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }
}
