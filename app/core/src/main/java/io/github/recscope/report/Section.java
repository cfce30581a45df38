package io.github.recscope.report;

import java.util.List;

/// One topic of a report.
///
/// @param id     a stable word, such as `data`
/// @param title  the heading
/// @param blocks what it says, top to bottom
public record Section(String id, String title, List<Block> blocks) {
    /// Copies the list.
    public Section {
        blocks = List.copyOf(blocks);
    }
}
