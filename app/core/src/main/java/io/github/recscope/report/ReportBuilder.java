package io.github.recscope.report;

import io.github.recscope.model.Credit;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Workspace;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a report of what a workspace has.
public final class ReportBuilder {
    private ReportBuilder() {}

    /// The chosen sections for which the workspace has results. Whose data it is stands in every report.
    ///
    /// @param workspace what to report
    /// @param selection which sections, in the order of the enum
    /// @param clock     tells when the report was made
    public static Report build(Workspace workspace, Set<ReportSection> selection, Clock clock) {
        Findings f = Findings.of(workspace);
        ZonedDateTime now = ZonedDateTime.now(clock);
        List<Section> sections = new ArrayList<>();
        for (ReportSection kind : ReportSection.values()) {
            if (selection.contains(kind)) {
                section(kind, f).ifPresent(sections::add);
            }
        }
        Dataset data = f.data();
        if (data == null || sections.isEmpty()) {
            sections.addFirst(nothing(workspace));
        }
        credits(workspace).ifPresent(table -> {
            Section last = sections.removeLast();
            List<Block> blocks = new ArrayList<>(last.blocks());
            blocks.add(table);
            sections.add(new Section(last.id(), last.title(), blocks));
        });
        String subtitle = data == null ? "An empty workspace" : "What a recommender for " + data.name() + " knows";
        return new Report(workspace.name(), subtitle, now, sections);
    }

    private static Optional<Section> section(ReportSection kind, Findings f) {
        return switch (kind) {
            case SUMMARY -> SummarySection.of(f);
            case DATA -> DataSection.of(f);
            case MODEL -> ModelSection.of(f);
            case MAP -> MapSection.of(f);
            case AUTOENCODER -> AutoencoderSection.of(f);
            case CONCEPTS -> ConceptsSection.of(f);
            case STEERING -> SteeringSection.of(f);
            case PROVENANCE -> ProvenanceSection.of(f);
        };
    }

    private static Section nothing(Workspace workspace) {
        String text = workspace.entries().isEmpty()
                ? "There is nothing to report yet: no data was imported into this workspace. Import a data set, train a"
                        + " recommender and an autoencoder, and make the report again."
                : "There is nothing to report yet: the workspace has no results for the chosen sections.";
        return new Section("nothing", "Nothing yet", List.of(new Block.Text(text)));
    }

    private static Optional<Table> credits(Workspace workspace) {
        Map<String, Credit> credits = new LinkedHashMap<>();
        for (Entry e : workspace.entries()) {
            if (workspace.artifact(e.output()) instanceof Dataset d) {
                Credit c = d.credit();
                credits.put(d.name(), c != null ? c : new Credit("The files do not say.", "The files do not say."));
            }
        }
        if (credits.isEmpty()) {
            return Optional.empty();
        }
        List<List<Cell>> rows = new ArrayList<>();
        credits.forEach((name, c) -> rows.add(Cell.row(name, c.source(), c.licence())));
        return Optional.of(Table.of(
                "credits",
                "Whose data this is",
                List.of(
                        Column.text("data_set", "Data set", 1),
                        Column.text("source", "Source", 3),
                        Column.text("licence", "Licence", 1)),
                rows));
    }
}
