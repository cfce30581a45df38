package io.github.recscope.data;

import java.util.Locale;

/// What an import takes, from the sizes of files and a sample of their rows.
///
/// @param rows  about how many rows there are in all tables
/// @param bytes about how much memory it takes at most, before what is not needed any more is given back
/// @param heap  how much this program may use
public record MemoryEstimate(long rows, long bytes, long heap) {
    /// A row of interactions: two numbers, a value and a time, in arrays that grow by doubling, their grouping by
    /// user, and a share of the ids. Measured on three million rows: 170 MiB are enough, 145 are not.
    private static final double INTERACTION = 60;

    /// A cell of other tables: a string with its header, and its place in a list or a map.
    private static final double CELL = 80;

    /// Each row of other tables: an entry of a map.
    private static final double ROW = 120;

    /// How many times its size a gzip file of text unpacks to.
    private static final double GZIP = 4;

    /// Whether it will probably fit.
    public boolean fits() {
        return bytes < 0.8 * heap;
    }

    /// In a sentence.
    public String words() {
        String needs = "About " + IssueLog.number(rows) + " rows; reading them takes about " + size(bytes) + " of the "
                + size(heap) + " this program may use.";
        return fits() ? needs : needs + " It may not fit: start the program with a larger -Xmx, or import a part.";
    }

    static MemoryEstimate none() {
        return new MemoryEstimate(0, 0, Runtime.getRuntime().maxMemory());
    }

    /// With one more table.
    ///
    /// @param size      of the file, −1 if unknown
    /// @param sampled   rows in the sample
    /// @param sampleLength characters in the sample
    MemoryEstimate plus(TableHead head, long size, long sampled, long sampleLength) {
        if (sampled == 0 || size <= 0) {
            return this;
        }
        boolean packed = head.entry().path().toLowerCase(Locale.ROOT).endsWith(".gz");
        double text = size * (packed ? GZIP : 1);
        boolean whole = sampled < Drafts.ROWS;
        double more = whole ? sampled : Math.max(sampled, text * sampled / Math.max(1, sampleLength));
        if (head.shape() == Shape.PARQUET && !whole) {
            // Columns are packed: a value takes two bytes or less, and the file itself is in memory.
            more = text / Math.max(1, 2 * head.columns());
        }
        double each = head.kind() == TableKind.INTERACTIONS
                ? INTERACTION
                : ROW + CELL * head.columns() + 2.0 * sampleLength / sampled;
        return new MemoryEstimate(
                rows + (long) more,
                bytes + (long) (more * each) + (head.shape() == Shape.PARQUET ? 2 * size : 0),
                heap);
    }

    static String size(long bytes) {
        if (bytes >= 1L << 30) {
            return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
        }
        return bytes >= 1 << 20
                ? String.format(Locale.ROOT, "%d MiB", bytes >> 20)
                : String.format(Locale.ROOT, "%d KiB", Math.max(1, bytes >> 10));
    }
}
