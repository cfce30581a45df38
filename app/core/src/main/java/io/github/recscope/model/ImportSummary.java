package io.github.recscope.model;

import java.util.List;

/// What an import did with the rows it read.
///
/// @param sources             the files, with what identifies their content
/// @param rowsRead            data rows of the interactions table
/// @param rejected            rows left out, each for a reason listed in `issues`
/// @param duplicates          repeated user–item pairs; the last one of each was kept
/// @param itemsWithoutDetails items that were chosen and have no row in the items table
/// @param itemsNeverChosen    rows of the items table that nobody chose; left out
/// @param issues              what was noticed, at most 1,000 of each code, in file order
public record ImportSummary(
        List<SourceFile> sources,
        long rowsRead,
        long rejected,
        long duplicates,
        int itemsWithoutDetails,
        int itemsNeverChosen,
        List<Issue> issues) {
    /// One file or archive entry.
    ///
    /// @param name   its name, in an archive `archive.zip!entry.csv`
    /// @param bytes  its unpacked size
    /// @param sha256 the hash of its bytes
    /// @param format how it was read: "comma-separated, UTF-8, header"
    public record SourceFile(String name, long bytes, String sha256, String format) {}

    /// Copies the lists.
    public ImportSummary {
        sources = List.copyOf(sources);
        issues = List.copyOf(issues);
    }
}
