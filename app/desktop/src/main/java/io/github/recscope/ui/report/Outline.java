package io.github.recscope.ui.report;

import io.github.recscope.report.Block;
import io.github.recscope.report.Chart;
import io.github.recscope.report.Report;
import io.github.recscope.report.ReportSection;
import io.github.recscope.report.Section;
import io.github.recscope.report.Table;
import io.github.recscope.ui.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a report holds, section by section.
///
/// @param parts the sections for which there are results, in order
public record Outline(List<Part> parts) {
    private static final double LINES_OF_A_PAGE = 50;
    private static final double CHARACTERS_OF_A_LINE = 95;
    private static final double LINES_ACROSS = 42;

    /// Nothing.
    public static final Outline EMPTY = new Outline(List.of());

    /// Copies the list.
    public Outline {
        parts = List.copyOf(parts);
    }

    /// One section.
    ///
    /// @param section which
    /// @param pages   about how many pages it takes
    /// @param charts  how many charts it has
    /// @param tables  its tables, those behind charts too
    public record Part(ReportSection section, int pages, int charts, List<TablePart> tables) {
        /// Copies the list.
        public Part {
            tables = List.copyOf(tables);
        }

        /// In words: "about 2 pages: 1 chart, 3 tables".
        public String words() {
            List<String> things = new ArrayList<>();
            if (charts > 0) {
                things.add(Numbers.count(charts, "chart"));
            }
            if (tables.size() > charts) {
                things.add(Numbers.count((long) tables.size() - charts, "table"));
            }
            return "about " + Numbers.count(pages, "page") + (things.isEmpty() ? "" : ": " + String.join(", ", things));
        }
    }

    /// One table.
    ///
    /// @param file  the name of its CSV file
    /// @param title what it shows
    /// @param rows  how many rows it has
    public record TablePart(String file, String title, int rows) {}

    /// The outline of a report that was built with all sections.
    static Outline of(Report report) {
        List<Part> parts = new ArrayList<>();
        for (Section s : report.sections()) {
            section(s.id()).ifPresent(kind -> parts.add(part(kind, s)));
        }
        return new Outline(parts);
    }

    /// The part of a section, if there are results for it.
    public Optional<Part> part(ReportSection section) {
        return parts.stream().filter(p -> p.section() == section).findFirst();
    }

    /// Only the chosen sections.
    public Outline only(Set<ReportSection> chosen) {
        return new Outline(
                parts.stream().filter(p -> chosen.contains(p.section())).toList());
    }

    /// In words: "3 sections, about 9 pages, 12 CSV files".
    public String words() {
        int pages = parts.stream().mapToInt(Part::pages).sum();
        int files = parts.stream().mapToInt(p -> p.tables().size()).sum();
        return Numbers.count(parts.size(), "section") + ", about " + Numbers.count(pages, "page") + ", "
                + Numbers.count(files, "table") + " as CSV or Parquet";
    }

    private static Optional<ReportSection> section(String id) {
        for (ReportSection kind : ReportSection.values()) {
            if (kind.id().equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Part part(ReportSection kind, Section section) {
        List<TablePart> tables = new ArrayList<>();
        int charts = 0;
        double lines = 4;
        String heading = section.title();
        for (Block b : flat(section.blocks())) {
            lines += lines(b);
            if (b instanceof Block.Heading h) {
                heading = h.text();
            } else if (b instanceof Chart c) {
                charts++;
                tables.add(table(c.data(), heading));
            } else if (b instanceof Table t) {
                tables.add(table(t, heading));
            }
        }
        return new Part(kind, (int) Math.max(1, Math.ceil(lines / LINES_OF_A_PAGE)), charts, tables);
    }

    private static List<Block> flat(List<? extends Block> blocks) {
        List<Block> all = new ArrayList<>();
        for (Block b : blocks) {
            if (b instanceof Block.Beside side) {
                all.addAll(flat(side.blocks()));
            } else {
                all.add(b);
            }
        }
        return all;
    }

    /// A table without a title of its own stands under its heading.
    private static TablePart table(Table t, String heading) {
        return new TablePart(
                t.id() + ".csv",
                t.title().isEmpty() ? heading : t.title(),
                t.rows().size());
    }

    /// A rough height; good enough to say "about 9 pages".
    private static double lines(Block block) {
        return switch (block) {
            case Block.Heading _ -> 2;
            case Block.Text t -> Math.ceil(t.text().length() / CHARACTERS_OF_A_LINE) + 0.5;
            case Block.Note n -> Math.ceil(n.text().length() / CHARACTERS_OF_A_LINE) + 0.5;
            case Block.KeyFigures k -> 4.5 * Math.ceil(k.figures().size() / 4.0);
            case Block.Beside b ->
                flat(b.blocks()).stream().mapToDouble(Outline::lines).max().orElse(0);
            case Table t -> 3 + 1.2 * Math.min(t.rows().size(), t.paperRows());
            case Chart c -> 2 + LINES_ACROSS * c.aspect();
        };
    }
}
