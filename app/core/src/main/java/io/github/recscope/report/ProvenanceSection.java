package io.github.recscope.report;

import io.github.recscope.model.ArtifactId;
import io.github.recscope.model.Entry;
import io.github.recscope.model.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every step with all that is needed to repeat it.
final class ProvenanceSection {
    private ProvenanceSection() {}

    static Optional<Section> of(Findings f) {
        Workspace w = f.workspace();
        if (w.entries().isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text("The same steps with the same parameters, seeds and files give the same results"
                + " on the same kernels and the same kind of processor; the hash of a result tells whether they did."));
        blocks.add(steps(w));
        blocks.add(environment());
        return Optional.of(new Section(ReportSection.PROVENANCE.id(), ReportSection.PROVENANCE.title(), blocks));
    }

    private static Table steps(Workspace w) {
        List<List<Cell>> rows = new ArrayList<>();
        int n = 0;
        for (Entry e : w.entries()) {
            n++;
            rows.add(Cell.row(
                    n,
                    e.step().op() + " v" + e.step().version(),
                    e.step().op(),
                    e.step().version(),
                    w.artifact(e.output()).name(),
                    Settings.line(e.step().params()),
                    Long.toString(e.step().seed()),
                    e.step().inputs().stream().map(id -> step(w, id)).collect(Collectors.joining(", ")),
                    e.step().inputs().stream().map(ArtifactId::hash).collect(Collectors.joining(" ")),
                    e.output().brief(),
                    e.output().hash(),
                    e.seconds(),
                    e.kernels()));
        }
        return Table.of(
                        "provenance_steps",
                        "Steps",
                        List.of(
                                Column.number("number", "#", Format.COUNT),
                                Column.text("step", "Step", 0),
                                Column.hidden("op", Format.TEXT),
                                Column.hidden("version", Format.COUNT),
                                Column.text("result", "Result", 1.7),
                                Column.text("parameters", "Parameters", 4).lines(8),
                                Column.text("seed", "Seed", 0),
                                Column.text("inputs", "From", 0.8),
                                Column.hidden("input_sha256", Format.TEXT),
                                Column.text("output", "Hash", 0),
                                Column.hidden("output_sha256", Format.TEXT),
                                Column.number("seconds", "Seconds", Format.DECIMAL),
                                Column.text("kernels", "Kernels", 0)),
                        rows)
                .captioned("From: the steps whose results were read. Hash: the first digits of the result's SHA-256.");
    }

    private static String step(Workspace w, ArtifactId id) {
        for (int i = 0; i < w.entries().size(); i++) {
            if (w.entries().get(i).output().equals(id)) {
                return "#" + (i + 1);
            }
        }
        return id.brief();
    }

    private static Table environment() {
        String version = ProvenanceSection.class.getPackage().getImplementationVersion();
        List<List<Cell>> rows = List.of(
                Cell.row("Recscope", version == null ? "development build" : version),
                Cell.row("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")),
                Cell.row(
                        "System",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                                + System.getProperty("os.arch")));
        return Table.of(
                "provenance_environment",
                "The report was made with",
                List.of(Column.text("part", "Part", 1), Column.text("version", "Version", 4)),
                rows);
    }
}
