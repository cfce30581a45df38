package io.github.recscope.report;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/// What is handed over: sections of texts, figures, tables and charts.
///
/// @param title    the report's name
/// @param subtitle one line beneath it
/// @param created  when it was made
/// @param sections the sections, each on a page of its own
public record Report(String title, String subtitle, ZonedDateTime created, List<Section> sections) {
    /// Copies the list.
    public Report {
        sections = List.copyOf(sections);
    }

    /// All tables, those behind charts too, in reading order; their ids differ.
    public List<Table> tables() {
        List<Table> found = new ArrayList<>();
        sections.forEach(s -> collect(s.blocks(), found));
        return found;
    }

    private static void collect(List<? extends Block> blocks, List<Table> into) {
        for (Block block : blocks) {
            switch (block) {
                case Table t -> into.add(t);
                case Chart c -> into.add(c.data());
                case Block.Beside b -> collect(b.blocks(), into);
                case Block.Heading _, Block.Text _, Block.Note _, Block.KeyFigures _ -> {}
            }
        }
    }
}
