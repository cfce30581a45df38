package io.github.recscope.ui.report;

import io.github.recscope.ui.fx.Format;
import io.github.recscope.ui.text.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What an export wrote.
///
/// @param path   the file or folder
/// @param pages  pages of the PDF, 0 without one
/// @param tables files of tables, 0 without them
/// @param format what tables are written as: "CSV"
/// @param bytes  the size of all files together
public record Written(Path path, int pages, int tables, String format, long bytes) {
    /// In words: "Saved report.pdf, 14 pages, 320 KiB".
    public String words() {
        Path name = path.getFileName();
        List<String> parts = new ArrayList<>();
        parts.add("Saved " + (name == null ? path : name));
        if (pages > 0) {
            parts.add(Numbers.count(pages, "page"));
        }
        if (tables > 0) {
            parts.add(Numbers.count(tables, format + " file"));
        }
        parts.add(Format.bytes(bytes));
        return String.join(", ", parts);
    }
}
